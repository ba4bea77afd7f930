import type { Calendar } from './calendar.ts';
import type { GoogleDirectory } from './directory.ts';
import type { GooglePolicy } from './google-logs.ts';
import { allAdministrators, type PolicyTarget, settingOf, systemSettings, unordered } from './google-policies.ts';
import { domain } from './sample-trading-staff.ts';

const customer = 'sample-trading';
const notEnforced = '1970-01-01T00:00:00Z';

/** Paths and ids of the organisational units. */
export const units = {
  root: '03ph8a2z1root00',
  sales: '03ph8a2z1sales0',
  office: '03ph8a2z1backof',
  contractors: '03ph8a2z1contra',
  trainees: '03ph8a2z1traine',
  warehouse: '03ph8a2z1wareho',
} as const;

export const orgUnits: GoogleDirectory['orgUnits'] = [
  { orgUnitId: units.root, orgUnitPath: '/', name: domain, parentOrgUnitId: null },
  { orgUnitId: units.sales, orgUnitPath: '/Sales', name: 'Sales', parentOrgUnitId: units.root },
  { orgUnitId: units.office, orgUnitPath: '/Back office', name: 'Back office', parentOrgUnitId: units.root },
  { orgUnitId: units.contractors, orgUnitPath: '/Contractors', name: 'Contractors', parentOrgUnitId: units.root },
  {
    orgUnitId: units.trainees,
    orgUnitPath: '/Contractors/Trainees',
    name: 'Trainees',
    parentOrgUnitId: units.contractors,
  },
  { orgUnitId: units.warehouse, orgUnitPath: '/倉庫', name: '倉庫', parentOrgUnitId: units.root },
];

/** Where somebody works who is not spread over the other units. */
const places: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['clark', 'garcia', 'schmidt', 'rossi', 'davis'].map((local) => [local, '/Contractors'])),
  ...Object.fromEntries(['hashimoto', 'maeda'].map((local) => [local, '/倉庫'])),
  // May use the phone, which the back office may not.
  miller: '/Sales',
  inoue: '/Sales',
};

export function placeOf(local: string, index: number): string {
  return places[local] ?? ['/Sales', '/Back office', '/'][index % 3] ?? '/';
}

/** Whom a group exempts from the second step, whatever their unit says. */
export const exempt = ['tanaka', 'takahashi'];

/** What the directory says of an account when these settings are in force. */
export function isEnforced(local: string, orgUnitPath: string): boolean {
  return !exempt.includes(local) && !/^\/(Contractors|倉庫)(\/|$)/.test(orgUnitPath);
}

export function policiesOf(exemptGroup: string, calendar: Calendar): GooglePolicy[] {
  const set = (name: string, value: GooglePolicy['setting']['value'], target: PolicyTarget, sortOrder: number) =>
    settingOf(customer, `security.${name}`, value, target, sortOrder);
  const unconfiguredApps = (accessLevel: string, orgUnit: string, sortOrder: number) =>
    settingOf(customer, 'api_controls.unconfigured_third_party_apps', { accessLevel }, { orgUnit }, sortOrder);
  const enforcement = (enforcedFrom: string, target: PolicyTarget, sortOrder: number) =>
    set('two_step_verification_enforcement', { enforcedFrom }, target, sortOrder);
  return unordered([
    ...systemSettings(customer, units.root),
    enforcement(calendar.ago(200), { orgUnit: units.root }, 1),
    enforcement(notEnforced, { orgUnit: units.contractors }, 2),
    enforcement(calendar.ago(-21), { orgUnit: units.warehouse }, 3),
    enforcement(notEnforced, { group: exemptGroup }, 101),
    set('two_step_verification_enrollment', { allowEnrollment: false }, { orgUnit: units.trainees }, 2),
    set('two_step_verification_grace_period', { enrollmentGracePeriod: '604800s' }, { orgUnit: units.root }, 1),
    set(
      'two_step_verification_enforcement_factor',
      { allowedSignInFactorSet: 'NO_TELEPHONY' },
      { orgUnit: units.office },
      2,
    ),
    unconfiguredApps('ALLOW_SIGN_IN_SCOPES_ONLY', units.root, 1),
    unconfiguredApps('UNSPECIFIED_UBER_BLOCK', units.sales, 2),
    set('two_step_verification_device_trust', { allowTrustingDevice: false }, { group: allAdministrators }, 101),
    set(
      'session_controls',
      { webSessionDuration: '43200s' },
      { orgUnit: units.office, licence: '/product/Google-Apps/sku/1010020020' },
      2,
    ),
  ]);
}
