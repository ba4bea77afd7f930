import type { Severity } from '../core/check.ts';
import { type Concern, type Concerns, type HeadlineFacts, type HeadlineTexts, mostlyUnknown } from './headline.ts';
import { capital, counted, joined, lower, number, spelled } from './words.en.ts';

const nouns: Record<string, (admin: boolean, severity: Severity) => [one: string, many: string]> = {
  'missing-mfa': (admin) =>
    admin
      ? ['administrator without a usable second factor', 'administrators without a usable second factor']
      : ['person without a usable second factor', 'people without a usable second factor'],
  'sms-mfa': (admin) =>
    admin
      ? ['administrator protected by phone only', 'administrators protected by phone only']
      : ['person protected by phone only', 'people protected by phone only'],
  'unenforced-mfa': (admin) =>
    admin
      ? ['administrator without enforced MFA', 'administrators without enforced MFA']
      : ['person without enforced MFA', 'people without enforced MFA'],
  'foreign-sign-in': () => [
    'person with sign-ins from a country that is not approved',
    'people with sign-ins from a country that is not approved',
  ],
  'guest-admin': () => ['outside guest with administrator rights', 'outside guests with administrator rights'],
  'phishable-admin': () => [
    'administrator without a phishing-resistant method',
    'administrators without a phishing-resistant method',
  ],
  'unused-admin': () => ['administrator right that is not used', 'administrator rights that are not used'],
  'disabled-admin': () => [
    'disabled account that is still administrator',
    'disabled accounts that are still administrators',
  ],
  'stale-account': () => ['account that nobody uses', 'accounts that nobody uses'],
  'stale-guest': () => ['guest account that nobody uses', 'guest accounts that nobody uses'],
  'leaver-account': (admin, severity) => {
    const [one, many] = admin ? ['administrator who left', 'administrators who left'] : ['leaver', 'leavers'];
    // Critical means that the account was used since.
    if (severity === 'critical')
      return [`${one} whose account was used since`, `${many} whose accounts were used since`];
    return [`${one} whose account is still open`, `${many} whose accounts are still open`];
  },
  'unlisted-account': () => ['account of nobody in the HR list', 'accounts of nobody in the HR list'],
  'half-offboarded': () => ['person disabled in one cloud only', 'people disabled in one cloud only'],
  'synced-admin': () => ['administrator synchronised from on premises', 'administrators synchronised from on premises'],
  'daily-use-admin': () => ['administrator account with a mailbox', 'administrator accounts with a mailbox'],
  'standing-admin': () => [
    'administrator whose right is always active',
    'administrators whose rights are always active',
  ],
  'redundant-role': () => ['administrator with roles that add nothing', 'administrators with roles that add nothing'],
  'licensed-disabled': () => ['disabled account with a licence', 'disabled accounts with a licence'],
  'privileged-app': () => ['application with administrator rights', 'applications with administrator rights'],
  'stale-credential': () => ['application with an old secret', 'applications with old secrets'],
};

function concern({ check, title, severity, admin, count }: Concern): string {
  const noun = nouns[check]?.(admin, severity);
  if (noun === undefined) return `“${title}”${count === 1 ? '' : ` (${number(count)})`}`;
  return `${spelled(count)} ${noun[count === 1 ? 0 : 1]}`;
}

/** "Three people without enforced MFA, one guest and two more"; empty where there is nothing. */
function concerns({ named, more }: Concerns): string {
  return joined([...named.map(concern), ...(more === 0 ? [] : [`${spelled(more)} more`])]);
}

function matter(facts: HeadlineFacts): string {
  const { criticalPeople, critical, highPeople, high, open, unknown, judged, checks, accounts } = facts;
  if (criticalPeople === 1) return 'one person’s accounts need attention today.';
  if (criticalPeople > 1) return `${spelled(criticalPeople)} people’s accounts need attention today.`;
  if (critical > 0)
    return `${spelled(critical)} critical ${critical === 1 ? 'finding needs' : 'findings need'} attention today.`;
  if (highPeople > 0) {
    return highPeople === 1
      ? 'one person’s accounts need attention soon.'
      : `${spelled(highPeople)} people’s accounts need attention soon.`;
  }
  if (high > 0) return `${spelled(high)} ${high === 1 ? 'finding needs' : 'findings need'} attention soon.`;
  if (open > 0 && mostlyUnknown(facts)) {
    return `${number(unknown)} of ${counted(judged, 'judgement')} could not be made; ${counted(open, 'smaller finding')} ${open === 1 ? 'is' : 'are'} open.`;
  }
  if (open > 0) {
    return open === 1
      ? 'one smaller finding is open, none above medium.'
      : `${spelled(open)} smaller findings are open, none above medium.`;
  }
  if (unknown > 0) {
    return `nothing fails in what could be judged; ${counted(unknown, 'judgement')} could not be made.`;
  }
  return `${counted(checks, 'check')} looked at ${counted(accounts, 'account')} and found nothing to act on.`;
}

function lead(facts: HeadlineFacts): string {
  if (facts.allFailed) return 'Nothing could be read.';
  const prefix =
    facts.failed.length === 0 ? '' : `${joined(facts.failed)} could not be read. In ${joined(facts.read)}, `;
  return prefix === '' ? capital(matter(facts)) : prefix + matter(facts);
}

function subLead(facts: HeadlineFacts): string {
  if (facts.allFailed) return 'Nothing is known about this organisation today. That is neither good nor bad news.';
  const dark = facts.failed.length === 0 ? [] : ['What was not read is not counted as good.'];
  if (facts.open > 0) {
    const people = concerns(facts.concerns.people);
    const things = concerns(facts.concerns.things);
    const worst = people === '' || things === '' ? people + things : `${people}. Also ${things}`;
    const doubt =
      facts.critical + facts.high > 0 && mostlyUnknown(facts)
        ? [`${number(facts.unknown)} of ${counted(facts.judged, 'judgement')} could not be made.`]
        : [];
    return [...(worst === '' ? [] : [`${capital(worst)}.`]), ...doubt, ...dark].join(' ');
  }
  if (facts.unknown > 0) return [`Reasons: ${joined(facts.reasons.map((name) => lower(name)))}.`, ...dark].join(' ');
  if (facts.unread.length === 0) return ['It says nothing about what it did not look at.', ...dark].join(' ');
  return [`Not looked at: ${joined(facts.unread.slice(0, 5).map((name) => lower(name)))}.`, ...dark].join(' ');
}

/** The sentences at the head of a report, in English. */
export const headlineEn: HeadlineTexts = { lead, subLead };
