import type { z } from 'zod';
import type { Gap } from './gap.ts';
import type { Provider } from './provider.ts';
import { accountSchema } from './rows/account.ts';
import { adminActivitySchema } from './rows/admin-activity.ts';
import { applicationSchema } from './rows/application.ts';
import { enforcementSchema } from './rows/enforcement.ts';
import { mfaSchema } from './rows/mfa.ts';
import { organizationSchema } from './rows/organization.ts';
import { policySchema } from './rows/policy.ts';
import { roleSchema } from './rows/role.ts';
import { signInSchema } from './rows/sign-in.ts';
import { signInEventSchema } from './rows/sign-in-event.ts';

/** Row schemas of the datasets that this version reads or will read; the order is that of reports. */
export const rowSchemas = {
  organization: organizationSchema,
  accounts: accountSchema,
  signIns: signInSchema,
  mfa: mfaSchema,
  enforcement: enforcementSchema,
  roles: roleSchema,
  policies: policySchema,
  signInEvents: signInEventSchema,
  adminActivity: adminActivitySchema,
  applications: applicationSchema,
} as const;

/** One of the ten datasets. */
export type DatasetName = keyof typeof rowSchemas;

/** The row of each dataset. */
export type Rows = { [K in DatasetName]: z.infer<(typeof rowSchemas)[K]> };

/** All datasets, in the order of reports. */
export const datasetNames = Object.keys(rowSchemas) as DatasetName[];

/** Identity of a row inside its dataset: equal keys are the same fact read twice. */
export const rowKeys: { [K in DatasetName]: (row: Rows[K]) => string } = {
  organization: (row) => row.id,
  accounts: (row) => row.id,
  signIns: (row) => row.accountId,
  mfa: (row) => row.accountId,
  enforcement: (row) => row.accountId,
  roles: ({ holderId, roleId, scope, state, throughGroup, endsAt }) =>
    [holderId, roleId, scope, state, throughGroup ?? '', endsAt ?? ''].join('\n'),
  policies: (row) => row.id,
  signInEvents: (row) => row.accountId,
  adminActivity: (row) => row.accountId,
  applications: (row) => row.id,
};

/** The account, or other thing, that a row is about; what `Table.of` looks rows up by. */
export const rowOwners: { [K in DatasetName]: (row: Rows[K]) => string } = {
  ...rowKeys,
  roles: (row) => row.holderId,
};

/** Where the rows of a complete table come from. */
export interface Provenance {
  /** Which of the provider's sources was read, where there are several. */
  source?: string;
  /** Of a log: it was read back to this instant, and holds everything since. */
  since?: string;
}

/** A table as it was read. Partial: reading stopped on the way, so rows may be missing, but none is wrong. */
export type Dataset<Row> =
  | ({ state: 'complete'; rows: readonly Row[] } & Provenance)
  /** `lacking`: what the missing rows are about, where that is known; of all else every row is there. */
  | { state: 'partial'; rows: readonly Row[]; gap: Gap; lacking?: readonly string[] }
  | { state: 'unavailable'; gap: Gap };

/** Everything that was read from one directory; the only thing that crosses from connectors to checks. */
export interface Snapshot {
  provider: Provider;
  /** Tenant guid or customer id, as configured. */
  directoryId: string;
  /** When reading began, ISO 8601 in UTC. */
  takenAt: string;
  requests: { sent: number; retried: number };
  datasets: { [K in DatasetName]: Dataset<Rows[K]> };
}

/** The rows that were read; none where the dataset is unavailable. */
export function rowsOf<Row>(dataset: Dataset<Row>): readonly Row[] {
  return dataset.state === 'unavailable' ? [] : dataset.rows;
}

/** Why rows are or may be missing; null where every row is there. */
export function gapOf(dataset: Dataset<unknown>): Gap | null {
  return dataset.state === 'complete' ? null : dataset.gap;
}

/** What is known of where the rows come from; nothing of a table that was not read whole. */
export function provenanceOf(dataset: Dataset<unknown>): Provenance {
  if (dataset.state !== 'complete') return {};
  const { source, since } = dataset;
  return { ...(source === undefined ? {} : { source }), ...(since === undefined ? {} : { since }) };
}
