/** What a test may let go wrong. */
export type Fault =
  /** Answers with this instead of asking the service. */
  | { status: number; headers?: Record<string, string>; body?: unknown }
  /** Cuts the connection: before any byte, or in the middle of the body. */
  | { reset: 'before' | 'body' }
  /** Never answers. */
  | { stall: true }
  /** Answers with the first bytes of the real body only, as if they were all. */
  | { truncate: number };

export interface FaultRequest {
  method: string;
  /** Path and query. */
  url: string;
  host: string;
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
