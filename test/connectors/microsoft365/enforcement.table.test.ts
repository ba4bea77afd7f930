import { expect, test } from 'vitest';
import { type EnforcementFacts, enforcementRows } from '../../../connectors/microsoft365/enforcement-rows.ts';
import { ca, directory, globalAdministrator, type PolicyWords, people } from './policy.ts';

const mfa: PolicyWords = { name: 'P' };
const block: PolicyWords = { name: 'B', controls: ['block'] };
const strong = ['fido2', 'password,sms', 'microsoftAuthenticatorPush,federatedSingleFactor'];
const reporting = 'enabledForReportingButNotEnforced';

type Who = keyof typeof people;
type Case = readonly [what: string, policies: readonly PolicyWords[], who: Who, expected: string];

/** Expected: the state, the reason, then the deciding policy with its conditions, or the kind of gap. */
// biome-ignore format: a table is read line by line
const table: readonly Case[] = [
  // Nothing, and the account by itself
  ['no policy at all', [], 'ann', 'none no-policy'],
  ['MFA for the account by itself: enforced', [], 'per', 'enforced per-user'],
  ['MFA for the account by itself: enabled', [], 'new', 'enforced per-user'],
  ['MFA for the account by itself: not said', [], 'dim', 'unknown unsupported'],
  ['not said, but a policy forces it', [mfa], 'dim', 'enforced policy P'],
  ['not said, and a policy asks under a condition', [{ platforms: ['iOS'] }], 'dim', 'unknown unsupported'],
  // Users
  ['everybody', [mfa], 'ann', 'enforced policy P'],
  ['everybody, guests too', [mfa], 'gus', 'enforced policy P'],
  ['one account, named', [{ in: ['ann'] }], 'ann', 'enforced policy P'],
  ['another account, named', [{ in: ['bob'] }], 'ann', 'none not-included'],
  ['an account named in capitals', [{ in: ['ANN'] }], 'ann', 'enforced policy P'],
  ['a deleted account, named', [{ in: ['gone'] }], 'ann', 'none not-included'],
  ['nobody', [{ in: ['None'] }], 'ann', 'none not-included'],
  ['an empty list of users', [{ in: [] }], 'ann', 'none not-included'],
  ['everybody but the account', [{ out: ['ann'] }], 'ann', 'none excluded P'],
  ['everybody but another', [{ out: ['bob'] }], 'ann', 'enforced policy P'],
  ['named and left out at once', [{ in: ['ann'], out: ['ann'] }], 'ann', 'none excluded P'],
  ['left out by one policy, forced by another', [{ out: ['ann'] }, { name: 'Q' }], 'ann', 'enforced policy Q'],
  ['an exclusion list of everybody', [{ out: ['All'] }], 'ann', 'none excluded P'],
  // Groups
  ['a group with the account', [{ groups: ['sales'] }], 'bob', 'enforced policy P'],
  ['a group without the account', [{ groups: ['sales'] }], 'ann', 'none not-included'],
  ['an empty group', [{ groups: ['empty'] }], 'ann', 'none not-included'],
  ['a deleted group', [{ groups: ['gone'] }], 'ann', 'none not-included'],
  ['two groups, one with the account', [{ groups: ['empty', 'sales'] }], 'bob', 'enforced policy P'],
  ['left out by a group', [{ notGroups: ['sales'] }], 'bob', 'none excluded P'],
  ['not in the group that is left out', [{ notGroups: ['sales'] }], 'ann', 'enforced policy P'],
  ['in by one group and out by another', [{ groups: ['both'], notGroups: ['sales'] }], 'bob', 'none excluded P'],
  ['in by one group, not out by another', [{ groups: ['both'], notGroups: ['sales'] }], 'ann', 'enforced policy P'],
  ['a deleted group is left out', [{ notGroups: ['gone'] }], 'ann', 'enforced policy P'],
  ['a group that could not be read', [{ groups: ['dark'] }], 'ann', 'unknown permission'],
  ['such a group, and the account named beside', [{ groups: ['dark'], in: ['ann'] }], 'ann', 'enforced policy P'],
  ['such a group, and a group with the account', [{ groups: ['dark', 'sales'] }], 'bob', 'enforced policy P'],
  ['a group that was read half, with the account', [{ groups: ['half'] }], 'bob', 'enforced policy P'],
  ['a group that was read half', [{ groups: ['half'] }], 'ann', 'unknown permission'],
  ['such a group is left out, with the account', [{ notGroups: ['half'] }], 'bob', 'none excluded P'],
  ['such a group is left out', [{ notGroups: ['dark'] }], 'ann', 'unknown permission'],
  ['such a group is left out of others', [{ in: ['bob'], notGroups: ['dark'] }], 'ann', 'none not-included'],
  ['such a group, and left out by name', [{ groups: ['dark'], out: ['ann'] }], 'ann', 'none not-included'],
  ['such a group is left out, another policy forces', [{ notGroups: ['dark'] }, { name: 'Q' }], 'ann', 'enforced policy Q'],
  ['such a group, MFA by the account itself', [{ groups: ['dark'] }], 'per', 'enforced per-user'],
  ['such a group under a condition', [{ groups: ['dark'], platforms: ['iOS'] }], 'ann', 'unknown permission'],
  ['such a group, and another policy narrowed', [{ groups: ['dark'] }, { platforms: ['iOS'] }], 'ann', 'unknown permission'],
  ['narrowed for sure, and narrowed perhaps', [{ platforms: ['iOS'] }, { groups: ['dark'], flows: 'deviceCodeFlow' }], 'ann', 'partly narrowed P[platforms:iOS]'],
  ['such a group in a policy that only reports', [{ groups: ['dark'], state: reporting }], 'ann', 'none no-policy'],
  // Roles
  ['a role that is held', [{ roles: [globalAdministrator] }], 'ada', 'enforced policy P'],
  ['a role in capitals', [{ roles: [globalAdministrator.toUpperCase()] }], 'ada', 'enforced policy P'],
  ['a role that is not held', [{ roles: [globalAdministrator] }], 'ann', 'none not-included'],
  ['a deleted role', [{ roles: ['gone'] }], 'ada', 'none not-included'],
  ['left out by a role', [{ notRoles: [globalAdministrator] }], 'ada', 'none excluded P'],
  ['not left out by a role', [{ notRoles: [globalAdministrator] }], 'ann', 'enforced policy P'],
  // Guests
  ['guests or external users, a guest', [{ in: ['GuestsOrExternalUsers'] }], 'gus', 'enforced policy P'],
  ['guests or external users, an internal guest', [{ in: ['GuestsOrExternalUsers'] }], 'ina', 'enforced policy P'],
  ['guests or external users, an external member', [{ in: ['GuestsOrExternalUsers'] }], 'mel', 'enforced policy P'],
  ['guests or external users, a member', [{ in: ['GuestsOrExternalUsers'] }], 'ann', 'none not-included'],
  ['guests or external users, not said', [{ in: ['GuestsOrExternalUsers'] }], 'hal', 'unknown absent'],
  ['guests or external users are left out, a guest', [{ out: ['GuestsOrExternalUsers'] }], 'gus', 'none excluded P'],
  ['guests or external users are left out, a member', [{ out: ['GuestsOrExternalUsers'] }], 'ann', 'enforced policy P'],
  ['collaboration guests, a guest', [{ guests: 'b2bCollaborationGuest' }], 'gus', 'enforced policy P'],
  ['collaboration guests, an internal guest', [{ guests: 'b2bCollaborationGuest' }], 'ina', 'none not-included'],
  ['internal guests, an internal guest', [{ guests: 'internalGuest' }], 'ina', 'enforced policy P'],
  ['internal guests, a guest from outside', [{ guests: 'internalGuest' }], 'gus', 'none not-included'],
  ['collaboration members, an external member', [{ guests: 'b2bCollaborationMember' }], 'mel', 'enforced policy P'],
  ['collaboration members, a member', [{ guests: 'b2bCollaborationMember' }], 'ann', 'none not-included'],
  ['two kinds in one string', [{ guests: 'internalGuest,b2bCollaborationMember' }], 'mel', 'enforced policy P'],
  ['partners have no account here', [{ guests: 'serviceProvider,b2bDirectConnectUser' }], 'gus', 'none not-included'],
  ['a kind that is not known, a guest', [{ guests: 'visitorFromTheMoon' }], 'gus', 'unknown absent'],
  ['a kind that is not known, a member', [{ guests: 'visitorFromTheMoon' }], 'ann', 'none not-included'],
  ['a kind that is not known is left out, a guest', [{ notGuests: 'visitorFromTheMoon' }], 'gus', 'unknown absent'],
  ['a kind that is not known is left out, a member', [{ notGuests: 'visitorFromTheMoon' }], 'ann', 'enforced policy P'],
  ['guests are left out, an external member', [{ notGuests: 'b2bCollaborationMember' }], 'mel', 'none excluded P'],
  ['guests of some organisations', [{ guests: 'b2bCollaborationGuest', tenants: 'enumerated' }], 'gus', 'unknown absent'],
  ['guests of some organisations are left out', [{ notGuests: 'b2bCollaborationMember', tenants: 'enumerated' }], 'mel', 'unknown absent'],
  ['guests of some organisations are left out, a member', [{ notGuests: 'b2bCollaborationMember', tenants: 'enumerated' }], 'ann', 'enforced policy P'],
  // Applications
  ['some applications', [{ apps: ['Office365'] }], 'ann', 'partly narrowed P[applications:Office365]'],
  ['an application by its id', [{ apps: ['00000003-0000-0ff1-ce00-000000000000'] }], 'ann', 'partly narrowed P[applications]'],
  ['all but some applications', [{ notApps: ['Office365'] }], 'ann', 'partly narrowed P[excluded-applications:Office365]'],
  ['no application', [{ apps: ['None'] }], 'ann', 'none no-policy'],
  ['an empty list of applications', [{ apps: [] }], 'ann', 'none no-policy'],
  ['applications by a filter', [{ appFilter: { mode: 'include', rule: 'x' } }], 'ann', 'partly narrowed P[applications]'],
  ['registering security information', [{ actions: ['urn:user:registersecurityinfo'] }], 'ann', 'none no-policy'],
  ['joining devices', [{ actions: ['urn:user:registerdevice'] }], 'ann', 'none no-policy'],
  ['an authentication context', [{ contexts: ['c1'] }], 'ann', 'partly narrowed P[authentication-context:c1]'],
  // Conditions
  ['some platforms', [{ platforms: ['android', 'iOS'] }], 'ann', 'partly narrowed P[platforms:android, iOS]'],
  ['all platforms', [{ platforms: ['all'] }], 'ann', 'enforced policy P'],
  ['all platforms but one', [{ platforms: ['all'], notPlatforms: ['linux'] }], 'ann', 'partly narrowed P[excluded-platforms:linux]'],
  ['every platform that has a name', [{ platforms: ['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux'] }], 'ann', 'partly narrowed P[platforms:android, iOS, windows, windowsPhone, macOS]'],
  ['an empty choice of platforms', [{ platforms: [], notPlatforms: [] }], 'ann', 'partly narrowed P[unknown:platforms]'],
  ['all locations', [{ locations: ['All'] }], 'ann', 'enforced policy P'],
  ['all locations but trusted ones', [{ locations: ['All'], notLocations: ['AllTrusted'] }], 'ann', 'partly narrowed P[excluded-locations:AllTrusted]'],
  ['one location', [{ locations: ['198ad66e-87b3-4157-85a3-8a7b51794ee9'] }], 'ann', 'partly narrowed P[locations]'],
  ['risk of the sign-in', [{ signInRisk: ['high', 'medium'] }], 'ann', 'partly narrowed P[sign-in-risk:high, medium]'],
  ['risk of the user', [{ userRisk: ['high'] }], 'ann', 'partly narrowed P[user-risk:high]'],
  ['risk of the insider', [{ insiderRisk: 'elevated' }], 'ann', 'partly narrowed P[insider-risk:elevated]'],
  ['a filter of devices', [{ devices: { deviceFilter: { mode: 'exclude', rule: 'x' } } }], 'ann', 'partly narrowed P[device-filter]'],
  ['no filter of devices', [{ devices: { deviceFilter: null } }], 'ann', 'enforced policy P'],
  ['the device code flow', [{ flows: 'deviceCodeFlow' }], 'ann', 'partly narrowed P[authentication-flows:deviceCodeFlow]'],
  ['no flow', [{ flows: 'none' }], 'ann', 'enforced policy P'],
  ['a condition that is not known', [{ strange: { moonPhases: ['full'] } }], 'ann', 'partly narrowed P[unknown:moonPhases]'],
  ['a condition that is not known, and empty', [{ strange: { moonPhases: [], tides: null, sky: { cover: null } } }], 'ann', 'enforced policy P'],
  ['a way to leave people out that is not known', [{ strangeUsers: { excludeMoonPeople: ['x'] } }], 'ann', 'partly narrowed P[unknown:excludeMoonPeople]'],
  ['a key of the policy that is not known', [{ strangePolicy: { partialEnablementStrategy: 'tenPercent' } }], 'ann', 'partly narrowed P[unknown:partialEnablementStrategy]'],
  ['such a key, and empty', [{ strangePolicy: { partialEnablementStrategy: null, tags: [] } }], 'ann', 'enforced policy P'],
  ['programs, not people', [{ in: ['None'], strange: { clientApplications: { includeServicePrincipals: ['x'] } } }], 'ann', 'none not-included'],
  ['two conditions', [{ platforms: ['iOS'], userRisk: ['high'] }], 'ann', 'partly narrowed P[platforms:iOS;user-risk:high]'],
  ['two narrowed policies do not add up', [{ platforms: ['iOS'] }, { name: 'Q', notPlatforms: ['iOS'] }], 'ann', 'partly narrowed P[platforms:iOS] Q[excluded-platforms:iOS]'],
  ['narrowed, and forced by another', [{ platforms: ['iOS'] }, { name: 'Q' }], 'ann', 'enforced policy Q'],
  // Clients
  ['clients never chosen', [{ clients: null }], 'ann', 'enforced policy P'],
  ['an empty list of clients', [{ clients: [] }], 'ann', 'partly narrowed P[unknown:clientAppTypes]'],
  ['browsers and modern clients', [{ clients: ['browser', 'mobileAppsAndDesktopClients'] }], 'ann', 'enforced policy P'],
  ['browsers alone', [{ clients: ['browser'] }], 'ann', 'partly narrowed P[client-apps:browser]'],
  ['modern clients alone', [{ clients: ['mobileAppsAndDesktopClients', 'other'] }], 'ann', 'partly narrowed P[client-apps:mobileAppsAndDesktopClients, other]'],
  ['legacy clients alone', [{ clients: ['exchangeActiveSync', 'other'] }], 'ann', 'none no-policy'],
  ['clients that are not known', [{ clients: ['telepathy'] }], 'ann', 'partly narrowed P[client-apps:telepathy]'],
  // Controls
  ['MFA and a compliant device', [{ controls: ['mfa', 'compliantDevice'], operator: 'AND' }], 'ann', 'enforced policy P'],
  ['MFA or a compliant device', [{ controls: ['mfa', 'compliantDevice'] }], 'ann', 'partly narrowed P[alternative-control:compliantDevice]'],
  ['a compliant device alone', [{ controls: ['compliantDevice'] }], 'ann', 'none no-policy'],
  ['MFA or terms of use', [{ controls: ['mfa'], terms: ['t'] }], 'ann', 'partly narrowed P[alternative-control:termsOfUse]'],
  ['MFA and terms of use', [{ controls: ['mfa'], terms: ['t'], operator: 'AND' }], 'ann', 'enforced policy P'],
  ['terms of use alone', [{ controls: [], terms: ['t'] }], 'ann', 'none no-policy'],
  ['a factor of another maker', [{ controls: [], custom: ['c'] }], 'ann', 'none no-policy'],
  ['MFA or a factor of another maker', [{ controls: ['mfa'], custom: ['c'] }], 'ann', 'partly narrowed P[alternative-control:customAuthenticationFactor]'],
  ['one control, and no operator', [{ operator: null }], 'ann', 'enforced policy P'],
  ['two controls, and no operator', [{ controls: ['mfa', 'compliantDevice'], operator: null }], 'ann', 'partly narrowed P[alternative-control:compliantDevice]'],
  ['an operator that is not known', [{ controls: ['mfa', 'compliantDevice'], operator: 'XOR' }], 'ann', 'partly narrowed P[alternative-control:compliantDevice]'],
  ['a control that is not known, alone', [{ controls: ['retina'] }], 'ann', 'partly narrowed P[unknown:retina]'],
  ['MFA and a control that is not known', [{ controls: ['mfa', 'retina'], operator: 'AND' }], 'ann', 'partly narrowed P[unknown:retina]'],
  ['MFA or a control that is not known', [{ controls: ['mfa', 'retina'] }], 'ann', 'partly narrowed P[unknown:retina]'],
  ['a change of password and MFA', [{ controls: ['mfa', 'passwordChange'], operator: 'AND' }], 'ann', 'enforced policy P'],
  ['remediation of risk', [{ controls: ['riskRemediation'] }], 'ann', 'none no-policy'],
  ['no control', [{ controls: [] }], 'ann', 'none no-policy'],
  ['session controls alone', [{ noGrant: true }], 'ann', 'none no-policy'],
  ['block', [block], 'ann', 'none no-policy'],
  ['block, and MFA by another', [block, mfa], 'ann', 'enforced policy P'],
  // Strengths
  ['a strength of several factors', [{ strength: strong }], 'ann', 'enforced policy P'],
  ['a strength of one factor', [{ strength: ['password', 'sms'] }], 'ann', 'none no-policy'],
  ['a strength of several factors, or one', [{ strength: ['fido2', 'password'] }], 'ann', 'partly narrowed P[single-factor-combination]'],
  ['a strength with a certificate of one factor', [{ strength: ['x509CertificateSingleFactor'] }], 'ann', 'none no-policy'],
  ['a strength with a certificate of several', [{ strength: ['x509CertificateMultiFactor'] }], 'ann', 'enforced policy P'],
  ['a strength with a code and a PIN', [{ strength: ['qrCodePin', 'fido2'] }], 'ann', 'partly narrowed P[single-factor-combination]'],
  ['a strength with a method that is not known', [{ strength: ['fido2', 'telepathy'] }], 'ann', 'partly narrowed P[single-factor-combination]'],
  ['a strength with a temporary pass', [{ strength: ['temporaryAccessPassOneTime', 'fido2'] }], 'ann', 'enforced policy P'],
  ['a strength that allows nothing', [{ strength: [] }], 'ann', 'partly narrowed P[unknown:authenticationStrength]'],
  ['a strength that says nothing', [{ strength: null }], 'ann', 'partly narrowed P[unknown:authenticationStrength]'],
  ['MFA or a strength of several factors', [{ controls: ['mfa'], strength: strong }], 'ann', 'enforced policy P'],
  ['MFA or a strength of one factor', [{ controls: ['mfa'], strength: ['sms'] }], 'ann', 'partly narrowed P[alternative-control:authenticationStrength]'],
  ['MFA and a strength of one factor', [{ controls: ['mfa'], strength: ['sms'], operator: 'AND' }], 'ann', 'enforced policy P'],
  // States
  ['switched off', [{ state: 'disabled' }], 'ann', 'none no-policy'],
  ['only reported', [{ state: reporting }], 'ann', 'none report-only P'],
  ['only reported, for others', [{ state: reporting, in: ['bob'] }], 'ann', 'none no-policy'],
  ['only reported, and forced by another', [{ state: reporting }, { name: 'Q' }], 'ann', 'enforced policy Q'],
  ['only reported, and left out of another', [{ state: reporting }, { name: 'Q', out: ['ann'] }], 'ann', 'none excluded Q'],
  ['a state that is not known', [{ state: 'hibernating' }], 'ann', 'none no-policy'],
];

function shown({ policies, accounts, ...rest }: Partial<EnforcementFacts>): string {
  const facts = {
    accounts: accounts ?? [],
    securityDefaults: false,
    policies: policies ?? [],
    policiesGap: null,
    directory,
  };
  const [row] = enforcementRows({ ...facts, ...rest });
  if (row === undefined) return 'nothing';
  if (row.state === 'unknown') return `unknown ${row.gap?.kind}`;
  const named = row.policies.map(({ name, conditions }) => {
    return conditions.length === 0 ? name : `${name}[${conditions.join(';')}]`;
  });
  return [row.state, row.reason, ...named].join(' ');
}

test.each(table)('%s', (_what, policies, who, expected) => {
  expect(shown({ policies: policies.map(ca), accounts: [people[who]] })).toBe(expected);
});

test('the table is as long as was promised, and says nothing twice', () => {
  expect(table.length).toBeGreaterThanOrEqual(100);
  expect(new Set(table.map(([, policies, who]) => JSON.stringify([policies, who]))).size).toBe(table.length);
});

const dark = { kind: 'permission', detail: 'no' } as const;
// biome-ignore format: a table is read line by line
test.each([
  ['security defaults', { securityDefaults: true }, 'ann', 'enforced security-defaults'],
  ['security defaults, a guest', { securityDefaults: true }, 'gus', 'enforced security-defaults'],
  ['security defaults, and policies that could not be read', { securityDefaults: true, policiesGap: dark }, 'ann', 'enforced security-defaults'],
  ['security defaults that could not be read', { securityDefaults: dark }, 'ann', 'unknown permission'],
  ['the same, and a policy that forces', { securityDefaults: dark, policies: [ca()] }, 'ann', 'enforced policy P'],
  ['the same, and MFA for the account by itself', { securityDefaults: dark }, 'per', 'enforced per-user'],
  ['the same, and a narrowed policy', { securityDefaults: dark, policies: [ca({ platforms: ['iOS'] })] }, 'ann', 'unknown permission'],
  ['policies that could not be read', { policiesGap: dark }, 'ann', 'unknown permission'],
  ['the same, and MFA for the account by itself', { policiesGap: dark }, 'per', 'enforced per-user'],
  ['roles that could not be read', { directory: { ...directory, rolesGap: dark }, policies: [ca({ roles: ['r'] })] }, 'ann', 'unknown permission'],
  ['the same, but the role is known to be held', { directory: { ...directory, rolesGap: dark }, policies: [ca({ roles: [globalAdministrator] })] }, 'ada', 'enforced policy P'],
  ['the same, but another role is in doubt', { directory: { ...directory, rolesGap: dark, doubtfulRoles: new Set(['q']) }, policies: [ca({ roles: ['r'] })] }, 'ann', 'none not-included'],
  ['the same, and this role is in doubt', { directory: { ...directory, rolesGap: dark, doubtfulRoles: new Set(['r']) }, policies: [ca({ roles: ['R'] })] }, 'ann', 'unknown permission'],
  ['the same, and no policy names a role', { directory: { ...directory, rolesGap: dark }, policies: [ca({ in: ['bob'] })] }, 'ann', 'none not-included'],
  ['roles that are left out could not be read', { directory: { ...directory, rolesGap: dark }, policies: [ca({ notRoles: ['r'] })] }, 'ann', 'unknown permission'],
] as const)('%s: %#', (_what, facts, who, expected) => {
  expect(shown({ ...(facts as Partial<EnforcementFacts>), accounts: [people[who as Who]] })).toBe(expected);
});

const legacy: PolicyWords = { name: 'L', controls: ['block'], clients: ['exchangeActiveSync', 'other'] };
// biome-ignore format: a table is read line by line
test.each([
  ['nothing blocks', [], 'ann', 'open'],
  ['MFA for everybody is no block', [{}], 'ann', 'open'],
  ['blocked for everybody', [legacy], 'ann', 'blocked'],
  ['everything is blocked', [block], 'ann', 'blocked'],
  ['one kind of client is left', [{ ...legacy, clients: ['other'] }], 'ann', 'open'],
  ['two policies, a kind each', [{ ...legacy, clients: ['other'] }, { ...legacy, clients: ['exchangeActiveSync'] }], 'ann', 'blocked'],
  ['left out', [{ ...legacy, out: ['ann'] }], 'ann', 'open'],
  ['only reported', [{ ...legacy, state: reporting }], 'ann', 'open'],
  ['from some places', [{ ...legacy, notLocations: ['AllTrusted'] }], 'ann', 'open'],
  ['for some applications', [{ ...legacy, apps: ['Office365'] }], 'ann', 'open'],
  ['a group that could not be read', [{ ...legacy, groups: ['dark'] }], 'ann', null],
  ['such a group is left out', [{ ...legacy, notGroups: ['dark'] }], 'ann', null],
] as const)('legacy clients: %s', (_what, policies, who, expected) => {
  const [row] = enforcementRows({
    accounts: [people[who]],
    securityDefaults: false,
    policies: policies.map((words) => ca(words as PolicyWords)),
    policiesGap: null,
    directory,
  });
  expect(row?.legacyClients).toBe(expected);
});

test.each([
  ['security defaults shut them out', { securityDefaults: true }, 'blocked'],
  ['security defaults that could not be read', { securityDefaults: dark }, null],
  ['policies that could not be read', { policiesGap: dark }, null],
] as const)('legacy clients: %s', (_what, facts, expected) => {
  const none = { accounts: [people.ann], securityDefaults: false, policies: [], policiesGap: null, directory };
  expect(enforcementRows({ ...none, ...facts })[0]?.legacyClients).toBe(expected);
});

test('who is asked under a condition only learns which policy leaves him out', () => {
  const policies = [ca({ name: 'all', out: ['ann'] }), ca({ name: 'outside', notLocations: ['AllTrusted'] })];
  const facts = { accounts: [people.ann, people.bob], securityDefaults: false, policies, policiesGap: null, directory };
  const rows = enforcementRows(facts);
  expect(rows.map(({ state, leftOutOf }) => [state, leftOutOf])).toEqual([
    ['partly', ['all']],
    ['enforced', undefined],
  ]);
});
