import { rowsOf, type Snapshot } from '../core/datasets.ts';
import type { SavedScan } from '../snapshot-file.ts';
import type { Disguise, Present } from './disguise.ts';
import { settingsFields } from './fields.ts';
import { rosterIn } from './hr-list.ts';
import type { PseudonymKey } from './key.ts';
import { readersOf } from './readers.ts';
import { rowOf } from './rows.ts';
import { snapshotIn } from './snapshots.ts';
import { createWords } from './words.ts';

/** Whatever a setting may call by an id: accounts, applications, their holders of roles, directories, the tenant. */
function* idsOf({ directoryId, datasets }: Snapshot): Generator<string> {
  yield directoryId;
  for (const { id } of rowsOf(datasets.accounts)) yield id;
  for (const { id, clientId } of rowsOf(datasets.applications)) yield* clientId === null ? [id] : [id, clientId];
  for (const { holderId } of rowsOf(datasets.roles)) yield holderId;
}

function presentIds({ tenant, snapshots }: Present): ReadonlySet<string> {
  const ids = new Set([tenant.toLowerCase()]);
  for (const snapshot of snapshots) for (const id of idsOf(snapshot)) ids.add(id.toLowerCase());
  return ids;
}

const nothing = { ids: new Set<string>(), detail: (text: string) => text };

/**
 * Pseudonyms under a key in place of names and addresses. They are not anonymity: who has the key, or knows how accounts
 * are used, can tell who is meant.
 */
export function createDisguise(key: PseudonymKey): Disguise {
  return {
    fingerprint: key.fingerprint,
    tenant: ({ id, name }) => ({ id, name: createWords(key).loose('tenant', name) }),
    settings(settings, present) {
      const surroundings = { ...nothing, ids: presentIds(present) };
      return rowOf(settings, settingsFields, readersOf(createWords(key), surroundings));
    },
    roster(roster) {
      const words = createWords(key);
      return roster === null ? null : rosterIn(words, readersOf(words, nothing), roster);
    },
    snapshot: (snapshot) => snapshotIn(createWords(key), snapshot),
  };
}

/** A whole scan in disguise. */
export function disguised(scan: SavedScan, disguise: Disguise): SavedScan {
  const { tenant, settings, roster, snapshots } = scan;
  return {
    ...scan,
    ...(disguise.fingerprint === null ? {} : { disguisedBy: disguise.fingerprint }),
    tenant: disguise.tenant(tenant),
    settings: disguise.settings(settings, { tenant: tenant.id, snapshots }),
    roster: disguise.roster(roster),
    snapshots: snapshots.map((snapshot) => disguise.snapshot(snapshot)),
  };
}
