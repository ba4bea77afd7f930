import { tokenAccess } from '../../connectors/google-workspace/access.ts';
import type { Access as MicrosoftAccess } from '../../connectors/microsoft365/access.ts';
import { usualTimeZone } from '../config/judging.ts';
import { googleWorkspaceJob, microsoft365Job } from '../directories.ts';
import type { Timing } from '../http/door.ts';
import type { Locale } from '../messages/catalogue.ts';
import { parseRoster } from '../roster/parse.ts';
import type { TenantJob } from '../scan.ts';
import type { GoogleDirectory, MicrosoftDirectory } from './directory.ts';
import { type Service, startService } from './service.ts';
import { type DemoDirectories, demoConfiguration, demoDirectories } from './tenants.ts';
import { demoGoogleToken, demoGraphToken } from './tokens.ts';

/** Tenants to scan and the service that plays their providers. */
export interface DemoWorld {
  jobs: TenantJob[];
  service: Service;
  close(): Promise<void>;
}

const tokenLifetimeMs = 3_600_000;

function microsoftAccess(directory: MicrosoftDirectory, origin: string): MicrosoftAccess {
  return {
    origin,
    token: async () => ({ token: demoGraphToken(directory), expiresAt: Date.now() + tokenLifetimeMs }),
  };
}

/** A directory of the service as a scan reads it; only where the token comes from, and the address, differ. */
export function demoMicrosoftJob(directory: MicrosoftDirectory, origin: string, timing?: Partial<Timing>) {
  const { tenantId, application } = directory;
  const credential = { kind: 'clientSecret', clientSecret: '' } as const;
  const settings = { tenantId, clientId: application.clientId, cloud: 'global', credential } as const;
  return microsoft365Job(settings, microsoftAccess(directory, origin), timing);
}

export function demoGoogleJob(directory: GoogleDirectory, origin: string, timing?: Partial<Timing>) {
  const { customer, admin, serviceAccount } = directory;
  const credential = { kind: 'serviceAccount', serviceAccount: serviceAccount.email } as const;
  return googleWorkspaceJob(
    { customerId: customer.id, admin, credential },
    tokenAccess(origin, () => demoGoogleToken(directory)),
    timing,
  );
}

/** The example tenants as a scan reads them from a service that holds these directories. */
export function demoTenantJobs(directories: DemoDirectories, origin: string, now: Date, locale: Locale): TenantJob[] {
  return demoConfiguration(now).tenants.map((tenant): TenantJob => {
    const { id, name, microsoft365, googleWorkspace, breakGlass, roster } = tenant;
    const { exceptions, expectedGaps, approvedCountries, links } = tenant;
    const graph = directories.microsoft365.find(({ tenantId }) => tenantId === microsoft365?.tenantId);
    const google = directories.google.find(({ customer }) => customer.id === googleWorkspace?.customerId);
    return {
      id,
      name: name[locale],
      directories: [
        ...(graph === undefined ? [] : [demoMicrosoftJob(graph, origin)]),
        ...(google === undefined ? [] : [demoGoogleJob(google, origin)]),
      ],
      settings: {
        emergency: breakGlass,
        exceptions,
        expectedGaps,
        profile: null,
        checks: {},
        timeZone: usualTimeZone(locale),
        approvedCountries,
        links,
        unusedKeys: [],
      },
      roster: roster === null ? null : async () => parseRoster(roster.bytes, roster.file),
    };
  });
}

/** Starts the service with the example tenants. Close it when the scan is over. */
export async function demoJobs(now: Date, locale: Locale): Promise<DemoWorld> {
  const directories = demoDirectories(now);
  const service = await startService({ ...directories, limits: 'documented', now });
  return { jobs: demoTenantJobs(directories, service.origin, now, locale), service, close: () => service.close() };
}
