import type { Connector } from '../../src/core/connector.ts';
import type { Timing } from '../../src/http/door.ts';
import { createSecrets } from '../../src/http/secrets.ts';
import type { Access } from './access.ts';
import { accounts } from './accounts.ts';
import { adminActivity } from './admin-activity.ts';
import { applications } from './applications.ts';
import { enforcement } from './enforcement.ts';
import { explain } from './gaps.ts';
import { readHeldRoles } from './held-roles.ts';
import { mfa } from './mfa.ts';
import { organization } from './organization.ts';
import { policies } from './policies.ts';
import { roles } from './roles.ts';
import { type GoogleSession, openSession } from './session.ts';
import type { GoogleWorkspaceSettings } from './settings.ts';
import { signInEvents } from './sign-in-events.ts';
import { signIns } from './sign-ins.ts';

export { type Access, officialAccess, tokenAccess } from './access.ts';
export type { GoogleSession, SessionOptions } from './session.ts';
export type { GoogleCredential, GoogleWorkspaceSettings } from './settings.ts';

/**
 * The connector of Google Workspace.
 * @param access stands in for Google's own sign-in
 * @param timing stands in for the patience of the door
 */
export function createGoogleWorkspace(
  access?: Access,
  timing: Partial<Timing> = {},
): Connector<GoogleWorkspaceSettings, GoogleSession> {
  const secrets = createSecrets();
  return {
    provider: 'google-workspace',
    product: 'Google Workspace',
    open: (settings, surroundings) =>
      openSession(settings, surroundings, { timing, secrets, ...(access === undefined ? {} : { access }) }),
    datasets: {
      organization,
      accounts,
      signIns,
      mfa,
      enforcement,
      roles,
      policies,
      signInEvents,
      adminActivity,
      applications,
    },
    heldRoles: readHeldRoles,
    explain: (error) => {
      const { kind, detail } = explain(error);
      return { kind, detail: secrets.hide(detail) };
    },
  };
}
