import { type DatasetName, datasetNames, type Gap, type Provider } from '../core/datasets.ts';
import type { CheckResult, DatasetReport, DirectoryReport, Report } from '../core/report.ts';
import { compareText } from './people.ts';

/** Something that could not be seen: a dataset of a directory, or facts about single accounts. */
export interface Unseen {
  provider: Provider;
  /** Null when the dataset was read, but did not tell about some accounts. */
  dataset: DatasetName | null;
  state: DatasetReport['state'];
  rows: number;
  gap: Gap;
  /** Ids of checks that could not decide, or not fully, for this reason. */
  checks: readonly string[];
  /** Accounts concerned; 0 for a whole dataset, or a whole check. */
  accounts: number;
}

/** Datasets that nobody reads: the provider does not offer them, or this version does not. */
export interface Unread {
  provider: Provider;
  datasets: readonly DatasetName[];
}

function same(a: Gap, b: Gap): boolean {
  return a.kind === b.kind && a.detail === b.detail;
}

function checksHiddenBy(results: readonly CheckResult[], provider: Provider, gap: Gap): string[] {
  const hidden = results.filter((result) => result.provider === provider && result.gaps.some((one) => same(one, gap)));
  return [...new Set(hidden.map(({ check }) => check))].sort(compareText);
}

function datasetGaps(directory: DirectoryReport, results: readonly CheckResult[]): Unseen[] {
  const { provider, datasets } = directory;
  return datasetNames.flatMap((dataset): Unseen[] => {
    const { gap, state, rows } = datasets[dataset];
    if (gap === undefined || gap.kind === 'unsupported') return [];
    return [{ provider, dataset, state, rows, gap, checks: checksHiddenBy(results, provider, gap), accounts: 0 }];
  });
}

/** Gaps that no dataset of the directory has: they concern single accounts, or a check that failed. */
function singleGaps(directory: DirectoryReport, results: readonly CheckResult[]): Unseen[] {
  const { provider, datasets } = directory;
  const known = datasetNames.flatMap((name) => datasets[name].gap ?? []);
  const found = new Map<string, { gap: Gap; checks: Set<string>; accounts: Set<string> }>();
  for (const result of results) {
    if (result.provider !== provider) continue;
    for (const { gap, subject } of result.findings) {
      if (gap === undefined || known.some((one) => same(one, gap))) continue;
      const key = `${gap.kind}\n${gap.detail}`;
      const group = found.get(key) ?? { gap, checks: new Set<string>(), accounts: new Set<string>() };
      found.set(key, group);
      group.checks.add(result.check);
      if (subject.type === 'account') group.accounts.add(subject.id);
    }
  }
  return [...found.values()]
    .sort((a, b) => b.accounts.size - a.accounts.size || compareText(a.gap.detail, b.gap.detail))
    .map(({ gap, checks, accounts }) => ({
      provider,
      dataset: null,
      state: 'partial',
      rows: 0,
      gap,
      checks: [...checks].sort(compareText),
      accounts: accounts.size,
    }));
}

export function unseenOf({ directories, results }: Report): Unseen[] {
  return directories.flatMap((directory) => [...datasetGaps(directory, results), ...singleGaps(directory, results)]);
}

export function unreadOf({ directories }: Report): Unread[] {
  return directories
    .map(({ provider, datasets }) => ({
      provider,
      datasets: datasetNames.filter((name) => datasets[name].gap?.kind === 'unsupported'),
    }))
    .filter((unread) => unread.datasets.length > 0);
}
