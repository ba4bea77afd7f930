import { providers } from '../core/provider.ts';
import type { CheckResult, Report } from '../core/report.ts';
import type { NotAsked } from '../messages/page.ts';
import type { UiTexts } from '../messages/ui.ts';
import { leaversDoubtOf } from './leavers.ts';

const aboutTheList = ['leaver-account', 'unlisted-account'];
const aboutMicrosoft = [
  ...['daily-use-admin', 'emergency-access', 'licensed-disabled', 'open-invites', 'stale-credential'],
  ...['standing-admin', 'synced-admin'],
];

interface Read {
  report: Report;
  /** Of directories whose accounts are known; members are all but those known to be none. */
  mfa: readonly { provider: CheckResult['provider']; members: number }[];
}

/** Why a check was not asked at all; null where it was and judged nobody, or where the report does not tell. */
export function notAskedOf({ check, verdict, provider }: CheckResult, { report, mfa }: Read): NotAsked | null {
  if (verdict !== 'not-applicable') return null;
  const read = new Set(report.directories.map((directory) => directory.provider));
  if (aboutTheList.includes(check)) {
    return report.leavers === null && leaversDoubtOf(report) === null ? 'noList' : null;
  }
  if (check === 'half-offboarded') return read.size < providers.length ? 'oneCloud' : null;
  if (aboutMicrosoft.includes(check)) {
    const isElsewhere = provider === null ? !read.has('microsoft365') : provider !== 'microsoft365';
    return isElsewhere ? 'microsoftOnly' : null;
  }
  // Configured, it would have judged the members.
  const hasMembers = mfa.some((one) => one.provider === provider && one.members > 0);
  return check === 'foreign-sign-in' && hasMembers ? 'noCountries' : null;
}

/** The same in words. */
export function notAskedWords(result: CheckResult, read: Read, { page }: UiTexts): string | null {
  const reason = notAskedOf(result, read);
  return reason === null ? null : page.notAsked[reason];
}
