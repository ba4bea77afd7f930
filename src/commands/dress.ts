import { judgingOf, judgingUnder } from '../config/judging.ts';
import type { RawConfiguration } from '../config/schema.ts';
import { commands } from '../messages/index.ts';
import type { Disguise } from '../pseudonyms/disguise.ts';
import { createDisguise, disguised } from '../pseudonyms/keyed.ts';
import { readRoster } from '../roster/read.ts';
import type { SavedScan } from '../snapshot-file.ts';
import type { OutputOptions } from './options.ts';
import { type Asking, findPseudonymKey, type KeyPlace, openPseudonymKey } from './pseudonym-key.ts';

/** What saved scans are judged by beside themselves. */
export interface Wardrobe extends Asking {
  options: OutputOptions;
  /** Undefined: there is none. */
  configuration: RawConfiguration | undefined;
  key: KeyPlace;
}

function tenantIn(configuration: RawConfiguration | undefined, { tenant }: SavedScan) {
  return configuration?.tenants.find(({ id }) => id === tenant.id);
}

/** The disguise of the key at hand; null: there is no key, or nothing to disguise. A key is made only for real names. */
async function disguiseFor(scans: readonly SavedScan[], wardrobe: Wardrobe): Promise<Disguise | null> {
  const { options, configuration, key } = wardrobe;
  const isPlain = ({ disguisedBy }: SavedScan) => disguisedBy === undefined;
  if (options.pseudonymise && scans.some(isPlain)) return createDisguise(await openPseudonymKey(key, wardrobe));
  const isAsked = options.pseudonymise || scans.some((scan) => tenantIn(configuration, scan) !== undefined);
  const found = isAsked && !scans.every(isPlain) ? await findPseudonymKey(key, wardrobe) : null;
  return found === null ? null : createDisguise(found);
}

/**
 * Gives saved scans the settings and the HR list that they are judged by: those of the configuration at hand, else those
 * that were saved. A scan that holds pseudonyms is given none but pseudonyms of the same key.
 */
export async function dressed(
  scans: readonly SavedScan[],
  wardrobe: Wardrobe,
): Promise<(scan: SavedScan) => Promise<SavedScan>> {
  const { options, configuration, locale, io } = wardrobe;
  const disguise = await disguiseFor(scans, wardrobe);
  return async (saved) => {
    const tenant = tenantIn(configuration, saved);
    const asSaved = { ...saved, settings: judgingUnder(saved.settings, options.profile) };
    const isAlien = saved.disguisedBy !== undefined && saved.disguisedBy !== disguise?.fingerprint;
    if (isAlien) {
      if (tenant !== undefined || options.pseudonymise) {
        io.err(`${commands(locale).pseudonyms.noKey(saved.tenant.id)}\n`);
      }
      return asSaved;
    }
    const configured =
      configuration === undefined || tenant === undefined
        ? null
        : {
            settings: judgingOf(configuration, tenant, options.profile),
            roster: tenant.roster === undefined ? null : await readRoster(tenant.roster),
          };
    if (saved.disguisedBy === undefined) {
      const plain = { ...asSaved, ...configured, roster: configured?.roster ?? saved.roster };
      return options.pseudonymise && disguise !== null ? disguised(plain, disguise) : plain;
    }
    if (configured === null || disguise === null) return asSaved;
    const present = { tenant: saved.tenant.id, snapshots: saved.snapshots };
    return {
      ...saved,
      settings: disguise.settings(configured.settings, present),
      roster: disguise.roster(configured.roster) ?? saved.roster,
    };
  };
}
