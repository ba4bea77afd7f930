import { ConfigurationError } from '../config/problems.ts';
import type { RawConfiguration, RawTenant } from '../config/schema.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/index.ts';
import { UsageError } from './options.ts';

/**
 * The tenants of the configuration that were named, or all.
 * @throws ConfigurationError when one is not there
 */
export function chosenTenants(
  configuration: RawConfiguration,
  ids: readonly string[],
  file: string,
  locale: Locale,
): RawTenant[] {
  const unknown = ids.filter((id) => !configuration.tenants.some((tenant) => tenant.id === id));
  if (unknown.length > 0) {
    const problems = unknown.map((id) => ({
      line: 0,
      column: 0,
      key: 'tenants',
      kind: 'unknown-tenant' as const,
      about: id,
    }));
    throw new ConfigurationError(file, problems, locale);
  }
  return configuration.tenants.filter((tenant) => ids.length === 0 || ids.includes(tenant.id));
}

/**
 * The tenant that is meant: the one that was named, else the only one that the store knows.
 * @throws UsageError
 */
export function chosenTenant(asked: string | undefined, known: readonly string[], locale: Locale): string {
  const words = commands(locale).store;
  const chosen = asked ?? known[0];
  if (chosen === undefined) throw new UsageError(words.prune.nothing);
  if (!known.includes(chosen)) throw new UsageError(words.unknownTenant(chosen, known));
  if (asked === undefined && known.length > 1) throw new UsageError(words.whichTenant(known));
  return chosen;
}
