import nock from 'nock';
import type { Access } from '../../../connectors/microsoft365/access.ts';
import { explain } from '../../../connectors/microsoft365/gaps.ts';
import { openSession, type Session } from '../../../connectors/microsoft365/session.ts';
import type { Microsoft365Settings } from '../../../connectors/microsoft365/settings.ts';
import type { Collector, Surroundings, Upstream } from '../../../src/core/connector.ts';
import { type Dataset, type DatasetName, type Rows, rowKeys, rowSchemas } from '../../../src/core/datasets.ts';
import { LackingError } from '../../../src/core/errors.ts';
import type { Gap } from '../../../src/core/gap.ts';
import type { Account } from '../../../src/core/rows/account.ts';
import { calm } from '../../surroundings.ts';

export const tenantId = '3f1c0000-0000-4000-8000-00000000abcd';
export const origin = 'https://graph.microsoft.com';
export const settings: Microsoft365Settings = {
  tenantId,
  clientId: '9b2e0000-0000-4000-8000-000000000001',
  cloud: 'global',
  credential: { kind: 'clientSecret', clientSecret: 'hush-hush-secret' },
};

export function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.signature`;
}

export interface TestAccess extends Access {
  asked: Array<{ refresh: boolean; claims?: string }>;
}

/** Hands out a first token, and a new one each time that it is asked to refresh. */
export function testAccess(claims: object = { tid: tenantId }): TestAccess {
  const asked: TestAccess['asked'] = [];
  return {
    origin,
    asked,
    async token({ refresh, claims: wanted }) {
      asked.push(wanted === undefined ? { refresh } : { refresh, claims: wanted });
      return { token: jwt({ ...claims, n: asked.length }), expiresAt: Date.now() + 3_600_000 };
    },
  };
}

export const timing = { delayMs: 1, retries: 3, limitMs: 5_000 };

/** Graph as it is expected to be called. */
export function graph(version: 'v1.0' | 'beta' = 'v1.0'): nock.Scope {
  return nock(`${origin}/${version}`);
}

export const organizationAnswer = {
  value: [{ id: tenantId, displayName: 'Acme', verifiedDomains: [{ name: 'acme.example' }] }],
};

export async function open(access: Access = testAccess(), surroundings: Surroundings = calm): Promise<Session> {
  graph().get('/organization').query(true).reply(200, organizationAnswer);
  return openSession(settings, surroundings, { access, timing });
}

export const unlicensed = {
  error: {
    code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    message: "Tenant is not a B2C tenant and doesn't have premium license",
  },
};
export const forbidden = {
  error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges to complete the operation.' },
};

export type Known = { [K in DatasetName]?: Dataset<Rows[K]> };

export function complete<Row>(...rows: Row[]): Dataset<Row> {
  return { state: 'complete', rows };
}

export function account(id: string, fields: Partial<Account> = {}): Account {
  return {
    id,
    login: `${id}@acme.example`,
    name: id,
    enabled: true,
    kind: 'member',
    createdAt: '2024-01-01T00:00:00Z',
    invitation: null,
    ...fields,
  };
}

function once<K extends DatasetName>(name: K, rows: readonly Rows[K][]): Rows[K][] {
  return [...new Map(rows.map((row) => [rowKeys[name](row), row])).values()];
}

const free: Known = { organization: complete({ id: tenantId, name: null, domains: [], plan: 'free' }) };

/** All that a collector yields, each row checked against the schema of its dataset, and the gap that ended it. */
export async function collect<K extends DatasetName>(
  name: K,
  collector: Collector<Session, K>,
  session: Session,
  known: Known = {},
): Promise<{ rows: Rows[K][]; source?: string | undefined; since?: string; gap?: Gap; lacking?: readonly string[] }> {
  const upstream = (async (asked: DatasetName) =>
    ({ ...free, ...known })[asked] ?? {
      state: 'unavailable',
      gap: { kind: 'crash', detail: `no ${asked}` },
    }) as Upstream;
  const rows: Rows[K][] = [];
  const reading = collector.collect(session, upstream);
  try {
    for (;;) {
      const step = await reading.next();
      if (step.done) {
        const { source, since } = step.value ?? {};
        return { rows: once(name, rows), source, ...(since === undefined ? {} : { since }) };
      }
      for (const row of step.value) rowSchemas[name].parse(row);
      rows.push(...step.value);
    }
  } catch (error) {
    const read = { rows: once(name, rows), gap: explain(error instanceof LackingError ? error.cause : error) };
    return error instanceof LackingError ? { ...read, lacking: error.lacking } : read;
  }
}
