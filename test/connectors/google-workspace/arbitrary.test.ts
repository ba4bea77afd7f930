import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGoogleWorkspace } from '../../../connectors/google-workspace/index.ts';
import type { Transport } from '../../../connectors/google-workspace/transport.ts';
import { datasetNames, rowSchemas, rowsOf, type Snapshot } from '../../../src/core/datasets.ts';
import { gather } from '../../../src/core/gather.ts';
import { assignment, customerId, settings, superAdmin, timing, user } from './google.ts';
import { queryOf } from './two-step.ts';

type Prepared = Parameters<NonNullable<Transport['adapter']>>[0];

const awkward = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      '0',
      '1970-01-01T00:00:00Z',
      '-1',
      'C01abc23d',
      'u1',
      'g1',
      'USER',
      'group',
      'GROUP',
      'CUSTOMER',
      null,
      true,
    ],
  ),
  fc.jsonValue({ maxDepth: 1 }),
);

/** A row as documented, with some of its fields spoiled. */
function spoiled(good: Record<string, unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .dictionary(fc.constantFrom(...Object.keys(good)), awkward, { maxKeys: 2 })
        .map((bad) => ({ ...good, ...bad })),
    },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
}

function page(field: string, row: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        [field]: fc.array(row, { maxLength: 4 }),
        nextPageToken: fc.constantFrom(undefined, '', 't'),
      }),
    },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
}

const settingTypes = [
  'two_step_verification_enforcement',
  'two_step_verification_enrollment',
  'two_step_verification_enforcement_factor',
  'less_secure_apps',
];
const queries = ['', 'x', queryOf('/'), queryOf('vip'), queryOf('!admins'), queryOf('/ & licensed | riddle')];

function activity(name: string, kind: string, value: unknown): fc.Arbitrary<unknown> {
  return spoiled({
    id: { time: '2026-11-20T00:00:00Z', uniqueQualifier: '1', customerId },
    actor: { email: 'u1@acme.example', profileId: 'u1', callerType: 'USER' },
    ipAddress: '203.0.113.7',
    networkInfo: { regionCode: 'JP' },
    events: [{ name, parameters: [{ name: 'login_challenge_method', [kind]: value }] }],
  });
}

const consent = fc.record({ client: awkward, name: awkward, scope: awkward }).chain(({ client, name, scope }) =>
  spoiled({
    id: { time: '2026-11-20T00:00:00Z', customerId },
    actor: { profileId: 'u1' },
    events: [
      {
        name: 'authorize',
        parameters: [
          { name: 'client_id', value: client },
          { name: 'app_name', value: name },
          { name: 'scope', value: scope },
        ],
      },
    ],
  }),
);

const answers = fc.record({
  customers: fc.oneof(
    fc.constant({ id: customerId }),
    spoiled({ id: customerId, postalAddress: {}, customerDomain: 'x' }),
  ),
  domains: page('domains', spoiled({ domainName: 'acme.example', domainAliases: [] })),
  users: page(
    'users',
    spoiled(
      user('u1', {
        isGuestUser: false,
        aliases: ['a@acme.example'],
        nonEditableAliases: [],
        externalIds: [{ type: 'organization', value: '42' }],
        organizations: [{ department: 'Sales' }],
        suspended: true,
        suspensionTime: '2026-03-01T00:00:00Z',
        archivalTime: '0',
        guestAccountInfo: {},
      }),
    ),
  ),
  roles: page('items', spoiled(superAdmin)),
  roleassignments: page('items', spoiled(assignment('a1', { orgUnitId: 'x', expirationDetails: { expireTime: '0' } }))),
  members: page('members', spoiled({ id: 'u1', email: 'e', type: 'USER' })),
  orgunits: page(
    'organizationUnits',
    spoiled({ orgUnitId: 'id:top', orgUnitPath: '/', parentOrgUnitId: 'id:top', parentOrgUnitPath: '/' }),
  ),
  policies: page(
    'policies',
    fc
      .record({ type: fc.constantFrom(...settingTypes), query: fc.constantFrom(...queries), value: awkward })
      .chain(({ type, query, value }) =>
        spoiled({
          name: `policies/${type}`,
          customer: `customers/${customerId}`,
          type: 'ADMIN',
          policyQuery: { orgUnit: 'orgUnits/top', group: 'g1', query, sortOrder: 1 },
          setting: { type: `settings/security.${type}`, value: { enforcedFrom: value, allowEnrollment: value } },
        }),
      ),
  ),
  'applications/login': page('items', activity('login_success', 'multiValue', ['passkey'])),
  'applications/token': page('items', consent),
  'applications/admin': page('items', activity('CREATE_USER', 'value', 'x')),
  'usage/users': page(
    'usageReports',
    spoiled({ entity: { profileId: 'u1' }, parameters: [{ name: 'accounts:num_security_keys', intValue: '1' }] }),
  ),
});

function expectRightShapes(snapshot: Snapshot): void {
  for (const name of datasetNames) {
    for (const row of rowsOf<unknown>(snapshot.datasets[name])) {
      const parsed = rowSchemas[name].safeParse(row);
      expect(parsed.success, `${name}: ${JSON.stringify(row)}`).toBe(true);
    }
  }
}

test('arbitrary answers are gaps or rows of the right shape', async () => {
  await fc.assert(
    fc.asyncProperty(answers, async (bodies) => {
      const lookUp = (path: string): unknown =>
        Object.entries(bodies)
          .toSorted(([a], [b]) => b.length - a.length)
          .find(([name]) => path.includes(`/${name}`))?.[1];
      const authorization = async () => {
        const { OAuth2Client } = await import('google-auth-library');
        const adapter = async <T>(config: Prepared) =>
          Object.assign(new Response(null), { config, data: lookUp(config.url.pathname) as T });
        return new OAuth2Client({ credentials: { access_token: 'x' }, transporterOptions: { adapter } });
      };
      const snapshot = await gather(createGoogleWorkspace({ authorization }, timing), settings, {
        directoryId: customerId,
        signal: new AbortController().signal,
        now: () => new Date('2026-11-21T00:00:00Z'),
      });
      expectRightShapes(snapshot);
      const crashed = Object.values(snapshot.datasets).filter(
        (dataset) => dataset.state !== 'complete' && dataset.gap.kind === 'crash',
      );
      expect(crashed).toEqual([]);
    }),
    { numRuns: 400 },
  );
}, 60_000);
