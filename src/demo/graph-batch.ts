import { faultAnswer, GraphFault, type GraphRoutes, versionOf } from './graph-request.ts';

interface BatchItem {
  id: string;
  method: string;
  url: string;
  headers: Record<string, string>;
}

const most = 20;

function invalid(message: string): GraphFault {
  return new GraphFault(400, 'BadRequest', message);
}

function itemsOf(body: unknown): BatchItem[] {
  const requests = typeof body === 'object' && body !== null && 'requests' in body ? body.requests : null;
  if (!Array.isArray(requests) || requests.length === 0) {
    throw invalid('Invalid batch payload format.');
  }
  if (requests.length > most) {
    throw new GraphFault(
      400,
      'MaximumValueExceeded',
      `Number of batch request steps exceeds the maximum value of ${most}.`,
    );
  }
  const items = requests.map((request: unknown): BatchItem => {
    const entry = typeof request === 'object' && request !== null ? new Map(Object.entries(request)) : new Map();
    const [id, method, url] = [entry.get('id'), entry.get('method'), entry.get('url')];
    if (typeof id !== 'string' || typeof method !== 'string' || typeof url !== 'string') {
      throw invalid('Invalid batch payload format.');
    }
    const headers: unknown = entry.get('headers');
    return { id, method, url, headers: typeof headers === 'object' && headers !== null ? { ...headers } : {} };
  });
  const ids = new Set(items.map(({ id }) => id.toLowerCase()));
  if (ids.size !== items.length) throw invalid('Request id must be unique across all requests in the batch.');
  return items;
}

export type Dispatch = (request: Request) => Promise<Response>;

/** `dispatch` answers one request of the batch as if it had come alone. */
export function addBatch(routes: GraphRoutes, dispatch: Dispatch): void {
  routes.post('/$batch', async (context) => {
    let body: unknown;
    try {
      body = await context.req.json();
    } catch {
      return faultAnswer(context, invalid('Invalid batch payload format.'));
    }
    const root = `${new URL(context.req.url).origin}/${versionOf(context)}`;
    const authorization = context.req.header('authorization') ?? '';
    const responses = await Promise.all(
      itemsOf(body).map(async ({ id, method, url, headers }) => {
        const address = `${root}${url.startsWith('/') ? '' : '/'}${url}`;
        const answer = await dispatch(new Request(address, { method, headers: { ...headers, authorization } }));
        const type = answer.headers.get('content-type') ?? '';
        const content: unknown = type.includes('json') ? await answer.json() : await answer.text();
        const kept = ['Content-Type', 'Location', 'Retry-After', 'x-ms-throttle-scope'].flatMap((name) => {
          const value = answer.headers.get(name);
          return value === null ? [] : [[name, value]];
        });
        return { id, status: answer.status, headers: Object.fromEntries(kept), body: content };
      }),
    );
    // Answers come in any order: https://learn.microsoft.com/graph/json-batching#response-format
    return context.json({ responses: responses.reverse() });
  });
}
