import { z } from 'zod';
import type { Collector } from '../../src/core/connector.ts';
import { MalformedError } from '../../src/core/errors.ts';
import type { Application } from '../../src/core/rows/application.ts';
import { credentialsOf, credentialsShape, withoutSigning } from './app-credentials.ts';
import { type Granted, grantsPermission, readDelegated, readPermissions } from './app-permissions.ts';
import type { Session } from './session.ts';
import { pageShape } from './shapes.ts';

const registrationShape = z.object({
  id: z.string().min(1),
  appId: z.string().min(1),
  displayName: z.string().nullish(),
  ...credentialsShape.shape,
});
type Registration = z.infer<typeof registrationShape>;

const principalShape = z.object({
  ...registrationShape.shape,
  appId: z.string().min(1).nullish(),
  accountEnabled: z.boolean().nullish(),
  servicePrincipalType: z.string().nullish(),
  appOwnerOrganizationId: z.string().nullish(),
});
type Principal = z.infer<typeof principalShape>;

const registrationsPath = '/applications?$select=id,appId,displayName,passwordCredentials,keyCredentials';
const principalsPath =
  '/servicePrincipals?$select=id,appId,displayName,accountEnabled,servicePrincipalType,appOwnerOrganizationId,' +
  'passwordCredentials,keyCredentials';

/** A list as far as it was read. */
interface Listed<Row> {
  rows: readonly Row[];
  failures: readonly unknown[];
}

async function listed<Row>(reading: AsyncIterable<readonly Row[]>): Promise<Listed<Row>> {
  const rows: Row[] = [];
  try {
    for await (const page of reading) rows.push(...page);
  } catch (error) {
    return { rows, failures: [error] };
  }
  return { rows, failures: [] };
}

/** What was read besides the programs themselves; null: not read. */
interface Rights {
  permissions: Granted | null;
  delegated: Granted | null;
}

function rightsOf({ permissions, delegated }: Rights, id: string): Pick<Application, 'permissions' | 'delegated'> {
  const of = (granted: Granted | null) => (granted === null ? null : [...(granted.get(id.toLowerCase()) ?? [])]);
  return { permissions: of(permissions), delegated: of(delegated) };
}

function isOwn(principal: Principal, registration: Registration | undefined, tenantId: string): boolean | null {
  if (registration !== undefined) return true;
  const owner = principal.appOwnerOrganizationId;
  return owner ? owner.toLowerCase() === tenantId.toLowerCase() : null;
}

/** A program as the directory knows it; its registration is in the list of the organisation that made it. */
function applicationOf(
  principal: Principal,
  registration: Registration | undefined,
  tenantId: string,
  rights: Rights,
): Application {
  return {
    id: principal.id,
    kind: principal.servicePrincipalType?.toLowerCase() === 'managedidentity' ? 'managed-identity' : 'application',
    clientId: principal.appId ?? null,
    name: principal.displayName || registration?.displayName || null,
    enabled: principal.accountEnabled ?? null,
    own: isOwn(principal, registration, tenantId),
    ...rightsOf(rights, principal.id),
    credentials: credentialsOf([withoutSigning(principal), ...(registration === undefined ? [] : [registration])]),
    consents: null,
  };
}

/** A registration that nothing in the directory stands for yet: there is nobody to give permissions to. */
function registeredOnly(registration: Registration): Application {
  return {
    id: registration.id,
    kind: 'application',
    clientId: registration.appId,
    name: registration.displayName || null,
    enabled: null,
    own: true,
    permissions: [],
    delegated: [],
    credentials: credentialsOf([registration]),
    consents: null,
  };
}

function settled<Value>(reading: PromiseSettledResult<Value>): Value | null {
  return reading.status === 'fulfilled' ? reading.value : null;
}

/** What a collector asks for. */
export type Asking = Pick<Collector<Session, never>, 'permissions' | 'optional'>;

/**
 * Programs that have a name in the directory: service principals with their registrations, and what they may do.
 * @param others the connector's other collectors; what none of them asks for, the scanner does not need
 */
export function createApplications(others: readonly Asking[]): Collector<Session, 'applications'> {
  const own = { permissions: ['Application.Read.All'], optional: [grantsPermission] };
  const needed = new Set(
    [own, ...others].flatMap(({ permissions, optional }) => [...permissions, ...(optional ?? [])]),
  );

  /** What the scanner's own program holds and does not need; nothing is said of others. */
  function unneeded({ clientId, permissions }: Application, scanner: string): Pick<Application, 'unneeded'> {
    if (permissions === null || !clientId || clientId.toLowerCase() !== scanner.toLowerCase()) return {};
    return { unneeded: permissions.flatMap(({ name }) => (name === null || needed.has(name) ? [] : [name])) };
  }

  return {
    ...own,
    async *collect(session) {
      const reading = listed(session.collection(`${principalsPath}&$top=999`, principalShape));
      let names: ReadonlyMap<string, string | null> | undefined;
      async function nameOf(id: string): Promise<string | null> {
        const { rows } = await reading;
        names ??= new Map(rows.map((row) => [row.id.toLowerCase(), row.displayName || null]));
        return names.get(id.toLowerCase()) ?? null;
      }
      const [principals, registrations, [permissions, delegated]] = await Promise.all([
        reading,
        listed(session.collection(`${registrationsPath}&$top=999`, registrationShape)),
        Promise.allSettled([readPermissions(session), readDelegated(session, nameOf)]),
      ]);
      const rights = { permissions: settled(permissions), delegated: settled(delegated) };
      const registrationOf = new Map(registrations.rows.map((row) => [row.appId.toLowerCase(), row]));
      yield principals.rows.map((principal) => {
        const registration = registrationOf.get(principal.appId?.toLowerCase() ?? '');
        const row = applicationOf(principal, registration, session.tenantId, rights);
        return { ...row, ...unneeded(row, session.clientId) };
      });
      if (principals.failures.length > 0) throw principals.failures[0];
      if (principals.rows.length === 0) {
        throw new MalformedError(
          '/servicePrincipals',
          'no service principal at all, though Microsoft has some everywhere',
        );
      }
      const present = new Set(principals.rows.map(({ appId }) => appId?.toLowerCase()));
      yield registrations.rows.filter(({ appId }) => !present.has(appId.toLowerCase())).map(registeredOnly);
      const unread = [permissions, delegated].flatMap((part) => (part.status === 'rejected' ? [part.reason] : []));
      const [failure] = [...registrations.failures, ...unread];
      if (failure !== undefined) throw failure;
      return undefined;
    },
    async probe(session) {
      await session.read(`${principalsPath}&$top=1`, pageShape);
      await session.read(`${registrationsPath}&$top=1`, pageShape);
    },
  };
}
