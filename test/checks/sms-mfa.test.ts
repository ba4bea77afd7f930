import { describe, expect, it } from 'vitest';
import { smsMfa } from '../../checks/sms-mfa.ts';
import { evaluate } from '../../src/core/evaluate.ts';
import type { SignInEvent } from '../../src/core/rows/sign-in-event.ts';
import { tablesOf } from '../../src/core/tables.ts';
import {
  account,
  app,
  daysAgo,
  directoryId,
  email,
  events,
  guest,
  key,
  logOf,
  mfa,
  partial,
  phone,
  role,
  snapshotOf,
  strange,
  testCheck,
  unavailable,
} from '../check-tester.ts';
import { facts } from '../facts.ts';

const only = { subject: 'ann', message: 'only', severity: 'high' } as const;
const also = { subject: 'ann', message: 'also', severity: 'medium' } as const;
const office = { name: 'officePhone', strength: 'phone' } as const;
const used = { ...also, message: 'used' } as const;
const google = 'google-workspace';
const accounts = [account()];
const lastSignIn = { at: daysAgo(1), address: null, country: null, app: null, client: null, factors: null };

type Factor = SignInEvent['factors'][number];
function sms(lastDays: number, facts: Partial<Factor> = {}): Factor {
  const plain = { name: 'idv_preregistered_phone', strength: 'phone', second: true, count: 1 } as const;
  return { ...plain, lastAt: daysAgo(lastDays), ...facts };
}

/** The log of the last 30 days, and the factors that ann passed. */
function log(...factors: Factor[]) {
  return logOf([events({ factors })], 30);
}

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
      name: 'Google: a key as second factor',
      provider: google,
      data: { accounts, signInEvents: log({ ...sms(1), ...key }) },
    },
    { name: 'Google: no sign-in in a whole log', provider: google, data: { accounts, signInEvents: logOf([], 30) } },
    {
      name: 'Google: a telephone 31 days ago',
      provider: google,
      data: { accounts, signInEvents: logOf([events({ factors: [sms(31)] })], 60) },
    },
    {
      name: 'Google: the log told of no factor, 31 days ago',
      provider: google,
      data: { accounts, signInEvents: logOf([events({ last: { ...lastSignIn, at: daysAgo(31) } })], 60) },
    },
    {
      name: 'Google: no factor at the only sign-in',
      provider: google,
      data: { accounts, signInEvents: logOf([events({ last: { ...lastSignIn, factors: [] } })], 30) },
    },
    {
      name: 'Google: a telephone that was no second factor',
      provider: google,
      data: { accounts, signInEvents: log(sms(1, { second: false })), mfa: [mfa({ methods: null })] },
    },
    {
      name: 'Google: a telephone was asked for, of one who is not enrolled',
      provider: google,
      data: { accounts, signInEvents: log(sms(1, { second: null })), mfa: [mfa({ registered: false })] },
    },
    {
      name: 'Google: the registered methods do not matter',
      provider: google,
      data: { accounts, signInEvents: log({ ...sms(1), ...app }), mfa: [mfa({ methods: [phone] })] },
    },
    {
      name: 'Google: a log that holds more than 30 days',
      provider: google,
      data: { accounts, signInEvents: logOf([events({ factors: [{ ...sms(1), ...app }] })], 180) },
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
      fails: [{ ...only, data: { methods: 'mobilePhone', others: null, endsOn: '2027-02-01', daysLeft: 72 } }],
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
    {
      name: 'Google: a telephone exactly 30 days ago',
      provider: google,
      data: { accounts, signInEvents: log(sms(30)) },
      fails: [{ ...used, data: { methods: 'idv_preregistered_phone', lastAt: daysAgo(30), days: 30, count: 1 } }],
    },
    {
      name: 'Google: two kinds of telephone, and one too old to count',
      provider: google,
      data: {
        accounts,
        signInEvents: log(sms(5, { count: 2 }), sms(3, { name: 'idv_any_phone' }), sms(40, { name: 'old', count: 7 })),
      },
      fails: [{ ...used, data: { methods: 'idv_any_phone, idv_preregistered_phone', days: 3, count: 3 } }],
    },
    {
      name: 'Google: the log does not say as what, of one who is enrolled',
      provider: google,
      data: { accounts, signInEvents: log(sms(1, { second: null })), mfa: [mfa({ methods: null })] },
      fails: [used],
    },
    {
      name: 'Google: once as second factor for certain, once perhaps',
      provider: google,
      data: { accounts, signInEvents: log(sms(9), sms(1, { second: null })), mfa: unavailable() },
      fails: [{ ...used, data: { days: 9 } }],
    },
    {
      name: 'Google: privileged stays medium',
      provider: google,
      data: { accounts, signInEvents: log(sms(1)), roles: [role()] },
      fails: [{ ...used, data: { privileged: true } }],
    },
    {
      name: 'Google: the log is partial: one convicted, the others unknown',
      provider: google,
      data: {
        accounts: [account(), account({ id: 'bob' }), account({ id: 'cyd' })],
        signInEvents: partial([events({ factors: [sms(1)] }), events({ accountId: 'bob' })], 'throttled'),
      },
      fails: [used],
      doubts: [
        { subject: 'bob', kind: 'throttled' },
        { subject: 'cyd', kind: 'throttled' },
      ],
    },
    {
      name: 'Google: the log is too short, but holds enough',
      provider: google,
      data: { accounts, signInEvents: logOf([events({ factors: [sms(1)] })], 7) },
      fails: [used],
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
      name: 'Google: the log cannot be read',
      provider: google,
      data: { accounts, signInEvents: unavailable() },
      doubts: [{ subject: 'directory-1', kind: 'permission' }],
    },
    {
      name: 'Google: the log begins less than 30 days ago',
      provider: google,
      data: { accounts, signInEvents: logOf([events()], 29.99) },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /back to 2026-10-22 only/ }],
    },
    {
      name: 'Google: it is not known when the log begins',
      provider: google,
      data: { accounts, signInEvents: [events()] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /how far back/ }],
    },
    {
      name: 'Google: the log tells of no factor',
      provider: google,
      data: { accounts, signInEvents: log() },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /which factors were passed/ }],
    },
    {
      name: 'Google: the log does not say as what, and enrolment is not said',
      provider: google,
      data: { accounts, signInEvents: log(sms(1, { second: null })), mfa: [mfa({ registered: null })] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /second factor is registered/ }],
    },
    {
      name: 'Google: the log does not say as what, and enrolment cannot be read',
      provider: google,
      data: { accounts, signInEvents: log(sms(1, { second: null })), mfa: unavailable() },
      doubts: [{ subject: 'ann', kind: 'permission' }],
    },
    {
      name: 'Google: the log does not say as what, and enrolment has no row',
      provider: google,
      data: { accounts, signInEvents: log(sms(1, { second: null })), mfa: [] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /no record/ }],
    },
    {
      name: 'Google: a telephone on an account that may be disabled',
      provider: google,
      data: { accounts: [account({ enabled: null })], signInEvents: log(sms(1)) },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /enabled/ }],
    },
    {
      name: 'registrations cannot be read',
      data: { accounts, mfa: unavailable('throttled') },
      doubts: [{ subject: 'directory-1', kind: 'throttled' }],
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

describe('the days to the end of SMS and voice', () => {
  const scene = { name: '', data: { accounts, mfa: [mfa({ methods: [phone] })] } };
  const daysLeftAt = (instant: string) => {
    const snapshot = snapshotOf(smsMfa, scene);
    const context = {
      ...facts({ now: new Date(instant) }),
      options: {},
      provider: 'microsoft365',
      directoryId,
    } as const;
    return evaluate(smsMfa, snapshot, tablesOf(snapshot), context, () => undefined).findings[0]?.data.daysLeft;
  };
  it.each([
    ['2026-11-21T09:00:00.000Z', 72],
    ['2027-01-31T00:00:00.000Z', 1],
    ['2027-01-31T23:59:59.999Z', 1],
    ['2027-02-01T00:00:00.000Z', 0],
    ['2027-02-01T23:59:59.999Z', 0],
    ['2027-02-02T00:00:00.000Z', -1],
  ])('%s: %d', (instant, days) => {
    expect(daysLeftAt(instant)).toBe(days);
  });
});
