import { lagBetween } from '../leavers.ts';
import { medianOf } from '../median.ts';
import type { Provider } from '../provider.ts';
import { type Figure, figuresVersion } from './figures.ts';
import type { TrackedFinding } from './tracked-finding.ts';

/** Somebody who has left and had an account, as history counts them. */
export interface LeaverEntry {
  state: 'open' | 'closed' | 'unknown';
  /** End of the last day of work, ISO 8601 in UTC; null: no date is given. */
  leftAt: string | null;
  accounts: ReadonlyArray<{ provider: Provider; id: string }>;
}

/** The instant at which an account was disabled, ISO 8601; null: nothing tells, or told. */
export type DisabledAt = (provider: Provider, id: string) => string | null;

function lagOf({ state, leftAt, accounts }: LeaverEntry, disabledAt: DisabledAt): number | null {
  if (state !== 'closed' || leftAt === null) return null;
  const ends = accounts.flatMap(({ provider, id }) => disabledAt(provider, id) ?? []);
  return ends.length === 0 || ends.length < accounts.length ? null : lagBetween(leftAt, ends);
}

/**
 * How long accounts of people who have left stayed open.
 * @param leavers null: no HR list tells of any
 * @param isTold every account was read, and the HR list, if there is one, can be used; else there may be more
 */
export function leaverLagOf(leavers: readonly LeaverEntry[] | null, isTold: boolean, disabledAt: DisabledAt): Figure {
  const all = leavers ?? [];
  const lags = all.flatMap((leaver) => lagOf(leaver, disabledAt) ?? []);
  const open = all.filter(({ state }) => state === 'open').length;
  return {
    ...{ id: 'leaver-lag', version: figuresVersion, unit: 'hours', value: medianOf(lags) },
    ...{ numerator: lags.length, denominator: all.length, unknown: isTold ? all.length - lags.length - open : null },
  };
}

/** Leavers who are out of sight with their accounts open; several accounts of one line of the HR list are one. */
function unseenLeavers(standing: readonly TrackedFinding[]): number {
  const lost = standing.filter(({ check, state, lostBy }) => {
    return check === 'leaver-account' && state === 'unseen' && lostBy !== 'not-scanned';
  });
  const lines = lost.map(({ key, data: { listedAs = null, employeeId = null, leaveDate = null } }) => {
    return listedAs === null && employeeId === null ? key : JSON.stringify([listedAs, employeeId, leaveDate]);
  });
  return new Set(lines).size;
}

/**
 * The figure of a scan with what history knows beside: when accounts were disabled, and who has left although the HR
 * list names them no more.
 * @param figure as the scan alone tells it
 * @param standing what stands after the scan
 */
export function rememberedLag(
  figure: Figure,
  leavers: readonly LeaverEntry[] | null,
  standing: readonly TrackedFinding[],
  disabledAt: DisabledAt,
): Figure {
  const isTold = figure.unknown !== null;
  const known = leavers === null ? figure : leaverLagOf(leavers, isTold, disabledAt);
  // Where nobody knows how many there are, some of these may be counted.
  const unseen = isTold ? unseenLeavers(standing) : 0;
  const unknown = known.unknown === null ? null : known.unknown + unseen;
  return { ...known, denominator: known.denominator + unseen, unknown };
}
