import type { GooglePolicy } from './google-logs.ts';
import { hexOf } from './ids.ts';

/** Whom a setting is set for: an organisational unit, a group, or a unit and a licence. */
export interface PolicyTarget {
  orgUnit?: string;
  /** Id of a group, or the word for all administrators. */
  group?: string;
  /** Such as `/product/Google-Apps/sku/1010020020`. */
  licence?: string;
}

export const allAdministrators = 'WORKSPACE_ALL_ADMIN_GROUP';

function queryOf({ orgUnit, group, licence }: PolicyTarget): string {
  const clauses = [
    ...(orgUnit === undefined
      ? []
      : [`entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('${orgUnit}'))`]),
    ...(group === undefined ? [] : [`entity.groups.exists(group, group.group_id == groupId('${group}'))`]),
    ...(licence === undefined ? [] : [`entity.licenses.exists(license, license in ['${licence}'])`]),
  ];
  return clauses.join(' && ');
}

/** A setting such as `security.password`, set for somebody; of two that hold, the greater order wins. */
export function settingOf(
  customer: string,
  setting: string,
  value: Readonly<Record<string, unknown>>,
  target: PolicyTarget,
  sortOrder: number,
  type: GooglePolicy['type'] = 'ADMIN',
): GooglePolicy {
  const query = queryOf(target);
  return {
    name: `policies/${hexOf(`${customer}/${setting}/${query}/${type}`, 24).toLowerCase()}`,
    type,
    policyQuery: {
      query,
      ...(target.orgUnit === undefined ? {} : { orgUnit: `orgUnits/${target.orgUnit}` }),
      ...(target.group === undefined
        ? {}
        : { group: target.group === allAdministrators ? target.group : `groups/${target.group}` }),
      sortOrder,
    },
    setting: { type: `settings/${setting}`, value },
  };
}

/** What Google sets for a new customer, at the top of the tree. */
export function systemSettings(customer: string, rootUnit: string): GooglePolicy[] {
  const defaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    'security.two_step_verification_enrollment': { allowEnrollment: true },
    'security.two_step_verification_enforcement': { enforcedFrom: '1970-01-01T00:00:00Z' },
    'security.two_step_verification_enforcement_factor': { allowedSignInFactorSet: 'ALL' },
    'security.two_step_verification_device_trust': { allowTrustingDevice: true },
    'security.two_step_verification_grace_period': { enrollmentGracePeriod: '0s' },
    'security.two_step_verification_sign_in_code': { backupCodeExceptionPeriod: '0s' },
    'security.less_secure_apps': { allowLessSecureApps: false },
    'security.super_admin_account_recovery': { enableAccountRecovery: false },
    'security.user_account_recovery': { enableAccountRecovery: false },
    'security.login_challenges': { enableEmployeeIdChallenge: false },
    'security.session_controls': { webSessionDuration: '1209600s' },
    'security.password': {
      allowedStrength: 'STRONG',
      minimumLength: 8,
      maximumLength: 100,
      enforceRequirementsAtLogin: false,
      allowReuse: false,
      expirationDuration: '0s',
    },
    'security.advanced_protection_program': {
      enableAdvancedProtectionSelfEnrollment: true,
      securityCodeOption: 'ALLOWED_WITHOUT_REMOTE_ACCESS',
    },
    // The block of everything is not specified, so that users may let in what they like.
    'api_controls.unconfigured_third_party_apps': { accessLevel: 'UNSPECIFIED_UBER_BLOCK' },
    'api_controls.internal_apps': { trustInternalApps: true },
    'gmail.imap_access': { enableImapAccess: true },
    'drive_and_docs.external_sharing': { externalSharingMode: 'ALLOWED' },
    'meet.video_recording': { enableRecording: false },
  };
  return Object.entries(defaults).map(([setting, value]) =>
    settingOf(customer, setting, value, { orgUnit: rootUnit }, 0, 'SYSTEM'),
  );
}

/** As the API lists them: in no order that means anything. */
export function unordered(policies: readonly GooglePolicy[]): GooglePolicy[] {
  return policies.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
