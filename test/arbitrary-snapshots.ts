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
import { app, daysAgo, directoryId, email, key, now, phone, strange } from './check-tester.ts';

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

const gap = fc.record({ kind: fc.constantFrom(...gapKinds), detail: fc.constantFrom('a reason', 'another reason') });

function dataset(row: fc.Arbitrary<unknown>, rowKey: (row: never) => string, maxLength: number) {
  const rows = fc.uniqueArray(row, { maxLength, size: 'max', selector: (item) => rowKey(item as never) });
  const complete = rows.map((all): Dataset<unknown> => ({ state: 'complete', rows: all }));
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
