import table from '../../connectors/microsoft365/entra-roles.json' with { type: 'json' };

/** Roles that come with every Google Workspace: https://support.google.com/a/answer/2405986 */
const ofGoogle = [
  '_ANDROID_ADMIN_ROLE',
  '_DIRECTORY_SYNC_ADMIN_ROLE',
  '_GROUPS_ADMIN_ROLE',
  '_GROUPS_EDITOR_ROLE',
  '_GROUPS_READER_ROLE',
  '_HELP_DESK_ADMIN_ROLE',
  '_INVENTORY_REPORTING_ADMIN_ROLE',
  '_MOBILE_ADMIN_ROLE',
  '_PLAY_FOR_WORK_ADMIN_ROLE',
  '_READ_ONLY_ADMIN_ROLE',
  '_RESELLER_ADMIN_ROLE',
  '_SEED_ADMIN_ROLE',
  '_SERVICE_ADMIN_ROLE',
  '_STORAGE_ADMIN_ROLE',
  '_USER_MANAGEMENT_ADMIN_ROLE',
];

const names: ReadonlySet<string> = new Set([...table.map(({ name }) => name), ...ofGoogle]);

/** Whether a role is called as one that every directory of its provider has. */
export function isBuiltInRole(name: string): boolean {
  return names.has(name);
}
