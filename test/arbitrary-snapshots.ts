import fc from 'fast-check';
import { type Dataset, type DatasetName, datasetNames, rowKeys, type Snapshot } from '../src/core/datasets.ts';
import { gapKinds } from '../src/core/gap.ts';
import { type Provider, providers } from '../src/core/provider.ts';
import type { Roster, RosterPerson } from '../src/core/roster.ts';
import type { Policy } from '../src/core/rows/policy.ts';
import {
  app,
  daysAgo,
  directoryId,
  email,
  type JudgingOptions,
  key,
  now,
  phone,
  refused,
  strange,
} from './check-tester.ts';

const ids = ['ann', 'bob', 'cyd', 'dan', 'eve', 'fay', 'gus'];
const id = fc.constantFrom(...ids);
const maybe = fc.option(fc.boolean(), { freq: 5 });

/** Instants near the limits of the checks, where judgements turn. */
const instant = fc.constantFrom(...[-1, 0, 1, 45, 46, 90, 91, 180, 400, 1086, 2000].map(daysAgo));
const creation = fc.option(fc.constantFrom(...[0, 45, 46, 90, 91, 400, 2000].map(daysAgo)), { freq: 6 });

const employeeId = fc.option(fc.constantFrom('1', '2', '3'), { freq: 2 });

const account = fc.record({
  id,
  login: id.map((name) => `${name}@example.com`),
  name: fc.option(id),
  enabled: fc.option(
    fc.nat(3).map((number) => number > 0),
    { freq: 8 },
  ),
  kind: fc.constantFrom('member', 'member', 'member', 'guest', 'agent', null),
  createdAt: creation,
  invitation: fc.constantFrom('accepted', 'pending', null),
  external: maybe,
  perUserMfa: fc.constantFrom('disabled', 'enabled', 'enforced', null),
  orgUnit: fc.constantFrom('/', '/Sales', null),
  licences: fc.option(
    fc
      .subarray(['sku-1', 'sku-2', 'sku-3', 'sku-9'])
      .map((products) => products.map((productId) => ({ productId, disabledPlans: [] }))),
    { freq: 6 },
  ),
  disabledAt: fc.constantFrom(null, daysAgo(30)),
  addresses: fc.option(fc.subarray(['ann@example.com', 'info@example.com', 'dan@example.com'], { maxLength: 2 }), {
    freq: 8,
  }),
  employeeId,
  synced: maybe,
});

const signIn = fc.oneof(
  fc.record({
    accountId: id,
    lastSuccess: fc.option(instant),
    recordedSince: fc.constantFrom(null, '2023-12-01T00:00:00.000Z'),
    source: fc.constant('activity'),
  }),
  fc.record({
    accountId: id,
    lastSuccess: fc.option(instant),
    recordedSince: fc.constant(daysAgo(180)),
    source: fc.constant('usage-report'),
  }),
);

const mfa = fc.record({
  accountId: id,
  registered: maybe,
  usable: maybe,
  methods: fc.option(fc.subarray([phone, app, key, email, strange]), { freq: 6 }),
});

const roleKinds = fc.constantFrom(
  ...['top', 'top-2'].map((roleId) => ({ roleId, roleName: 'Global Administrator', tier: 'top' })),
  { roleId: 'high', roleName: 'User Administrator', tier: 'high' },
  { roleId: 'limited', roleName: 'Reports Reader', tier: 'limited' },
  { roleId: 'custom', roleName: 'Custom', tier: null },
);
const role = fc
  .tuple(
    roleKinds,
    fc.record({
      holderId: fc.constantFrom(...ids, 'ghost', 'app-1', 'app-9'),
      throughGroup: fc.constantFrom(null, 'admins'),
      state: fc.constantFrom('active', 'eligible'),
      scope: fc.constant('/'),
      endsAt: fc.constantFrom(null, null, daysAgo(0), daysAgo(-1)),
      permanent: maybe,
      withinTop: maybe,
    }),
    fc.constantFrom('account', 'unknown'),
  )
  .map(([kind, facts, person]) => ({
    ...kind,
    ...facts,
    holder: facts.holderId.startsWith('app') ? 'application' : person,
  }));

const setting = (name: string) =>
  fc.record({
    name: fc.constant(name),
    enabled: maybe,
    scopes: fc.option(fc.subarray(['all_users', 'group-1']), { freq: 5 }),
  });
const methodsPolicy = fc
  .tuple(setting('sms'), setting('Voice'), fc.constantFrom('retired', 'in-force', null))
  .map(([sms, voice, legacyPolicies]): Policy => {
    return { id: 'authentication-methods', legacyPolicies, methods: [sms, voice] };
  });
const authorizationPolicy = fc.record({
  id: fc.constant('authorization'),
  invitations: fc.constantFrom('everyone', 'members', 'inviters', 'administrators', null),
  consentPolicies: fc.option(
    fc.subarray(
      ['microsoft-user-default-legacy', 'microsoft-user-default-low', 'our-own'].map(
        (name) => `ManagePermissionGrantsForSelf.${name}`,
      ),
    ),
    { freq: 5 },
  ),
});
const securityDefaults = fc.record({ id: fc.constant('security-defaults'), enabled: fc.boolean() });
/** A setting of Google's, as it was set for somebody. */
const googleSetting = fc.record({
  id: fc.constantFrom('policies/1', 'policies/2', 'policies/3'),
  setting: fc.constantFrom(
    ...['two_step_verification_enforcement', 'less_secure_apps', 'password'].map((name) => `security.${name}`),
    'api_controls.unconfigured_third_party_apps',
  ),
  origin: fc.constantFrom('system', 'admin'),
  orgUnit: fc.constantFrom(null, 'root', 'sales'),
  group: fc.constantFrom(null, 'group-1'),
  query: fc.constantFrom(null, 'something'),
  sortOrder: fc.option(fc.nat(3)),
  value: fc.constantFrom(
    {},
    { enforcedFrom: daysAgo(400) },
    { allowLessSecureApps: true },
    { accessLevel: 'BLOCK_ALL_SCOPES' },
  ),
});
const policy = fc.oneof(methodsPolicy, authorizationPolicy, securityDefaults, googleSetting);

const decidingPolicies = fc.constantFrom(
  [],
  [{ id: 'p1', name: 'Require MFA', conditions: [] }],
  [
    { id: 'p2', name: 'Outside the office', conditions: ['locations:All trusted', 'platforms:android, iOS'] },
    { id: 'p3', name: 'Mail', conditions: ['applications'] },
  ],
);
const standing = fc.constantFrom(
  ...(['security-defaults', 'per-user', 'policy', 'directory'] as const).map((reason) => ({
    state: 'enforced',
    reason,
    gap: null,
  })),
  { state: 'partly', reason: 'narrowed', gap: null },
  ...(['excluded', 'report-only', 'not-included', 'no-policy', 'scheduled', 'enrolment-off'] as const).map(
    (reason) => ({
      state: 'none',
      reason,
      gap: null,
    }),
  ),
  { state: 'unknown', reason: 'unreadable', gap: refused() },
  { state: 'unknown', reason: 'unreadable', gap: null },
);
const enforcement = fc
  .tuple(
    standing,
    fc.record({
      accountId: id,
      policies: decidingPolicies,
      startsAt: fc.option(fc.constantFrom(daysAgo(1), daysAgo(0), daysAgo(-10)), { freq: 2 }),
      legacyClients: fc.constantFrom('blocked', 'blocked', 'open', null),
      allowedFactors: fc.option(
        fc.record({
          set: fc.constantFrom('ALL', 'NO_TELEPHONY', 'PASSKEY_ONLY', 'SOMETHING_NEW'),
          scope: fc.constantFrom('/', '/Sales'),
        }),
        { freq: 4 },
      ),
      trustsDevices: maybe,
      unconfiguredApps: fc.option(
        fc.record({
          access: fc.constantFrom(
            ...['UNSPECIFIED_UBER_BLOCK', 'ALLOW_SIGN_IN_SCOPES_ONLY', 'BLOCK_ALL_SCOPES', 'ACCESS_LEVEL_UNSPECIFIED'],
          ),
          scope: fc.constantFrom('/', '/Sales'),
        }),
        { freq: 4 },
      ),
    }),
  )
  .map(([state, facts]) => ({ ...state, ...facts }));

/** Around the limit of the rules over the log. */
const logged = fc.constantFrom(...[-1, 0, 30, 31].map(daysAgo));
const count = fc.integer({ min: 1, max: 3 });
const event = fc.record({
  accountId: id,
  last: fc.option(
    fc.record({
      at: logged,
      address: fc.constantFrom(null, '203.0.113.7'),
      country: fc.constantFrom('JP', 'DE', null),
      app: fc.constantFrom(null, 'Outlook'),
      client: fc.constantFrom(null, 'Browser'),
      factors: fc.constantFrom(null, [], ['password', 'sms']),
    }),
    { freq: 8 },
  ),
  countries: fc.uniqueArray(
    fc.record({
      country: fc.constantFrom('JP', 'JP', 'DE', 'FR', null),
      firstAt: fc.constant(daysAgo(31)),
      lastAt: logged,
      address: fc.constantFrom(null, '203.0.113.7'),
      app: fc.constantFrom(null, 'Outlook'),
      count,
    }),
    { maxLength: 3, selector: ({ country }) => country },
  ),
  factors: fc.array(
    fc
      .tuple(fc.constantFrom(phone, app, key, strange), maybe, logged, count)
      .map(([method, second, lastAt, times]) => ({ ...method, second, lastAt, count: times })),
    { maxLength: 3 },
  ),
  clients: fc.array(fc.record({ name: fc.constantFrom('Browser', 'IMAP4', 'Other clients'), lastAt: logged, count }), {
    maxLength: 2,
  }),
});

const activity = fc.record({
  accountId: id,
  lastAt: instant,
  activity: fc.constantFrom('Add user', '', null),
  disabledAt: fc.constantFrom(null, daysAgo(20)),
});

const credential = fc
  .tuple(
    fc.constantFrom('secret', 'certificate'),
    fc.constantFrom('key-1', 'key-2'),
    fc.constantFrom(null, 'Backup'),
    fc.option(fc.constantFrom(10, 200), { freq: 6 }),
    fc.option(fc.constantFrom(180, 181, 365, 366), { freq: 6 }),
  )
  .map(([kind, keyId, name, age, life]) => ({
    kind,
    id: keyId,
    name,
    startsAt: age === null ? null : daysAgo(age),
    endsAt: life === null ? null : daysAgo((age ?? 0) - life),
  }));
const permission = fc.record({
  resource: fc.constantFrom('Microsoft Graph', 'Microsoft Graph', 'Our own interface'),
  name: fc.constantFrom('User.Read.All', 'Application.ReadWrite.All', 'RoleManagement.ReadWrite.Directory', null),
});
const application = fc.record({
  id: fc.constantFrom('app-1', 'app-2', 'app-3'),
  kind: fc.constantFrom('application', 'application', 'managed-identity', 'service-account', 'third-party'),
  clientId: fc.constantFrom(null, 'client-1'),
  name: fc.constantFrom(null, 'Backup'),
  enabled: maybe,
  own: maybe,
  permissions: fc.option(fc.array(permission, { maxLength: 2 }), { freq: 5 }),
  delegated: fc.option(fc.array(permission, { maxLength: 2 })),
  credentials: fc.uniqueArray(credential, { maxLength: 2, selector: (item) => item.id }),
  consents: fc.constantFrom(null, { users: 3, lastAt: daysAgo(3) }),
});

const product = (productId: string, name: string, paid: boolean | null) => ({
  id: productId,
  name,
  paid,
  mailboxPlans: productId === 'sku-1' ? ['exchange'] : [],
});
const organization = fc.record({
  id: fc.constant(directoryId),
  name: fc.constantFrom(null, 'Acme'),
  domains: fc.constantFrom([], ['example.com']),
  plan: fc.constantFrom(null, 'free', 'p1', 'p2'),
  products: fc.option(
    fc.constant([product('sku-1', 'SPB', true), product('sku-2', 'FLOW_FREE', false), product('sku-3', 'NEW', null)]),
    { freq: 8 },
  ),
});

const gap = fc.record({ kind: fc.constantFrom(...gapKinds), detail: fc.constantFrom('a reason', 'another reason') });

function dataset(
  row: fc.Arbitrary<unknown>,
  rowKey: (row: never) => string,
  maxLength: number,
  since: fc.Arbitrary<string | undefined> = fc.constant(undefined),
) {
  const rows = fc.uniqueArray(row, { maxLength, size: 'max', selector: (item) => rowKey(item as never) });
  const complete = fc.tuple(rows, since).map(([all, start]): Dataset<unknown> => {
    return { state: 'complete', rows: all, ...(start === undefined ? {} : { since: start }) };
  });
  const partial = fc.record({ state: fc.constant('partial' as const), rows, gap });
  const unavailable = fc.record({ state: fc.constant('unavailable' as const), gap });
  return fc.oneof({ arbitrary: complete, weight: 8 }, partial, unavailable);
}

const filled: Partial<Record<DatasetName, fc.Arbitrary<Dataset<unknown>>>> = {
  accounts: dataset(account, rowKeys.accounts, 7),
  signIns: dataset(signIn, rowKeys.signIns, 7),
  mfa: dataset(mfa, rowKeys.mfa, 7),
  roles: dataset(role, rowKeys.roles, 10),
  policies: dataset(policy, rowKeys.policies, 4),
  enforcement: dataset(enforcement, rowKeys.enforcement, 7),
  signInEvents: dataset(event, rowKeys.signInEvents, 7, fc.constantFrom(undefined, ...[30, 30, 29, 180].map(daysAgo))),
  organization: dataset(organization, rowKeys.organization, 1),
  applications: dataset(application, rowKeys.applications, 3),
  adminActivity: dataset(activity, rowKeys.adminActivity, 7, fc.constantFrom(undefined, ...[90, 180, 30].map(daysAgo))),
};
const unread: fc.Arbitrary<Dataset<unknown>> = fc.constant({
  state: 'unavailable',
  gap: { kind: 'unsupported', detail: 'not read' },
});

function snapshotBy(provider: Provider): fc.Arbitrary<Snapshot> {
  const all = fc.record(Object.fromEntries(datasetNames.map((name) => [name, filled[name] ?? unread])));
  return all.map((datasets) => ({
    provider,
    directoryId,
    takenAt: now.toISOString(),
    requests: { sent: 0, retried: 0 },
    datasets: datasets as unknown as Snapshot['datasets'],
  }));
}

/** Small directories of either provider, many of them strange, some of them dark. */
export const arbitrarySnapshot: fc.Arbitrary<Snapshot> = fc.constantFrom(...providers).chain(snapshotBy);

/** The directories of one tenant: one of either provider, or both in either order. */
export const arbitraryTenant: fc.Arbitrary<readonly Snapshot[]> = fc
  .constantFrom<readonly Provider[]>(providers, providers.toReversed(), ...providers.map((provider) => [provider]))
  .chain((present) => fc.tuple(...present.map(snapshotBy)));

const person = fc
  .record({
    email: fc.option(
      id.map((name) => `${name}@example.com`),
      { freq: 6 },
    ),
    employeeId,
    name: fc.option(id),
    status: fc.constantFrom('active', 'active', 'left', 'leave', null),
    leaveDate: fc.option(fc.constantFrom(...[0, 1, 45, 400].map((days) => daysAgo(days).slice(0, 10)))),
  })
  .filter(({ email: address, employeeId: number }) => address !== null || number !== null);

/** An HR list holds each address and number once. */
const rosterPeople = fc.array(person, { minLength: 1, maxLength: 5 }).map((found) => {
  const isNew = (key: 'email' | 'employeeId', index: number) => {
    const value = found[index]?.[key] ?? null;
    return value === null || found.findIndex((other) => other[key] === value) === index;
  };
  const once = found.filter((_, index) => isNew('email', index) && isNew('employeeId', index));
  return once.map((facts, index): RosterPerson => {
    return { ...facts, line: index + 2, department: null, managerEmail: null } as RosterPerson;
  });
});
const rosterFile = { file: 'hr.csv' };
const arbitraryRoster: fc.Arbitrary<Roster> = fc.oneof(
  {
    arbitrary: fc
      .tuple(rosterPeople, fc.constantFrom(true, true, true, false))
      .map(([people, tellsLeavers]): Roster => ({ state: 'read', ...rosterFile, tellsLeavers, people })),
    weight: 8,
  },
  fc.constant<Roster>({ state: 'faulty', ...rosterFile, faults: [{ line: 7, problem: 'date', value: 'soon' }] }),
);

/** What a configuration may say of a tenant, with every rule applying unless there is no HR list. */
export const arbitraryCircumstances = fc.record(
  {
    approvedCountries: fc.constant(['JP']),
    emergency: fc.subarray(['ann', 'bob@example.com', 'cyd', 'dan']),
    roster: arbitraryRoster,
    links: fc.subarray([
      ['ann', 'bob@example.com'],
      ['microsoft365/cyd', 'google-workspace/dan'],
    ]),
    timeZone: fc.constantFrom('UTC', 'Asia/Tokyo', 'America/Los_Angeles'),
  },
  { requiredKeys: ['approvedCountries'] },
) satisfies fc.Arbitrary<JudgingOptions>;

/** What no directory should hand out as an id, and some might. */
const strangeIds = [
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', 'undefined', 'NaN', '0', '-1', ' ', '\t'],
  ...[
    'a\nb',
    'a\u0000b',
    '../../etc/passwd',
    '=HYPERLINK("x")',
    '<script>',
    '\u202Egnp',
    '\u200B',
    '\uD800',
    '\u00E9',
    'e\u0301',
  ],
  ...['ANN', 'ann@example.com ', '山田', 'x'.repeat(5_000), '%2e%2e', '$&', "'; --", '[object Object]', '{}'],
];

/** Another id for everybody, each a different one. */
export const hostileIds: fc.Arbitrary<ReadonlyMap<string, string>> = fc
  .shuffledSubarray(strangeIds, { minLength: ids.length, maxLength: ids.length })
  .map((strange) => new Map(ids.map((known, index) => [known, strange[index] ?? ''])));
