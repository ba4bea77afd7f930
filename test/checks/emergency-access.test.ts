import { emergencyAccess } from '../../checks/emergency-access.ts';
import type { Account } from '../../src/core/rows/account.ts';
import type { Enforcement } from '../../src/core/rows/enforcement.ts';
import type { Method } from '../../src/core/rows/mfa.ts';
import type { SignIn } from '../../src/core/rows/sign-in.ts';
import {
  account,
  app,
  daysAgo,
  enforcement,
  key,
  mfa,
  partial,
  role,
  signIn,
  strange,
  type TenantScene,
  testTenantCheck,
  unavailable,
} from '../check-tester.ts';

type Data = NonNullable<TenantScene['directories']['microsoft365']>;

const ids = ['bg1', 'bg2'];
const [first, second] = [{ accountId: 'bg1' }, { accountId: 'bg2' }];
const emergency = ids.map((id) => `${id}@example.com`);
const excluded = { state: 'none', reason: 'excluded' } as const;

/** What is known of two emergency accounts that are as they should be, and what differs. */
function scene(name: string, data: Data = {}) {
  const usual: Data = {
    accounts: ids.map((id) => account({ id, synced: false })),
    roles: ids.map((holderId) => role({ holderId })),
    enforcement: ids.map((accountId) => enforcement({ accountId, ...excluded })),
    mfa: ids.map((accountId) => mfa({ accountId, registered: false })),
    signIns: ids.map((accountId) => signIn({ accountId })),
  };
  return { name, emergency, directories: { microsoft365: { ...usual, ...data } } };
}

/** Both accounts, the second otherwise. */
function secondIs(facts: Partial<Account>): Data {
  return { accounts: [account({ id: 'bg1', synced: false }), account({ id: 'bg2', synced: false, ...facts })] };
}

function secondStands(facts: Partial<Enforcement>): Data {
  return { enforcement: [enforcement({ ...first, ...excluded }), enforcement({ ...second, ...facts })] };
}

function secondHas(...methods: Method[]): Data {
  return { mfa: [mfa(first), mfa({ ...second, methods })] };
}

function secondSignedIn(facts: Partial<SignIn>): Data {
  return { signIns: [signIn(first), signIn({ ...second, ...facts })] };
}

const forced = secondStands({ state: 'enforced' });
const fails = (message: string, data: Record<string, unknown> = {}) => [
  { subject: 'acme', message, severity: 'medium' as const, data },
];
const doubts = (detail: RegExp) => [{ subject: 'acme', kind: 'absent' as const, detail }];

testTenantCheck(emergencyAccess, {
  valid: [
    scene('two that nothing makes use MFA, that come from nowhere, and that nobody uses'),
    scene('MFA is demanded of one that has a key', { ...forced, ...secondHas(app, key) }),
    scene('one that has a key, where nobody knows what is demanded', {
      enforcement: unavailable(),
      mfa: ids.map((accountId) => mfa({ accountId, methods: [key] })),
    }),
    scene('nobody knows of keys, where nothing is demanded', { mfa: unavailable() }),
    scene('MFA is demanded from tomorrow on', secondStands({ state: 'enforced', startsAt: daysAgo(-1) })),
    scene('the last use is one day longer ago than the limit', secondSignedIn({ lastSuccess: daysAgo(91) })),
    scene(
      'nobody used one within the 180 days of the usage report',
      secondSignedIn({ recordedSince: daysAgo(180), source: 'usage-report' }),
    ),
    scene('eligible, and through a group', {
      roles: [role({ holderId: 'bg1', state: 'eligible' }), role({ holderId: 'bg2', throughGroup: 'g' })],
    }),
    {
      ...scene('declared by id, beside a third that is disabled'),
      emergency: [...ids, 'bg3'],
      directories: {
        microsoft365: {
          ...scene('').directories.microsoft365,
          accounts: [
            ...ids.map((id) => account({ id, synced: false })),
            account({ id: 'bg3', enabled: false, synced: true }),
          ],
          roles: [...ids, 'bg3'].map((holderId) => role({ holderId })),
        },
      },
    },
    {
      ...scene('one that holds no top role need not be as it should', {
        ...secondIs({ synced: true }),
        roles: [role({ holderId: 'bg1' }), role({ holderId: 'bg2', tier: 'high' })],
      }),
      options: { min: 1 },
    },
    { ...scene('one is enough where that is the limit', { roles: [role({ holderId: 'bg1' })] }), options: { min: 1 } },
    {
      ...scene('used longer ago than a smaller limit', secondSignedIn({ lastSuccess: daysAgo(31) })),
      options: { limitDays: 30 },
    },
    {
      name: 'a tenant without Microsoft 365',
      verdict: 'not-applicable',
      emergency,
      directories: { 'google-workspace': {} },
    },
    { name: 'a tenant with both clouds', emergency, directories: { ...scene('').directories, 'google-workspace': {} } },
  ],
  invalid: [
    { ...scene('nobody is declared'), emergency: [], fails: fails('few', { count: 0, min: 2, logins: null }) },
    {
      ...scene('nobody is declared, and little could be read', { accounts: partial([account()]), roles: partial([]) }),
      emergency: [],
      fails: fails('few'),
    },
    { ...scene('one is declared'), emergency: ['bg1'], fails: fails('few', { count: 1, logins: 'bg1@example.com' }) },
    { ...scene('one is disabled', secondIs({ enabled: false })), fails: fails('few', { count: 1, doubtful: 0 }) },
    {
      ...scene('one holds a smaller role', {
        roles: [role({ holderId: 'bg1' }), role({ holderId: 'bg2', tier: 'high' })],
      }),
      fails: fails('few'),
    },
    {
      ...scene('the role of one has ended', {
        roles: [role({ holderId: 'bg1' }), role({ holderId: 'bg2', endsAt: daysAgo(0) })],
      }),
      fails: fails('few'),
    },
    { ...scene('a third is wished for'), options: { min: 3 }, fails: fails('few', { count: 2, min: 3 }) },
    {
      ...scene('one, of which it is not known whether it is enabled', { ...secondIs({ enabled: null }) }),
      options: { min: 3 },
      fails: fails('few', { count: 1, doubtful: 1 }),
    },
    {
      ...scene('MFA is demanded of one that has an app alone', { ...forced, ...secondHas(app) }),
      fails: fails('locked', { locked: 1, lockedLogins: 'bg2@example.com', synced: 0, used: 0 }),
    },
    {
      ...scene('MFA is demanded of one at some sign-ins', {
        ...secondStands({ state: 'partly', reason: 'narrowed' }),
        ...secondHas(),
      }),
      fails: fails('locked'),
    },
    {
      ...scene('one is synchronised', secondIs({ synced: true })),
      fails: fails('synced', { synced: 1, syncedLogins: 'bg2@example.com' }),
    },
    {
      ...scene('used on the last day of the limit', secondSignedIn({ lastSuccess: daysAgo(90) })),
      fails: fails('used', { used: 1, usedLogins: 'bg2@example.com', limitDays: 90 }),
    },
    {
      ...scene('used within a smaller limit', secondSignedIn({ lastSuccess: daysAgo(30) })),
      options: { limitDays: 30 },
      fails: fails('used'),
    },
    {
      ...scene('a workload was used', secondSignedIn({ lastSuccess: daysAgo(3), source: 'usage-report' })),
      fails: fails('used'),
    },
    {
      ...scene('all at once: the worst is told first, and the others beside', {
        ...secondIs({ synced: true }),
        ...forced,
        ...secondHas(app),
        ...secondSignedIn({ lastSuccess: daysAgo(1) }),
      }),
      options: { min: 3 },
      fails: fails('few', { count: 2, locked: 1, synced: 1, used: 1 }),
    },
    {
      ...scene('without a key before synchronised', {
        ...secondIs({ synced: true }),
        ...forced,
        ...secondHas(app),
        ...secondSignedIn({ lastSuccess: daysAgo(1) }),
      }),
      fails: fails('locked', { synced: 1, used: 1 }),
    },
    {
      ...scene('synchronised before used', {
        ...secondIs({ synced: true }),
        ...secondSignedIn({ lastSuccess: daysAgo(1) }),
      }),
      fails: fails('synced', { used: 1 }),
    },
    {
      ...scene('what is certain stands, whatever else is not known', {
        ...secondSignedIn({ lastSuccess: daysAgo(1) }),
        accounts: partial(ids.map((id) => account({ id }))),
        roles: partial(ids.map((holderId) => role({ holderId }))),
        enforcement: unavailable(),
        mfa: unavailable(),
      }),
      fails: fails('used', { count: null, doubtful: null, locked: null, synced: null, used: null }),
    },
    {
      ...scene('few stands without the rest', {
        ...secondIs({ enabled: false }),
        enforcement: unavailable(),
        mfa: unavailable(),
        signIns: unavailable(),
      }),
      fails: fails('few'),
    },
  ],
  unknown: [
    {
      ...scene('it is not known whether one is enabled', secondIs({ enabled: null })),
      doubts: doubts(/whether the account is enabled/),
    },
    {
      ...scene('rights not known of the role of one', {
        roles: [role({ holderId: 'bg1' }), role({ holderId: 'bg2', tier: null, roleName: 'Helper' })],
      }),
      doubts: doubts(/rights not known of role Helper/),
    },
    {
      ...scene('one in doubt convicts nobody', { ...secondIs({ enabled: null, synced: true }) }),
      options: { min: 1 },
      doubts: doubts(/whether the account is enabled/),
    },
    {
      ...scene('others may hold the role', { roles: partial([role({ holderId: 'bg1' })], 'throttled') }),
      doubts: [{ subject: 'acme', kind: 'throttled' }],
    },
    {
      ...scene('both are seen, and others may be there', {
        accounts: partial(
          ids.map((id) => account({ id, synced: false })),
          'network',
        ),
      }),
      doubts: [{ subject: 'acme', kind: 'network' }],
    },
    {
      ...scene('it is not known whether one is synchronised', secondIs({ synced: null })),
      doubts: doubts(/on-premises directory/),
    },
    {
      ...scene('a snapshot that was saved before', { accounts: ids.map((id) => account({ id })) }),
      doubts: doubts(/on-premises directory/),
    },
    {
      ...scene('what is demanded is not known, and there is no key', {
        ...secondStands({ state: 'unknown', reason: 'unreadable' }),
        ...secondHas(app),
      }),
      doubts: doubts(/whether MFA is enforced/),
    },
    {
      ...scene('what is demanded of one is not on record', { enforcement: [enforcement({ ...first, ...excluded })] }),
      doubts: doubts(/gave no record/),
    },
    {
      ...scene('MFA is demanded, and methods are not told', {
        ...forced,
        mfa: [mfa(first), mfa({ ...second, methods: null })],
      }),
      doubts: doubts(/which methods the account registered/),
    },
    {
      ...scene('MFA is demanded, and a method is strange', { ...forced, ...secondHas(strange) }),
      doubts: doubts(/whether retinaScan resists phishing/),
    },
    {
      ...scene('MFA is demanded, and methods cannot be read', { ...forced, mfa: unavailable('licence') }),
      doubts: [{ subject: 'acme', kind: 'licence' }],
      gaps: ['licence'],
    },
    { ...scene('sign-ins of one are not on record', { signIns: [signIn(first)] }), doubts: doubts(/gave no record/) },
    {
      ...scene(
        'the record of sign-ins is too short',
        secondSignedIn({ recordedSince: daysAgo(180), source: 'usage-report' }),
      ),
      options: { limitDays: 180 },
      doubts: doubts(/reaches back to/),
    },
    {
      ...scene('roles cannot be read', { roles: unavailable() }),
      doubts: [{ subject: 'acme', kind: 'permission' }],
      gaps: ['permission'],
    },
  ],
});
