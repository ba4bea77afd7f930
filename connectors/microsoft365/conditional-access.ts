import { z } from 'zod';
import type { Session } from './session.ts';
import { pageShape } from './shapes.ts';

const list = z.array(z.string()).nullish();

const guestsShape = z
  .object({
    /** Several in one string, separated by commas. */
    guestOrExternalUserTypes: z.string().nullish(),
    externalTenants: z.object({ membershipKind: z.string().nullish() }).nullish(),
  })
  .nullish();

// Loose wherever a key that is not known yet may narrow a policy.
const usersShape = z.looseObject({
  includeUsers: list,
  excludeUsers: list,
  includeGroups: list,
  excludeGroups: list,
  includeRoles: list,
  excludeRoles: list,
  includeGuestsOrExternalUsers: guestsShape,
  excludeGuestsOrExternalUsers: guestsShape,
});

const applicationsShape = z.looseObject({
  includeApplications: list,
  excludeApplications: list,
  includeUserActions: list,
  includeAuthenticationContextClassReferences: list,
});

const strengthShape = z.object({ id: z.string().nullish(), allowedCombinations: list });

const grantShape = z.looseObject({
  operator: z.string().nullish(),
  builtInControls: list,
  customAuthenticationFactors: list,
  termsOfUse: list,
  authenticationStrength: strengthShape.nullish(),
});

const conditionsShape = z.looseObject({
  users: usersShape.nullish(),
  applications: applicationsShape.nullish(),
  clientAppTypes: list,
  platforms: z.looseObject({ includePlatforms: list, excludePlatforms: list }).nullish(),
  locations: z.looseObject({ includeLocations: list, excludeLocations: list }).nullish(),
  signInRiskLevels: list,
  userRiskLevels: list,
  insiderRiskLevels: z.string().nullish(),
  devices: z.looseObject({}).nullish(),
  authenticationFlows: z.looseObject({ transferMethods: z.string().nullish() }).nullish(),
});

const policyShape = z.looseObject({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  state: z.string(),
  conditions: conditionsShape,
  grantControls: grantShape.nullish(),
});

/** Of a policy as a whole, these say nothing of when it holds. */
const harmless = [
  'description',
  'templateId',
  'createdDateTime',
  'modifiedDateTime',
  'deletedDateTime',
  'sessionControls',
];

/** The keys that this version understands; others may mean anything. */
export const knownKeys = {
  policy: [...Object.keys(policyShape.shape), ...harmless],
  conditions: Object.keys(conditionsShape.shape),
  users: Object.keys(usersShape.shape),
  grantControls: Object.keys(grantShape.shape),
} as const;

/** A Conditional Access policy, as far as it decides whether MFA is forced. */
export type ConditionalAccessPolicy = z.infer<typeof policyShape>;
export type PolicyUsers = z.infer<typeof usersShape>;
export type PolicyGuests = z.infer<typeof guestsShape>;

const path = '/identity/conditionalAccess/policies';

/** Without this, values that are newer than the API version are answered as `unknownFutureValue`. */
const headers = { Prefer: 'include-unknown-enum-members' };

/** Every policy, in whatever state. */
export async function readPolicies(
  session: Session,
  again: (error: unknown, tries: number) => Promise<boolean>,
): Promise<ConditionalAccessPolicy[]> {
  const policies = new Map<string, ConditionalAccessPolicy>();
  for await (const page of session.collection(path, policyShape, { headers, again })) {
    for (const policy of page) policies.set(policy.id, policy);
  }
  return [...policies.values()];
}

export async function probePolicies(session: Session): Promise<void> {
  await session.read(path, pageShape);
}

const namedStrengthShape = z.object({ id: z.string().min(1), allowedCombinations: list });

/** The combinations that each authentication strength allows, by its id in lower case. `$top` is refused here. */
export async function readStrengths(session: Session): Promise<ReadonlyMap<string, readonly string[]>> {
  const combinations = new Map<string, readonly string[]>();
  for await (const page of session.collection('/policies/authenticationStrengthPolicies', namedStrengthShape)) {
    for (const { id, allowedCombinations } of page) combinations.set(id.toLowerCase(), allowedCombinations ?? []);
  }
  return combinations;
}
