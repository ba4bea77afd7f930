import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { GoogleDirectory, MicrosoftDirectory } from '../../src/demo/directory.ts';
import type { Fault, FaultRequest } from '../../src/demo/faults.ts';
import { type Service, startService } from '../../src/demo/service.ts';
import { demoDirectories } from '../../src/demo/tenants.ts';
import { keyPair } from '../key-pair.ts';
import { workFolder } from './run.ts';
import { certificates, hosts, startProxy, worldEnvironment } from './world.ts';

/** Everybody whom a scan of both providers may talk to. */

/** With every character that somebody spells in another way. */
const clientSecret = 'Pl4nted~Client.8Q~Sec/ret+&=%"\\<é>-of-kita\'s_neighbour';
const pseudonymKey = 'pl4nted-pseudonym-key-Zx81Zx81Zx81Zx81';
const proxyPassword = 'pl4nted-proxy-Pa55word';
const signature = 'pl4ntedSignature9of2the4Report8Link';

export interface Planted {
  /** Where the program runs and writes: nothing here is a secret when it begins. */
  cwd: string;
  env: Record<string, string>;
  service: Service;
  /** Every host and port that somebody wanted to reach. */
  wanted: readonly string[];
  /** By name: what was planted, and what was issued and sent since. */
  secrets: ReadonlyMap<string, string>;
}

/** What a hostile provider answers; undefined: what the real one would. */
export type Hostility = (request: FaultRequest) => Fault | undefined;

interface PlantedOptions {
  hostility?: Hostility;
  /** How the second tenant signs in to Microsoft; the first has a client secret. */
  second?: 'certificate' | 'federated';
}

const now = new Date();

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function federatedToken(): string {
  const exp = Math.floor(Date.now() / 1_000) + 3_600;
  const claims = { iss: 'https://pl4nted.example', sub: 'pl4nted-workload', exp };
  return `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(claims)}.${Buffer.from('pl4nted-signature-of-workload').toString('base64url')}`;
}

/** Notes each secret that a request carries. */
function noteSent({ authorization, body, url }: FaultRequest, secrets: Map<string, string>): void {
  const note = (name: string, value: string | null | undefined) => {
    if (value !== null && value !== undefined && value !== '' && ![...secrets.values()].includes(value)) {
      secrets.set(`${name} ${secrets.size}`, value);
    }
  };
  note('token sent', authorization?.replace(/^Bearer /, ''));
  const form = new URLSearchParams(body);
  for (const name of ['client_assertion', 'assertion']) note(name, form.get(name));
  const query = new URL(url, 'https://any.example').searchParams;
  for (const name of ['$skiptoken', 'pageToken']) note('page token', query.get(name));
}

/** Notes each secret that the service gives out. */
function noteGiven({ url }: FaultRequest, secrets: Map<string, string>): Fault | undefined {
  if (/\/token(?:\?|$)/.test(url)) {
    return {
      rewrite: ({ body }) => {
        const { access_token: token } = Object(body) as { access_token?: string };
        if (token !== undefined) secrets.set(`token issued ${secrets.size}`, token);
        return null;
      },
    };
  }
  if (!url.includes('/reports/getOffice365')) return undefined;
  return {
    rewrite: ({ headers }) => {
      const { location } = headers;
      if (location === undefined) return null;
      secrets.set(`address of a report ${secrets.size}`, location.split('/').at(-1) ?? '');
      return { headers: { ...headers, location: `${location}?sv=2026&sig=${signature}` } };
    },
  };
}

/** The unmodified program's world: the providers' real names, TLS, and a secret wherever there can be one. */
export async function plantedWorld({ hostility, second = 'certificate' }: PlantedOptions = {}): Promise<Planted> {
  const inputs = await workFolder();
  const cwd = await workFolder();
  const pair = await certificates(hosts);
  const { publicKey, privateKey } = keyPair();
  const own = await certificates(['shisei.example']);
  const secrets = new Map<string, string>([
    ['client secret', clientSecret],
    ['key of pseudonyms', pseudonymKey],
    ['password of the proxy', proxyPassword],
    ['signature of a link', signature],
    ['key of Google', privateKey],
    ['key of the certificate', own.key],
    ['federated token', federatedToken()],
  ]);
  const directories = demoDirectories(now);
  const microsoft365 = directories.microsoft365.map((directory): MicrosoftDirectory => {
    return { ...directory, application: { ...directory.application, clientSecret } };
  });
  const google = directories.google.map((directory): GoogleDirectory => {
    return { ...directory, serviceAccount: { ...directory.serviceAccount, publicKey } };
  });
  const service = await startService({
    microsoft365,
    google,
    now,
    tls: pair,
    faults: (request) => {
      noteSent(request, secrets);
      return hostility?.(request) ?? noteGiven(request, secrets);
    },
  });
  const proxy = await startProxy(hosts, Number(new URL(service.origin).port));
  onTestFinished(async () => {
    await proxy.close();
    await service.close();
  });
  const [customer] = google;
  const [first, other] = microsoft365;
  if (customer === undefined || first === undefined || other === undefined) throw new Error('the demo has two tenants');
  const key = {
    type: 'service_account',
    client_email: customer.serviceAccount.email,
    client_id: customer.serviceAccount.uniqueId,
    private_key_id: 'k1',
    private_key: privateKey,
  };
  await writeFile(join(inputs, 'key.json'), JSON.stringify(key));
  await writeFile(join(inputs, 'certificate.pem'), `${own.cert}\n${own.key}`);
  await writeFile(join(inputs, 'token.jwt'), secrets.get('federated token') ?? '');
  const credential =
    second === 'certificate'
      ? `certificatePath: ${join(inputs, 'certificate.pem')}`
      : `federatedTokenFile: ${join(inputs, 'token.jwt')}`;
  const lines = [
    'version: 1',
    `pseudonymKey: \${PSEUDONYM_KEY}`,
    'tenants:',
    '  - id: sample-trading',
    '    name: Sample Trading',
    '    expectedGaps: [microsoft365/enforcement]',
    '    microsoft365:',
    `      tenantId: ${first.tenantId}`,
    `      clientId: ${first.application.clientId}`,
    `      clientSecret: \${CLIENT_SECRET}`,
    '    googleWorkspace:',
    `      customerId: ${customer.customer.id}`,
    `      admin: ${customer.admin}`,
    `      keyFile: ${join(inputs, 'key.json')}`,
    '  - id: kita-clinic',
    '    name: Kita Clinic',
    '    microsoft365:',
    `      tenantId: ${other.tenantId}`,
    `      clientId: ${other.application.clientId}`,
    `      ${credential}`,
    '',
  ];
  await writeFile(join(cwd, 'shisei.yaml'), lines.join('\n'));
  const tmp = join(cwd, 'tmp');
  await mkdir(tmp);
  const env = await worldEnvironment(inputs, proxy, pair.cert);
  const url = new URL(proxy.url);
  url.username = 'planted';
  url.password = proxyPassword;
  return {
    cwd,
    env: {
      ...env,
      HTTPS_PROXY: url.href,
      TMPDIR: tmp,
      CLIENT_SECRET: clientSecret,
      PSEUDONYM_KEY: pseudonymKey,
    },
    service,
    wanted: proxy.wanted,
    secrets,
  };
}
