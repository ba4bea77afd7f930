import type { Data, Severity } from '../core/check.ts';
import type { GapKind } from '../core/datasets.ts';
import type { ToldChange } from '../core/history/bound-facts.ts';
import type { RosterFault } from '../core/roster.ts';
import { acceptanceEn } from './acceptance.en.ts';
import { accessEn } from './access.en.ts';
import { applicationsEn } from './applications.en.ts';
import { enforcementEn } from './enforcement.en.ts';
import { historyEn } from './history.en.ts';
import { leaversEn } from './leavers.en.ts';
import { methodName } from './methods.en.ts';
import { frameworksEn, mfaEn } from './mfa.en.ts';
import { peopleEn } from './people.en.ts';
import { reasonsEn } from './reasons.en.ts';
import { type ReasonWords, reasonOf } from './reasons.ts';
import { roleNames } from './roles.en.ts';
import { rosterProblemsEn } from './roster.en.ts';
import type { Brief, Clause, Concern, Concerns, FleetFacts, GapText, HeadlineFacts, UiTexts } from './ui.ts';
import { partsIn, zoneName } from './when.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

function number(count: number): string {
  return count.toLocaleString('en-GB');
}

/** "1 finding", "2 findings". */
function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

function spelled(count: number): string {
  return small[count] ?? number(count);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** For the middle of a sentence; "MFA" stays as it is. */
function lower(text: string): string {
  return /^.[A-Z]/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

function list(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

function day(iso: string, timeZone: string): string {
  const parts = partsIn(iso, timeZone);
  return `${parts.day} ${months[parts.month - 1]} ${parts.year}`;
}

const regions = new Intl.DisplayNames('en-GB', { type: 'region', fallback: 'none' });

function country(code: string): string {
  const name = /^[A-Z]{2}$/.test(code) ? regions.of(code) : undefined;
  return name === undefined ? code : `${name} (${code})`;
}

function duration(minutes: number): string {
  if (minutes < 60) return `${Math.max(1, Math.round(minutes))} min`;
  const hours = minutes / 60;
  if (hours < 10) return `${Math.round(hours * 2) / 2} h`;
  return `${number(Math.round(hours))} h`;
}

const expected = (subject: string) => `list \`${subject}\` under \`expectedGaps\` to leave it unread knowingly`;

/** What a licence keeps from programs, and a person may look at. */
const byHand: Readonly<Record<string, string>> = {
  'microsoft365/signInEvents': 'See the check `blind-log`: the last 7 days can be looked at by hand.',
  'google-workspace/signInEvents': 'See the check `blind-log`: the last 6 months can be looked at by hand.',
};

const recordsFollow =
  'Nothing for new accounts: records follow within a few days. Otherwise look at the account by hand.';

/** What to do where the reason is known; the kind of a gap says it for all others. */
const remedies = (subject: string): Partial<ReasonWords> => ({
  noRecord: () => recordsFollow,
  recordOfAccount: () => recordsFollow,
  keysUnsaid: () => recordsFollow,
  resistanceUnknown: () => 'Ask the maker of the method; else register a passkey.',
  countryUnsaid: () => 'Look the address up in access.csv.',
  rosterFaulty: () => 'Correct the lines of the list that the notes name, then scan again.',
  olderPolicies: () => 'Complete the migration of methods: see the check `sms-mfa-allowed`.',
  hiddenMembers: () => `Grant \`Member.Read.Hidden\`, or ${expected(subject)}.`,
});

const gap: Record<GapKind, GapText> = {
  permission: {
    name: 'Permission',
    why: 'The account that scans may not read this.',
    remedy: (subject) => `Grant the missing permission; \`shisei doctor\` names it. Otherwise ${expected(subject)}.`,
  },
  licence: {
    name: 'Licence',
    why: 'The licence of this directory does not offer this.',
    remedy: (subject) =>
      byHand[subject] ?? 'Nothing, unless a higher licence is planned anyway. It stays unknown until then.',
  },
  unsupported: {
    name: 'Not offered',
    why: 'The provider does not offer this, or this version does not read it.',
    remedy: () => 'Nothing.',
  },
  concealed: {
    name: 'Names concealed',
    why: 'The directory hides names in its usage reports, so no row can be matched to an account.',
    remedy: () =>
      'Microsoft 365 admin center › Settings › Org settings › Reports: clear “Display concealed user, group and site names”.',
  },
  absent: {
    name: 'Not told',
    why: 'The provider gave no record of this, or did not say.',
    remedy: () => 'Look it up in the admin console by hand.',
  },
  throttled: {
    name: 'Throttled',
    why: 'The provider limited the number of requests, and waiting did not help.',
    remedy: () => 'Scan again later, or with a lower `--concurrency`.',
  },
  network: {
    name: 'Network',
    why: 'The connection to the provider broke.',
    remedy: () => 'Scan again. If it repeats, let the proxy or firewall pass the provider’s addresses.',
  },
  malformed: {
    name: 'Answer not understood',
    why: 'The provider answered in a form that this version does not understand, so the answer was not used.',
    remedy: () => 'Update shisei, or report the detail above.',
  },
  expired: {
    name: 'Expired',
    why: 'The secret, certificate or consent of the scan has expired.',
    remedy: () => 'Renew it in the configuration, then run `shisei doctor`.',
  },
  identity: {
    name: 'Another tenant',
    why: 'The answer came from another tenant than the configured one, and was refused.',
    remedy: () => 'Correct the tenant or customer id in the configuration.',
  },
  crash: {
    name: 'Fault in a check',
    why: 'A part of this program failed here and judged nobody.',
    remedy: () => 'Report the detail above; it is a fault of shisei, not of your directory.',
  },
};

const couldNot: Record<GapKind, string> = {
  permission: 'the account that scans may not read this fact',
  licence: 'the licence of this directory does not offer this fact',
  unsupported: 'the provider does not offer this fact, or this version does not read it',
  concealed: 'the directory hides names in its reports',
  absent: 'the provider gave no record',
  throttled: 'the provider limited the number of requests',
  network: 'the connection to the provider broke',
  malformed: 'the answer of the provider could not be understood',
  expired: 'the credentials of the scan have expired',
  identity: 'the answer came from another tenant and was refused',
  crash: 'the check failed',
};

function idleFor(data: Data): string | undefined {
  return typeof data.days === 'number' ? `no sign-in for ${plural(data.days, 'day')}` : undefined;
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
  return list([...named.map(concern), ...(more === 0 ? [] : [`${spelled(more)} more`])]);
}

/** "Global Administrator in Microsoft 365 (adm-kato): no usable second factor." */
function clause({ cloud, login, role, briefs }: Clause): string {
  const place = cloud === '' ? '' : `${role === '' ? 'In' : ' in'} ${cloud}`;
  const account = login === '' ? '' : `${role}${place}` === '' ? `Account ${login}` : ` (${login})`;
  const whom = `${role}${place}${account}`;
  if (briefs.length === 0) return `Also ${whom}.`;
  return whom === '' ? `${capital(list(briefs))}.` : `${whom}: ${list(briefs)}.`;
}

/** So much is unknown that what is known must not stand alone. */
function mostlyUnknown({ unknown, judged }: HeadlineFacts): boolean {
  return unknown * 2 >= judged && unknown > 0;
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
    return `${number(unknown)} of ${plural(judged, 'judgement')} could not be made; ${plural(open, 'smaller finding')} ${open === 1 ? 'is' : 'are'} open.`;
  }
  if (open > 0) {
    return open === 1
      ? 'one smaller finding is open, none above medium.'
      : `${spelled(open)} smaller findings are open, none above medium.`;
  }
  if (unknown > 0) {
    return `nothing fails in what could be judged; ${plural(unknown, 'judgement')} could not be made.`;
  }
  return `${plural(checks, 'check')} looked at ${plural(accounts, 'account')} and found nothing to act on.`;
}

function lead(facts: HeadlineFacts): string {
  if (facts.allFailed) return 'Nothing could be read.';
  const prefix = facts.failed.length === 0 ? '' : `${list(facts.failed)} could not be read. In ${list(facts.read)}, `;
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
        ? [`${number(facts.unknown)} of ${plural(facts.judged, 'judgement')} could not be made.`]
        : [];
    return [...(worst === '' ? [] : [`${capital(worst)}.`]), ...doubt, ...dark].join(' ');
  }
  if (facts.unknown > 0) return [`Reasons: ${list(facts.reasons.map((name) => lower(name)))}.`, ...dark].join(' ');
  if (facts.unread.length === 0) return ['It says nothing about what it did not look at.', ...dark].join(' ');
  return [`Not looked at: ${list(facts.unread.slice(0, 5).map((name) => lower(name)))}.`, ...dark].join(' ');
}

function fleetLead({ tenants, failed, critical, high, open, unknown }: FleetFacts): string {
  const scanned = tenants - failed;
  if (tenants === 0) return 'No tenant is configured.';
  if (scanned === 0) return tenants === 1 ? 'The tenant was not scanned.' : 'No tenant was scanned.';
  const rest = failed > 0 ? `the other ${number(scanned)}` : plural(scanned, 'tenant');
  const dark = failed === 0 ? '' : `${failed === 1 ? '1 tenant was' : `${number(failed)} tenants were`} not scanned. `;
  if (critical > 0)
    return `${dark}${number(critical)} of ${rest} ${critical === 1 ? 'has' : 'have'} critical findings.`;
  if (high > 0)
    return `${dark}${number(high)} of ${rest} ${high === 1 ? 'has' : 'have'} high findings, none critical ones.`;
  if (open > 0) return `${dark}No critical or high finding in ${rest}.`;
  if (unknown > 0) return `${dark}Nothing fails in what could be judged of ${rest}.`;
  return `${dark}${capital(rest)} looked at; nothing to act on was found.`;
}

const cloudNames: Readonly<Record<string, string>> = {
  microsoft365: 'Microsoft\u00a0365',
  'google-workspace': 'Google Workspace',
};

/** What a note names; a backtick in it must not pass for one of ours. */
const text = (value: Data[string] | undefined) => String(value ?? '').replaceAll('`', "'");

/** What ended an exception, as its note holds it. */
function toldIn({ change, before, after }: Data): ToldChange {
  return { change: change as ToldChange['change'], before: text(before), after: text(after) };
}

const listUnusable = 'The HR list cannot be used, so nobody was compared with it.';

function listFault({ file, line, problem, value }: Data): string {
  const place = `${text(file)}${line === null ? '' : `, line ${text(line)}`}`;
  return `${place}: ${rosterProblemsEn[problem as RosterFault['problem']](text(value))}.`;
}

export const uiEn: UiTexts = {
  severity: { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' },
  verdict: { fail: 'Fail', pass: 'Pass', unknown: 'Unknown', 'not-applicable': 'Not applicable', accepted: 'Accepted' },
  status: { complete: 'read in full', partial: 'read in part', failed: 'not read' },
  provider: { microsoft365: 'Microsoft\u00a0365', 'google-workspace': 'Google Workspace' },
  dataset: {
    organization: 'Organisation',
    accounts: 'Accounts',
    signIns: 'Last sign-ins',
    mfa: 'MFA registration',
    enforcement: 'MFA enforcement',
    roles: 'Administrator roles',
    policies: 'Policies',
    signInEvents: 'Sign-in log',
    adminActivity: 'Administrative activity',
    applications: 'Applications',
  },
  datasetState: { complete: 'complete', partial: 'in part', unavailable: 'unavailable' },
  role: (name) => roleNames.get(name) ?? name,
  method: methodName,
  country,
  datasetSource: (source) => (source === 'usage-report' ? 'usage report, by day' : source),
  gap,
  remedy: ({ kind, detail }, subject) => reasonOf(detail, remedies(subject)) ?? gap[kind].remedy(subject),
  unknownFinding: (found) =>
    found === undefined
      ? 'Could not be judged.'
      : `Could not be judged: ${reasonOf(found.detail, reasonsEn) ?? couldNot[found.kind]}.`,
  gapReason: ({ detail }) => {
    const reason = reasonOf(detail, reasonsEn);
    return reason === null ? null : `${capital(reason)}.`;
  },
  unnamedFinding: (message) => `Found: ${message}.`,
  note: {
    'key-unused': ({ key }) =>
      `The configuration key \`${text(key)}\` is checked, but this version does not use it yet.`,
    'expected-gap-readable': ({ dataset }) =>
      `\`${text(dataset)}\` is listed under \`expectedGaps\`, but it could be read. The line can go.`,
    'exception-expired': ({ check, subject, until }) =>
      `The exception of \`${text(check)}\` for ${text(subject)} ended on ${text(until)}. The finding counts again.`,
    'exception-void': (data, meanings) =>
      `The exception of \`${text(data.check)}\` for ${text(data.subject)} holds no more: ${acceptanceEn.changed(toldIn(data), meanings)}. The finding counts again; accept it anew if it is still acceptable.`,
    'exception-ending': ({ check, subject, until, days }) =>
      `The exception of \`${text(check)}\` for ${text(subject)} ends ${days === 0 ? `today, ${text(until)}` : `on ${text(until)}, in ${plural(Number(days), 'day')}`}. Renew it or repair the finding.`,
    'exception-unmatched': ({ check, subject }) =>
      `The exception of \`${text(check)}\` for ${text(subject)} covers no finding. It may be out of date or misspelt.`,
    'emergency-unmatched': ({ account }) => `The declared emergency account ${text(account)} is in no directory.`,
    'audit-window': ({ provider, days, idleDays }) =>
      `The audit trail of ${cloudNames[String(provider)] ?? text(provider)} ${typeof days === 'number' ? `reaches back ${plural(days, 'day')}` : 'does not tell how far it reaches back'}; to call an administrator idle it must cover ${text(idleDays)} days, so nobody was called idle.`,
    'roster-faulty': (data) => `${listUnusable} ${listFault(data)}`,
    'roster-silent': ({ file }) =>
      `The HR list ${text(file)} has neither a column \`status\` nor a column \`leave_date\`, so it does not tell who has left. Check the names of its columns.`,
    'link-unmatched': ({ account }) => `${text(account)} is named under \`links\`, but is in no directory.`,
    'group-eligibility-unread': () =>
      'Roles are held through groups in Microsoft 365, and who could make themselves a member was not readable (PIM for groups).',
    'delegated-unread': () =>
      'What applications may do in the name of every user was not readable in Microsoft 365. That takes the permission `Directory.Read.All`, which is optional.',
    profile: ({ profile, limits }) =>
      `Judged by the profile \`${text(profile)}\`: ${text(limits)}, where the configuration sets nothing else.`,
    'limited-to-frameworks': ({ frameworks }) =>
      `This report was limited to ${text(frameworks)}. Checks that answer none of those controls were not made.`,
    'framework-elsewhere': ({ framework }) =>
      `${text(framework)} is about a product that this tenant has no directory of, so nothing was judged by it.`,
  },

  number,
  ratio: (part, whole) =>
    whole === 0 ? '0' : `${number(part)} / ${number(whole)} (${Math.floor((part * 100) / whole)} %)`,
  list,
  series: (words) => words.join(', '),
  label: (word) => `${word}: `,
  quote: (words) => `“${words}”`,
  aside: (words) => ` (${words})`,
  sentence: (words) => `${words}. `,
  paragraph: (sentences) => sentences.join(' '),
  zone: zoneName,
  duration,
  seconds: (count) => (count < 100 ? `${number(count)} s` : duration(count / 60)),
  instant: (iso, timeZone) => {
    const { hour, minute, zone } = partsIn(iso, timeZone);
    return `${day(iso, timeZone)}, ${hour.padStart(2, '0')}:${minute} ${zone}`;
  },
  day,
  cost: { free: 'Free', partly: 'Partly free', licence: 'Needs a licence' },
  elsewhere: 'Whole tenant',

  lead,
  subLead,
  brief: (check, message, data) => briefs[`${check}/${message}`]?.(data),
  combined: (clauses) => clauses.map(clause).join(' '),
  combinedUnknown: (topics) => `Could not be judged: ${list(topics.map((topic) => lower(topic)))}.`,

  enforcement: enforcementEn,
  mfa: mfaEn,
  access: accessEn,
  people: peopleEn,
  leavers: leaversEn,
  history: historyEn,
  applications: applicationsEn,
  acceptance: acceptanceEn,
  frameworks: frameworksEn,

  page: {
    name: 'Identity posture report',
    title: (tenant, date) => `${tenant}: identity posture, ${date}`,
    scanned: 'Scanned',
    skip: 'Skip to content',
    sections: 'Sections',
    nav: {
      summary: 'Summary',
      changes: 'What changed',
      people: 'People',
      leavers: 'Leavers',
      mfa: 'MFA enforcement',
      access: 'Who, when, where',
      applications: 'Applications',
      checks: 'Checks',
      frameworks: 'Frameworks',
      trend: 'Trend',
      unseen: 'Not seen',
      accepted: 'Accepted risks',
      notes: 'Notes',
      read: 'What was read',
    },
    openFindings: (count) => plural(count, 'open finding'),
    openUnknown: 'Open findings: unknown',
    undecided: 'Could not be decided',
    undecidedOf: (judged) => `of ${plural(judged, 'judgement')}`,
    why: 'why',
    accepted: 'Accepted risks',
    acceptedNote: (count, days) => {
      if (count === 0) return 'no exception in force';
      if (days === null) return 'none ends soon';
      return days === 0 ? 'one ends today' : `next ends in ${plural(days, 'day')}`;
    },
    readInFull: 'Read in full',
    readNote: (clouds) => `datasets of ${plural(clouds, 'cloud')}`,
    doFirst: (count) => (count === 1 ? 'Do this first' : `Do these ${spelled(count)} first`),
    closes: (count) => `Closes ${plural(count, 'finding')}`,
    together: (closed, open, critical, allCritical) =>
      `Together: ${number(closed)} of ${plural(open, 'finding')}${allCritical === 0 ? '' : `, ${number(critical)} of ${number(allCritical)} critical`}.`,
    whoItConcerns: 'Who it concerns',
    morePeople: (critical, others) => {
      if (critical === 0) return `${number(others)} more ${others === 1 ? 'person' : 'people'}`;
      const rest = others === 0 ? '' : `, ${plural(others, 'other')}`;
      return `${number(critical)} more critical${rest}`;
    },
    lookedAt: 'What was looked at',
    notLookedAt: 'What was not looked at',
    couldNotSee: 'What could not be seen',
    peopleTitle: 'People, worst first',
    peopleIntro: (people, unsure) =>
      `${people === 1 ? '1 person has' : `${number(people)} people have`} open findings${unsure === 0 ? '' : `; ${number(unsure)} more could not be judged`}. Accounts of one person in both clouds are joined, never by name alone; risks that meet in one person weigh more.`,
    peopleElsewhere: (count) =>
      ` ${plural(count, 'more finding')} ${count === 1 ? 'concerns' : 'concern'} settings or things without a person:`,
    peopleUndecidable: (count) =>
      `Of ${number(count)} more ${count === 1 ? 'person' : 'people'} nothing is unknown but what this version or the provider does not offer to read; see`,
    ifStillNeeded: 'Only if the account is still needed',
    fixUnder: (titles) => `How to fix: see ${titles} under “By check”.`,
    byCheck: 'by check',
    show: 'Show',
    everyone: 'Everyone',
    criticalOnly: 'Critical only',
    administrators: 'Administrators',
    withUnknowns: 'With unknowns',
    administrator: 'Administrator',
    guest: 'Guest',
    findings: (count) => plural(count, 'finding'),
    unknowns: (count) => `${number(count)} unknown`,
    moreInCsv: (count) => `${number(count)} more in findings.csv`,
    morePeopleInCsv: (count) => `${number(count)} more ${count === 1 ? 'person' : 'people'} in findings.csv`,
    howToFix: 'How to fix',
    effort: (time) => `Effort: ${time}`,
    costLabel: (cost) => `Cost: ${lower(cost)}`,
    checksTitle: 'By check',
    checksIntro: (counts) =>
      `${plural(counts.fail, 'result fails', 'results fail')}, ${number(counts.unknown)} ${counts.unknown === 1 ? 'is' : 'are'} unknown, ${counts.accepted === 0 ? '' : `${number(counts.accepted)} ${counts.accepted === 1 ? 'is' : 'are'} accepted, `}${number(counts.pass)} ${counts.pass === 1 ? 'passes' : 'pass'}, ${number(counts['not-applicable'])} ${counts['not-applicable'] === 1 ? 'has' : 'have'} nobody to judge. Nothing passes unless somebody looked.`,
    all: 'All',
    failing: 'Failing',
    unknown: 'Unknown',
    passing: 'Passing',
    failOf: (failed, judged) => `${failed} of ${judged} fail`,
    unknownOf: (unknown) => `${unknown} unknown`,
    acceptedOf: (accepted) => `${accepted} accepted`,
    rowsMissing: 'rows are missing',
    unknownSubjects: (count) => `${plural(count, 'subject')} could not be judged`,
    ofJudged: (passed, judged) => `${passed} / ${judged}`,
    whyItMatters: 'Why it matters',
    controls: 'Controls',
    incomplete: 'Not everything could be read, so there may be more:',
    unseenTitle: 'What could not be seen, and why',
    unseenIntro: (undecided) =>
      `These facts are missing. They are neither good nor bad news.${undecided === 0 ? '' : ` ${plural(undecided, 'judgement')} could not be made for want of them.`}`,
    unseenNone: 'Everything that this version reads was read.',
    gapWhy: 'Why',
    gapHides: 'What it hides',
    gapToDo: 'What to do',
    hidesChecks: (topics) => `${topics}: unknown or incomplete.`,
    hiddenJudgements: (topic, count) => (count === 0 ? topic : `${topic} (${number(count)})`),
    hidesNothing: 'No check is left undecided for want of it.',
    partialRows: (rows) => `${plural(rows, 'row was', 'rows were')} read; the reading is not complete.`,
    allRows: (rows, unknown) =>
      `All ${plural(rows, 'row was', 'rows were')} read; ${number(unknown)} ${unknown === 1 ? 'is' : 'are'} unknown.`,
    checksCrashed: (topics) => `checks: ${topics}`,
    unreadTitle: 'Not read',
    unreadIntro:
      'The provider offers none of these, or this version does not read them. Nothing in this report speaks of them.',
    acceptedTitle: 'Accepted risks',
    acceptedIntro: 'Accepted is not passed. After the end date the finding counts again.',
    acceptedNone: 'No finding is accepted.',
    severityHead: 'Severity',
    loginHead: 'Login',
    countHead: 'Findings',
    subject: 'Subject',
    finding: 'Finding',
    reason: 'Reason',
    approvedBy: 'Approved by',
    until: 'Until',
    daysLeft: (days) => (days === 0 ? 'ends today' : `in ${plural(days, 'day')}`),
    notAsked: {
      noList: 'no HR list is configured',
      noCountries: 'no `approvedCountries` are configured',
      oneCloud: 'asks about two clouds, and one was scanned',
      microsoftOnly: 'asks about Microsoft\u00a0365 only',
    },
    notesTitle: 'Notes',
    notesIntro: 'About the scan itself.',
    listUnusable,
    listFault,
    changesTitle: 'What changed',
    changeGroups: { added: 'New and reopened', worse: 'Worse', lost: 'Lost from sight', resolved: 'Resolved' },
    factsChanged: 'Facts that changed',
    since: (when) => `Since ${when}`,
    factsCounted: (count) => `${plural(count, 'fact')} changed`,
    lighterCounted: (datasets) => `${plural(datasets, 'dataset')} better readable`,
    darkerCounted: (datasets) => `${plural(datasets, 'dataset')} less readable`,
    sightChanged: 'What can be read',
    moreChanges: (count) => `${number(count)} more in changes.csv`,
    trendTitle: 'Trend',
    trendIntro:
      'The same figures of every scan, defined the same for every organisation. Percentages are rounded down. Where a line is broken, a scan could not tell, or measured by another definition.',
    figureHead: 'Figure',
    lastScanHead: 'This scan',
    stepHead: 'Change',
    lineHead: (scans) => (scans < 2 ? 'Scans' : `Last ${number(scans)} scans`),
    readTitle: 'What was read',
    readIntro: 'Reading only; nothing was changed. Every number in this report comes from these rows.',
    table: (title) => `Table: ${title}`,
    datasetHead: 'Dataset',
    stateHead: 'State',
    rowsHead: 'Rows',
    sourceHead: 'Source',
    requests: 'Requests',
    requestsSent: (sent, retried) => `${number(sent)} (${number(retried)} retried)`,
    accountsHead: 'Accounts',
    durationHead: 'Duration',
    judgedAt: 'Judged as of',
    legend: 'Legend',
    outOfScope: 'Outside this scan: devices, updates, backups, training, networks, reuse of passwords.',
    footer: (version, schema) => `shisei ${version} · report schema ${schema}`,
    scanId: 'scan',
  },

  terminal: {
    people: (count) => (count === 1 ? '1 person' : `${number(count)} people`),
    settings: (count) => plural(count, 'setting'),
    applications: (count) => plural(count, 'application'),
    unknown: (judged, results) =>
      `of ${plural(judged, 'judgement')}${results === 0 ? '' : `; ${plural(results, 'result')} undecided`}`,
    acceptedSoon: (soon) => `${number(soon)} ${soon === 1 ? 'ends' : 'end'} within 30 days`,
    findings: (count) => plural(count, 'finding'),
    read: (complete, offered) => `Read in full  ${number(complete)} / ${plural(offered, 'dataset')}`,
    accounts: (count) => plural(count, 'account'),
    requests: (count) => plural(count, 'request'),
    notSeen: 'Not seen',
    notes: 'Notes',
    reports: 'Reports',
    more: (count) => `${number(count)} more`,
    morePeople: (count) => `${number(count)} more`,
    exit: {
      1: 'exit 1: a finding is at or above the limit of --fail-on',
      3: 'exit 3: some datasets could not be read in full',
    },
  },

  fleet: {
    name: 'Fleet overview',
    title: (tenants, date) => `Fleet overview: ${plural(tenants, 'tenant')}, ${date}`,
    tenants: (count) => plural(count, 'tenant'),
    lead: fleetLead,
    subLead: ({ failed, unknown }) => {
      if (failed > 0) {
        return `Nothing is known today about the ${failed === 1 ? 'one' : spelled(failed)} below; ${failed === 1 ? 'it is' : 'they are'} not counted as good.`;
      }
      return unknown > 0
        ? `${plural(unknown, 'judgement')} could not be made.`
        : 'It says nothing about what was not looked at.';
    },
    notScanned: 'Not scanned',
    criticalTenants: 'Tenants with critical findings',
    ofScanned: (count) => `of ${number(count)}`,
    openFindings: 'Open findings',
    highNote: (critical, high) => `${number(critical)} critical, ${number(high)} high`,
    undecided: 'Could not be decided',
    undecidedNote: (tenants, of) => `in ${number(tenants)} of ${plural(of, 'tenant')}`,
    readInFull: 'Datasets read in full',
    readNote: (tenants) => `of ${plural(tenants, 'scanned tenant')}`,
    all: 'All scanned tenants, worst first',
    allIntro: 'Open findings by check. A dashed cell is unknown and says why; it is not a zero.',
    key: {
      critical: 'critical',
      high: 'high',
      medium: 'medium',
      low: 'low',
      none: 'no finding',
      unknown: '? unknown, with the reason',
      notApplicable: '– nobody to judge',
    },
    tenant: 'Tenant',
    clouds: 'Clouds',
    cloud: { microsoft365: 'M365', 'google-workspace': 'GWS' },
    notDecided: 'Not decided',
    notJudged: 'not judged',
    footer: 'Tenants are compared by what was read. “Read in full” says how much of each that is.',
  },
};
