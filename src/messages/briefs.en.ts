import type { Data } from '../core/check.ts';
import type { Brief, BriefTexts, Clause } from './briefs.ts';
import { capital, counted, joined, lower } from './words.en.ts';

function idleFor(data: Data): string | undefined {
  return typeof data.days === 'number' ? `no sign-in for ${counted(data.days, 'day')}` : undefined;
}

function afterLeaving({ leaveDate }: Data): string {
  return typeof leaveDate === 'string' ? `after leaving on ${leaveDate}` : 'after leaving';
}

const briefs: Record<string, (data: Data) => Brief> = {
  'leaver-account/enabled': (data) => ({ about: 'left', text: `account still enabled ${afterLeaving(data)}` }),
  'leaver-account/used': (data) => ({ about: 'left', text: `sign-in ${afterLeaving(data)}` }),
  'unlisted-account/unlisted': () => ({ about: 'left', text: 'not in the HR list' }),
  'half-offboarded/half': () => ({ about: 'half', text: 'disabled in one cloud, enabled in the other' }),
  'synced-admin/synced': () => ({ about: 'synced', text: 'synchronised from on premises' }),
  'daily-use-admin/mailbox': () => ({ about: 'mailbox', text: 'mailbox on the administrator account' }),
  'standing-admin/standing': () => ({ about: 'standing', text: 'right that is always active' }),
  'redundant-role/redundant': () => ({ about: 'redundant', text: 'further roles that add nothing' }),
  'licensed-disabled/licensed': () => ({ about: 'licence', text: 'account disabled, licence still assigned' }),
  'missing-mfa/unregistered': () => ({ about: 'factor', text: 'no usable second factor' }),
  'missing-mfa/unusable': () => ({ about: 'factor', text: 'no usable second factor' }),
  'sms-mfa/only': () => ({ about: 'factor', text: 'phone as the only second factor' }),
  'sms-mfa/also': () => ({ about: 'factor', text: 'phone as one second factor' }),
  'sms-mfa/used': () => ({ about: 'factor', text: 'phone used as second factor' }),
  'phishable-admin/phishable': () => ({ about: 'factor', text: 'no phishing-resistant method' }),
  'unenforced-mfa/none': () => ({ about: 'enforcement', text: 'MFA not enforced' }),
  'unenforced-mfa/partly': () => ({ about: 'enforcement', text: 'MFA enforced in part only' }),
  'foreign-sign-in/foreign': () => ({ about: 'place', text: 'signed in from a country that is not approved' }),
  'stale-account/stale': (data) => ({ about: 'use', text: idleFor(data) ?? 'account not used' }),
  'stale-account/never': () => ({ about: 'use', text: 'never signed in' }),
  'stale-guest/stale': (data) => ({ about: 'use', text: idleFor(data) ?? 'guest account not used' }),
  'stale-guest/never': () => ({ about: 'use', text: 'never signed in' }),
  'stale-guest/unaccepted': () => ({ about: 'use', text: 'invitation never accepted' }),
  'unused-admin/unused': (data) => ({ about: 'use', text: idleFor(data) ?? 'administrator right not used' }),
  'unused-admin/never': () => ({ about: 'use', text: 'never signed in' }),
  'unused-admin/idle': () => ({ about: 'use', text: 'signs in, but administers nothing' }),
  'guest-admin/guest': () => ({ about: 'guest', text: 'outside guest' }),
  'disabled-admin/disabled': () => ({ about: 'disabled', text: 'account disabled, right still held' }),
};

/** "Global Administrator in Microsoft 365 (adm-kato): no usable second factor." */
function clause({ cloud, login, role, briefs }: Clause): string {
  const place = cloud === '' ? '' : `${role === '' ? 'In' : ' in'} ${cloud}`;
  const account = login === '' ? '' : `${role}${place}` === '' ? `Account ${login}` : ` (${login})`;
  const whom = `${role}${place}${account}`;
  if (briefs.length === 0) return `Also ${whom}.`;
  return whom === '' ? `${capital(joined(briefs))}.` : `${whom}: ${joined(briefs)}.`;
}

/** What is said of a person in a line, in English. */
export const briefsEn: BriefTexts = {
  brief: (check, message, data) => briefs[`${check}/${message}`]?.(data),
  combined: (clauses) => clauses.map(clause).join(' '),
  combinedUnknown: (topics) => `Could not be judged: ${joined(topics.map((topic) => lower(topic)))}.`,
};
