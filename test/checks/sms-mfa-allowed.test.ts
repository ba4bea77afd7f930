import { smsMfaAllowed } from '../../checks/sms-mfa-allowed.ts';
import { policy, testCheck, unavailable } from '../check-tester.ts';

const everybody = ['all_users'];
const sms = (enabled: boolean | null, scopes: string[] | null = everybody) => ({ name: 'sms', enabled, scopes });
const voice = (enabled: boolean | null, scopes: string[] | null = everybody) => ({ name: 'voice', enabled, scopes });
const allowed = { subject: 'directory-1', message: 'allowed', severity: 'medium' } as const;
const unknown = { subject: 'directory-1', kind: 'absent' } as const;

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
      name: 'SMS, and for whom is not said',
      data: { policies: [policy([sms(true, null), voice(false)])] },
      fails: [{ ...allowed, data: { scopes: 'unknown' } }],
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
    { name: 'no policy', data: { policies: [] }, doubts: [unknown] },
    {
      name: 'Google: not read in this version',
      provider: 'google-workspace',
      data: { policies: unavailable('unsupported') },
      doubts: [{ ...unknown, kind: 'unsupported' }],
    },
    {
      name: 'the policy cannot be read',
      data: { policies: unavailable('permission') },
      doubts: [{ ...unknown, kind: 'permission' }],
    },
  ],
});
