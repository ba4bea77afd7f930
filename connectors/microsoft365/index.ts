import type { Connector } from '../../src/core/connector.ts';
import type { Timing } from '../../src/http/door.ts';
import { createSecrets } from '../../src/http/secrets.ts';
import type { Access } from './access.ts';
import { accounts } from './accounts.ts';
import { adminActivity } from './admin-activity.ts';
import { createApplications } from './applications.ts';
import { enforcement } from './enforcement.ts';
import { explain } from './gaps.ts';
import { readHeldRoles } from './held-roles.ts';
import { mfa } from './mfa.ts';
import { organization } from './organization.ts';
import { policies } from './policies.ts';
import { roles } from './roles.ts';
import { openSession, type Session } from './session.ts';
import type { Microsoft365Settings } from './settings.ts';
import { signInEvents } from './sign-in-events.ts';
import { signIns } from './sign-ins.ts';

const others = { organization, accounts, signIns, mfa, enforcement, roles, policies, signInEvents, adminActivity };
const datasets = { ...others, applications: createApplications(Object.values(others)) };

/**
 * The connector of Microsoft 365.
 * @param access stands in for Microsoft's own sign-in
 * @param timing stands in for the patience of the door
 */
export function createMicrosoft365(
  access?: Access,
  timing: Partial<Timing> = {},
): Connector<Microsoft365Settings, Session> {
  const secrets = createSecrets();
  return {
    provider: 'microsoft365',
    product: 'Microsoft 365',
    open: (settings, surroundings) =>
      openSession(settings, surroundings, { timing, secrets, ...(access === undefined ? {} : { access }) }),
    explain: (error) => {
      const { kind, detail } = explain(error);
      return { kind, detail: secrets.hide(detail) };
    },
    datasets,
    heldRoles: readHeldRoles,
  };
}
