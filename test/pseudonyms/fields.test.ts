import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { type DatasetName, datasetNames, rowSchemas } from '../../src/core/datasets.ts';
import { gapSchema } from '../../src/core/gap.ts';
import { rosterPersonSchema } from '../../src/core/roster.ts';
import { type Fields, gapFields, personFields, rowFields } from '../../src/pseudonyms/fields.ts';
import { type RowReaders, rowOf } from '../../src/pseudonyms/rows.ts';

interface Shape {
  anyOf?: Shape[];
  items?: Shape;
  properties?: Record<string, Shape>;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  type?: string | string[];
}

/** Every field that holds something, with whether that can be any text; lists and choices are looked into. */
function fieldsOf(shape: Shape, way = ''): Array<[way: string, isFree: boolean]> {
  if (shape.anyOf !== undefined) return shape.anyOf.flatMap((one) => fieldsOf(one, way));
  if (shape.items !== undefined) return fieldsOf(shape.items, way);
  if (shape.properties !== undefined) {
    return Object.entries(shape.properties).flatMap(([name, inner]) =>
      fieldsOf(inner, way === '' ? name : `${way}.${name}`),
    );
  }
  const isWord = shape.enum !== undefined || shape.const !== undefined || shape.format !== undefined;
  const types = [shape.type ?? 'any'].flat();
  return types.join() === 'null' ? [] : [[way, types.includes('string') && !isWord]];
}

function shapeOf(schema: z.ZodType): Shape {
  return z.toJSONSchema(schema, { unrepresentable: 'any' }) as Shape;
}

function treatmentOf(way: string, fields: Fields): Fields[string] | undefined {
  const [name = '', ...rest] = way.split('.');
  const found = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return rest.length === 0 || typeof found !== 'object' ? found : treatmentOf(rest.join('.'), found);
}

const tables: ReadonlyArray<readonly [string, z.ZodType, Fields]> = [
  ...datasetNames.map((name: DatasetName) => [name, rowSchemas[name], rowFields[name]] as const),
  ['gap', gapSchema, gapFields],
  ['HR list', rosterPersonSchema, personFields],
];

describe('every field', () => {
  test.each(tables)('of %s is read somehow, and none that is not there', (_name, schema, fields) => {
    const ways = new Set(fieldsOf(shapeOf(schema)).map(([way]) => way));
    const unread = [...ways].filter((way) => typeof treatmentOf(way, fields) !== 'string');
    expect(unread).toEqual([]);
    const named = (inner: Fields, way: string): string[] =>
      Object.entries(inner).flatMap(([name, treatment]) =>
        typeof treatment === 'object' ? named(treatment, `${way}${name}.`) : [`${way}${name}`],
      );
    expect(named(fields, '').filter((way) => !ways.has(way))).toEqual([]);
  });

  it('that may hold any text and is kept holds ids, or words of the provider', () => {
    const kept = tables.flatMap(([table, schema, fields]) =>
      fieldsOf(shapeOf(schema)).flatMap(([way, isFree]) =>
        isFree && treatmentOf(way, fields) === 'kept' ? [`${table}.${way}`] : [],
      ),
    );
    expect([...new Set(kept)]).toEqual([
      'organization.id',
      'organization.products.id',
      'organization.products.name',
      'organization.products.mailboxPlans',
      'accounts.id',
      'accounts.licences.productId',
      'accounts.licences.disabledPlans',
      'signIns.accountId',
      'mfa.accountId',
      'mfa.methods.name',
      'enforcement.accountId',
      'enforcement.policies.id',
      'enforcement.allowedFactors.set',
      'enforcement.unconfiguredApps.access',
      'roles.holderId',
      'roles.roleId',
      'roles.throughGroup',
      'roles.scope',
      'policies.methods.name',
      'policies.methods.scopes',
      'policies.id',
      'policies.setting',
      'policies.orgUnit',
      'policies.group',
      'signInEvents.accountId',
      'signInEvents.last.country',
      'signInEvents.last.client',
      'signInEvents.last.factors',
      'signInEvents.countries.country',
      'signInEvents.factors.name',
      'signInEvents.clients.name',
      'adminActivity.accountId',
      'adminActivity.activity',
      'applications.id',
      'applications.clientId',
      'applications.permissions.name',
      'applications.delegated.name',
      'applications.credentials.id',
      'applications.unneeded',
    ]);
  });
});

describe('a row', () => {
  const readers = new Proxy({}, { get: (_target, reading) => () => `<${String(reading)}>` }) as RowReaders;

  it('is written without fields that nobody thought of', () => {
    const row = {
      id: 'a',
      login: 'a@b.example',
      nickname: 'Annie',
      constructor: 'x',
      licences: [{ productId: 'p', owner: 'Ann' }],
    };
    expect(rowOf(row, rowFields.accounts, readers)).toEqual({
      id: 'a',
      login: '<address>',
      licences: [{ productId: 'p' }],
    });
  });

  it('keeps what is not known', () => {
    const row = { id: 'a', name: null, addresses: null, department: undefined };
    expect(rowOf(row, rowFields.accounts, readers)).toEqual(row);
  });
});
