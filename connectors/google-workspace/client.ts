import type { admin_directory_v1 } from 'googleapis/build/src/apis/admin/index.js';
import type { z } from 'zod';
import { pages } from '../../src/http/pages.ts';
import type { Access } from './access.ts';
import { readAnswer, readPage } from './answers.ts';
import type { Capability } from './capabilities.ts';
import { CapabilityError } from './errors.ts';
import { isPageTokenExpired, isTokenRejected } from './faults.ts';
import type { GoogleWorkspaceSettings } from './settings.ts';
import type { Transport } from './transport.ts';

export type DirectoryApi = admin_directory_v1.Admin;

/** One request of the Directory API. */
export interface Question<T> {
  /** For messages: the method, such as `users.list`. */
  place: string;
  capability: Capability;
  schema: z.ZodType<T>;
  ask: (api: DirectoryApi) => Promise<{ data: unknown }>;
}

/** A list of the Directory API, page after page. `fields`, when asked for, must hold `nextPageToken`. */
export interface Listing<Row> {
  place: string;
  capability: Capability;
  /** Where the answer holds its rows. */
  field: string;
  row: z.ZodType<Row>;
  key: (row: Row) => string;
  ask: (api: DirectoryApi, page: { pageToken?: string }) => Promise<{ data: unknown }>;
}

export interface DirectoryClient {
  /** @throws CapabilityError around whatever went wrong */
  get<T>(question: Question<T>): Promise<T>;
  list<Row>(listing: Listing<Row>): AsyncGenerator<readonly Row[], void>;
  /** Gets a token, to see whether the scope is delegated. */
  authorize(capability: Capability): Promise<void>;
}

async function connect(access: Access, settings: GoogleWorkspaceSettings, scope: string, transport: Transport) {
  const auth = await access.authorization(scope, settings, transport);
  // The root of the package loads every API of Google: ten times the time and the memory of this one.
  const { admin } = await import('googleapis/build/src/apis/admin/index.js');
  // Only here does rootUrl work: `google.options({ rootUrl })` is ignored, and the call would go to Google.
  const { rootUrl } = access;
  const api = admin({ version: 'directory_v1', auth, retry: false, ...(rootUrl === undefined ? {} : { rootUrl }) });
  return { auth, api };
}

type Connection = Awaited<ReturnType<typeof connect>>;

export function createClient(settings: GoogleWorkspaceSettings, access: Access, transport: Transport): DirectoryClient {
  const connections = new Map<string, Promise<Connection>>();

  function connection(scope: string): Promise<Connection> {
    const known = connections.get(scope);
    if (known !== undefined) return known;
    const made = connect(access, settings, scope, transport);
    connections.set(scope, made);
    return made;
  }

  async function use<T>(capability: Capability, work: (connection: Connection) => Promise<T>): Promise<T> {
    const first = connection(capability.scope);
    try {
      return await work(await first);
    } catch (error) {
      if (!isTokenRejected(error)) throw new CapabilityError(capability, error);
    }
    // The clients refresh a token by its time alone, so a new client is made; once for all that were refused together.
    if (connections.get(capability.scope) === first) connections.delete(capability.scope);
    try {
      return await work(await connection(capability.scope));
    } catch (error) {
      throw new CapabilityError(capability, error);
    }
  }

  return {
    get({ place, capability, schema, ask }) {
      return use(capability, async ({ api }) => readAnswer(place, schema, (await ask(api)).data));
    },
    list({ place, capability, field, row, key, ask }) {
      return pages({
        place,
        key,
        isExpired: isPageTokenExpired,
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
