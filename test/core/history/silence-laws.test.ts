import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dataset, type DatasetName, rowsOf, type Snapshot } from '../../../src/core/datasets.ts';
import { follow } from '../../../src/core/history/life.ts';
import type { TrackedFinding } from '../../../src/core/history/tracked-finding.ts';
import { arbitraryCircumstances, arbitraryTenant } from '../../arbitrary-snapshots.ts';
import { refused, withDataset } from '../../check-tester.ts';
import { entryOf, type Judging, standingAfter, whole } from './scans.ts';

type Row = Readonly<Record<string, unknown>>;

/** What a provider may leave out of a row that it gave whole before. Null is not known. */
const silenced: Readonly<Partial<Record<DatasetName, (row: Row) => readonly Row[]>>> = {
  accounts: () => [
    ...['enabled', 'kind', 'createdAt', 'licences', 'synced', 'invitation', 'addresses'].map((name) => ({
      [name]: null,
    })),
  ],
  mfa: () => [{ registered: null, usable: null }, { usable: null }, { methods: null }],
  roles: () => ['tier', 'permanent', 'withinTop'].map((name) => ({ [name]: null })),
  enforcement: () => [
    ...['legacyClients', 'allowedFactors', 'unconfiguredApps'].map((name) => ({ [name]: null })),
    { state: 'unknown', reason: 'unreadable', gap: refused() },
  ],
  applications: ({ credentials, kind }) => [
    // Others have none, which is what null says of them.
    kind === 'application' || kind === 'managed-identity' ? { permissions: null } : {},
    { enabled: null },
    { credentials: (credentials as Row[]).map((one) => ({ ...one, startsAt: null })) },
    { credentials: (credentials as Row[]).map((one) => ({ ...one, endsAt: null })) },
  ],
  organization: ({ products }) => [
    { products: null },
    { products: (products as Row[] | null)?.map((one) => ({ ...one, paid: null })) ?? null },
  ],
  policies: (row) => [
    ...('invitations' in row ? [{ invitations: null }, { consentPolicies: null }] : []),
    ...('methods' in row ? [{ methods: (row.methods as Row[]).map((one) => ({ ...one, enabled: null })) }] : []),
    ...('methods' in row ? [{ methods: (row.methods as Row[]).map((one) => ({ ...one, scopes: null })) }] : []),
  ],
  signInEvents: ({ countries }) => [{ countries: (countries as Row[]).map((one) => ({ ...one, country: null })) }],
};

interface Silence {
  place: number;
  /** Null: every row. */
  row: number | null;
  field: number;
  name: DatasetName;
}

const silences: fc.Arbitrary<readonly Silence[]> = fc.array(
  fc.record({
    ...{ place: fc.nat(1), row: fc.option(fc.nat(11), { freq: 1 }), field: fc.nat(9) },
    name: fc.constantFrom(...(Object.keys(silenced) as DatasetName[]), 'signIns' as const),
  }),
  { minLength: 1, maxLength: 8 },
);

/** Tables that hold a row for whoever is asked about: a report may lack somebody, although all of it was read. */
const reports: readonly DatasetName[] = ['signIns', 'mfa', 'enforcement', 'organization', 'policies'];

/** The same directories, of which some rows tell less. */
function hushed(snapshots: readonly Snapshot[], all: readonly Silence[]): Snapshot[] {
  return all.reduce<Snapshot[]>(
    (left, { place, row, field, name }) =>
      left.map((snapshot, index) => {
        if (index !== place % left.length) return snapshot;
        const dataset: Dataset<unknown> = snapshot.datasets[name];
        const rows = rowsOf(dataset);
        const quiet = rows.flatMap((one, at) => {
          if (row !== null && at !== row % rows.length) return [one];
          const choices = [...(reports.includes(name) ? [null] : []), ...(silenced[name]?.(one as Row) ?? [])];
          const chosen = choices[field % choices.length];
          return chosen === null ? [] : [{ ...(one as Row), ...chosen }];
        });
        return withDataset(snapshot, name, { ...dataset, rows: quiet } as never);
      }),
    [...snapshots],
  );
}

/** Who has signed in has accepted, whatever else a directory says: no real one says both. */
function isContradiction({ message, data }: TrackedFinding): boolean {
  return message === 'unaccepted' && data.lastSuccess !== null;
}

describe('nothing is resolved because somebody falls silent', () => {
  it('of somebody of whom all was told before', () => {
    const circumstances: fc.Arbitrary<Judging> = arbitraryCircumstances;
    fc.assert(
      fc.property(arbitraryTenant, circumstances, silences, (read, how, quiet) => {
        const before = whole(read);
        const { earlier } = standingAfter([entryOf(before, how)]);
        const { resolved } = follow(earlier, entryOf(hushed(before, quiet), how));
        const gone = resolved.filter(({ finding }) => !isContradiction(finding));
        expect(gone.map(({ finding }) => `${finding.key} ${finding.message}`)).toEqual([]);
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });
});
