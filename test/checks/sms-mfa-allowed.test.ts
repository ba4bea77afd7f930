import { smsMfaAllowed } from '../../checks/sms-mfa-allowed.ts';
import { account, enforcement, guest, partial, policy, testCheck, unavailable } from '../check-tester.ts';

const everybody = ['all_users'];
const sms = (enabled: boolean | null, scopes: string[] | null = everybody) => ({ name: 'sms', enabled, scopes });
const voice = (enabled: boolean | null, scopes: string[] | null = everybody) => ({ name: 'voice', enabled, scopes });
const allowed = { subject: 'directory-1', message: 'allowed', severity: 'medium' } as const;
const unknown = { subject: 'directory-1', kind: 'absent' } as const;
const google = 'google-workspace';
const accounts = [account(), account({ id: 'bob' })];
const may = (accountId: string, set: string | null, scope = '/') =>
  enforcement({ accountId, allowedFactors: set === null ? null : { set, scope } });
const bobMayNot = may('bob', 'NO_TELEPHONY');

testCheck(smsMfaAllowed, {
  valid: [
    { name: 'both off, older policies retired', data: { policies: [policy([sms(false), voice(false)])] } },
    { name: 'on for nobody', data: { policies: [policy([sms(true, []), voice(false)])] } },
    {
      name: 'names in any case, other methods on',
      data: {
        policies: [
          policy([
            { ...sms(false), name: 'Sms' },
            { ...voice(false), name: 'VOICE' },
            { name: 'fido2', enabled: true, scopes: everybody },
          ]),
        ],
      },
    },
    {
      name: 'off, and whom it would be for is not said',
      data: { policies: [policy([sms(false, null), voice(false)])] },
    },
    {
      name: 'Google: sets without telephones',
      provider: google,
      data: {
        accounts: ['ann', 'bob', 'cyd', 'dan'].map((id) => account({ id })),
        enforcement: [
          may('ann', 'PASSKEY_ONLY'),
          bobMayNot,
          may('cyd', 'PASSKEY_PLUS_SECURITY_CODE'),
          may('dan', 'PASSKEY_PLUS_IP_BOUND_SECURITY_CODE'),
        ],
      },
    },
    {
      name: 'Google: any factor for one who is disabled',
      provider: google,
      data: {
        accounts: [account({ enabled: false }), account({ id: 'bob' })],
        enforcement: [may('ann', 'ALL'), bobMayNot],
      },
    },
    {
      name: 'Google: not for one who may be disabled',
      provider: google,
      data: { accounts: [account({ enabled: null })], enforcement: [may('ann', 'PASSKEY_ONLY')] },
    },
  ],
  invalid: [
    {
      name: 'SMS for everybody',
      data: { policies: [policy([sms(true), voice(false)])] },
      fails: [{ ...allowed, data: { methods: 'sms', scopes: 'all_users' } }],
    },
    {
      name: 'voice for a group',
      data: { policies: [policy([sms(false), voice(true, ['group-1'])])] },
      fails: [{ ...allowed, data: { methods: 'voice', scopes: 'group-1' } }],
    },
    {
      name: 'both, for groups and for everybody',
      data: { policies: [policy([voice(true, ['group-2', 'group-1']), sms(true)])] },
      fails: [{ ...allowed, data: { methods: 'sms, voice', scopes: 'all_users, group-1, group-2' } }],
    },
    {
      name: 'SMS on while voice is not said',
      data: { policies: [policy([{ ...sms(true), name: 'Sms' }, voice(null)])] },
      fails: [{ ...allowed, data: { methods: 'sms' } }],
    },
    {
      name: 'SMS on while the older policies are in force',
      data: { policies: [policy([sms(true), voice(false)], 'in-force')] },
      fails: [{ ...allowed, data: { legacyPolicies: 'in-force' } }],
    },
    {
      name: 'Google: any factor for one',
      provider: google,
      data: { accounts, enforcement: [may('ann', 'ALL', '/Sales'), bobMayNot] },
      fails: [{ ...allowed, data: { scopes: '/Sales', accounts: 1 } }],
    },
    {
      name: 'Google: any factor for several, by several settings',
      provider: google,
      data: {
        accounts: [...accounts, account({ id: 'cyd' })],
        enforcement: [may('ann', 'ALL', '/Sales'), may('bob', 'ALL'), may('cyd', 'ALL', '/Sales')],
      },
      fails: [{ ...allowed, data: { scopes: '/, /Sales', accounts: 3 } }],
    },
    {
      name: 'Google: any factor for a guest, an agent and an emergency account',
      provider: google,
      emergency: ['cyd'],
      data: {
        accounts: [guest(), account({ id: 'bob', kind: 'agent' }), account({ id: 'cyd' })],
        enforcement: [may('ann', 'ALL'), may('bob', 'ALL'), may('cyd', 'ALL')],
      },
      fails: [{ ...allowed, data: { accounts: 3 } }],
    },
    {
      name: 'Google: any factor for one, not said for another',
      provider: google,
      data: { accounts, enforcement: [may('ann', 'ALL'), may('bob', null)], policies: unavailable() },
      fails: [{ ...allowed, data: { accounts: null } }],
    },
    {
      name: 'Google: any factor for one, others may be missing',
      provider: google,
      data: { accounts: partial(accounts), enforcement: partial([may('ann', 'ALL')]) },
      fails: [{ ...allowed, data: { accounts: null } }],
    },
    {
      name: 'Google: any factor for one, other accounts may be missing',
      provider: google,
      data: { accounts: partial(accounts), enforcement: [may('ann', 'ALL'), bobMayNot] },
      fails: [{ ...allowed, data: { accounts: null } }],
    },
  ],
  unknown: [
    {
      name: 'both off, but older policies in force',
      data: { policies: [policy([sms(false), voice(false)], 'in-force')] },
      doubts: [{ ...unknown, detail: /older policies, which no API shows/ }],
    },
    {
      name: 'both off, and the older policies are not said',
      data: { policies: [policy([sms(false), voice(false)], null)] },
      doubts: [{ ...unknown, detail: /does not say whether the older policies/ }],
    },
    {
      name: 'voice is not listed',
      data: { policies: [policy([sms(false)])] },
      doubts: [{ ...unknown, detail: /voice/ }],
    },
    {
      name: 'SMS is listed without its state',
      data: { policies: [policy([sms(null), voice(false)])] },
      doubts: [{ ...unknown, detail: /sms/ }],
    },
    {
      name: 'SMS is on, and for whom is not said: it may be nobody',
      data: { policies: [policy([sms(true, null), voice(false)])] },
      doubts: [{ ...unknown, detail: /sms/ }],
    },
    { name: 'no policy', data: { policies: [] }, doubts: [unknown] },
    {
      name: 'Google: not said for one, since policies cannot be read',
      provider: google,
      data: { accounts, enforcement: [may('ann', null), bobMayNot], policies: unavailable() },
      doubts: [{ ...unknown, kind: 'permission' }],
    },
    {
      name: 'Google: not said for one, since reading stopped on the way',
      provider: google,
      data: { accounts, enforcement: partial([may('ann', null), bobMayNot], 'throttled') },
      doubts: [{ ...unknown, kind: 'throttled' }],
    },
    {
      name: 'Google: not said for one, for no reason',
      provider: google,
      data: { accounts, enforcement: [may('ann', null), bobMayNot] },
      doubts: [{ ...unknown, detail: /which second factors/ }],
    },
    {
      name: 'Google: a set not known here',
      provider: google,
      data: { accounts, enforcement: [may('ann', 'SOMETHING_NEW'), bobMayNot] },
      doubts: [{ ...unknown, detail: /SOMETHING_NEW/ }],
    },
    {
      name: 'Google: any factor for one who may be disabled',
      provider: google,
      data: { accounts: [account({ enabled: null })], enforcement: [may('ann', 'ALL')] },
      doubts: [{ ...unknown, detail: /enabled/ }],
    },
    {
      name: 'Google: no row',
      provider: google,
      data: { accounts, enforcement: [bobMayNot] },
      doubts: [{ ...unknown, detail: /no record/ }],
    },
    {
      name: 'Google: accounts may be missing',
      provider: google,
      data: { accounts: partial(accounts, 'network'), enforcement: [may('ann', 'PASSKEY_ONLY'), bobMayNot] },
      doubts: [{ ...unknown, kind: 'network' }],
    },
    {
      name: 'Google: enforcement is not read',
      provider: google,
      data: { accounts, enforcement: unavailable('unsupported') },
      doubts: [{ ...unknown, kind: 'unsupported' }],
    },
    {
      name: 'the policy cannot be read',
      data: { policies: unavailable('permission') },
      doubts: [{ ...unknown, kind: 'permission' }],
    },
  ],
});
