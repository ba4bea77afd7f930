import { accountSubject, candidates, isMember, rowAbout, unlessDoubtful } from '../src/core/accounts.ts';
import { type Context, defineCheck, fail, type Judgement, pass, type Tables, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import { daysBetween } from '../src/core/days.ts';
import type { Gap } from '../src/core/gap.ts';
import { privilegeFacts } from '../src/core/privilege.ts';
import type { Account } from '../src/core/rows/account.ts';
import { methodNames, phoneUseOf, secondFactorsOf } from '../src/core/second-factors.ts';
import { windowGap } from '../src/core/sign-in-log.ts';

type Read = Tables<'accounts' | 'mfa' | 'roles' | 'signInEvents'>;
type Judged = Judgement<'only' | 'also' | 'used'>;

/**
 * Microsoft's own SMS and voice MFA ends in its public cloud; who has nothing else is stopped at sign-in.
 * https://learn.microsoft.com/entra/identity/authentication/concept-sms-voice-retirement
 */
const endsOn = '2027-02-01';

/** What is registered is what Microsoft 365 tells. */
function judgeRegistered(account: Account, { mfa, roles }: Read, { now, provider }: Context<unknown>): Judged {
  const row = rowAbout(mfa, account, provider);
  if ('missing' in row) return unknown(row.missing);
  const second = secondFactorsOf(row, provider);
  if ('missing' in second) return unknown(second.missing);
  const phones = second.factors.filter((method) => method.strength === 'phone');
  const others = second.factors.filter((method) => method.strength !== 'phone');
  if (phones.length === 0) return pass();
  const power = privilegeFacts(roles, account.id, now);
  const facts = { methods: methodNames(phones), others: methodNames(others), ...power };
  if (others.length > 0) return fail('also', 'medium', facts);
  const daysLeft = 0 - daysBetween(endsOn, now);
  return fail('only', power.privileged ? 'critical' : 'high', { ...facts, endsOn, daysLeft });
}

function enrolmentOf(account: Account, { mfa }: Read, { provider }: Context<unknown>): boolean | Gap {
  const row = rowAbout(mfa, account, provider);
  if ('missing' in row) return row.missing;
  const detail = 'the directory does not say whether a second factor is registered';
  return row.registered ?? { kind: 'absent', detail };
}

/** Google does not tell which methods are registered, but its log tells which were used. */
function judgeUsed(account: Account, tables: Read, context: Context<unknown>): Judged {
  const { signInEvents, roles } = tables;
  const { now } = context;
  const event = signInEvents.one(account.id);
  const { used, doubt } = phoneUseOf(event, enrolmentOf(account, tables, context), now);
  const lastAt = used
    .map((factor) => factor.lastAt)
    .sort()
    .at(-1);
  if (lastAt === undefined) {
    const gap = windowGap(signInEvents, now) ?? doubt;
    return gap === null ? pass() : unknown(gap);
  }
  const count = used.reduce((sum, factor) => sum + factor.count, 0);
  const power = privilegeFacts(roles, account.id, now);
  return fail('used', 'medium', {
    methods: methodNames(used),
    lastAt,
    days: daysBetween(lastAt, now),
    count,
    ...power,
  });
}

export const smsMfa = defineCheck({
  id: 'sms-mfa',
  severity: 'high',
  messages: ['only', 'also', 'used'],
  options: {},
  controls: controls(
    {
      // They ask for a policy; a phone may still be registered where policy refuses it.
      'CISA SCuBA M365': { 'MS.AAD.3.5v2': 'related' },
      'CISA SCuBA Google Workspace': { 'GWS.COMMONCONTROLS.1.3v1': 'partial' },
      'CIS M365': { '5.2.3.5': 'related' },
      'NIST CSF': { 'PR.AA-03': 'related' },
      'NIST SP 800-53': { 'CM-7b': 'related', 'IA-5c': 'partial' },
      'ISO/IEC 27001': { 'A.5.17': 'related', 'A.8.5': 'related' },
      'SOC 2': { 'CC6.1': 'related' },
      'MITRE ATT&CK': { 'T1566.002': 'partial', T1621: 'partial' },
      'SCS ★3': { '4-1-3-3': 'partial' },
      'CSA Zero Trust for SMBs': { SMS: 'partial' },
    },
    // It accepts a code that is sent to a telephone as a factor.
    { tolerates: { 'SCS ★3': () => true } },
  ),
  needs: ['accounts'],
  uses: ['roles'],
  at: { microsoft365: { needs: ['mfa'] }, 'google-workspace': { needs: ['signInEvents'], uses: ['mfa'] } },
  subjects: ({ accounts }, context) => candidates(accounts, (account) => isMember(account, context)),
  name: accountSubject,
  judge({ account, doubt }, tables, context) {
    const judge = context.provider === 'google-workspace' ? judgeUsed : judgeRegistered;
    return unlessDoubtful(doubt, judge(account, tables, context));
  },
});
