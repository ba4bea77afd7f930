import type { DirectoryAccess } from '../core/access.ts';
import { type DatasetName, datasetNames, type Gap, type Provider } from '../core/datasets.ts';
import type { CheckResult, DatasetReport, DirectoryReport, Report } from '../core/report.ts';
import type { UiTexts } from '../messages/ui.ts';
import { compareText } from './people.ts';

export interface HiddenCheck {
  check: string;
  /** Its judgements that could not be made for this reason; 0 where it was only made less sure. */
  count: number;
}

/** Something that could not be seen: datasets of a directory, or facts about single accounts. */
export interface Unseen {
  provider: Provider;
  /** All that one cause kept from being read; empty when the datasets were read, but did not tell about some accounts. */
  datasets: readonly DatasetName[];
  state: DatasetReport['state'];
  rows: number;
  /** Rows that tell nothing, where every account has a row and that alone is missing; else null. */
  unknownRows: number | null;
  gap: Gap;
  /** Checks that could not decide, or not fully, for this reason. */
  checks: readonly HiddenCheck[];
  /** Accounts concerned; 0 for a whole dataset, or a whole check. */
  accounts: number;
  /** Judgements that could not be made for this reason. Over all these are as many as are undecided. */
  undecided: number;
}

/** Datasets that nobody reads: the provider does not offer them, or this version does not. */
export interface Unread {
  provider: Provider;
  datasets: readonly DatasetName[];
}

function keyOf({ kind, detail }: Gap): string {
  return `${kind}\n${detail}`;
}

type Access = DirectoryAccess | undefined;

interface Hidden {
  gap: Gap;
  checks: Map<string, number>;
  accounts: Set<string>;
  undecided: number;
}

/** A directory as a whole was convicted: what was not read could not have acquitted it. */
function isConvicted({ findings }: CheckResult): boolean {
  return findings.some(({ subject, verdict }) => subject.type === 'directory' && verdict === 'fail');
}

/** What each gap of a directory keeps from being judged. */
function hiddenBy(results: readonly CheckResult[], provider: Provider): Map<string, Hidden> {
  const found = new Map<string, Hidden>();
  const about = (gap: Gap): Hidden => {
    const key = keyOf(gap);
    const known = found.get(key) ?? { gap, checks: new Map(), accounts: new Set(), undecided: 0 };
    found.set(key, known);
    return known;
  };
  for (const result of results) {
    if (result.provider !== provider) continue;
    for (const gap of isConvicted(result) ? [] : result.gaps) {
      const { checks } = about(gap);
      if (!checks.has(result.check)) checks.set(result.check, 0);
    }
    for (const { verdict, gap, subject } of result.findings) {
      if (verdict !== 'unknown' || gap === undefined) continue;
      const hidden = about(gap);
      hidden.checks.set(result.check, (hidden.checks.get(result.check) ?? 0) + 1);
      hidden.undecided += 1;
      if (subject.type === 'account') hidden.accounts.add(subject.id);
    }
  }
  return found;
}

function checksOf(hidden: Hidden | undefined): HiddenCheck[] {
  return [...(hidden?.checks ?? [])]
    .map(([check, count]) => ({ check, count }))
    .sort((a, b) => b.count - a.count || compareText(a.check, b.check));
}

/** How MFA is enforced is told by a row an account, and a row may say that it cannot be told. */
function unknownRowsOf(names: readonly DatasetName[], { datasets }: DirectoryReport, access: Access): number | null {
  const { accounts, enforcement } = datasets;
  const isWhole = accounts.state === 'complete' && accounts.rows === enforcement.rows;
  if (names.length !== 1 || names[0] !== 'enforcement' || enforcement.state !== 'partial' || !isWhole) return null;
  return access?.rows.filter(({ protection }) => protection.state === 'unknown').length ?? null;
}

function unseenIn(directory: DirectoryReport, results: readonly CheckResult[], access: Access): Unseen[] {
  const { provider, datasets } = directory;
  const hidden = hiddenBy(results, provider);
  const dark = datasetNames.filter((name) => {
    const { gap } = datasets[name];
    return gap !== undefined && gap.kind !== 'unsupported';
  });
  const whole = [...Map.groupBy(dark, (name) => keyOf(datasets[name].gap as Gap))].map(([key, names]): Unseen => {
    const [first] = names;
    const report = datasets[first as DatasetName];
    const cause = hidden.get(key);
    return {
      provider,
      datasets: names,
      state: names.every((name) => datasets[name].state === 'unavailable') ? 'unavailable' : report.state,
      rows: names.reduce((sum, name) => sum + datasets[name].rows, 0),
      unknownRows: unknownRowsOf(names, directory, access),
      gap: report.gap as Gap,
      checks: checksOf(cause),
      accounts: 0,
      undecided: cause?.undecided ?? 0,
    };
  });
  const told = new Set(whole.map(({ gap }) => keyOf(gap)));
  const single = [...hidden]
    .filter(([key, { undecided }]) => undecided > 0 && !told.has(key))
    .map(
      ([, one]): Unseen => ({
        provider,
        datasets: [],
        state: 'partial',
        rows: 0,
        unknownRows: null,
        gap: one.gap,
        checks: checksOf(one),
        accounts: one.accounts.size,
        undecided: one.undecided,
      }),
    )
    .sort((a, b) => byDesign(a) - byDesign(b) || b.undecided - a.undecided || compareText(a.gap.detail, b.gap.detail));
  return [...whole, ...single];
}

/** What nobody reads comes after what may be repaired. */
function byDesign({ gap }: Unseen): number {
  return gap.kind === 'unsupported' ? 1 : 0;
}

/** Everything that could not be seen; what may be repaired first. */
export function unseenOf({ directories, results }: Report, access: readonly DirectoryAccess[]): Unseen[] {
  return directories
    .flatMap((directory) => {
      const { provider, directoryId } = directory;
      const mine = access.find((one) => one.provider === provider && one.directoryId === directoryId);
      return unseenIn(directory, results, mine);
    })
    .sort((a, b) => byDesign(a) - byDesign(b));
}

/** Why something could not be seen, in a sentence. */
export function whyUnseen({ provider, datasets, gap }: Pick<Unseen, 'provider' | 'datasets' | 'gap'>, ui: UiTexts) {
  const isLog = datasets.length === 1 && datasets[0] === 'signInEvents';
  const licence = isLog && gap.kind === 'licence' ? ui.access.needsLicence[provider] : null;
  return ui.gapReason(gap) ?? licence ?? ui.gap[gap.kind].why;
}

/** How many rows there are all the same; null where there are none to speak of. */
export function rowsLeft({ datasets, state, rows, unknownRows }: Unseen, { page }: UiTexts): string | null {
  if (state !== 'partial' || datasets.length === 0) return null;
  return unknownRows === null ? page.partialRows(rows) : page.allRows(rows, unknownRows);
}

export function unreadOf({ directories }: Report): Unread[] {
  return directories
    .map(({ provider, datasets }) => ({
      provider,
      datasets: datasetNames.filter((name) => datasets[name].gap?.kind === 'unsupported'),
    }))
    .filter((unread) => unread.datasets.length > 0);
}
