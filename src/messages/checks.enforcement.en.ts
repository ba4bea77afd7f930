import type { Data } from '../core/check.ts';
import type { EnforcementReason } from '../core/rows/enforcement.ts';
import type { CheckTexts } from './catalogue.ts';
import { enforcementEn, namesOf } from './enforcement.en.ts';
import { counted, day, joined, lines, number, parts, power, restOf } from './words.en.ts';

/** Names in a sentence; more are counted. */
const namedAtMost = 3;

/** Why nothing forces MFA. */
function because(data: Data, timeZone: string): string {
  const names = lines(data.policyNames).slice(0, namedAtMost);
  return enforcementEn.because({
    reason: data.reason as EnforcementReason,
    policies: names,
    more: restOf(data.policies, names),
    conditions: [],
    startsOn: typeof data.startsAt === 'string' ? day(data.startsAt, timeZone) : null,
  });
}

/** What the policy that comes nearest leaves open, and which others leave something open too. */
function leaks({ policy, condition, policies, policyNames }: Data): string {
  const clause = enforcementEn.because({
    reason: 'narrowed',
    policies: typeof policy === 'string' ? [policy] : [],
    conditions: typeof condition === 'string' ? condition.split('; ') : [],
    startsOn: null,
  });
  const [, ...others] = lines(policyNames).slice(0, namedAtMost);
  if (others.length === 0) return `${clause}.`;
  const rest = restOf(policies, others) - 1;
  return `${clause}. ${others.length + rest === 1 ? 'Nor does' : 'Nor do'} ${namesOf(others, rest)}.`;
}

function leftOut(data: Data): string {
  const names = lines(data.leftOut).slice(0, namedAtMost);
  if (names.length === 0) return '';
  return ` The account is left out of ${namesOf(names, restOf(data.leftOutOf, names))}.`;
}

/** "a, b and 3 more" */
function some(logins: readonly string[], count: number): string {
  const rest = count - logins.length;
  return joined(rest > 0 ? [...logins, `${number(rest)} more`] : logins);
}

function openTo(data: Data): string {
  const logins = parts(data.logins);
  const text =
    typeof data.accounts === 'number'
      ? `Clients that cannot do MFA may sign in to ${counted(data.accounts, 'account')}: ${some(logins, data.accounts)}.`
      : `Clients that cannot do MFA may sign in to ${joined(logins)}, and perhaps to further accounts.`;
  if (typeof data.users !== 'number') return `${text} Who uses such clients is not known.`;
  if (data.users === 0)
    return `${text} In the log of the last 30 days nobody signed in with such a client at a keyboard; programs that renew a sign-in are not in it.`;
  return `${text} Within 30 days such clients were used by ${some(parts(data.userLogins), data.users)}.`;
}

const securityDefaults =
  'Without Entra ID P1: Entra admin center › Entra ID › Overview › Properties › Manage security defaults: set Enabled. They are free, make everyone use MFA, and shut older clients out.';
const policiesByCommand = 'Get-MgIdentityConditionalAccessPolicy -All | Select-Object DisplayName, State';

/** What checks of enforcement say in English. */
export const enforcementChecksEn = {
  'unenforced-mfa': {
    title: 'MFA is not enforced',
    topic: 'Enforcement of MFA',
    why: 'A second factor helps only where every sign-in asks for it; everywhere else a stolen password is enough.',
    action: (count) => `Enforce MFA for ${counted(count, 'account')}`,
    effort: { minutesEach: 5, cost: 'partly' },
    costNote:
      'Security defaults and 2-Step Verification are free; rules of your own by Conditional Access need Entra\u00a0ID\u00a0P1.',
    fix: {
      microsoft365: {
        steps: [
          'First let everyone register a second factor: see the check missing-mfa.',
          'Where the finding names a policy: take the account out of its exclusions, set it from Report-only to On, or remove the condition that narrows it.',
          securityDefaults,
          'With Entra ID P1: Entra admin center › Entra ID › Conditional Access › Policies › New policy from template › “Require multifactor authentication for all users”. Include all users and all resources, and exclude the emergency accounts only.',
        ],
        command: policiesByCommand,
      },
      'google-workspace': {
        steps: [
          'First let everyone enrol: see the check missing-mfa.',
          'Google Admin console › Security › Authentication › 2-Step Verification: choose the organisational unit or group of the account, tick “Allow users to turn on 2-Step Verification”, and set Enforcement to On. It is free.',
          'On the same page set the new user enrolment period to one week, so that nobody who is new is locked out.',
        ],
        command:
          'gam print users query "isEnforcedIn2Sv=false isSuspended=false" fields primaryEmail,isEnrolledIn2Sv,isEnforcedIn2Sv',
      },
    },
    note: 'Policies that are disabled or only report do not count, and exclusions do. What enforces MFA must do so at every sign-in to every application.',
    meanings: {
      none: 'nothing makes the account use MFA',
      partly: 'some policy does, but under conditions or for some applications only',
    },
    messages: {
      none: (data, timeZone) => `Nothing enforces MFA: ${because(data, timeZone)}.${power(data)}`,
      partly: (data) => `MFA is enforced in part only: ${leaks(data)}${leftOut(data)}${power(data)}`,
    },
  },
  'legacy-auth-open': {
    title: 'Older clients may sign in without MFA',
    topic: 'Older clients',
    about: 'directory',
    why: 'Older ways to sign in, such as IMAP, POP and SMTP with a password, cannot ask for a second factor: a stolen password is enough.',
    action: () => 'Shut out clients that cannot do MFA',
    effort: { minutesEach: 45, cost: 'partly' },
    costNote: 'Security defaults are free; a rule of your own by Conditional Access needs Entra\u00a0ID\u00a0P1.',
    fix: {
      microsoft365: {
        steps: [
          'See who still uses such clients: Entra admin center › Entra ID › Monitoring & health › Sign-in logs, with the filter Client app › Legacy Authentication Clients. Give these people and devices a client that can do MFA.',
          securityDefaults,
          'With Entra ID P1: Entra admin center › Entra ID › Conditional Access › Policies › New policy from template › “Block legacy authentication”. Include all users, and exclude the emergency accounts only.',
        ],
        command: policiesByCommand,
      },
      'google-workspace': {
        steps: [
          'Google Admin console › Security › Access and data control › Less secure apps: choose “Disable access to less secure apps”, for the organisation and for each unit that has a setting of its own.',
          'Devices that send mail, such as scanners: let them use the SMTP relay service instead, under Apps › Google Workspace › Gmail › Routing.',
        ],
        command: 'gam report users parameters accounts:is_less_secure_apps_access_allowed',
      },
    },
    note: 'Enabled members are looked at; emergency accounts are not.',
    meanings: { open: 'clients that cannot do MFA may sign in to some accounts' },
    messages: { open: openTo },
  },
} satisfies CheckTexts;
