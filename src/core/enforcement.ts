import type { Gap } from './gap.ts';
import type { Enforcement } from './rows/enforcement.ts';

/** How one account stands at an instant. A gap: it cannot be told. */
export type Protection =
  | { state: 'enforced' | 'partly' | 'none'; reason: Enforcement['reason'] }
  | { state: 'unknown'; reason: Enforcement['reason']; gap: Gap };

/** Enforcement that begins after `now` forces nothing yet. */
export function protectionOf(row: Enforcement, now: Date): Protection {
  const { state, reason, startsAt, gap } = row;
  if (state === 'unknown') {
    const silent: Gap = { kind: 'absent', detail: 'the directory does not say whether MFA is enforced' };
    return { state, reason, gap: gap ?? silent };
  }
  const isAhead = startsAt !== null && Date.parse(startsAt) > now.getTime();
  return state === 'enforced' && isAhead ? { state: 'none', reason: 'scheduled' } : { state, reason };
}
