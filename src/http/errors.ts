/** The request did not end in a usable answer: no connection, a time limit, a broken or half-sent body. */
export class TransportError extends Error {
  override name = 'TransportError';
  readonly timedOut: boolean;
  constructor(place: string, reason: string, options: { cause?: unknown; timedOut?: boolean } = {}) {
    super(`${place}: ${reason}`, { cause: options.cause });
    this.timedOut = options.timedOut ?? false;
  }
}

/** A link or redirect leads away from the service that was asked; it was not followed, and no token was sent. */
export class ForeignAddressError extends Error {
  override name = 'ForeignAddressError';
  constructor(place: string, target: string) {
    super(`${place}: refused to follow a link to ${target}`);
  }
}

/** A request that could change something; it was not sent. */
export class WritingError extends Error {
  override name = 'WritingError';
  constructor(place: string) {
    super(`${place}: refused to send a request that could change something`);
  }
}

/** Pages that never end, or that come round again. */
export class PagingError extends Error {
  override name = 'PagingError';
  constructor(place: string, reason: string) {
    super(`${place}: ${reason}`);
  }
}

/** A final answer that is not a success, after every retry. */
export class StatusError extends Error {
  override name = 'StatusError';
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, or text. */
  readonly body: unknown;
  constructor(place: string, answer: { status: number; headers: Headers; body: unknown }) {
    super(`${place}: answered ${answer.status}`);
    this.status = answer.status;
    this.headers = answer.headers;
    this.body = answer.body;
  }
}
