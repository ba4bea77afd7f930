import { describe, expect, it } from 'vitest';
import { missingMfa } from '../../checks/missing-mfa.ts';
import { smsMfa } from '../../checks/sms-mfa.ts';
import { smsMfaAllowed } from '../../checks/sms-mfa-allowed.ts';
import { staleAccount } from '../../checks/stale-account.ts';
import { topAdminCount } from '../../checks/top-admin-count.ts';
import { unenforcedMfa } from '../../checks/unenforced-mfa.ts';
import { unusedAdmin } from '../../checks/unused-admin.ts';
import type { Check, Options } from '../../src/core/check.ts';
import { boundTo } from '../../src/core/history/bound-facts.ts';
import type { Verdict } from '../../src/core/result.ts';
import {
  account,
  app,
  daysAgo,
  enforcement,
  events,
  judge,
  logOf,
  mfa,
  partial,
  phone,
  policy,
  role,
  type Scene,
  signIn,
  snapshotOf,
  unavailable,
} from '../check-tester.ts';

type Facts = Omit<Scene, 'name'>;

/** What each control says, as `framework id`. */
function verdicts(check: Check, scene: Facts): Map<string, Verdict> {
  const { controls } = judge(check, snapshotOf(check, { name: '', ...scene }), scene).result;
  return new Map(controls.map(({ framework, id, verdict }) => [`${framework} ${id}`, verdict]));
}

const accounts = [account()];
const google = 'google-workspace';
const smsUsed = { name: 'idv_any_phone', strength: 'phone', second: true, lastAt: daysAgo(1), count: 1 } as const;

describe('a code sent to a telephone passes SCS ★3, and fails the others:', () => {
  const scenes: [string, Check, Facts, string][] = [
    ['only', smsMfa, { data: { accounts, mfa: [mfa({ methods: [phone] })] } }, 'CISA SCuBA M365 MS.AAD.3.5v2'],
    ['also', smsMfa, { data: { accounts, mfa: [mfa({ methods: [phone, app] })] } }, 'CIS M365 5.2.3.5'],
    [
      'used',
      smsMfa,
      { provider: google, data: { accounts, signInEvents: logOf([events({ factors: [smsUsed] })], 30) } },
      'CISA SCuBA Google Workspace GWS.COMMONCONTROLS.1.3v1',
    ],
    [
      'allowed',
      smsMfaAllowed,
      { data: { policies: [policy([{ name: 'sms', enabled: true, scopes: ['all_users'] }])] } },
      'CIS M365 5.2.3.5',
    ],
    [
      'allowed at Google',
      smsMfaAllowed,
      {
        provider: google,
        data: { accounts, enforcement: [enforcement({ allowedFactors: { set: 'ALL', scope: '/' } })] },
      },
      'CISA SCuBA Google Workspace GWS.COMMONCONTROLS.1.3v1',
    ],
  ];
  it.each(scenes)('%s', (_name, check, scene, strict) => {
    const found = verdicts(check, scene);
    expect(found.get('SCS ★3 4-1-3-3')).toBe('pass');
    expect(found.get('CSA Zero Trust for SMBs SMS')).toBe('fail');
    expect(found.get(strict)).toBe('fail');
  });

  it('but passes nothing that nobody looked at', () => {
    const somebodyUnread = {
      data: { accounts: [...accounts, account({ id: 'bob' })], mfa: [mfa({ methods: [phone] })] },
    };
    expect(verdicts(smsMfa, somebodyUnread).get('SCS ★3 4-1-3-3')).toBe('unknown');
    const cut = { data: { accounts, mfa: partial([mfa({ methods: [phone] })]) } };
    expect(verdicts(smsMfa, cut).get('SCS ★3 4-1-3-3')).toBe('unknown');
  });
});

describe('the number of top administrators', () => {
  const admins = (count: number, doubtful = 0) => {
    const ids = Array.from({ length: count + doubtful }, (_, index) => `admin${index}`);
    return {
      accounts: ids.map((id, index) => account({ id, enabled: index < count ? true : null })),
      roles: ids.map((holderId) => role({ holderId })),
    };
  };
  const scuba = 'CISA SCuBA M365 MS.AAD.7.1v1';
  const cis = 'CIS M365 1.1.3';

  it.each<[number, Verdict, Verdict]>([
    [1, 'fail', 'fail'],
    [2, 'pass', 'pass'],
    [4, 'pass', 'pass'],
    [5, 'pass', 'fail'],
    [8, 'pass', 'fail'],
    [9, 'fail', 'fail'],
  ])('%d: SCuBA %s, CIS %s', (count, ofScuba, ofCis) => {
    const found = verdicts(topAdminCount, { data: admins(count) });
    expect([found.get(scuba), found.get(cis)]).toEqual([ofScuba, ofCis]);
  });

  it('those in doubt must keep the limit, too', () => {
    expect(verdicts(topAdminCount, { data: admins(7, 1) }).get(scuba)).toBe('pass');
    expect(verdicts(topAdminCount, { data: admins(8, 1) }).get(scuba)).toBe('unknown');
  });

  it('SCuBA passes nothing while others may be missing', () => {
    const { accounts: read, roles } = admins(5);
    expect(verdicts(topAdminCount, { data: { accounts: read, roles: partial(roles) } }).get(scuba)).toBe('unknown');
  });

  it.each<[number, Verdict, Verdict]>([
    [1, 'fail', 'pass'],
    [3, 'pass', 'pass'],
    [5, 'pass', 'fail'],
  ])('%d at Google: CIS has a control for too few (%s) and one for too many (%s)', (count, few, many) => {
    const found = verdicts(topAdminCount, { provider: google, data: admins(count) });
    expect([found.get('CIS Google Workspace 1.1.1'), found.get('CIS Google Workspace 1.1.2')]).toEqual([few, many]);
  });

  it.each<[string, object, number, Verdict, Verdict]>([
    ['stricter', { min: 3, max: 3 }, 2, 'pass', 'pass'],
    ['laxer', { min: 0, max: 20 }, 9, 'fail', 'fail'],
  ])('frameworks keep their limits where ours are %s', (_how, options, count, ofScuba, ofCis) => {
    const found = verdicts(topAdminCount, { options: options as Options, data: admins(count) });
    expect([found.get(scuba), found.get(cis)]).toEqual([ofScuba, ofCis]);
  });
});

describe('a dormant account', () => {
  it.each<[number, Verdict, Verdict]>([
    [45, 'pass', 'pass'],
    [46, 'fail', 'pass'],
    [91, 'fail', 'fail'],
  ])('after %d days: CIS Controls %s, others %s', (days, strict, others) => {
    const found = verdicts(staleAccount, { data: { accounts, signIns: [signIn({ lastSuccess: daysAgo(days) })] } });
    expect([found.get('CIS Controls 5.3'), found.get('CIS Controls 5.1')]).toEqual([strict, others]);
  });
});

describe('an administrator who signs in and administers nothing', () => {
  const scene = (lastSuccess: string) => ({
    data: { accounts, roles: [role()], signIns: [signIn({ lastSuccess })], adminActivity: logOf([], 180) },
  });
  const dormant = ['CIS Controls 5.3', 'NIST SP 800-53 AC-2(3)(d)'];
  const privilege = ['CIS Controls 6.8', 'NIST SP 800-53 AC-6(7)', 'SCS ★3 4-1-2-6'];

  it('is no dormant account', () => {
    const found = verdicts(unusedAdmin, scene(daysAgo(1)));
    expect(dormant.map((id) => found.get(id))).toEqual(['pass', 'pass']);
    expect(privilege.map((id) => found.get(id))).toEqual(['fail', 'fail', 'fail']);
  });

  it('who does not even sign in is', () => {
    const found = verdicts(unusedAdmin, scene(daysAgo(46)));
    expect([...dormant, ...privilege].map((id) => found.get(id))).toEqual(Array(5).fill('fail'));
  });
});

describe('controls about administrators', () => {
  const ofAdmins = ['CIS M365 5.2.2.1', 'CIS Controls 6.5', 'NIST SP 800-53 IA-2(1)'];
  const ofAll = ['CIS M365 5.2.2.2', 'CIS Controls 6.3', 'NIST CSF PR.AA-03'];
  const ofOthers = ['NIST SP 800-53 IA-2(2)'];
  const scene = (isAdmin: boolean | null): Facts => ({
    data: {
      accounts: [account(), account({ id: 'bob' })],
      enforcement: [enforcement({ state: 'none', reason: 'no-policy' }), enforcement({ accountId: 'bob' })],
      roles: isAdmin === null ? unavailable() : isAdmin ? [role()] : [role({ holderId: 'bob' })],
    },
  });
  const said = (isAdmin: boolean | null) => {
    const found = verdicts(unenforcedMfa, scene(isAdmin));
    return [ofAdmins, ofAll, ofOthers].map((ids) => [...new Set(ids.map((id) => found.get(id)))]);
  };

  it('fail for an administrator', () => {
    expect(said(true)).toEqual([['fail'], ['fail'], ['pass']]);
  });

  it('pass where only others fail', () => {
    expect(said(false)).toEqual([['pass'], ['fail'], ['fail']]);
  });

  it('are unknown where nobody could tell who is one', () => {
    expect(said(null)).toEqual([['unknown'], ['fail'], ['unknown']]);
  });

  it('count an accepted risk as the check does', () => {
    const { result } = judge(unenforcedMfa, snapshotOf(unenforcedMfa, { name: '', ...scene(null) }), {
      findException: () => ({
        id: null,
        declared: 'x',
        exception: { reason: 'x', approvedBy: 'y', until: '2027-01-01' },
        bound: boundTo({ check: 'x', message: 'x', severity: 'high', data: {} }, undefined),
        void: null,
      }),
    });
    expect(new Set(result.controls.map(({ verdict }) => verdict))).toEqual(new Set(['pass']));
  });

  it('of Google are one for each', () => {
    const { data } = scene(false);
    const found = verdicts(unenforcedMfa, { provider: google, data });
    expect([found.get('CIS Google Workspace 4.1.1.1'), found.get('CIS Google Workspace 4.1.1.3')]).toEqual([
      'pass',
      'fail',
    ]);
  });

  it('hold for registered factors, too', () => {
    const found = verdicts(missingMfa, {
      data: { accounts, mfa: [mfa({ registered: false })], roles: [role()] },
    });
    expect([found.get('NIST SP 800-53 IA-2(1)'), found.get('NIST SP 800-53 IA-2(2)')]).toEqual(['fail', 'pass']);
  });
});

it('too few administrators break no control that asks for few rights', () => {
  const found = verdicts(topAdminCount, { data: { accounts, roles: [role()] } });
  expect(found.get('CIS M365 1.1.3')).toBe('fail');
  for (const id of ['NIST SP 800-53 AC-6(5)', 'SOC 2 CC6.3', 'SCS ★3 4-1-2-3', 'MITRE ATT&CK T1098.003']) {
    expect(found.get(id)).toBe('pass');
  }
});
