import type { z } from 'zod';
import type { DirectorySession, Surroundings } from '../../src/core/connector.ts';
import { IdentityError } from '../../src/core/errors.ts';
import { type Answer, type Call, openDoor, placeOf, type Timing } from '../../src/http/door.ts';
import { ForeignAddressError } from '../../src/http/errors.ts';
import { pages, sameOrigin } from '../../src/http/pages.ts';
import { pause } from '../../src/http/pause.ts';
import { createRepeats } from '../../src/http/repeats.ts';
import { createSecrets, type Secrets } from '../../src/http/secrets.ts';
import { type Access, graphOrigin, officialAccess } from './access.ts';
import { type BatchAnswer, type BatchRequest, readBatches } from './batch.ts';
import { graphBudgets } from './budgets.ts';
import { createClient, type Delivery, ownHeaders, type RequestOptions, type Version } from './client.ts';
import { GraphError } from './errors.ts';
import { isExpiredPage, refusesTop } from './gaps.ts';
import { type Member, shareMembers } from './members.ts';
import { verifyTenant } from './own-tenant.ts';
import { mayPost } from './posts.ts';
import type { Microsoft365Settings } from './settings.ts';
import { pageOf, refuseHiddenError, refusePart, shaped } from './shapes.ts';
import { challengeOf, claimsOf, holdTokens } from './tokens.ts';

/** What a reading may add to the plain request. */
export interface ReadOptions {
  /** Sent with every page, since next links do not carry them. */
  headers?: Readonly<Record<string, string>>;
  /** Default `v1.0`. */
  version?: Version;
}

/** Whether what was refused is worth another try; tries count from 1. What it throws stands for the refusal. */
export type Again = (error: unknown, tries: number) => Promise<boolean>;

/** How a collection is read. */
export interface CollectionOptions extends ReadOptions {
  again?: Again;
  /** Told when a link to a page was too old, so that the reading begins again from the first: its rows come twice. */
  onRestart?: () => void;
}

/** An open way into one tenant. */
export interface Session extends DirectorySession {
  tenantId: string;
  /** Of the application that reads; empty where Microsoft chooses it. */
  clientId: string;
  now: Surroundings['now'];
  asOf: Surroundings['asOf'];
  /** @throws IdentityError when it is the id of another tenant */
  verify(answered: string): void;
  /** Reads one object. */
  read<Shape extends z.ZodType>(path: string, shape: Shape, options?: ReadOptions): Promise<z.output<Shape>>;
  /** Every object of a collection, page after page. One that comes again on the same page or the next is left out. */
  collection<Row extends { id: string }>(
    path: string,
    shape: z.ZodType<Row>,
    options?: CollectionOptions,
  ): AsyncGenerator<readonly Row[], void>;
  /** Reads many single objects, twenty to a request; a refused one is told in its answer and hinders no other. */
  batch<Value>(
    requests: Iterable<BatchRequest>,
    shape: z.ZodType<Value>,
    again?: Again,
  ): AsyncGenerator<BatchAnswer<Value>, void>;
  /**
   * The members of a group, each once, with those of the groups in it; null when there is no such group. A group is
   * read once, however many ask for it.
   * @throws GapError when the group hides its members, HalfReadError with the members that were read
   */
  members(groupId: string): Promise<readonly Member[] | null>;
  /** Asks as `read` does, and gives whatever was answered, redirects too. */
  ask(path: string): Promise<{ place: string; url: URL; answer: Answer }>;
  /** Fetches from an address outside Graph, without credentials. */
  fetch(url: URL): Promise<Answer>;
  /**
   * A next link as a path under the version.
   * @throws ForeignAddressError when it leads away from that version of the API, or to another collection
   */
  follow(place: string, link: string, version?: Version): string;
  /** A short wait before asking again. */
  pause(): Promise<void>;
}

/** The last part of a path, as paths are compared. */
function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}

/** What tests and the demonstration put in place of Microsoft's sign-in and of patience. */
export interface SessionOptions {
  access?: Access;
  timing?: Partial<Timing>;
  /** Those of this session alone. */
  secrets?: Secrets;
}

const stable: Version = 'v1.0';

function withoutTop(path: string): string {
  return path.replace(/([?&])\$top=\d+&?/, '$1').replace(/[?&]$/, '');
}

/**
 * Signs in, and makes sure that the tenant is the configured one.
 * @throws IdentityError when it is another
 */
export async function openSession(
  settings: Microsoft365Settings,
  surroundings: Surroundings,
  options: SessionOptions = {},
): Promise<Session> {
  const { signal, now, asOf, onWait } = surroundings;
  const { tenantId, clientId } = settings;
  const origin = options.access?.origin ?? graphOrigin(settings.cloud);
  const timing = { delayMs: 1_000, retries: 5, patienceMs: 300_000, ...options.timing };
  const secrets = options.secrets ?? createSecrets();
  const door = openDoor({
    trusted: new Set([origin]),
    signal,
    mayPost: mayPost(settings, origin),
    secrets,
    budgetFor: graphBudgets(origin, timing.windowFactor),
    // Graph says under its right status what is worth another try.
    isTransient: () => false,
    timing,
    ...(onWait === undefined ? {} : { onWait }),
  });
  const access = options.access ?? officialAccess(settings, door.send, secrets);
  const tokens = holdTokens(access, tenantId, signal);

  async function deliver(call: Call): Promise<Delivery> {
    const token = await tokens.current();
    call.headers.set('authorization', `Bearer ${token}`);
    const answer = await door.send(call);
    if (answer.status !== 401) return { call, answer };
    const renewed = await tokens.renewed(token, challengeOf(answer.headers));
    call.headers.set('authorization', `Bearer ${renewed}`);
    return { call, answer: await door.send(call) };
  }

  const request = createClient(origin, deliver);

  async function bodyOf(path: string, options: RequestOptions): Promise<{ place: string; call: Call; body: unknown }> {
    const { call, answer } = await request(path, options);
    const place = placeOf(call);
    if (answer.status !== 200) throw new GraphError(place, answer);
    refuseHiddenError(place, answer.body);
    return { place, call, body: answer.body };
  }

  /** A part of a batch is refused for its token as a request is, and gets a new one once. */
  async function postBatch(items: readonly BatchRequest[]) {
    const requests = items.map(({ id, path }) => ({ id, method: 'GET', url: path }));
    const { place, call, body } = await bodyOf('/$batch', { post: { requests }, cost: items.length });
    const used = call.headers.get('authorization')?.replace(/^Bearer /, '') ?? '';
    return { place, body, renew: () => tokens.renewed(used, undefined) };
  }

  function follow(place: string, link: string, version = stable): string {
    const url = sameOrigin(place, link, origin);
    if (!url.pathname.startsWith(`/${version}/`))
      throw new ForeignAddressError(place, `${url.origin} outside ${version}`);
    // The way to a collection may be spelled in several ways, but not its name.
    if (lastOf(url.pathname) !== lastOf(place)) throw new ForeignAddressError(place, 'another collection');
    return url.pathname.slice(version.length + 1) + url.search;
  }

  const placeFor = (path: string, version = stable) => `GET ${new URL(origin).host}/${version}${path}`;

  const session: Session = {
    tenantId,
    clientId,
    now,
    asOf,

    verify(answered) {
      if (answered.toLowerCase() === tenantId.toLowerCase()) return;
      throw new IdentityError(`tenant ${answered} answered, and the configured one is ${tenantId}`);
    },

    follow,
    pause: () => pause(timing.delayMs, signal),
    requests: door.requests,
    clockAheadMs: door.clockAheadMs,
    fetch: (url) => door.send({ method: 'GET', url, headers: new Headers({ 'User-Agent': ownHeaders['User-Agent'] }) }),

    async granted() {
      const claims = claimsOf(await tokens.current());
      return claims === null ? null : (claims.roles ?? claims.scp?.split(' ') ?? []);
    },

    async ask(path) {
      const { call, answer } = await request(path, {});
      return { place: placeOf(call), url: call.url, answer };
    },

    async read(path, shape, options = {}) {
      const { place, body } = await bodyOf(path, options);
      refusePart(place, body);
      return shaped(place, shape, body);
    },

    collection<Row extends { id: string }>(
      path: string,
      shape: z.ZodType<Row>,
      { again = async () => false, onRestart, ...options }: CollectionOptions = {},
    ) {
      let first = path;
      let begun = false;
      const pageType = pageOf(shape);
      const repeats = createRepeats<Row>((row) => row.id);
      const place = placeFor(path.replace(/\?.*$/s, ''), options.version);

      async function page(next: string | null): Promise<{ place: string; body: unknown }> {
        for (let tries = 1; ; tries += 1) {
          try {
            return await bodyOf(next === null ? first : follow(place, next, options.version), options);
          } catch (error) {
            if (next === null && first.includes('$top=') && refusesTop(error)) first = withoutTop(first);
            else if (!(await again(error, tries))) throw error;
          }
        }
      }

      return pages<Row>({
        place,
        key: (row) => row.id,
        isExpired: isExpiredPage,
        async read(next) {
          if (next === null && begun) onRestart?.();
          if (next === null) repeats.forget();
          begun = true;
          const { place, body } = await page(next);
          const { value, '@odata.nextLink': link } = shaped(place, pageType, body);
          return { rows: repeats.without(value), next: link ?? null };
        },
      });
    },

    batch: (requests, shape, again = async () => false) =>
      readBatches({
        requests,
        shape,
        timing,
        signal,
        place: (path) => placeFor(path.replace(/\?.*$/s, '')),
        post: postBatch,
        again,
        ...(onWait === undefined ? {} : { onWait }),
      }),

    members: (groupId) => members(groupId),
  };
  const members = shareMembers(session);

  const tenantOfToken = claimsOf(await tokens.current())?.tid;
  const { kind } = settings.credential;
  // The identity of a machine or of a person at the command line is not bound to the configured tenant.
  const isBound = kind !== 'managedIdentity' && kind !== 'azureCli';
  await verifyTenant(session, tenantOfToken !== undefined || isBound, signal);
  return session;
}
