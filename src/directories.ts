import type { Access as GoogleAccess } from '../connectors/google-workspace/access.ts';
import type { GoogleWorkspaceSettings } from '../connectors/google-workspace/settings.ts';
import type { Access as MicrosoftAccess } from '../connectors/microsoft365/access.ts';
import type { Microsoft365Settings } from '../connectors/microsoft365/settings.ts';
import type { RawTenant } from './config/schema.ts';
import type { Connector, DirectorySession } from './core/connector.ts';
import type { Provider } from './core/provider.ts';
import type { Timing } from './http/door.ts';

/** A connector whose own types are closed off; only its own settings fit it. */
export type AnyConnector = Connector<unknown, DirectorySession>;

/** A directory to read. The connector, and the SDK behind it, is loaded when it is asked for. */
export interface DirectoryJob {
  provider: Provider;
  directoryId: string;
  load(): Promise<{ connector: AnyConnector; settings: unknown }>;
}

/** A tenant of Microsoft 365 to read. */
export function microsoft365Job(
  settings: Microsoft365Settings,
  access?: MicrosoftAccess,
  timing?: Partial<Timing>,
): DirectoryJob {
  return {
    provider: 'microsoft365',
    directoryId: settings.tenantId,
    async load() {
      const { createMicrosoft365 } = await import('../connectors/microsoft365/index.ts');
      return { connector: createMicrosoft365(access, timing) as unknown as AnyConnector, settings };
    },
  };
}

/** A customer of Google Workspace to read. */
export function googleWorkspaceJob(
  settings: GoogleWorkspaceSettings,
  access?: GoogleAccess,
  timing?: Partial<Timing>,
): DirectoryJob {
  return {
    provider: 'google-workspace',
    directoryId: settings.customerId,
    async load() {
      const { createGoogleWorkspace } = await import('../connectors/google-workspace/index.ts');
      return {
        connector: createGoogleWorkspace(access, timing) as unknown as AnyConnector,
        settings,
      };
    },
  };
}

function microsoftSettings(raw: NonNullable<RawTenant['microsoft365']>): Microsoft365Settings {
  const { tenantId, clientId = '', cloud, clientSecret, certificatePath, federatedTokenFile, azureCli } = raw;
  const common = { tenantId, clientId, cloud };
  if (clientSecret !== undefined) return { ...common, credential: { kind: 'clientSecret', clientSecret } };
  if (certificatePath !== undefined) return { ...common, credential: { kind: 'certificate', certificatePath } };
  if (federatedTokenFile !== undefined)
    return { ...common, credential: { kind: 'federatedToken', federatedTokenFile } };
  return { ...common, credential: { kind: azureCli ? 'azureCli' : 'managedIdentity' } };
}

function googleSettings(raw: NonNullable<RawTenant['googleWorkspace']>): GoogleWorkspaceSettings {
  const { customerId, admin, keyFile, serviceAccount = '' } = raw;
  const credential =
    keyFile === undefined
      ? ({ kind: 'serviceAccount', serviceAccount } as const)
      : ({ kind: 'keyFile', keyFile } as const);
  return { customerId, admin, credential };
}

/** The directories of a configured tenant, read through the providers' own sign-in. */
export function directoriesOf(tenant: RawTenant): DirectoryJob[] {
  const { microsoft365, googleWorkspace } = tenant;
  return [
    ...(microsoft365 === undefined ? [] : [microsoft365Job(microsoftSettings(microsoft365))]),
    ...(googleWorkspace === undefined ? [] : [googleWorkspaceJob(googleSettings(googleWorkspace))]),
  ];
}
