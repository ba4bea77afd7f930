import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { GoogleDirectory, MicrosoftDirectory } from '../../src/demo/directory.ts';
import { type Service, type ServiceOptions, startService } from '../../src/demo/service.ts';
import { demoConfiguration, demoDirectories } from '../../src/demo/tenants.ts';
import { keyPair } from '../key-pair.ts';
import { workFolder } from './run.ts';
import { certificates, hosts, startProxy, worldEnvironment } from './world.ts';

/** Everybody whom a scan may want to reach. */
/** The instant that the example tenants are made for. */
export const now = new Date();

/** A folder with a configuration, and the environment in which the program finds the providers on loopback. */
export interface World {
  cwd: string;
  env: Record<string, string>;
  service: Service;
  wanted: readonly string[];
  close(): Promise<void>;
}

/** The world of one test, in a folder of its own. */
export async function world(change: Partial<ServiceOptions> = {}): Promise<World> {
  const opened = await openWorld(await workFolder(), change);
  onTestFinished(opened.close);
  return opened;
}

/** The unmodified program, the providers' real names, TLS, and the sign-in flows of both SDKs. */
export async function openWorld(cwd: string, change: Partial<ServiceOptions> = {}): Promise<World> {
  const pair = await certificates(hosts);
  const { publicKey, privateKey } = keyPair();
  const directories = demoDirectories(now);
  const google = directories.google.map((directory): GoogleDirectory => {
    return { ...directory, serviceAccount: { ...directory.serviceAccount, publicKey } };
  });
  const service = await startService({ microsoft365: directories.microsoft365, google, now, tls: pair, ...change });
  const proxy = await startProxy(hosts, Number(new URL(service.origin).port));
  const close = async () => {
    await proxy.close();
    await service.close();
  };
  const [account] = google;
  if (account === undefined) throw new Error('the demo has a Google customer');
  const key = {
    type: 'service_account',
    client_email: account.serviceAccount.email,
    client_id: account.serviceAccount.uniqueId,
    private_key_id: 'k1',
    private_key: privateKey,
  };
  await writeFile(join(cwd, 'key.json'), JSON.stringify(key));
  await writeFile(join(cwd, 'shisei.yaml'), configuration(directories.microsoft365, account));
  for (const { id, roster } of demoConfiguration(now).tenants) {
    if (roster !== null) await writeFile(join(cwd, `${id}.csv`), roster.bytes);
  }
  const env = await worldEnvironment(cwd, proxy, pair.cert);
  for (const { tenantId, application } of directories.microsoft365)
    env[secretName(tenantId)] = application.clientSecret;
  return { cwd, env, service, wanted: proxy.wanted, close };
}

function secretName(tenantId: string): string {
  return `SECRET_${tenantId.replaceAll('-', '_')}`;
}

function configuration(microsoft: readonly MicrosoftDirectory[], google: GoogleDirectory): string {
  const tenants = demoConfiguration(now).tenants.flatMap((tenant) => {
    const { id, name, microsoft365, googleWorkspace, breakGlass, expectedGaps, approvedCountries, links, roster } =
      tenant;
    const graph = microsoft.find(({ tenantId }) => tenantId === microsoft365?.tenantId);
    return [
      `  - id: ${id}`,
      `    name: ${name.ja}`,
      `    breakGlass: ${JSON.stringify(breakGlass)}`,
      `    expectedGaps: ${JSON.stringify(expectedGaps)}`,
      `    links: ${JSON.stringify(links)}`,
      ...(roster === null ? [] : [`    roster: ./${id}.csv`]),
      ...(approvedCountries === null ? [] : [`    approvedCountries: ${JSON.stringify(approvedCountries)}`]),
      ...(graph === undefined
        ? []
        : [
            '    microsoft365:',
            `      tenantId: ${graph.tenantId}`,
            `      clientId: ${graph.application.clientId}`,
            `      clientSecret: \${${secretName(graph.tenantId)}}`,
          ]),
      ...(googleWorkspace === undefined
        ? []
        : [
            '    googleWorkspace:',
            `      customerId: ${google.customer.id}`,
            `      admin: ${google.admin}`,
            '      keyFile: ./key.json',
          ]),
    ];
  });
  return ['version: 1', 'tenants:', ...tenants, ''].join('\n');
}
