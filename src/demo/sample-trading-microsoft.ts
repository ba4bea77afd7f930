import { applicationsOf } from './application-sketch.ts';
import { calendarOf } from './calendar.ts';
import type { MicrosoftDirectory } from './directory.ts';
import { guidOf } from './ids.ts';
import { accountOf } from './microsoft-account.ts';
import { methodsPolicy } from './microsoft-policies.ts';
import { accountSketches, initialDomain } from './sample-trading-accounts.ts';
import { sampleTradingApplications } from './sample-trading-applications.ts';
import { auditsOf, signInsOf } from './sample-trading-microsoft-logs.ts';
import { conditionalAccessOf, policyGroups } from './sample-trading-policies.ts';
import { roleGroups, rolesOf } from './sample-trading-roles.ts';
import { optionalPermissions, scannerApplication } from './scanner.ts';
import { skusOf } from './skus.ts';

const tenant = 'sample-trading';
export const sampleTradingTenantId = guidOf(`${tenant}/tenant`);

/** Microsoft 365 of サンプル商事株式会社. */
export function sampleTradingMicrosoft(now: Date): MicrosoftDirectory {
  const calendar = calendarOf(now);
  const accounts = accountSketches(now).map((sketch) => accountOf(tenant, sketch, calendar));
  return {
    provider: 'microsoft365',
    tenantId: sampleTradingTenantId,
    plan: 'p2',
    organization: {
      id: sampleTradingTenantId,
      displayName: 'サンプル商事株式会社',
      createdDateTime: '2019-06-03T01:12:00Z',
      domains: [
        { name: 'sample-trading.example', isDefault: true, isInitial: false },
        { name: initialDomain, isDefault: false, isInitial: true },
      ],
      onPremisesSyncEnabled: true,
    },
    // Somebody once tried to read sites with it.
    application: scannerApplication(tenant, [...optionalPermissions, 'Sites.Read.All']),
    subscribedSkus: skusOf(sampleTradingTenantId, 'p2', 50),
    accounts,
    groups: [...roleGroups, ...policyGroups()],
    ...applicationsOf(tenant, sampleTradingTenantId, sampleTradingApplications, calendar),
    ...rolesOf(calendar),
    authenticationMethodsPolicy: methodsPolicy(
      { Email: ['all_users'], Fido2: ['all_users'], MicrosoftAuthenticator: ['all_users'], Sms: ['all_users'] },
      'migrationComplete',
    ),
    // As directories were before Microsoft became careful with consent.
    authorizationPolicy: {
      allowInvitesFrom: 'adminsAndGuestInviters',
      permissionGrantPoliciesAssigned: ['ManagePermissionGrantsForSelf.microsoft-user-default-legacy'],
    },
    securityDefaults: false,
    conditionalAccessPolicies: conditionalAccessOf(calendar),
    authenticationStrengths: [],
    signIns: signInsOf(accounts, calendar, now),
    audits: auditsOf(accounts, calendar),
    concealedNames: true,
  };
}
