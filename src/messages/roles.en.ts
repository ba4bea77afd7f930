/** Names of roles as the admin consoles show them; what is not here keeps the name that the provider gives. */
export const roleNames: ReadonlyMap<string, string> = new Map([
  ['_GROUPS_ADMIN_ROLE', 'Groups Admin'],
  ['_HELP_DESK_ADMIN_ROLE', 'Help Desk Admin'],
  ['_MOBILE_ADMIN_ROLE', 'Mobile Admin'],
  ['_SEED_ADMIN_ROLE', 'Super Admin'],
  ['_SERVICE_ADMIN_ROLE', 'Services Admin'],
  ['_USER_MANAGEMENT_ADMIN_ROLE', 'User Management Admin'],
]);
