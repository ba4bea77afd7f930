import { readFile } from 'node:fs/promises';
import type { ClientSecretCredentialOptions, TokenCredential } from '@azure/identity';
import { MalformedError } from '../../src/core/errors.ts';
import type { Answer, Door } from '../../src/http/door.ts';
import { placeOf } from '../../src/http/door.ts';
import { StatusError } from '../../src/http/errors.ts';
import { redact } from '../../src/http/redact.ts';
import { createSecrets, type Secrets } from '../../src/http/secrets.ts';
import { SignInError } from './errors.ts';
import type { Microsoft365Cloud, Microsoft365Settings } from './settings.ts';

/** A way to Microsoft Graph: where it is, and a token for it. */
export interface Access {
  /** Such as `https://graph.microsoft.com`. */
  origin: string;
  /**
   * A token for Graph.
   * @param options.refresh asks for a new one, past any cache
   * @param options.claims what Graph wants the new token to say, as JSON
   */
  token(options: { refresh: boolean; claims?: string; signal: AbortSignal }): Promise<{
    token: string;
    /** Milliseconds since the epoch. */
    expiresAt: number;
  }>;
}

/** https://learn.microsoft.com/graph/deployments */
const clouds: Readonly<Record<Microsoft365Cloud, { graph: string; login: string }>> = {
  global: { graph: 'https://graph.microsoft.com', login: 'https://login.microsoftonline.com' },
  usgov: { graph: 'https://graph.microsoft.us', login: 'https://login.microsoftonline.us' },
  'usgov-dod': { graph: 'https://dod-graph.microsoft.us', login: 'https://login.microsoftonline.us' },
  china: { graph: 'https://microsoftgraph.chinacloudapi.cn', login: 'https://login.chinacloudapi.cn' },
};

/** Where Graph is in a cloud. */
export function graphOrigin(cloud: Microsoft365Cloud): string {
  return clouds[cloud].graph;
}

type HttpClient = NonNullable<ClientSecretCredentialOptions['httpClient']>;
type HttpHeaders = Awaited<ReturnType<HttpClient['sendRequest']>>['headers'];

function sdkHeaders(headers: Headers): HttpHeaders {
  return {
    get: (name) => headers.get(name) ?? undefined,
    has: (name) => headers.has(name),
    set: (name, value) => headers.set(name, String(value)),
    delete: (name) => headers.delete(name),
    toJSON: () => Object.fromEntries(headers),
    [Symbol.iterator]: () => headers[Symbol.iterator](),
  };
}

/** Whether somebody else answered than one who gives out tokens, such as the page of a guest network. */
function isOfStranger({ pathname }: URL, { status, body }: Answer): boolean {
  if (status >= 300 && status < 400) return true;
  if (status !== 200 || !pathname.endsWith('/token')) return false;
  return typeof body !== 'object' || body === null || !('access_token' in body || 'error' in body);
}

/** Remembers what the SDK loses: it turns every failure of its transport into a failure to sign in. */
interface Transport {
  client: HttpClient;
  /** The fault since the last call of this function that was the network's or the service's, if any. */
  fault(): unknown;
}

function throughTheDoor(send: Door['send']): Transport {
  let fault: unknown;

  async function deliver(request: Parameters<HttpClient['sendRequest']>[0]): Promise<Answer> {
    const { url, method, body } = request;
    if ((method !== 'GET' && method !== 'POST') || (body !== undefined && body !== null && typeof body !== 'string')) {
      throw new TypeError(`the sign-in asks for ${method} in a form that is not expected`);
    }
    const call = { method, url: new URL(url), headers: new Headers([...request.headers]) };
    const answer = await send(typeof body === 'string' ? { ...call, body } : call);
    if (answer.status === 429 || answer.status >= 500) fault = new StatusError(placeOf(call), answer);
    if (isOfStranger(call.url, answer)) fault = new MalformedError(placeOf(call), 'this is no answer to a sign-in');
    return answer;
  }

  return {
    client: {
      async sendRequest(request) {
        const answer = await deliver(request).catch((error: unknown) => {
          fault = error;
          throw error;
        });
        const bodyAsText = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
        return { request, status: answer.status, headers: sdkHeaders(answer.headers), bodyAsText };
      },
    },
    fault() {
      const last = fault;
      fault = undefined;
      return last;
    },
  };
}

type RequestLog = NonNullable<NonNullable<ClientSecretCredentialOptions['loggingOptions']>['logger']>;

/** The SDK's own log of requests, which `AZURE_LOG_LEVEL` turns on, shows the proxy with its password; so it gets none. */
function noRequestLog(): RequestLog {
  const nothing = () => undefined;
  const members = { enabled: false, namespace: '', log: nothing, destroy: () => true, extend: noRequestLog };
  return Object.assign(nothing, members);
}

async function credentialOf(
  settings: Microsoft365Settings,
  httpClient: HttpClient,
  secrets: Secrets,
): Promise<TokenCredential> {
  const { tenantId, clientId, credential, cloud } = settings;
  const identity = await import('@azure/identity');
  const options = {
    authorityHost: clouds[cloud].login,
    httpClient,
    retryOptions: { maxRetries: 0 },
    loggingOptions: { logger: noRequestLog() },
  };
  switch (credential.kind) {
    case 'clientSecret':
      secrets.learn(credential.clientSecret);
      return new identity.ClientSecretCredential(tenantId, clientId, credential.clientSecret, options);
    case 'certificate': {
      const certificate = await readFile(credential.certificatePath, 'utf8');
      secrets.learn(/-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*/.exec(certificate)?.[0]);
      return new identity.ClientCertificateCredential(tenantId, clientId, { certificate }, options);
    }
    case 'federatedToken': {
      const tokenFilePath = credential.federatedTokenFile;
      return new identity.WorkloadIdentityCredential({ ...options, tenantId, clientId, tokenFilePath });
    }
    case 'managedIdentity':
      return new identity.ManagedIdentityCredential(clientId === '' ? options : { ...options, clientId });
    case 'azureCli':
      return new identity.AzureCliCredential({ tenantId });
  }
}

function refusal(error: unknown, secrets: Secrets): SignInError {
  const safe = secrets.hide(error instanceof Error ? error.message : String(error));
  const code = /AADSTS\d+/.exec(safe)?.[0] ?? null;
  const words = code === null ? safe : safe.slice(safe.indexOf(code)).replace(/ ?Trace ID:.*$/s, '');
  return new SignInError(code, redact(words));
}

/** Signs in as Microsoft's own SDK does, its traffic through the one door. */
export function officialAccess(settings: Microsoft365Settings, send: Door['send'], secrets = createSecrets()): Access {
  const origin = graphOrigin(settings.cloud);
  const transport = throughTheDoor(send);
  let credential: Promise<TokenCredential> | null = null;
  return {
    origin,
    async token({ refresh, claims, signal }) {
      // A credential keeps its tokens to itself, and gives a kept one again: only a new one asks again.
      if (refresh) credential = null;
      transport.fault();
      try {
        credential ??= credentialOf(settings, transport.client, secrets);
        const given = await (await credential).getToken(`${origin}/.default`, {
          abortSignal: signal,
          ...(claims === undefined ? {} : { claims }),
        });
        if (given === null) throw new SignInError(null, 'no token was given');
        secrets.learn(given.token);
        return { token: given.token, expiresAt: given.expiresOnTimestamp };
      } catch (error) {
        credential = null;
        signal.throwIfAborted();
        throw transport.fault() ?? refusal(error, secrets);
      }
    },
  };
}
