/** What a test may let go wrong. */
export type Fault =
  /** Answers with this instead of asking the service. */
  | { status: number; headers?: Record<string, string>; body?: unknown }
  /** Cuts the connection: before any byte, or in the middle of the body. */
  | { reset: 'before' | 'body' }
  /** Never answers, or stops in the middle of the body and keeps the connection. */
  | { stall: true | 'body' }
  /** Answers with the first bytes of the real body only, as if they were all. */
  | { truncate: number }
  /** Answers with the real answer, changed; null leaves it as it is. */
  | { rewrite: (answer: RealAnswer) => Partial<RealAnswer> | null };

/** What the service would have answered; `body` is parsed where it is JSON, else text. */
export interface RealAnswer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

export interface FaultRequest {
  method: string;
  /** Path and query. */
  url: string;
  host: string;
  /** The header, and null where none came. */
  authorization: string | null;
  /** Empty but for a POST. */
  body: string;
  /** 1 for the first request of this method and url, 2 for its first repetition. */
  nth: number;
}

export type Faults = (request: FaultRequest) => Fault | undefined;

export function plainAnswer(fault: { status: number; headers?: Record<string, string>; body?: unknown }): Response {
  const text = typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body ?? {});
  const type = typeof fault.body === 'string' ? 'text/html' : 'application/json';
  const bodiless = fault.status === 204 || fault.status === 304;
  return new Response(bodiless ? null : text, {
    status: fault.status,
    headers: { 'content-type': type, ...fault.headers },
  });
}

/** The real answer as a fault would have it. */
export async function rewritten(
  response: Response,
  change: (answer: RealAnswer) => Partial<RealAnswer> | null,
): Promise<Response> {
  const text = await response.text();
  const isJson = /[/+]json\b/i.test(response.headers.get('content-type') ?? '');
  const real: RealAnswer = {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: isJson ? JSON.parse(text) : text,
  };
  const { status, headers, body } = { ...real, ...change(real) };
  const { 'content-length': _, ...kept } = headers;
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: kept });
}

/** Microsoft Graph as where it does not know the undocumented `perUserMfaState`: whoever selects it is refused. */
export const withoutPerUserMfa: Faults = ({ url }) =>
  /\/users\?.*perUserMfaState/.test(url)
    ? {
        status: 400,
        body: {
          error: {
            code: 'BadRequest',
            message:
              "Parsing OData Select and Expand failed: Could not find a property named 'perUserMfaState' on type 'microsoft.graph.user'.",
            innerError: {},
          },
        },
      }
    : undefined;
