import { Client, type Context, ResponseType } from '@microsoft/microsoft-graph-client';
import type { Answer, Call } from '../../src/http/door.ts';

/** A version of the API. What only beta tells may change or go at any time. */
export type Version = 'v1.0' | 'beta';

/** A request that went out, and what came of it. */
export interface Delivery {
  call: Call;
  answer: Answer;
}

/** What a request may add to its path. */
export interface RequestOptions {
  headers?: Readonly<Record<string, string>>;
  version?: Version;
  /** Sent as JSON; without it the request is a GET. */
  post?: unknown;
  /** What it costs of the budget. Default 1. */
  cost?: number;
}

export const ownHeaders = { 'User-Agent': 'shisei', SdkVersion: 'shisei', 'x-ms-throttle-priority': 'Low' };

function costOf(options: object | undefined): number {
  return options !== undefined && 'cost' in options && typeof options.cost === 'number' ? options.cost : 1;
}

/**
 * The official client over our door. The client would flatten what its middleware throws into errors without a cause,
 * so the outcome of each request waits outside it, under the response that the client hands through.
 */
export function createClient(origin: string, deliver: (call: Call) => Promise<Delivery>) {
  const outcomes = new WeakMap<Response, PromiseSettledResult<Delivery>>();
  const client = Client.initWithMiddleware({
    baseUrl: `${origin}/`,
    middleware: {
      async execute(context: Context) {
        const { options } = context;
        const url = new URL(String(context.request));
        const headers = new Headers(options?.headers ?? {});
        const method = options?.method === 'POST' ? 'POST' : 'GET';
        const call: Call = { method, url, headers, cost: costOf(options) };
        if (typeof options?.body === 'string') call.body = options.body;
        const [outcome] = await Promise.allSettled([deliver(call)]);
        context.response = new Response(null);
        outcomes.set(context.response, outcome);
      },
    },
  });

  return async (path: string, { headers, version = 'v1.0', post, cost = 1 }: RequestOptions): Promise<Delivery> => {
    // The client takes any path with an unencoded `https://` in it for an address.
    const request = client
      .api(path.replaceAll('://', ':%2F%2F'))
      .version(version)
      .responseType(ResponseType.RAW)
      .headers({ ...ownHeaders, Accept: 'application/json', ...headers })
      .option('cost', cost);
    const response: unknown = await (post === undefined ? request.get() : request.post(post));
    const outcome = response instanceof Response ? outcomes.get(response) : undefined;
    if (outcome === undefined) throw new TypeError('the Graph client lost an answer');
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  };
}
