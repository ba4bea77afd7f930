import type { OAuth2Client } from 'google-auth-library';
import type { z } from 'zod';
import { type PageLimit, pages } from '../../src/http/pages.ts';
import type { Access } from './access.ts';
import { readPage, readWhole } from './answers.ts';
import { type ApiName, type Apis, openApi } from './apis.ts';
import type { Capability } from './capabilities.ts';
import { CapabilityError } from './errors.ts';
import { isPageTokenExpired, isTokenRejected } from './faults.ts';
import type { GoogleWorkspaceSettings } from './settings.ts';
import type { Transport } from './transport.ts';

/** One request of the API that the capability opens. */
export interface Question<T, A extends ApiName> {
  /** For messages: the method, such as `users.list`. */
  place: string;
  capability: Capability<A>;
  schema: z.ZodType<T>;
  ask: (api: Apis[A]) => Promise<{ data: unknown }>;
}

/** A list, page after page. `fields`, when asked for, must hold `nextPageToken`. */
export interface Listing<Row, A extends ApiName> {
  place: string;
  capability: Capability<A>;
  /** Where the answer holds its rows. */
  field: string;
  row: z.ZodType<Row>;
  key: (row: Row) => string;
  ask: (api: Apis[A], page: { pageToken?: string }) => Promise<{ data: unknown }>;
  /** Rows are counted: the list is not begun again when a page token expires, and no row comes twice. */
  counted?: boolean;
  limit?: PageLimit;
}

export interface GoogleClient {
  /** @throws CapabilityError around whatever went wrong */
  get<T, A extends ApiName>(question: Question<T, A>): Promise<T>;
  list<Row, A extends ApiName>(listing: Listing<Row, A>): AsyncGenerator<readonly Row[], void>;
  /** Gets a token, to see whether the scope is delegated. */
  authorize(capability: Capability): Promise<void>;
}

interface Connection<A extends ApiName> {
  auth: OAuth2Client;
  api: Apis[A];
}

export function createClient(settings: GoogleWorkspaceSettings, access: Access, transport: Transport): GoogleClient {
  const connections = new Map<string, Promise<Connection<ApiName>>>();

  async function connect<A extends ApiName>({ api, scope }: Capability<A>): Promise<Connection<A>> {
    const auth = await access.authorization(scope, settings, transport);
    return { auth, api: await openApi(api, auth, access.rootUrl) };
  }

  function connection<A extends ApiName>(capability: Capability<A>): Promise<Connection<A>> {
    // A scope belongs to one capability, and so to one API.
    const known = connections.get(capability.scope) as Promise<Connection<A>> | undefined;
    if (known !== undefined) return known;
    const made = connect(capability);
    connections.set(capability.scope, made);
    return made;
  }

  async function use<T, A extends ApiName>(
    capability: Capability<A>,
    work: (connection: Connection<A>) => Promise<T>,
  ): Promise<T> {
    const first = connection(capability);
    try {
      return await work(await first);
    } catch (error) {
      if (!isTokenRejected(error)) throw new CapabilityError(capability, error);
    }
    // The clients refresh a token by its time alone, so a new client is made; once for all that were refused together.
    if (connections.get(capability.scope) === first) connections.delete(capability.scope);
    try {
      return await work(await connection(capability));
    } catch (error) {
      throw new CapabilityError(capability, error);
    }
  }

  return {
    get({ place, capability, schema, ask }) {
      return use(capability, async ({ api }) => readWhole(place, schema, (await ask(api)).data));
    },
    list({ place, capability, field, row, key, ask, counted = false, limit }) {
      return pages({
        place,
        key,
        ...(limit === undefined ? {} : { limit }),
        isExpired: (error) => !counted && isPageTokenExpired(error),
        read: (next) =>
          use(capability, async ({ api }) => {
            const { data } = await ask(api, next === null ? {} : { pageToken: next });
            return readPage(place, field, row, data);
          }),
      });
    },
    authorize(capability) {
      return use(capability, async ({ auth }) => {
        await auth.getAccessToken();
      });
    },
  };
}
