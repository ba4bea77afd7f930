import { judgingOf, timeZoneOf } from '../config/judging.ts';
import type { RawConfiguration } from '../config/schema.ts';
import type { Io } from '../io.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/index.ts';
import type { Store } from '../store/open.ts';
import { tenantsIn } from '../store/scans.ts';
import { UsageError } from './options.ts';
import { type Opened, type StoreOptions, withStore } from './with-store.ts';

/** What `diff` and `history` share, as the command line hands it over. */
export interface PastOptions extends StoreOptions {
  /** Ids; not given, or empty: all of the configuration. */
  tenant?: readonly string[];
}

/** A tenant of which something is stored. */
export interface PastTenant {
  id: string;
  name: string;
  /** IANA name of the zone in which its days end. */
  timeZone: string;
}

/** What is stored of the tenants that were asked for. */
export interface Past {
  store: Store;
  /** Those that were asked for and of which something is stored, in the order of the configuration. */
  tenants: readonly PastTenant[];
  locale: Locale;
}

function zoneOf(configuration: RawConfiguration, id: string): string {
  const tenant = configuration.tenants.find((one) => one.id === id);
  return tenant === undefined ? timeZoneOf(configuration) : judgingOf(configuration, tenant).timeZone;
}

/**
 * Opens the store of a configuration for whoever looks at tenants in it.
 * @throws UsageError when nothing is stored of the tenants that were asked for
 */
export async function inPast(
  { tenant: asked = [], ...options }: PastOptions,
  io: Io,
  work: (past: Past) => Promise<number>,
): Promise<number> {
  const look = async ({ store, configuration, locale }: Opened) => {
    const stored = await tenantsIn(store);
    const ids = asked.length > 0 ? asked : configuration.tenants.map(({ id }) => id);
    const tenants = ids.flatMap((id): PastTenant[] => {
      const found = stored.find((one) => one.id === id && one.scans > 0);
      return found === undefined ? [] : [{ id, name: found.name, timeZone: zoneOf(configuration, id) }];
    });
    if (tenants.length < (asked.length > 0 ? asked.length : 1)) {
      throw new UsageError(commands(locale).past.usage.nothing(ids, store.place));
    }
    return work({ store, tenants, locale });
  };
  return withStore(options, io, look, { access: 'read' });
}
