import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Bearer, bearerOf, scopesAsked } from './asked.ts';
import type { GoogleDirectory, MicrosoftDirectory } from './directory.ts';
import { type Fault, type Faults, plainAnswer, rewritten } from './faults.ts';
import { createGoogle } from './google.ts';
import { createGraph } from './graph.ts';
import { createGoogleLogin, createMicrosoftLogin } from './login.ts';
import { PageCache } from './paging.ts';
import { type Limits, Throttle } from './throttle.ts';
import { download } from './usage-report.ts';

export interface ServiceOptions {
  microsoft365?: readonly MicrosoftDirectory[];
  google?: readonly GoogleDirectory[];
  /** `documented`: the providers' published limits, by the real clock. `lifted`, the default: none. */
  limits?: Limits;
  /** The instant that reports of the service are dated by. */
  now: Date;
  tls?: { key: string; cert: string };
  faults?: Faults;
}

export type Part = 'graph' | 'microsoft-login' | 'google' | 'google-login' | 'download' | 'none';

export interface RequestRecord {
  method: string;
  /** As the client named it, without port on the providers' own names. */
  host: string;
  path: string;
  /** Path and query. */
  url: string;
  part: Part;
  /** Whose token came with it. */
  bearer: Bearer;
  /** What a sign-in asks for; empty for all other requests. */
  scopes: readonly string[];
  /** Asked inside a batch. */
  batched: boolean;
  /** Null until answered, and when the connection was cut instead. */
  status: number | null;
}

export interface Service {
  /** `http://127.0.0.1:<port>`, or `https://` with `tls`. */
  origin: string;
  /** Every request so far, in order of arrival; the items of a batch follow the batch. */
  log: readonly RequestRecord[];
  /** Requests that came over the wire, by part: items of a batch are not counted. */
  requests(): { total: number } & Record<Part, number>;
  close(): Promise<void>;
}

const loopback = '127.0.0.1';

interface Place {
  part: Part;
  paths: RegExp;
}

const graphPlace: Place = { part: 'graph', paths: /^\/(v1\.0|beta)(\/|$)/ };
const adminPlace: Place = { part: 'google', paths: /^\/admin\// };
const cloudIdentityPlace: Place = { part: 'google', paths: /^\/v1\// };
const googleLoginPlace: Place = { part: 'google-login', paths: /^\/token$/ };
const downloadPlace: Place = { part: 'download', paths: /^\/data\/download\// };
const microsoftLoginPlace: Place = { part: 'microsoft-login', paths: /\/(oauth2|v2\.0|discovery)\// };

const hosts: Readonly<Record<string, Place>> = {
  'graph.microsoft.com': graphPlace,
  'login.microsoftonline.com': microsoftLoginPlace,
  'login.microsoft.com': microsoftLoginPlace,
  'admin.googleapis.com': adminPlace,
  'cloudidentity.googleapis.com': cloudIdentityPlace,
  'oauth2.googleapis.com': googleLoginPlace,
  'reports.office.com': downloadPlace,
};

/** In the order in which they are tried, where the host is nobody's. */
const places = [graphPlace, adminPlace, cloudIdentityPlace, googleLoginPlace, downloadPlace, microsoftLoginPlace];

/** Under a provider's own name only that provider's paths exist. */
function partOf(host: string, path: string): Part {
  const named = hosts[host];
  const candidates = named === undefined ? places : [named];
  return candidates.find(({ paths }) => paths.test(path))?.part ?? 'none';
}

/** Starts the example tenants on loopback. Directories must not change while it runs: pages are kept. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const microsoft = new Map((options.microsoft365 ?? []).map((directory) => [directory.tenantId, directory]));
  const google = options.google ?? [];
  const throttle = new Throttle(options.limits ?? 'lifted');
  const pages = new PageCache();
  const log: RequestRecord[] = [];
  const repetitions = new Map<string, number>();

  const faultFor = ({ method, url, host }: RequestRecord, request: Request, body: string): Fault | undefined => {
    const key = `${method} ${host}${url}`;
    const nth = (repetitions.get(key) ?? 0) + 1;
    repetitions.set(key, nth);
    const authorization = request.headers.get('authorization');
    return options.faults?.({ method, url, host, authorization, body, nth });
  };

  const record = (request: Request, batched: boolean, body: string): RequestRecord => {
    const { host, hostname, pathname, search } = new URL(request.url);
    const name = hosts[hostname] === undefined ? host : hostname;
    const part = partOf(name, pathname);
    const entry: RequestRecord = {
      method: request.method,
      host: name,
      path: pathname,
      url: `${pathname}${search}`,
      part,
      bearer: bearerOf(request.headers.get('authorization')),
      scopes: part === 'microsoft-login' || part === 'google-login' ? scopesAsked(body) : [],
      batched,
      status: null,
    };
    log.push(entry);
    return entry;
  };

  /** What goes out whole; faults of the connection are none of it. */
  const answered = async (fault: Fault | undefined, ask: () => Promise<Response> | Response): Promise<Response> => {
    if (fault !== undefined && 'status' in fault) return plainAnswer(fault);
    if (fault !== undefined && 'rewrite' in fault) return rewritten(await ask(), fault.rewrite);
    return ask();
  };

  const graphState = {
    directories: microsoft,
    throttle,
    pages,
    now: options.now,
    reportsOrigin: (requestUrl: string) => {
      const { origin, hostname } = new URL(requestUrl);
      return hostname === 'graph.microsoft.com' ? 'https://reports.office.com' : origin;
    },
    downloads: new Map<string, string>(),
  };
  const graph = createGraph(graphState, async (request, answer) => {
    const entry = record(request, true, '');
    const fault = faultFor(entry, request, '');
    const response = await answered(fault, () => answer(request));
    entry.status = response.status;
    return response;
  });
  const googleApi = createGoogle({ directories: google, throttle, pages, now: options.now });
  const microsoftLogin = createMicrosoftLogin(microsoft);
  const googleLogin = createGoogleLogin(google);

  const route = async (request: Request, part: Part): Promise<Response> => {
    if (part === 'graph') return graph.fetch(request);
    if (part === 'google') return googleApi.fetch(request);
    if (part === 'microsoft-login') return microsoftLogin.fetch(request);
    if (part === 'google-login') return googleLogin.fetch(request);
    if (part === 'download') return download(graphState, request);
    return new Response('Not found.', { status: 404 });
  };

  const answer = async (request: Request, { outgoing }: HttpBindings): Promise<Response> => {
    const body = request.method === 'POST' ? await request.clone().text() : '';
    const entry = record(request, false, body);
    const fault = faultFor(entry, request, body);
    if (fault === undefined || 'status' in fault || 'rewrite' in fault) {
      const response = await answered(fault, () => route(request, entry.part));
      entry.status = response.status;
      return response;
    }
    if ('stall' in fault && fault.stall === true) return RESPONSE_ALREADY_SENT;
    if ('reset' in fault && fault.reset === 'before') {
      outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    const response = await route(request, entry.part);
    const bytes = Buffer.from(await response.arrayBuffer());
    entry.status = response.status;
    const length = 'truncate' in fault ? Math.min(fault.truncate, bytes.length) : bytes.length;
    const sent = 'truncate' in fault ? length : Math.floor(length / 2);
    outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), 'content-length': String(length) });
    outgoing.write(bytes.subarray(0, sent), () => {
      if ('truncate' in fault) outgoing.end();
      else if ('reset' in fault) outgoing.destroy();
    });
    return RESPONSE_ALREADY_SENT;
  };

  const listener = getRequestListener((request, env) => answer(request, env as HttpBindings), {
    overrideGlobalObjects: false,
  });
  const handle = (incoming: IncomingMessage, outgoing: ServerResponse) => void listener(incoming, outgoing);
  const server = options.tls === undefined ? createServer(handle) : createSecureServer(options.tls, handle);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(0, loopback, resolve);
  await promise;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the demo service has no port');

  return {
    origin: `${options.tls === undefined ? 'http' : 'https'}://${loopback}:${address.port}`,
    log,
    requests() {
      const wire = log.filter(({ batched }) => !batched);
      const count = (part: Part) => wire.filter((entry) => entry.part === part).length;
      return {
        total: wire.length,
        graph: count('graph'),
        'microsoft-login': count('microsoft-login'),
        google: count('google'),
        'google-login': count('google-login'),
        download: count('download'),
        none: count('none'),
      };
    },
    close() {
      server.closeAllConnections();
      return new Promise((done, failed) => server.close((error) => (error === undefined ? done() : failed(error))));
    },
  };
}
