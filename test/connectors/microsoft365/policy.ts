import type { ConditionalAccessPolicy } from '../../../connectors/microsoft365/conditional-access.ts';
import type { Directory } from '../../../connectors/microsoft365/conditional-access-scope.ts';
import type { Gap } from '../../../src/core/gap.ts';
import type { Account } from '../../../src/core/rows/account.ts';

/** A policy of Conditional Access in few words. What is not said: everybody, everything, MFA, and switched on. */
export interface PolicyWords {
  name?: string;
  state?: string;
  in?: readonly string[];
  out?: readonly string[];
  groups?: readonly string[];
  notGroups?: readonly string[];
  roles?: readonly string[];
  notRoles?: readonly string[];
  guests?: string;
  notGuests?: string;
  tenants?: string;
  apps?: readonly string[];
  notApps?: readonly string[];
  actions?: readonly string[];
  contexts?: readonly string[];
  appFilter?: object;
  clients?: readonly string[] | null;
  platforms?: readonly string[];
  notPlatforms?: readonly string[];
  locations?: readonly string[];
  notLocations?: readonly string[];
  signInRisk?: readonly string[];
  userRisk?: readonly string[];
  insiderRisk?: string;
  devices?: Record<string, unknown>;
  flows?: string;
  /** Conditions that this version does not know. */
  strange?: object;
  strangeUsers?: object;
  strangePolicy?: object;
  controls?: readonly string[];
  operator?: string | null;
  strength?: readonly string[] | null;
  terms?: readonly string[];
  custom?: readonly string[];
  /** Session controls alone. */
  noGrant?: boolean;
}

const guests = (types: string | undefined, tenants: string) =>
  types === undefined
    ? null
    : { guestOrExternalUserTypes: types, externalTenants: { membershipKind: tenants, members: ['a'] } };

const choice = (key: string, included: readonly string[] | undefined, excluded: readonly string[] | undefined) =>
  included === undefined && excluded === undefined
    ? null
    : { [`include${key}`]: included ?? ['all'], [`exclude${key}`]: excluded ?? [] };

let numbered = 0;

/** A policy as Graph writes it. */
export function ca(words: PolicyWords = {}): ConditionalAccessPolicy {
  const isForSome = words.groups ?? words.roles ?? words.guests;
  const isForSomeApps = words.actions ?? words.contexts;
  numbered += 1;
  return {
    id: `policy-${numbered}`,
    displayName: words.name ?? 'P',
    state: words.state ?? 'enabled',
    createdDateTime: '2025-01-01T00:00:00Z',
    sessionControls: { signInFrequency: { isEnabled: true } },
    ...words.strangePolicy,
    conditions: {
      users: {
        includeUsers: [...(words.in ?? (isForSome === undefined ? ['All'] : []))],
        excludeUsers: [...(words.out ?? [])],
        includeGroups: [...(words.groups ?? [])],
        excludeGroups: [...(words.notGroups ?? [])],
        includeRoles: [...(words.roles ?? [])],
        excludeRoles: [...(words.notRoles ?? [])],
        includeGuestsOrExternalUsers: guests(words.guests, words.tenants ?? 'all'),
        excludeGuestsOrExternalUsers: guests(words.notGuests, words.tenants ?? 'all'),
        ...words.strangeUsers,
      },
      applications: {
        includeApplications: [...(words.apps ?? (isForSomeApps === undefined ? ['All'] : []))],
        excludeApplications: [...(words.notApps ?? [])],
        includeUserActions: [...(words.actions ?? [])],
        includeAuthenticationContextClassReferences: [...(words.contexts ?? [])],
        applicationFilter: words.appFilter ?? null,
      },
      clientAppTypes: words.clients === null ? null : [...(words.clients ?? ['all'])],
      platforms: choice('Platforms', words.platforms, words.notPlatforms),
      locations: choice('Locations', words.locations, words.notLocations),
      signInRiskLevels: [...(words.signInRisk ?? [])],
      userRiskLevels: [...(words.userRisk ?? [])],
      servicePrincipalRiskLevels: [],
      insiderRiskLevels: words.insiderRisk ?? null,
      devices: words.devices ?? null,
      authenticationFlows: words.flows === undefined ? null : { transferMethods: words.flows },
      clientApplications: null,
      ...words.strange,
    },
    grantControls: words.noGrant
      ? null
      : {
          operator: words.operator === undefined ? 'OR' : words.operator,
          builtInControls: [...(words.controls ?? (words.strength === undefined ? ['mfa'] : []))],
          customAuthenticationFactors: [...(words.custom ?? [])],
          termsOfUse: [...(words.terms ?? [])],
          authenticationStrength:
            words.strength === undefined
              ? null
              : { id: 's', allowedCombinations: words.strength === null ? null : [...words.strength] },
        },
  };
}

function person(id: string, facts: Partial<Account> = {}): Account {
  const plain = { name: null, enabled: true, kind: 'member', createdAt: null, invitation: null } as const;
  return { ...plain, id, login: `${id}@example.com`, external: false, perUserMfa: 'disabled', ...facts };
}

/** Who there is to be covered by policies. */
export const people = {
  ann: person('ann'),
  /** In the group sales. */
  bob: person('bob'),
  /** Global Administrator, active. */
  ada: person('ada'),
  /** MFA is switched on for him alone. */
  per: person('per', { perUserMfa: 'enforced' }),
  new: person('new', { perUserMfa: 'enabled' }),
  /** Nobody says whether MFA is switched on for her alone. */
  dim: person('dim', { perUserMfa: null }),
  /** Guest from another organisation. */
  gus: person('gus', { kind: 'guest', external: true }),
  /** Guest by type, with an account of this organisation. */
  ina: person('ina', { kind: 'guest', external: false }),
  /** Member by type, from another organisation. */
  mel: person('mel', { external: true }),
  /** Guest or member: not said. */
  hal: person('hal', { kind: null, external: null }),
} as const;

export const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
export const unreadable: Gap = { kind: 'permission', detail: 'members could not be read' };

/** Bob is in sales, nobody is in empty, and dark could not be read; of half only Bob could. Ada is the administrator. */
export const directory: Directory = {
  groups: new Map([
    ['sales', { ids: new Set(['bob']), gap: null }],
    ['both', { ids: new Set(['bob', 'ann']), gap: null }],
    ['empty', { ids: new Set<string>(), gap: null }],
    ['dark', { ids: new Set<string>(), gap: unreadable }],
    ['half', { ids: new Set(['bob']), gap: unreadable }],
  ]),
  holders: new Map([[globalAdministrator, new Set(['ada'])]]),
  rolesGap: null,
  doubtfulRoles: null,
};
