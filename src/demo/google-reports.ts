import type { GoogleUser } from './directory.ts';
import { findUser } from './google-index.ts';
import { type GoogleContext, GoogleFault, invalid, notFound, requireCustomer } from './google-request.ts';

/** Rows on a page of any report. */
export const reportSizes = { usual: 1000, most: 1000, strict: true };

/** Filters that this service does not play. */
const unplayed = [
  'actorIpAddress',
  'agentInfoFilter',
  'applicationInfoFilter',
  'deviceFilter',
  'filters',
  'groupIdFilter',
  'networkInfoFilter',
  'orgUnitID',
  'resourceDetailsFilter',
  'statusFilter',
];

/** Super admins may read reports, and holders of a role with the privilege; others are told so with a 401. */
export function requireReports(context: GoogleContext): void {
  const { directory, claims } = context.var;
  const user = findUser(directory, claims.sub ?? '');
  const held = directory.roleAssignments.filter(({ assignedTo }) => assignedTo === user?.id);
  const privileged = directory.roles.some(
    ({ roleId, rolePrivileges }) =>
      held.some((assignment) => assignment.roleId === roleId) &&
      rolePrivileges.some(({ privilegeName }) => privilegeName === 'ADMIN_REPORTING_ACCESS'),
  );
  if (user?.isAdmin === true || privileged) return;
  throw new GoogleFault(401, 'authError', 'Access denied. You are not authorized to read activity records.');
}

/**
 * Whom a report is asked about; null: everybody.
 * @throws GoogleFault for another customer, an unknown user, and filters that are not played
 */
export function reportUserOf(context: GoogleContext, options: ReadonlyMap<string, string>): GoogleUser | null {
  if (options.has('customerId')) requireCustomer(context, options.get('customerId'));
  for (const name of unplayed) if (options.has(name)) throw invalid(`Invalid Input: ${name}`);
  const key = context.req.param('userKey') ?? '';
  if (key === 'all') return null;
  const user = findUser(context.var.directory, key);
  if (user === undefined) throw notFound('userKey');
  return user;
}
