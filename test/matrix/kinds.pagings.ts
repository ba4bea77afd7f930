import type { Provider } from '../../src/core/provider.ts';
import type { Fault, FaultRequest, RealAnswer } from '../../src/demo/faults.ts';
import { isLaterPage } from './endpoints.ts';
import type { Kind, Position, Setting } from './kinds.ts';
import { listOf, withRows } from './lists.ts';

const linkField = '@odata.nextLink';

/** The answer with a link, or token, to a page of our own making. */
function leadingTo(body: unknown, provider: Provider, { url, host }: FaultRequest, token: string): object {
  if (provider === 'google-workspace') return { ...(body as object), nextPageToken: token };
  const [path = '', query = ''] = url.split('?');
  const asked = query.split('&').filter((part) => part !== '' && !/^(?:\$|%24)skiptoken=/i.test(part));
  return { ...(body as object), [linkField]: `http://${host}${path}?${[...asked, `$skiptoken=${token}`].join('&')}` };
}

function tokenOf(url: string): string | null {
  return /[?&](?:\$skiptoken|%24skiptoken|pageToken)=(made-up[\w-]*)/i.exec(url)?.[1] ?? null;
}

function isList({ status, body }: RealAnswer): boolean {
  return status === 200 && listOf(body)?.isPage === true;
}

/** Pages that the service does not have, after one that it has. */
function madeUp(
  id: string,
  positions: readonly Position[],
  survives: readonly Position[],
  pages: (page: object, request: FaultRequest, setting: Setting, count: number) => object,
): Kind {
  return {
    id,
    gaps: ['malformed'],
    positions,
    survives,
    needs: 'page',
    make: (setting) => {
      let kept: object = {};
      let count = 0;
      return (request) => {
        if (tokenOf(request.url) !== null) {
          count += 1;
          return { status: 200, body: pages(kept, request, setting, count) };
        }
        return {
          rewrite: (answer) => {
            if (!isList(answer)) return null;
            kept = answer.body as object;
            return { body: pages(kept, request, setting, 0) };
          },
        };
      };
    },
  };
}

function emptied(page: object): object {
  const list = listOf(page);
  return list === null ? page : withRows(page, list.field, []);
}

/** A link of Microsoft's that leads elsewhere. */
function foreign(id: string, linkOf: (own: URL, stranger: string) => string): Kind {
  return {
    id,
    gaps: ['malformed'],
    positions: ['once', 'always', 'last'],
    survives: [],
    provider: 'microsoft365',
    needs: 'page',
    make: ({ stranger }) => {
      return ({ url, host }) => ({
        rewrite: (answer) => {
          if (!isList(answer)) return null;
          return {
            body: { ...(answer.body as object), [linkField]: linkOf(new URL(`http://${host}${url}`), stranger) },
          };
        },
      });
    },
  };
}

const expired: Record<Provider, Fault> = {
  microsoft365: {
    status: 400,
    body: {
      error: {
        code: 'Directory_ExpiredPageToken',
        message: 'The specified page token value has expired and can no longer be included in your request.',
      },
    },
  },
  'google-workspace': {
    status: 410,
    body: { error: { code: 410, message: 'Page token expired.', errors: [{ reason: 'gone', message: 'Gone' }] } },
  },
};

function expiring(id: string, positions: readonly Position[], survives: readonly Position[], times: number): Kind {
  return {
    id,
    gaps: ['expired'],
    positions,
    survives,
    needs: 'laterPage',
    make: ({ provider }) => {
      let left = times;
      return ({ url }) => {
        if (!isLaterPage(url) || left === 0) return undefined;
        left -= 1;
        return expired[provider];
      };
    },
  };
}

function redirect(id: string, locationOf: (own: URL, stranger: string) => string): Kind {
  return {
    id,
    gaps: ['malformed', 'network'],
    positions: ['once', 'last'],
    survives: [],
    make: ({ stranger }) => {
      return ({ url, host }) => ({
        status: 302,
        headers: { location: locationOf(new URL(`http://${host}${url}`), stranger) },
        body: '',
      });
    },
  };
}

/** The API knows no pages here, so that a list which has them is refused. */
const unpaged = /\/(?:domains|orgunits)$/;
/** Entries are counted, so that a list is not begun again. */
const counted = /\/activity\/users\/all\/applications\//;

/** Lists that do not end, that lead astray, or that come in other pieces than they should. */
export const pagings: readonly Kind[] = [
  {
    ...madeUp('an empty page before the rows', ['once'], ['once'], (page, request, { provider }, count) =>
      count === 0 ? leadingTo(emptied(page), provider, request, 'made-up') : page,
    ),
    spares: unpaged,
  },
  madeUp('a link that comes again', ['once', 'last'], [], (page, request, { provider }) =>
    leadingTo(page, provider, request, 'made-up'),
  ),
  madeUp('empty pages without end', ['once', 'last'], [], (page, request, { provider }, count) =>
    leadingTo(count === 0 ? page : emptied(page), provider, request, `made-up-${count}`),
  ),
  madeUp('the same page without end', ['once', 'last'], [], (page, request, { provider }, count) =>
    leadingTo(page, provider, request, `made-up-${count}`),
  ),
  foreign('a link to another host', (own, stranger) => own.href.replace(own.origin, stranger)),
  foreign('a link to another port', (own) => own.href.replace(own.host, `${own.hostname}:1`)),
  foreign('a link to another scheme', (own) => own.href.replace('http:', 'https:')),
  foreign(
    'a link with a name and a password in it',
    (own, stranger) => own.href.replace('//', `//graph:x@`) + stranger,
  ),
  foreign('a link that is no address', () => 'users?page=2'),
  foreign('a link out of the API', (own) => `${own.origin}/data/download/1`),
  redirect('a redirect to another host', (own, stranger) => own.href.replace(own.origin, stranger)),
  redirect('a redirect to itself', (own) => own.href),
  { ...expiring('a page token that expires once', ['always'], ['always'], 1), spares: counted },
  expiring('a page token that always expires', ['always'], [], Number.POSITIVE_INFINITY),
];
