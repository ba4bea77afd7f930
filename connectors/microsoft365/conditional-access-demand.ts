import { type ConditionalAccessPolicy, knownKeys } from './conditional-access.ts';
import { blocks, narrowingControls } from './conditional-access-grant.ts';
import { coded, has, isSaid, strangeKeys } from './conditional-access-words.ts';

/** Clients that cannot do MFA. */
export type LegacyClient = 'exchangeActiveSync' | 'other';
export const legacyClients: readonly LegacyClient[] = ['exchangeActiveSync', 'other'];

/** What a policy does to the sign-ins of those whom it is about. */
export interface Demand {
  /** `forces`: MFA at every sign-in to every application. `narrowed`: under conditions, or for some applications. */
  effect: 'forces' | 'narrowed' | 'nothing';
  /** What narrows it: codes, with the provider's words after a colon. */
  conditions: readonly string[];
  /** Legacy clients that it shuts out under all conditions. */
  blocks: readonly LegacyClient[];
}

const nothing: Demand = { effect: 'nothing', conditions: [], blocks: [] };

type Conditions = ConditionalAccessPolicy['conditions'];

/** Null: it is about no application at all. */
function narrowingApplications(applications: Conditions['applications']): string[] | null {
  if (applications === null || applications === undefined) return ['unknown:applications'];
  const {
    includeApplications: included,
    excludeApplications: excluded,
    includeUserActions: actions,
    includeAuthenticationContextClassReferences: contexts,
    applicationFilter: filter,
    ...others
  } = applications;
  const names = included ?? [];
  const found = [
    ...(isSaid(excluded) ? [coded('excluded-applications', excluded ?? [])] : []),
    ...(isSaid(filter) ? ['applications'] : []),
    ...strangeKeys(others),
  ];
  if (has(names, 'all')) return found;
  const some = names.filter((name) => name.toLowerCase() !== 'none');
  if (some.length > 0) return [coded('applications', some), ...found];
  if (isSaid(contexts)) return [coded('authentication-context', contexts ?? []), ...found];
  // Registering security information or joining a device is no sign-in to an application.
  if (isSaid(actions)) return null;
  return found.length > 0 && isSaid(filter) ? found : null;
}

/** A list of what is in and what is out, of which `all` and nobody out is no condition. */
function narrowingChoice(code: string, included: readonly string[], excluded: readonly string[]): string[] {
  if (included.length === 0 && excluded.length === 0) return [`unknown:${code}`];
  return [
    ...(included.length === 0 || has(included, 'all') ? [] : [coded(code, included)]),
    ...(excluded.length === 0 ? [] : [coded(`excluded-${code}`, excluded)]),
  ];
}

function narrowingPlaces({ platforms, locations }: Conditions): string[] {
  const { includePlatforms, excludePlatforms, ...otherPlatforms } = platforms ?? {};
  const { includeLocations, excludeLocations, ...otherLocations } = locations ?? {};
  return [
    ...(platforms ? narrowingChoice('platforms', includePlatforms ?? [], excludePlatforms ?? []) : []),
    ...strangeKeys(otherPlatforms),
    ...(locations ? narrowingChoice('locations', includeLocations ?? [], excludeLocations ?? []) : []),
    ...strangeKeys(otherLocations),
  ];
}

function narrowingRisks({ signInRiskLevels, userRiskLevels, insiderRiskLevels }: Conditions): string[] {
  return [
    ...(isSaid(signInRiskLevels) ? [coded('sign-in-risk', signInRiskLevels ?? [])] : []),
    ...(isSaid(userRiskLevels) ? [coded('user-risk', userRiskLevels ?? [])] : []),
    ...(isSaid(insiderRiskLevels) ? [coded('insider-risk', [insiderRiskLevels ?? ''])] : []),
  ];
}

function narrowingDevices({ devices, authenticationFlows }: Conditions): string[] {
  const flows = authenticationFlows?.transferMethods ?? '';
  const isFlow = flows !== '' && flows.toLowerCase() !== 'none';
  return [
    ...(isSaid(devices) ? ['device-filter'] : []),
    ...(isFlow ? [coded('authentication-flows', [flows])] : []),
    ...strangeKeys(authenticationFlows ?? {}, ['transferMethods']),
  ];
}

/** What narrows the policy, but for clients; null when it is about no application. */
function narrowings(conditions: Conditions): string[] | null {
  const applications = narrowingApplications(conditions.applications);
  if (applications === null) return null;
  return [
    ...applications,
    ...narrowingPlaces(conditions),
    ...narrowingRisks(conditions),
    ...narrowingDevices(conditions),
    ...strangeKeys(conditions, knownKeys.conditions),
    ...strangeKeys(conditions.users ?? {}, knownKeys.users),
  ];
}

const legacyWords: ReadonlyMap<string, LegacyClient> = new Map([
  ['exchangeactivesync', 'exchangeActiveSync'],
  ['other', 'other'],
]);
const legacyOnly: ReadonlySet<string> = new Set([...legacyWords.keys(), 'eassupported']);

interface Clients {
  /** What is missing of browsers and modern clients; null: it is about legacy clients only. */
  narrowing: string[] | null;
  legacy: readonly LegacyClient[];
}

/** A policy in which clients were never chosen is about all of them; an empty list is not documented. */
function clientsOf({ clientAppTypes: types }: Conditions): Clients {
  if (types === null || types === undefined || has(types, 'all')) return { narrowing: [], legacy: legacyClients };
  const words = types.map((type) => type.toLowerCase());
  const legacy = words.flatMap((word) => legacyWords.get(word) ?? []);
  if (words.length === 0) return { narrowing: ['unknown:clientAppTypes'], legacy };
  if (words.every((word) => legacyOnly.has(word))) return { narrowing: null, legacy };
  const isModern = words.includes('browser') && words.includes('mobileappsanddesktopclients');
  return { narrowing: isModern ? [] : [coded('client-apps', types)], legacy };
}

/** What a policy demands of those whom it is about; it never looks at its state. Unknown values narrow, and never force. */
export function demandOf(policy: ConditionalAccessPolicy): Demand {
  const { conditions, grantControls: grant } = policy;
  if (grant === null || grant === undefined) return nothing;
  const found = narrowings(conditions);
  if (found === null) return nothing;
  const narrowed = [...found, ...strangeKeys(policy, knownKeys.policy)];
  const clients = clientsOf(conditions);
  if (blocks(grant)) return { ...nothing, blocks: narrowed.length === 0 ? clients.legacy : [] };
  const controls = narrowingControls(grant);
  if (controls === null || clients.narrowing === null) return nothing;
  const all = [...narrowed, ...clients.narrowing, ...controls];
  return { effect: all.length === 0 ? 'forces' : 'narrowed', conditions: all, blocks: [] };
}
