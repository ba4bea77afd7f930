import type { AccessRow, AccountProtection, DirectoryAccess, UsedFactor } from '../core/access.ts';
import { compareText } from '../core/compare-text.ts';
import type { EnforcementState } from '../core/rows/enforcement.ts';
import type { Catalogue } from '../messages/phrasing.ts';
import type { UiTexts } from '../messages/ui.ts';
import { isoDayIn } from '../messages/when.ts';
import { visible } from './plain.ts';

/** More accounts of one directory than this are left to access.csv. */
export const accountsInPage = 200;
const nameLength = 60;

/** Those for whom MFA is not enforced come first; that nobody knows is no comfort. */
const ranks: Record<EnforcementState, number> = { none: 0, partly: 1, unknown: 2, enforced: 3 };

function newestCountry({ newCountries }: AccessRow): string {
  return newCountries?.at(-1)?.firstAt ?? '';
}

/** What a reviewer looks at first: enabled, a country not seen before, not enforced, newest; then by login. */
export function byInterest(a: AccessRow, b: AccessRow): number {
  return (
    Number(a.account.enabled === false) - Number(b.account.enabled === false) ||
    compareText(newestCountry(b), newestCountry(a)) ||
    ranks[a.protection.state] - ranks[b.protection.state] ||
    compareText(b.last?.at ?? '', a.last?.at ?? '') ||
    compareText(a.account.login, b.account.login)
  );
}

/** What a page shows of a directory, and how many rows it leaves to access.csv. */
export interface AccessListing {
  directory: DirectoryAccess;
  shown: readonly AccessRow[];
  more: number;
  disabled: number;
  /** Some sign-in of the log is known, so that columns about it have something to say. */
  hasLog: boolean;
  /** Some sign-in that is shown names an application or a client. */
  hasClient: boolean;
  /** Some time comes from the provider's own record. */
  hasRecord: boolean;
}

/** The accounts that may sign in, those that matter most first, as many as a page holds. */
export function listingOf(directory: DirectoryAccess): AccessListing {
  const able = directory.rows.filter(({ account }) => account.enabled !== false);
  const shown = able.toSorted(byInterest).slice(0, accountsInPage);
  return {
    directory,
    shown,
    more: Math.max(0, able.length - accountsInPage),
    disabled: directory.rows.length - able.length,
    hasLog: able.some(({ last }) => last?.source === 'log'),
    hasClient: shown.some(({ last }) => last !== null && (last.app !== null || last.client !== null)),
    hasRecord: able.some(({ last }) => last !== null && last.source !== 'log'),
  };
}

/** Enabled accounts with a country first seen within the window. */
export function newlySeen({ rows }: DirectoryAccess): number {
  return rows.filter(({ account, newCountries }) => account.enabled !== false && (newCountries ?? []).length > 0)
    .length;
}

/** Conditions of all deciding policies, each once. */
export function conditionsOf({ policies }: Pick<AccountProtection, 'policies'>): string[] {
  return [...new Set(policies.flatMap(({ conditions }) => conditions))];
}

function shownNames(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => visible(name, nameLength)))];
}

/** Why an account must use MFA, or need not, as a clause. */
export function becauseOf(protection: AccountProtection, { ui }: Catalogue, timeZone: string): string {
  if (protection.state === 'unknown') {
    return ui.gapReason(protection.gap) ?? ui.gap[protection.gap.kind].name;
  }
  const { reason, policies, leftOutOf, startsAt } = protection;
  const because = ui.enforcement.because({
    reason,
    policies: shownNames(policies.map(({ name }) => name)),
    conditions: conditionsOf(protection).map((code) => visible(code, nameLength)),
    startsOn: startsAt === null ? null : isoDayIn(startsAt, timeZone),
  });
  if (leftOutOf.length === 0) return because;
  const leftOut = { reason: 'excluded' as const, policies: shownNames(leftOutOf), conditions: [], startsOn: null };
  return ui.access.alsoLeftOut(because, ui.enforcement.because(leftOut));
}

/** What stands above the table of a directory: how far the log reaches back, and what it does not hold. */
export function introOf(
  { directory, hasLog, hasClient }: AccessListing,
  { ui }: Catalogue,
  timeZone: string,
): string[] {
  const { provider, since, gap } = directory;
  if (!hasLog && provider !== 'google-workspace') return [];
  const unknown = gap === null ? [ui.access.sinceUnknown] : [];
  return [
    ...(since === null ? unknown : [ui.access.since(ui.day(since, timeZone))]),
    ui.access.log[provider],
    ...(hasLog && !hasClient ? [ui.access.noClient[provider]] : []),
  ];
}

/** The country of the last sign-in, in words; null when it is not known. */
export function countryOf({ last }: AccessRow, { ui }: Catalogue): string | null {
  return last === null || last.country === null ? null : ui.country(visible(last.country, nameLength));
}

/** Each country first seen, with its day; the country of the last sign-in stands beside already and is not named again. */
export function firstSeenWords({ last, newCountries }: AccessRow, { ui }: Catalogue, timeZone: string): string[] {
  return (newCountries ?? []).map(({ country, firstAt }) => {
    const name = country === last?.country ? '' : ui.country(visible(country, nameLength));
    return ui.access.firstSeenOn(name, isoDayIn(firstAt, timeZone));
  });
}

/** What to read where no last sign-in is known: none is on record, it was not read, or the provider gave no record. */
export function noSignIn({ lastGap }: AccessRow, { ui }: Catalogue): { word: string; known: boolean } {
  if (lastGap === null) return { word: ui.access.neverOnRecord, known: true };
  return { word: lastGap.kind === 'absent' ? ui.access.notKnown : ui.access.notRead, known: false };
}

/** What kind of account it is, where it is not a plain member; empty for those. */
export function kindOf({ account, emergency }: AccessRow, { ui }: Catalogue): string {
  if (emergency) return ui.access.emergency;
  return account.kind === 'guest' ? ui.page.guest : '';
}

/** What to read about a sign-in that the log tells nothing of. */
export function silenceOf({ last }: AccessRow, { gap }: DirectoryAccess, { ui }: Catalogue): string {
  if (last?.source === 'log') return ui.access.notSaid;
  return gap === null ? ui.access.notInLog : ui.access.notRead;
}

/** Second factors in words, each once; what may have been the first says so. */
export function usedWords(used: readonly UsedFactor[], ui: UiTexts): string {
  const words = used.map(({ name, second }) => {
    const word = ui.method(name);
    return second === null ? ui.access.perhaps(word) : word;
  });
  return ui.series([...new Set(words)]);
}

/** What a reader must know of a log that is missing or cut. */
export interface LogNote {
  kind: string;
  what: string;
  reason: string;
  /** Words of the provider; null where the reason says it. */
  detail: string | null;
  nextStep: string;
}

/** Why the log of a directory is missing or cut, and what would show it; null when it was read whole. */
export function logNoteOf({ directory, hasLog }: AccessListing, { ui }: Catalogue): LogNote | null {
  const { gap, provider } = directory;
  if (gap === null) return null;
  const text = ui.gap[gap.kind];
  const reason = ui.gapReason(gap);
  const granted = gap.kind === 'licence' || gap.kind === 'permission';
  return {
    kind: text.name,
    what: hasLog ? ui.access.partOfLog : ui.access.noLog,
    reason: reason ?? text.why,
    detail: reason === null ? gap.detail : null,
    nextStep: granted ? ui.access.wouldShow[provider] : ui.remedy(gap, `${provider}/signInEvents`),
  };
}
