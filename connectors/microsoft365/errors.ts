import { StatusError } from '../../src/http/errors.ts';

/** A final answer of Microsoft Graph that is not a success. */
export class GraphError extends StatusError {
  override name = 'GraphError';
  /** Method, host and path, without the query. */
  readonly place: string;
  constructor(place: string, answer: { status: number; headers: Headers; body: unknown }) {
    super(place, answer);
    this.place = place;
  }
}

/** Microsoft refused for want of a licence that the tenant has; its answer is the cause. */
export class UnfoundedRefusalError extends Error {
  override name = 'UnfoundedRefusalError';
  constructor(cause: StatusError) {
    super(cause.message, { cause });
  }
}

/** The usage report hides who is who. */
export class ConcealedError extends Error {
  override name = 'ConcealedError';
}

/** No token was given. */
export class SignInError extends Error {
  override name = 'SignInError';
  /** Such as `AADSTS7000222`; null when the refusal did not come from Microsoft Entra. */
  readonly code: string | null;
  constructor(code: string | null, message: string) {
    super(message);
    this.code = code;
  }
}

/** A list broke off, for the reason given as its cause; what was read of it stands. */
export class HalfReadError<Row> extends Error {
  override name = 'HalfReadError';
  readonly rows: readonly Row[];
  constructor(rows: readonly Row[], cause: unknown) {
    super('a part of a list could not be read', { cause });
    this.rows = rows;
  }
}
