import type { Calendar } from './calendar.ts';
import { builtInStrengths, type ConditionalAccessPolicy, type PolicySketch, policyOf } from './conditional-access.ts';
import type { MicrosoftGroup } from './directory.ts';
import { guidOf } from './ids.ts';
import { builtInRoles } from './role-definitions.ts';
import { address } from './sample-trading-staff.ts';

const tenant = 'sample-trading';
const id = (local: string) => guidOf(`${tenant}/${address(local)}`);
const groupId = (name: string) => guidOf(`${tenant}/group/${name}`);

const groupNames = {
  exceptions: 'MFA exceptions',
  sales: 'Field sales',
  warehouse: 'Warehouse',
  board: 'Board office',
} as const;

const administrators = [
  builtInRoles.globalAdministrator,
  builtInRoles.privilegedRoleAdministrator,
  builtInRoles.conditionalAccessAdministrator,
  builtInRoles.securityAdministrator,
  builtInRoles.userAdministrator,
  builtInRoles.authenticationAdministrator,
  builtInRoles.helpdeskAdministrator,
  builtInRoles.exchangeAdministrator,
  builtInRoles.sharePointAdministrator,
  builtInRoles.applicationAdministrator,
];
const emergency = [id('bg1'), id('bg2')];
/** Left out by name, since the board office has a policy of its own. */
const board = [id('ogawa'), id('okada')];

/** Groups that policies name, and nothing else. */
export function policyGroups(): MicrosoftGroup[] {
  const group = (name: string, members: readonly string[], more: Partial<MicrosoftGroup> = {}): MicrosoftGroup => ({
    id: groupId(name),
    displayName: name,
    isAssignableToRole: null,
    visibility: null,
    members: members.map(id),
    ...more,
  });
  return [
    group(groupNames.exceptions, ['kuroda', 'tanaka']),
    group(groupNames.sales, ['kim', 'chen', 'patel', 'clark']),
    group(groupNames.warehouse, ['abe', 'hashimoto', 'takahashi']),
    group(groupNames.board, ['ogawa'], { visibility: 'HiddenMembership', unified: true }),
  ];
}

const mfa = { builtInControls: ['mfa'] };

/** The policies of the example tenant, oldest first. */
function sketches(calendar: Calendar): Readonly<Record<string, PolicySketch>> {
  return {
    'Require MFA for administrators': {
      // One of those left out is gone since long; nobody tidied up.
      users: {
        includeRoles: administrators,
        excludeUsers: [...emergency, guidOf(`${tenant}/gone`)],
        excludeGroups: [groupId(groupNames.exceptions)],
      },
      grant: { authenticationStrength: builtInStrengths.multifactor },
    },
    'Require MFA for all users': {
      users: {
        includeUsers: ['All'],
        excludeUsers: [...emergency, ...board, id('backup-job')],
        excludeGroups: [groupNames.exceptions, groupNames.sales, groupNames.warehouse].map(groupId),
      },
      grant: mfa,
      modified: calendar.ago(35),
    },
    'Require MFA outside the office': {
      users: { includeGroups: [groupId(groupNames.sales)] },
      conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
      grant: mfa,
    },
    'Require MFA or a managed device in the warehouse': {
      users: { includeGroups: [groupId(groupNames.warehouse)] },
      grant: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] },
    },
    'Require MFA for the board office': {
      users: {
        includeGroups: [groupId(groupNames.board)],
        excludeUsers: [...emergency, id('backup-job')],
        excludeGroups: [groupNames.exceptions, groupNames.sales, groupNames.warehouse].map(groupId),
      },
      grant: mfa,
    },
    'Block legacy authentication': {
      users: { includeUsers: ['All'], excludeUsers: [id('backup-job')] },
      conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] },
      grant: { builtInControls: ['block'] },
    },
    'Register security information in the office only': {
      users: { includeUsers: ['All'], excludeUsers: emergency },
      applications: { includeApplications: [], includeUserActions: ['urn:user:registersecurityinfo'] },
      conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
      grant: mfa,
    },
    'Sign in again every day': {
      users: { includeUsers: ['All'], excludeUsers: emergency },
      grant: null,
      session: {
        disableResilienceDefaults: null,
        applicationEnforcedRestrictions: null,
        cloudAppSecurity: null,
        persistentBrowser: null,
        signInFrequency: {
          value: 1,
          type: 'days',
          authenticationType: 'primaryAndSecondaryAuthentication',
          frequencyInterval: 'timeBased',
          isEnabled: true,
        },
      },
    },
    'Require phishing-resistant MFA for admins (pilot)': {
      users: { includeRoles: administrators, excludeUsers: emergency },
      grant: { authenticationStrength: builtInStrengths.resistant },
      state: 'enabledForReportingButNotEnforced',
    },
    'Remediate risky users (planned)': {
      users: { includeUsers: ['All'], excludeUsers: emergency },
      conditions: { userRiskLevels: ['high'] },
      grant: { operator: 'AND', builtInControls: ['mfa', 'riskRemediation'] },
      state: 'disabled',
    },
    'Require MFA for guests (old)': {
      users: {
        includeGuestsOrExternalUsers: {
          guestOrExternalUserTypes: 'internalGuest,b2bCollaborationGuest,b2bCollaborationMember',
          externalTenants: {
            '@odata.type': '#microsoft.graph.conditionalAccessAllExternalTenants',
            membershipKind: 'all',
          },
        },
      },
      grant: mfa,
      state: 'disabled',
    },
  };
}

export function conditionalAccessOf(calendar: Calendar): ConditionalAccessPolicy[] {
  return Object.entries(sketches(calendar)).map(([name, sketch], index) =>
    policyOf(guidOf(`${tenant}/policy/${name}`), name, calendar.ago(600 - index * 40), sketch),
  );
}
