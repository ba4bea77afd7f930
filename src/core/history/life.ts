import { severities } from '../check.ts';
import { compareText } from '../compare-text.ts';
import type { FindingEntry, ScanEntry, VerdictEntry } from './entry.ts';
import { namelessFinding } from './other-names.ts';
import { renamedPeople } from './renamed-people.ts';
import { type Blindness, sightOf } from './sight.ts';
import { hrList, isWorseMessage, type OpeningCause, type TrackedFinding } from './tracked-finding.ts';

/** What is known of a result of the scan before. */
export type EarlierVerdict = Pick<VerdictEntry, 'check' | 'provider' | 'verdict' | 'sight' | 'options'>;

/** What is known of the time before a scan. */
export interface Earlier {
  /** What stood after the scan before. */
  findings: readonly TrackedFinding[];
  /** The last result of each check in each directory; one that a limited scan did not ask for stays as it was. */
  verdicts: readonly EarlierVerdict[];
  /** What somebody ever judged by, as `ruleOf` names it. */
  judged: ReadonlySet<string>;
  /** Directories as `provider/id`: those of the scan before, and all that were ever scanned. */
  scanned: { before: ReadonlySet<string>; ever: ReadonlySet<string> };
  /** Whether a finding of that key was resolved in the past. */
  isKnown: (key: string) => boolean;
  /** Names were disguised otherwise in the scan before, so that none of them may be told beside those of this one. */
  areNamesOther?: boolean;
}

/** A finding that is gone. */
export interface Resolved {
  finding: TrackedFinding;
  /** Other limits hold than before, so that nobody need have repaired anything. */
  byRule: boolean;
}

/** What one scan makes of what stood before. A finding leaves the list only when somebody looked and it was gone. */
export interface Followed {
  /** By key. */
  standing: readonly TrackedFinding[];
  resolved: readonly Resolved[];
}

type Told = Pick<TrackedFinding, 'message' | 'severity' | 'data'>;

function isLesser(check: string, before: Told, now: Told): boolean {
  const [was, is] = [severities.indexOf(before.severity), severities.indexOf(now.severity)];
  return is === was ? isWorseMessage(check, before.message, now.message) : is < was;
}

function isCountLost(before: Told, now: Told): boolean {
  return typeof before.data.count === 'number' && now.data.count === null && before.message === now.message;
}

/** While something is dark that the check reads, that less is seen does not mean that less is wrong. */
function told(entry: FindingEntry, before: TrackedFinding, isDimmed: boolean, isSameOtherwise: boolean): Told {
  const { check, message, severity, data } = entry;
  const isLess = isLesser(check, before, entry) || isCountLost(before, entry);
  const same = before.message === message && before.severity === severity && before.data.count === data.count;
  const isKept = (isDimmed && isLess) || (same && isSameOtherwise);
  return isKept ? before : { message, severity, data };
}

function hasChanged(before: EarlierVerdict, now: VerdictEntry): boolean {
  const names = new Set([...Object.keys(before.options), ...Object.keys(now.options)]);
  return [...names].some((name) => before.options[name] !== now.options[name]);
}

/** A check and the directory, or the tenant, that it judges. */
export function ruleOf({ check, provider }: Pick<VerdictEntry, 'check' | 'provider'>): string {
  return `${check}/${provider ?? 'tenant'}`;
}

function causeOf(
  { judged, scanned }: Pick<Earlier, 'judged' | 'scanned'>,
  before: EarlierVerdict | undefined,
  now: VerdictEntry | undefined,
  finding: FindingEntry,
): OpeningCause | null {
  const directories = finding.directories.filter((directory) => directory !== hrList);
  if (!directories.every((one) => scanned.ever.has(one))) return 'first-judged';
  const wasAsked = before !== undefined && (before.sight !== 'none' || before.verdict !== 'not-applicable');
  if (!wasAsked) return judged.has(ruleOf(finding)) ? 'dark-before' : 'first-judged';
  if (before.sight !== 'whole' || !directories.every((one) => scanned.before.has(one))) return 'dark-before';
  return now !== undefined && hasChanged(before, now) ? 'rule-changed' : null;
}

function lostFrom({ lostBy: _, ...finding }: TrackedFinding, blindness: Blindness): TrackedFinding {
  return { ...finding, state: 'unseen', ...(blindness === 'dark' ? {} : { lostBy: blindness }) };
}

/** Follows findings through one more scan. */
export function follow(
  { findings, verdicts: earlierVerdicts, isKnown, areNamesOther = false, ...past }: Earlier,
  entry: Pick<
    ScanEntry,
    'scan' | 'findings' | 'verdicts' | 'limited' | 'directories' | 'accounts' | 'ownRows' | 'ties' | 'roster'
  >,
): Followed {
  const { asOf } = entry.scan;
  const earlier = areNamesOther ? findings.map(namelessFinding) : findings;
  const before = new Map(earlier.map((finding) => [finding.key, finding]));
  const was = new Map(earlierVerdicts.map((verdict) => [ruleOf(verdict), verdict]));
  const results = new Map(entry.verdicts.map((verdict) => [ruleOf(verdict), verdict]));
  const sight = sightOf(entry);
  const renamed = renamedPeople(
    earlier,
    entry.findings.filter(({ verdict }) => verdict === 'fail'),
  );
  const now = new Map<string, TrackedFinding>();
  const unknown = new Set<string>();
  for (const finding of entry.findings) {
    const { key, check, provider, directories, subject, holdings, accepted } = finding;
    if (finding.verdict === 'unknown') {
      unknown.add(key);
      continue;
    }
    const state = accepted ? 'accepted' : 'open';
    const known = before.get(key) ?? renamed.get(key);
    const result = results.get(ruleOf(finding));
    const isDimmed = result !== undefined && result.dimmed.length > 0;
    const { message, severity, data } =
      known === undefined ? finding : told(finding, known, isDimmed, known.state === state && !areNamesOther);
    const { openedAt, reopened, cause } = known ?? {
      openedAt: asOf,
      reopened: isKnown(key),
      cause: causeOf(past, was.get(ruleOf(finding)), result, finding),
    };
    const standing = { key, check, provider, directories, subject, state, accepted, message, severity, data } as const;
    const held = holdings === undefined ? {} : { holdings };
    now.set(key, { ...standing, ...held, openedAt, reopened, cause });
  }
  const resolved: Resolved[] = [];
  const goneOn = new Set([...renamed.values()].map(({ key }) => key));
  for (const finding of earlier) {
    if (now.has(finding.key) || goneOn.has(finding.key)) continue;
    const rule = ruleOf(finding);
    const result = results.get(rule);
    if (sight.isUnasked(finding)) {
      now.set(finding.key, finding);
      continue;
    }
    const blindness = unknown.has(finding.key) ? 'dark' : sight.blindnessTo(result, finding);
    if (result === undefined || blindness !== null) {
      now.set(finding.key, lostFrom(finding, blindness ?? 'dark'));
      continue;
    }
    const earlierVerdict = was.get(rule);
    resolved.push({ finding, byRule: earlierVerdict !== undefined && hasChanged(earlierVerdict, result) });
  }
  const sorted = [...now.values()].sort((a, b) => compareText(a.key, b.key));
  return { standing: sorted, resolved };
}
