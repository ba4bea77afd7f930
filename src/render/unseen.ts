import type { DirectoryAccess } from '../core/access.ts';
import type { Subject } from '../core/check.ts';
import { compareText } from '../core/compare-text.ts';
import { type DatasetName, datasetNames } from '../core/datasets.ts';
import type { DatasetReport, DirectoryReport } from '../core/directory-report.ts';
import type { Gap } from '../core/gap.ts';
import type { Provider } from '../core/provider.ts';
import type { CheckResult, Report } from '../core/report.ts';
import type { Catalogue } from '../messages/phrasing.ts';
import { reasonIdOf } from '../messages/reasons.ts';
import type { UiTexts } from '../messages/ui.ts';
import { subjectCounts } from './subjects.ts';

/** A check that misses something. */
export interface HiddenCheck {
  check: string;
  /** Its judgements that could not be made for this reason; 0 where it was only made less sure. */
  count: number;
}

/** Something that could not be seen: datasets of a directory, or facts about single accounts. */
export interface Unseen {
  /** Null: it is not about one directory. */
  provider: Provider | null;
  /** All that one cause kept from being read; empty when the datasets were read, but did not tell about some accounts. */
  datasets: readonly DatasetName[];
  state: DatasetReport['state'];
  rows: number;
  /** Rows that tell nothing, where every account has a row and that alone is missing; else null. */
  unknownRows: number | null;
  gap: Gap;
  /** Checks that could not decide, or not fully, for this reason. */
  checks: readonly HiddenCheck[];
  /** Accounts, people and applications concerned; none for a whole dataset, or a whole check. */
  subjects: readonly Subject[];
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

function isSingle({ type }: Subject): boolean {
  return type !== 'directory' && type !== 'tenant';
}

type Access = DirectoryAccess | undefined;
type Judged = Pick<Report, 'results' | 'directories'>;

interface Hidden {
  gap: Gap;
  checks: Map<string, number>;
  subjects: Map<string, Subject>;
  undecided: number;
}

/** A directory, or the tenant, was convicted as a whole: what was not read could not have acquitted it. */
function isConvicted({ findings }: CheckResult): boolean {
  return findings.some(({ subject, verdict }) => !isSingle(subject) && verdict === 'fail');
}

/**
 * The directory that a gap of a result is about; null: the tenant. A check of all directories lacks what some directory
 * lacks, and the HR list belongs to none.
 */
function homeOf(gap: Gap, provider: Provider | null, directories: readonly DirectoryReport[]): Provider | null {
  if (reasonIdOf(gap.detail) === 'rosterFaulty') return null;
  if (provider !== null) return provider;
  const lacks = ({ datasets }: DirectoryReport) =>
    datasetNames.some((name) => {
      const own = datasets[name].gap;
      return own !== undefined && keyOf(own) === keyOf(gap);
    });
  return directories.find(lacks)?.provider ?? null;
}

/** By the directory, or null for the tenant, then by the gap. */
type HiddenByHome = ReadonlyMap<Provider | null, ReadonlyMap<string, Hidden>>;

/** What each gap keeps from being judged. */
function hiddenBy({ results, directories }: Judged): HiddenByHome {
  const found = new Map<Provider | null, Map<string, Hidden>>();
  const known = new Map<string, Hidden>();
  const about = (gap: Gap, provider: Provider | null): Hidden => {
    const key = keyOf(gap);
    const before = known.get(`${provider}\n${key}`);
    if (before !== undefined) return before;
    const home = homeOf(gap, provider, directories);
    const own = found.get(home) ?? new Map<string, Hidden>();
    const hidden = own.get(key) ?? { gap, checks: new Map(), subjects: new Map(), undecided: 0 };
    found.set(home, own.set(key, hidden));
    known.set(`${provider}\n${key}`, hidden);
    return hidden;
  };
  for (const result of results) {
    const { check, provider } = result;
    for (const gap of isConvicted(result) ? [] : result.gaps) {
      const { checks } = about(gap, provider);
      if (!checks.has(check)) checks.set(check, 0);
    }
    for (const { verdict, gap, subject } of result.findings) {
      if (verdict !== 'unknown' || gap === undefined) continue;
      const hidden = about(gap, provider);
      hidden.checks.set(check, (hidden.checks.get(check) ?? 0) + 1);
      hidden.undecided += 1;
      if (isSingle(subject)) hidden.subjects.set(`${subject.type}/${subject.id}`, subject);
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

/** What single checks could not see, though every dataset behind it was read, or is told of already. */
function singlesOf(all: HiddenByHome, provider: Provider | null, told: ReadonlySet<string>): Unseen[] {
  return [...(all.get(provider) ?? [])]
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
        subjects: [...one.subjects.values()],
        undecided: one.undecided,
      }),
    )
    .sort((a, b) => byDesign(a) - byDesign(b) || b.undecided - a.undecided || compareText(a.gap.detail, b.gap.detail));
}

function unseenIn(directory: DirectoryReport, hidden: HiddenByHome, access: Access): Unseen[] {
  const { provider, datasets } = directory;
  const dark = datasetNames.filter((name) => {
    const { gap } = datasets[name];
    return gap !== undefined && gap.kind !== 'unsupported';
  });
  const whole = [...Map.groupBy(dark, (name) => keyOf(datasets[name].gap as Gap))].map(([key, names]): Unseen => {
    const [first] = names;
    const report = datasets[first as DatasetName];
    const cause = hidden.get(provider)?.get(key);
    return {
      provider,
      datasets: names,
      state: names.every((name) => datasets[name].state === 'unavailable') ? 'unavailable' : report.state,
      rows: names.reduce((sum, name) => sum + datasets[name].rows, 0),
      unknownRows: unknownRowsOf(names, directory, access),
      gap: report.gap as Gap,
      checks: checksOf(cause),
      subjects: [],
      undecided: cause?.undecided ?? 0,
    };
  });
  const told = new Set(whole.map(({ gap }) => keyOf(gap)));
  return [...whole, ...singlesOf(hidden, provider, told)];
}

/** What nobody reads comes after what may be repaired. */
function byDesign({ gap }: Unseen): number {
  return gap.kind === 'unsupported' ? 1 : 0;
}

/** Everything that could not be seen; what may be repaired first. */
export function unseenOf(report: Judged, access: readonly DirectoryAccess[]): Unseen[] {
  const hidden = hiddenBy(report);
  const own = report.directories.flatMap((directory) => {
    const { provider, directoryId } = directory;
    const mine = access.find((one) => one.provider === provider && one.directoryId === directoryId);
    return unseenIn(directory, hidden, mine);
  });
  return [...own, ...singlesOf(hidden, null, new Set())].sort((a, b) => byDesign(a) - byDesign(b));
}

/** Why something could not be seen, in a sentence. */
export function whyUnseen({ provider, datasets, gap }: Pick<Unseen, 'provider' | 'datasets' | 'gap'>, ui: UiTexts) {
  const isLog = datasets.length === 1 && datasets[0] === 'signInEvents';
  const licence = isLog && provider !== null && gap.kind === 'licence' ? ui.access.needsLicence[provider] : null;
  return ui.gapReason(gap) ?? licence ?? ui.gap[gap.kind].why;
}

/** How many rows there are all the same; null where there are none to speak of. */
export function rowsLeft({ datasets, state, rows, unknownRows }: Unseen, { page }: UiTexts): string | null {
  if (state !== 'partial' || datasets.length === 0) return null;
  return unknownRows === null ? page.partialRows(rows) : page.allRows(rows, unknownRows);
}

/** What could not be seen, in words. */
export function unseenWord({ datasets, subjects, checks }: Unseen, { ui, checks: texts }: Catalogue): string {
  if (datasets.length > 0) return ui.list(datasets.map((name) => ui.dataset[name]));
  if (subjects.length > 0) return subjectCounts(subjects, ui);
  return ui.page.checksCrashed(ui.list(checks.map(({ check }) => texts[check]?.topic ?? check)));
}

/** What to do about it. */
export function remedyOf({ provider, datasets, gap }: Unseen, ui: UiTexts): string {
  return ui.remedy(gap, `${provider ?? 'tenant'}/${datasets[0] ?? 'accounts'}`);
}

/** Datasets that nobody reads, because this version or the provider offers none. */
export function unreadOf({ directories }: Report): Unread[] {
  return directories
    .map(({ provider, datasets }) => ({
      provider,
      datasets: datasetNames.filter((name) => datasets[name].gap?.kind === 'unsupported'),
    }))
    .filter((unread) => unread.datasets.length > 0);
}
