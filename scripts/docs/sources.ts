import { createGoogleWorkspace } from '../../connectors/google-workspace/index.ts';
import { createMicrosoft365 } from '../../connectors/microsoft365/index.ts';
import { type AnyCheck, isTenantCheck, readingOf, type Tenant } from '../../src/core/check.ts';
import { type DatasetName, datasetNames } from '../../src/core/datasets.ts';
import { type Provider, providers } from '../../src/core/provider.ts';

export const notice = '<!-- Written by `npm run docs` from the code. Do not edit. -->';

export const connectors = [createMicrosoft365(), createGoogleWorkspace()];

export function code(words: readonly string[]): string {
  return words.length === 0 ? '–' : words.map((word) => `\`${word}\``).join(', ');
}

/** What reading a dataset of one provider takes; null where nobody reads it. */
export function demandOf(
  provider: Provider,
  dataset: DatasetName,
): { permissions: readonly string[]; licence: string } | null {
  const collector = connectors.find((connector) => connector.provider === provider)?.datasets[dataset];
  if (collector === undefined || 'unsupported' in collector) return null;
  return { permissions: collector.permissions, licence: collector.licence ?? 'any licence' };
}

/** A tenant about which everything is configured and nothing is there, and what of it was looked at. */
function watchedTenant(): { tenant: Tenant; seen: ReadonlySet<string> } {
  const seen = new Set<string>();
  const people = { persons: [], unjoined: [], of: () => undefined, unknownLinks: [] };
  const tenant: Tenant = {
    id: 'acme',
    now: new Date('2026-11-21T00:00:00.000Z'),
    dayOf: () => '2026-11-21',
    emergency: new Set(),
    approvedCountries: new Set(['JP']),
    roster: { state: 'read', tellsLeavers: true, file: 'hr.csv', people: [] },
    listed: () => null,
    people: () => people,
    tables: emptyTables,
  };
  const watched = new Proxy(tenant, {
    get(target, key, receiver) {
      seen.add(String(key));
      return Reflect.get(target, key, receiver);
    },
  });
  return { tenant: watched, seen };
}

function emptyTables() {
  const none = { rows: [], gap: null, since: null, until: '', one: () => undefined, of: () => [] };
  return Object.fromEntries(datasetNames.map((name) => [name, none])) as never;
}

/** The providers that a check is about, and what it looks at of the configuration, found by letting it look. */
export function lookAt(check: AnyCheck): { about: readonly Provider[]; seen: ReadonlySet<string> } {
  const { tenant, seen } = watchedTenant();
  const { options } = check;
  if (isTenantCheck(check)) {
    const about = providers.filter((provider) => check.reads[provider] !== undefined);
    const context = withOptions(tenant, { options });
    check.applies(about, context);
    [...check.subjects(Object.fromEntries(about.map((provider) => [provider, emptyTables()])), context)];
    return { about, seen };
  }
  const about = providers.filter((provider) => {
    const context = withOptions(tenant, { options, provider, directoryId: 'directory' });
    check.lacks?.(context);
    [...check.subjects(emptyTables(), context)];
    return check.applies?.(context) ?? true;
  });
  return { about, seen };
}

/** Keeps the tenant watched: spreading it would look at everything. */
function withOptions<More extends object>(tenant: Tenant, more: More): Tenant & More {
  return Object.setPrototypeOf({ ...more }, tenant) as Tenant & More;
}

export interface DatasetRead {
  dataset: DatasetName;
  /** Without it nobody can be judged. */
  needed: boolean;
}

/** Datasets that a check reads of a provider, in the order of all. */
export function readsOf(check: AnyCheck, provider: Provider): DatasetRead[] {
  const { needs, uses } = readingOf(check, provider);
  const read = datasetNames.filter((dataset) => needs.includes(dataset) || uses.includes(dataset));
  return read.map((dataset) => ({ dataset, needed: needs.includes(dataset) }));
}
