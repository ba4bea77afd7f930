import type { Gap } from '../core/gap.ts';
import type { MfaCoverage, Share } from '../core/mfa-coverage.ts';
import type { UiTexts } from '../messages/ui.ts';
import { isoDayIn } from '../messages/when.ts';
import { visible } from './plain.ts';

/** More reasons than this are left to access.csv. */
export const sharesInPage = 8;

function figure(count: number, members: number, unknown: number, ui: UiTexts): string {
  const ratio = ui.ratio(count, members);
  return unknown === 0 ? ratio : ui.series([ratio, ui.mfa.unknownToo(unknown)]);
}

/** "MFA enforced 15 / 17 (88 %), 1 unknown". */
export function enforcedLine({ members, states }: MfaCoverage, ui: UiTexts): string {
  if (states.unknown === members) return ui.mfa.enforcedUnknown;
  return ui.mfa.enforcedOf(figure(states.enforced, members, states.unknown, ui));
}

/** "registered 16 / 17 (94 %)". */
export function registeredLine({ members, registered }: MfaCoverage, ui: UiTexts): string {
  if (registered.unknown === members) return ui.mfa.registeredUnknown;
  return ui.mfa.registeredOf(figure(registered.yes, members, registered.unknown, ui));
}

/** Whether some member stands in several shares, so that they add up to more than the members. */
export function countsTwice({ shares, states }: MfaCoverage): boolean {
  return shares.reduce((sum, { count }) => sum + count, 0) > states.enforced + states.partly + states.none;
}

/** What to read of members who cannot be told, as a clause. */
export function unreadClause({ kind }: Gap, ui: UiTexts): string {
  if (kind === 'absent') return ui.gap.absent.name;
  return ui.enforcement.because({ reason: 'unreadable', policies: [], conditions: [], startsOn: null });
}

/** Why these members must use MFA, or need not, as a clause. */
export function reasonOfShare({ reason, policy, startsAt }: Share, ui: UiTexts, timeZone: string): string {
  return ui.enforcement.because({
    reason,
    policies: policy === null ? [] : [visible(policy, 60)],
    conditions: [],
    startsOn: startsAt === null ? null : isoDayIn(startsAt, timeZone),
  });
}
