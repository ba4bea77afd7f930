import fc from 'fast-check';
import type { DatasetName, Snapshot } from '../../src/core/datasets.ts';
import { withDataset } from '../check-tester.ts';

/** Tells of a field that it may be blanked in a row: what else the row says does not give it away, or contradict it. */
type May = (row: Row) => boolean;
type Row = Record<string, unknown>;

interface Field {
  dataset: DatasetName;
  /** `a` of the row, or `a.b` of an object or of every second object of a list in it. */
  path: string;
  may: May;
}

function field(dataset: DatasetName, paths: readonly string[], may: May = () => true): Field[] {
  return paths.map((path) => ({ dataset, path, may }));
}

/**
 * Fields in which null says that the provider did not say. Not here are those in which it says something: that an
 * assignment or a policy names no day, that a provider keeps no invitation, that nothing is on record, or that somebody
 * has no number. Nor is the second step of Google's log, for which enrolment stands in.
 */
const fields: readonly Field[] = [
  ...field('accounts', ['name', 'enabled', 'kind', 'synced', 'licences', 'disabledAt']),
  ...field('mfa', ['usable', 'methods']),
  ...field('mfa', ['registered'], ({ methods }) => methods === null),
  ...field('roles', ['tier', 'permanent', 'withinTop']),
  ...field('policies', ['legacyPolicies', 'invitations', 'consentPolicies', 'methods.enabled', 'methods.scopes']),
  ...field('enforcement', ['legacyClients', 'trustsDevices', 'allowedFactors', 'unconfiguredApps']),
  ...field('signInEvents', ['last.country', 'last.client', 'last.app', 'countries.country']),
  ...field('applications', ['clientId', 'name', 'enabled', 'own']),
  // Programs of others, and those of Google, hold no permissions of their own.
  ...field('applications', ['permissions'], ({ kind }) => kind === 'application' || kind === 'managed-identity'),
  ...field('organization', ['name', 'plan', 'products', 'products.paid', 'products.mailboxPlans']),
];

function blanked(row: Row, path: string): Row {
  const [head = '', tail] = path.split('.');
  const value = row[head];
  if (value === undefined || value === null) return row;
  if (tail === undefined) return { ...row, [head]: null };
  if (!Array.isArray(value)) return { ...row, [head]: { ...value, [tail]: null } };
  return { ...row, [head]: value.map((item: object, index) => (index % 2 === 0 ? { ...item, [tail]: null } : item)) };
}

/** Nobody can tell how the account is protected. */
function unreadable(row: Row): Row {
  const gap = { kind: 'permission', detail: 'blanked' };
  return { ...row, state: 'unknown', reason: 'unreadable', gap };
}

export interface Blank {
  field: Field | 'enforcement';
  /** Rows that stay as they are. */
  keep: readonly boolean[];
  place: number;
}

export const blanks: fc.Arbitrary<Blank> = fc.record({
  field: fc.oneof({ arbitrary: fc.constantFrom(...fields), weight: 9 }, fc.constant('enforcement' as const)),
  keep: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
  place: fc.nat(1),
});

/** The same directories, of which one says less. */
export function sayingLess(snapshots: readonly Snapshot[], { field, keep, place }: Blank): Snapshot[] {
  return snapshots.map((snapshot, index) => {
    const name = field === 'enforcement' ? field : field.dataset;
    const dataset = snapshot.datasets[name];
    if (index !== place % snapshots.length || dataset.state === 'unavailable') return snapshot;
    const rows = (dataset.rows as readonly unknown[] as readonly Row[]).map((row, at) => {
      if (keep[at % keep.length]) return row;
      if (field === 'enforcement') return unreadable(row);
      return field.may(row) ? blanked(row, field.path) : row;
    });
    return withDataset(snapshot, name, { ...dataset, rows } as never);
  });
}
