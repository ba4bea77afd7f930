import fc from 'fast-check';
import {
  type Dataset,
  type DatasetName,
  datasetNames,
  gapKinds,
  type Policy,
  providers,
  rowKeys,
  type Snapshot,
} from '../src/core/datasets.ts';
import { app, daysAgo, directoryId, email, key, now, phone, refused, strange } from './check-tester.ts';

const ids = ['ann', 'bob', 'cyd', 'dan', 'eve', 'fay', 'gus'];
const id = fc.constantFrom(...ids);
const maybe = fc.option(fc.boolean(), { freq: 5 });

/** Instants near the limits of the checks, where judgements turn. */
const instant = fc.constantFrom(...[-1, 0, 1, 45, 46, 90, 91, 180, 400, 1086, 2000].map(daysAgo));
const creation = fc.option(fc.constantFrom(...[0, 45, 46, 90, 91, 400, 2000].map(daysAgo)), { freq: 6 });

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
  { roleId: 'top', roleName: 'Global Administrator', tier: 'top' },
  { roleId: 'high', roleName: 'User Administrator', tier: 'high' },
  { roleId: 'limited', roleName: 'Reports Reader', tier: 'limited' },
  { roleId: 'custom', roleName: 'Custom', tier: null },
);
const role = fc
  .tuple(
    roleKinds,
    fc.record({
      holderId: fc.constantFrom(...ids, 'ghost'),
      holder: fc.constantFrom('account', 'unknown'),
      throughGroup: fc.constantFrom(null, 'admins'),
      state: fc.constantFrom('active', 'eligible'),
      scope: fc.constant('/'),
      endsAt: fc.constantFrom(null, null, daysAgo(0), daysAgo(-1)),
    }),
  )
  .map(([kind, facts]) => ({ ...kind, ...facts }));

const setting = (name: string) =>
  fc.record({
    name: fc.constant(name),
    enabled: maybe,
    scopes: fc.option(fc.subarray(['all_users', 'group-1']), { freq: 5 }),
  });
const policy = fc
  .tuple(setting('sms'), setting('Voice'), fc.constantFrom('retired', 'in-force', null))
  .map(([sms, voice, legacyPolicies]): Policy => {
    return { id: 'authentication-methods', legacyPolicies, methods: [sms, voice] };
  });

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
    }),
  )
  .map(([state, facts]) => ({ ...state, ...facts }));

/** Around the limit of the rules over the log. */
const logged = fc.constantFrom(...[-1, 0, 30, 31].map(daysAgo));
const count = fc.integer({ min: 1, max: 3 });
const event = fc.record({
  accountId: id,
  last: fc.record({
    at: logged,
    address: fc.constantFrom(null, '203.0.113.7'),
    country: fc.constantFrom('JP', 'DE', null),
    app: fc.constantFrom(null, 'Outlook'),
    client: fc.constantFrom(null, 'Browser'),
    factors: fc.constant(null),
  }),
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
  activity: fc.constantFrom('Add user', ''),
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
  policies: dataset(policy, rowKeys.policies, 1),
  enforcement: dataset(enforcement, rowKeys.enforcement, 7),
  signInEvents: dataset(event, rowKeys.signInEvents, 7, fc.constantFrom(undefined, ...[30, 30, 29, 180].map(daysAgo))),
  adminActivity: dataset(activity, rowKeys.adminActivity, 7, fc.constantFrom(undefined, ...[90, 180, 30].map(daysAgo))),
};
const unread: fc.Arbitrary<Dataset<unknown>> = fc.constant({
  state: 'unavailable',
  gap: { kind: 'unsupported', detail: 'not read' },
});

/** Small directories of either provider, many of them strange, some of them dark. */
export const arbitrarySnapshot: fc.Arbitrary<Snapshot> = fc
  .tuple(
    fc.constantFrom(...providers),
    fc.record(Object.fromEntries(datasetNames.map((name) => [name, filled[name] ?? unread]))),
  )
  .map(([provider, datasets]) => ({
    provider,
    directoryId,
    takenAt: now.toISOString(),
    requests: { sent: 0, retried: 0 },
    datasets: datasets as unknown as Snapshot['datasets'],
  }));

/** Declared emergency accounts. */
export const arbitraryEmergency: fc.Arbitrary<string[]> = fc.subarray(['ann', 'bob@example.com'], { maxLength: 1 });
