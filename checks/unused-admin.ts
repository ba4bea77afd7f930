import { accountSubject, type Candidate, isOlderThan, rowAbout, unlessDoubtful } from '../src/core/accounts.ts';
import { privilegedMembers } from '../src/core/administrators.ts';
import { idlenessOf, isUncovered } from '../src/core/audit-trail.ts';
import {
  type Context,
  type Data,
  defineCheck,
  fail,
  type Judgement,
  pass,
  type Tables,
  unknown,
} from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import { daysBetween } from '../src/core/days.ts';
import { privilegeFacts } from '../src/core/privilege.ts';
import { recency, signInFacts } from '../src/core/sign-ins.ts';

type Limits = { limitDays: number; idleDays: number };

/** Whether somebody who signs in also administers anything. */
function judgeActs(
  { account, doubt }: Candidate,
  { adminActivity }: Tables<'adminActivity'>,
  { options: { idleDays }, now }: Context<Limits>,
  facts: Data,
): Judgement<'idle'> {
  const older = isOlderThan(account, idleDays, now, null);
  if (older === false) return pass();
  const found = idlenessOf(adminActivity, account, idleDays, now);
  if (found.state === 'active' || found.state === 'uncovered') return pass();
  if (found.state === 'unknown') return unknown(found.gap, facts);
  const { last, since } = found;
  const acts = {
    lastAct: last?.at ?? null,
    actDays: last === null ? null : daysBetween(last.at, now),
    activity: last?.activity ?? null,
    auditSince: since,
    idleDays,
  };
  return unlessDoubtful(older === true ? doubt : older, fail('idle', 'medium', { ...facts, ...acts }));
}

export const unusedAdmin = defineCheck({
  id: 'unused-admin',
  severity: 'high',
  messages: ['unused', 'never', 'idle'],
  options: { limitDays: 45, idleDays: 90 },
  controls: controls(
    {
      'CISA SCuBA M365': { 'MS.AAD.7.2v1': 'related' },
      'CIS M365': { '5.3.3': 'related' },
      'CIS Controls': { '5.3': 'partial', '6.8': 'related' },
      'NIST CSF': { 'PR.AA-05': 'partial' },
      'NIST SP 800-53': { 'AC-2(3)(d)': 'partial', 'AC-6(7)': 'partial' },
      'ISO/IEC 27001': { 'A.5.18': 'partial', 'A.8.2': 'partial' },
      'SOC 2': { 'CC6.3': 'partial' },
      'MITRE ATT&CK': { 'T1098.003': 'related', 'T1136.003': 'related', T1651: 'related' },
      'SCS ★3': { '4-1-2-6': 'partial' },
      'CSA Zero Trust for SMBs': { 'least privilege': 'partial' },
    },
    // Both are about accounts that nobody uses; who signs in uses the account.
    {
      tolerates: {
        'CIS Controls': ({ message }, id) => message === 'idle' && id === '5.3',
        'NIST SP 800-53': ({ message }, id) => message === 'idle' && id === 'AC-2(3)(d)',
      },
      limits: { 'CIS Controls': { '5.3': { limitDays: 45 } } },
    },
  ),
  needs: ['accounts', 'signIns', 'roles'],
  uses: ['adminActivity'],
  mute: ({ adminActivity }, { options, now }) => (isUncovered(adminActivity, options.idleDays, now) ? ['idle'] : []),
  subjects: privilegedMembers,
  name: accountSubject,
  judge(candidate, tables, context) {
    const { account, doubt } = candidate;
    const { signIns, roles } = tables;
    const { options, now, provider } = context;
    const { limitDays } = options;
    const record = rowAbout(signIns, account, provider);
    if ('missing' in record) return unknown(record.missing);
    const seen = recency(record, account, limitDays, now);
    const facts = { ...signInFacts(record, account, now), limitDays, ...privilegeFacts(roles, account.id, now) };
    if (seen.state === 'recent') return judgeActs(candidate, tables, context, facts);
    if (seen.state === 'unknown') return unknown(seen.gap, facts);
    // A record without any success says little about an account that is younger than the limit.
    const older = record.lastSuccess !== null || isOlderThan(account, limitDays, now, null);
    if (older === false) return pass();
    const found = fail(seen.state === 'stale' ? 'unused' : 'never', 'high', facts);
    return unlessDoubtful(older === true ? doubt : older, found);
  },
});
