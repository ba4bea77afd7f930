import { graphServicePrincipalId } from './app-roles.ts';
import type { Calendar } from './calendar.ts';
import { guidOf, hexOf } from './ids.ts';
import type {
  Applications,
  KeyCredential,
  PasswordCredential,
  PermissionGrant,
  Registration,
  ServicePrincipal,
} from './microsoft-applications.ts';

/** Where Microsoft registers its own applications. */
export const microsoftTenantId = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';

/** Name, and from when to when it is good, in days before now. */
export type CredentialSketch = readonly [name: string | null, from: number, to: number];

/** An application of an example tenant in a few words. */
export interface ApplicationSketch {
  /** What ids are made of. */
  key: string;
  name: string | null;
  /**
   * `own`, the usual: registered here. `foreign`: registered by somebody else. `managed`: an identity of a machine.
   * `unused`: registered here, and nobody can sign in to it.
   */
  kind?: 'own' | 'foreign' | 'managed' | 'unused';
  enabled?: boolean;
  permissions?: readonly string[];
  /** What an administrator consented to for everybody. */
  delegated?: readonly string[];
  /** What some consented to for themselves: ids of accounts. */
  consents?: { users: readonly string[]; scopes: readonly string[] };
  secrets?: readonly CredentialSketch[];
  certificates?: readonly CredentialSketch[];
  created?: number;
}

/** Object id of the service principal. */
export function applicationId(tenant: string, key: string): string {
  return guidOf(`${tenant}/${key}-app`);
}

/** @param seed what its id is made of */
export function secretOf(seed: string, [name, from, to]: CredentialSketch, calendar: Calendar): PasswordCredential {
  const keyId = guidOf(`${seed}/secret/${from}/${to}`);
  return {
    customKeyIdentifier: null,
    displayName: name,
    endDateTime: calendar.ago(to),
    hint: keyId.slice(0, 3),
    keyId,
    secretText: null,
    startDateTime: calendar.ago(from),
  };
}

function certificateOf(seed: string, [name, from, to]: CredentialSketch, calendar: Calendar): KeyCredential {
  const keyId = guidOf(`${seed}/certificate/${from}/${to}`);
  return {
    customKeyIdentifier: hexOf(keyId, 40),
    displayName: name,
    endDateTime: calendar.ago(to),
    key: Buffer.from(`certificate ${keyId}`).toString('base64'),
    keyId,
    startDateTime: calendar.ago(from),
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
  };
}

function grantsOf(id: string, tenantId: string, { delegated, consents }: ApplicationSketch): PermissionGrant[] {
  const resourceId = graphServicePrincipalId(tenantId);
  const grant = (principalId: string | null, scopes: readonly string[]): PermissionGrant => ({
    id: guidOf(`grant/${id}/${principalId}`),
    clientId: id,
    consentType: principalId === null ? 'AllPrincipals' : 'Principal',
    principalId,
    resourceId,
    // The consent page writes a space before the first as well.
    scope: ` ${scopes.join(' ')}`,
  });
  return [
    ...(delegated === undefined ? [] : [grant(null, delegated)]),
    ...(consents?.users ?? []).map((user) => grant(user, consents?.scopes ?? [])),
  ];
}

/** Service principals, registrations and consents behind the sketches. */
export function applicationsOf(
  tenant: string,
  tenantId: string,
  sketches: readonly ApplicationSketch[],
  calendar: Calendar,
): Applications {
  const made = sketches.map((sketch) => {
    const { key, name, kind = 'own', permissions = [], created = 500 } = sketch;
    const id = applicationId(tenant, key);
    const appId = guidOf(`${tenant}/${key}-app-id`);
    const createdDateTime = calendar.ago(created);
    const passwordCredentials = (sketch.secrets ?? []).map((secret) => secretOf(id, secret, calendar));
    const keyCredentials = (sketch.certificates ?? []).map((certificate) => certificateOf(id, certificate, calendar));
    const isRegistered = kind === 'own' || kind === 'unused';
    const none = { passwordCredentials: [], keyCredentials: [] };
    const credentials = { passwordCredentials, keyCredentials };
    const principal: ServicePrincipal = {
      id,
      appId,
      displayName: name,
      accountEnabled: sketch.enabled ?? true,
      servicePrincipalType: kind === 'managed' ? 'ManagedIdentity' : 'Application',
      appOwnerOrganizationId:
        kind === 'managed' ? null : kind === 'foreign' ? guidOf(`${tenant}/${key}-publisher`) : tenantId,
      alternativeNames: kind === 'managed' ? ['isExplicit=False', `/subscriptions/${guidOf(tenant)}/${key}`] : [],
      createdDateTime,
      permissions,
      // The credentials of an application that is registered here are kept by its registration.
      ...(isRegistered ? none : credentials),
    };
    const registration: Registration = {
      id: guidOf(`${tenant}/${key}-registration`),
      appId,
      displayName: name,
      createdDateTime,
      ...credentials,
    };
    return {
      principals: kind === 'unused' ? [] : [principal],
      registrations: isRegistered ? [registration] : [],
      grants: grantsOf(id, tenantId, sketch),
    };
  });
  return {
    servicePrincipals: made.flatMap(({ principals }) => principals),
    registrations: made.flatMap(({ registrations }) => registrations),
    permissionGrants: made.flatMap(({ grants }) => grants),
  };
}
