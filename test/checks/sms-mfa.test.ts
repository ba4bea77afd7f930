import { smsMfa } from '../../checks/sms-mfa.ts';
import {
  account,
  app,
  email,
  guest,
  key,
  mfa,
  partial,
  phone,
  role,
  strange,
  testCheck,
  unavailable,
} from '../check-tester.ts';

const only = { subject: 'ann', message: 'only', severity: 'high' } as const;
const also = { subject: 'ann', message: 'also', severity: 'medium' } as const;
const office = { name: 'officePhone', strength: 'phone' } as const;
const google = 'google-workspace';

testCheck(smsMfa, {
  valid: [
    { name: 'an app', data: { accounts: [account()], mfa: [mfa({ methods: [app] })] } },
    { name: 'a key', data: { accounts: [account()], mfa: [mfa({ methods: [key] })] } },
    { name: 'a method of unknown strength alone', data: { accounts: [account()], mfa: [mfa({ methods: [strange] })] } },
    { name: 'no method at all', data: { accounts: [account()], mfa: [mfa({ registered: false, methods: [] })] } },
    { name: 'e-mail is no second factor', data: { accounts: [account()], mfa: [mfa({ methods: [email] })] } },
    {
      name: 'an app on an account that may be disabled',
      data: { accounts: [account({ enabled: null })], mfa: [mfa({ methods: [app] })] },
    },
    {
      name: 'guests, agents and disabled accounts are no members',
      verdict: 'not-applicable',
      data: {
        accounts: [guest(), account({ id: 'bob', kind: 'agent' }), account({ id: 'cyd', enabled: false })],
        mfa: ['ann', 'bob', 'cyd'].map((accountId) => mfa({ accountId, methods: [phone] })),
      },
    },
    {
      name: 'an emergency account',
      verdict: 'not-applicable',
      emergency: ['ann'],
      data: { accounts: [account()], mfa: [mfa({ methods: [phone] })] },
    },
  ],
  invalid: [
    {
      name: 'a telephone alone',
      data: { accounts: [account()], mfa: [mfa({ methods: [phone] })] },
      fails: [{ ...only, data: { methods: 'mobilePhone', others: null } }],
    },
    {
      name: 'two telephones alone',
      data: { accounts: [account()], mfa: [mfa({ methods: [office, phone] })] },
      fails: [{ ...only, data: { methods: 'mobilePhone, officePhone' } }],
    },
    {
      name: 'a telephone beside e-mail, which is no second factor',
      data: { accounts: [account()], mfa: [mfa({ methods: [phone, email] })] },
      fails: [only],
    },
    {
      name: 'a telephone beside an app',
      data: { accounts: [account()], mfa: [mfa({ methods: [phone, app] })] },
      fails: [{ ...also, data: { methods: 'mobilePhone', others: 'microsoftAuthenticatorPush' } }],
    },
    {
      name: 'a telephone beside a key',
      data: { accounts: [account()], mfa: [mfa({ methods: [key, phone] })] },
      fails: [also],
    },
    {
      name: 'a telephone beside a method of unknown strength',
      data: { accounts: [account()], mfa: [mfa({ methods: [strange, phone] })] },
      fails: [also],
    },
    {
      name: 'a telephone alone, privileged',
      data: { accounts: [account()], mfa: [mfa({ methods: [phone] })], roles: [role({ state: 'eligible' })] },
      fails: [{ ...only, severity: 'critical', data: { roles: 'Global Administrator' } }],
    },
    {
      name: 'a telephone beside an app, privileged, stays medium',
      data: { accounts: [account()], mfa: [mfa({ methods: [phone, app] })], roles: [role()] },
      fails: [also],
    },
    {
      name: 'a telephone alone, roles dark',
      data: { accounts: [account()], mfa: [mfa({ methods: [phone] })], roles: unavailable() },
      fails: [{ ...only, data: { privileged: null } }],
    },
    {
      name: 'a telephone alone, beside an account whose methods are not said',
      data: {
        accounts: [account(), account({ id: 'bob' })],
        mfa: [mfa({ methods: [phone] }), mfa({ accountId: 'bob', methods: null })],
      },
      fails: [only],
      doubts: [{ subject: 'bob', kind: 'absent' }],
    },
  ],
  unknown: [
    { name: 'no row', data: { accounts: [account()], mfa: [] }, doubts: [{ subject: 'ann', kind: 'absent' }] },
    {
      name: 'methods not said',
      data: { accounts: [account()], mfa: [mfa({ methods: null })] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /which methods/ }],
    },
    {
      name: 'methods of Google accounts are not read',
      provider: google,
      data: { accounts: [account()], mfa: [mfa({ methods: null })] },
      doubts: [{ subject: 'ann', kind: 'unsupported', detail: /Google/ }],
    },
    {
      name: 'a telephone alone on an account that may be disabled',
      data: { accounts: [account({ enabled: null })], mfa: [mfa({ methods: [phone] })] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /enabled/ }],
    },
    {
      name: 'a telephone on an account that may be a guest',
      data: { accounts: [account({ kind: null })], mfa: [mfa({ methods: [phone, app] })] },
      doubts: [{ subject: 'ann', kind: 'absent' }],
    },
    {
      name: 'registrations are partial',
      data: { accounts: [account()], mfa: partial([mfa({ methods: [app] })], 'throttled') },
      gaps: ['throttled'],
    },
  ],
});
