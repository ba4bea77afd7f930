import type { MfaCoverage, Share } from '../core/mfa-coverage.ts';
import type { UiTexts } from '../messages/ui.ts';
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

/** Why these members must use MFA, or need not, as a clause. */
export function reasonOfShare({ reason, policy }: Share, ui: UiTexts): string {
  return ui.enforcement.because({
    reason,
    policies: policy === null ? [] : [visible(policy, 60)],
    conditions: [],
    startsOn: null,
  });
}
