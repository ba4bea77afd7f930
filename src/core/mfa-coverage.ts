import type { AccessRow, DirectoryAccess } from './access.ts';
import { compareText } from './compare-text.ts';
import type { Gap } from './gap.ts';
import type { Provider } from './provider.ts';
import { type EnforcementReason, type EnforcementState, enforcementStates } from './rows/enforcement.ts';

/** How many members share a state for the same reason, by the same policy. */
export interface Share {
  state: EnforcementState;
  reason: EnforcementReason;
  /** Name of the policy behind it; null where none is. */
  policy: string | null;
  /** When enforcement begins, where it has not yet; else null. */
  startsAt: string | null;
  count: number;
}

/** How many members cannot be told for the same reason. */
export interface Unknown {
  gap: Gap;
  count: number;
}

/** How many members of one directory must use MFA, beside how many could. Registered is not enforced. */
export interface MfaCoverage {
  provider: Provider;
  directoryId: string;
  /** Enabled members; those who may be members count too, as unknown. */
  members: number;
  states: Record<EnforcementState, number>;
  /** Of those who are not unknown, most frequent first; a member whom two policies protect counts under each. */
  shares: readonly Share[];
  registered: { yes: number; no: number; unknown: number };
  /** Enforced members who may have a trusted device not asked again. */
  trusting: number;
  /** Why members are unknown, most frequent first. */
  unknown: readonly Unknown[];
  /** Why members may be missing; null when all accounts were read. */
  accountsGap: Gap | null;
}

/** Doubt whether the account counts at all is doubt about the figure. */
function stateOf({ member, protection }: AccessRow): EnforcementState {
  return member === true ? protection.state : 'unknown';
}

function sharesOf(rows: readonly AccessRow[]): Share[] {
  const found = new Map<string, Share>();
  for (const row of rows) {
    const { state, reason, policies } = row.protection;
    const startsAt = reason === 'scheduled' ? row.protection.startsAt : null;
    if (row.member !== true || state === 'unknown') continue;
    const names = policies.length === 0 ? [null] : new Set(policies.map(({ name }) => name));
    for (const policy of names) {
      const key = [state, reason, policy ?? '', startsAt ?? ''].join('\n');
      const known = found.get(key);
      if (known === undefined) found.set(key, { state, reason, policy, startsAt, count: 1 });
      else known.count += 1;
    }
  }
  const place = (state: EnforcementState) => enforcementStates.indexOf(state);
  return [...found.values()].sort(
    (a, b) =>
      place(a.state) - place(b.state) ||
      b.count - a.count ||
      compareText(a.reason, b.reason) ||
      compareText(a.policy ?? '', b.policy ?? '') ||
      compareText(a.startsAt ?? '', b.startsAt ?? ''),
  );
}

function gapOf({ member, protection }: AccessRow): Gap | null {
  if (typeof member !== 'boolean') return member;
  return protection.state === 'unknown' ? protection.gap : null;
}

function unknownOf(rows: readonly AccessRow[]): Unknown[] {
  const gaps = rows.flatMap((row) => gapOf(row) ?? []);
  return [...Map.groupBy(gaps, ({ kind, detail }) => `${kind}\n${detail}`).values()]
    .flatMap((all) => all.slice(0, 1).map((gap) => ({ gap, count: all.length })))
    .sort((a, b) => b.count - a.count || compareText(a.gap.detail, b.gap.detail));
}

/** Counts how the members of a directory stand. */
export function mfaCoverageOf({ provider, directoryId, accountsGap, rows }: DirectoryAccess): MfaCoverage {
  const members = rows.filter(({ member }) => member !== false);
  const counted = (test: (row: AccessRow) => boolean) => members.filter(test).length;
  const states = Object.fromEntries(
    enforcementStates.map((state) => [state, counted((row) => stateOf(row) === state)]),
  ) as Record<EnforcementState, number>;
  return {
    provider,
    directoryId,
    members: members.length,
    states,
    shares: sharesOf(members),
    registered: {
      yes: counted(({ factors }) => factors.enrolled === true),
      no: counted(({ factors }) => factors.enrolled === false),
      unknown: counted(({ factors }) => factors.enrolled === null),
    },
    trusting: counted((row) => stateOf(row) === 'enforced' && row.protection.trustsDevices === true),
    unknown: unknownOf(members),
    accountsGap,
  };
}
