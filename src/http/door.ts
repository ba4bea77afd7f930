import pRetry from 'p-retry';
import type { Budget } from './budget.ts';
import { watchClock } from './clock.ts';
import { ForeignAddressError, TransportError, WritingError } from './errors.ts';
import { createOutage, type Outage } from './outage.ts';
import { pause } from './pause.ts';
import { createSecrets, type Secrets } from './secrets.ts';
import { grantOf, learnFromCall, learnFromRedirect, withGrant } from './traffic-secrets.ts';

export interface Call {
  method: 'GET' | 'POST';
  url: URL;
  headers: Headers;
  body?: string;
  /** What it costs of the budget; a batch costs as much as its items. Default 1. */
  cost?: number;
}

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed when the answer is JSON, else its text. */
  body: unknown;
}

export interface DoorOptions {
  /** Origins that may be called with credentials. */
  trusted: ReadonlySet<string>;
  signal: AbortSignal;
  /** Whether this POST only reads, or signs in. All others are refused. */
  mayPost: (call: Call) => boolean;
  /** Learns every secret that passes, and keeps it out of what is answered. Default: a door's own. */
  secrets?: Secrets;
  /** The budget that a call spends; none for calls without a documented limit. */
  budgetFor: (call: Call) => Budget | undefined;
  /** Faults that the provider reports under a status that says otherwise, such as Google's 403 for "too many". */
  isTransient: (answer: Answer) => boolean;
  onWait?: (milliseconds: number) => void;
  timing?: Partial<Timing>;
}

export interface Timing {
  /** Time limit of one try, its body included, in milliseconds. */
  limitMs: number;
  /** First delay between tries; it doubles, with jitter. */
  delayMs: number;
  retries: number;
  /** The longest that one call waits as Retry-After asks, all its tries together. */
  patienceMs: number;
  /** Documented limits hold for windows of so many times their length; 1 wherever there is a provider. */
  windowFactor: number;
}

/** Everything that goes out goes through here: time limits, retries, budgets, and no token to strangers. */
export interface Door {
  /**
   * Sends a reading request. An answer that is not a success is returned after the last retry, never thrown.
   * @throws TransportError when no usable answer came
   * @throws ForeignAddressError before anything is sent, when credentials would go to another origin
   * @throws WritingError before anything is sent, when the request could change something
   */
  send(call: Call): Promise<Answer>;
  requests(): { sent: number; retried: number };
  /** How far this machine's clock is from that of the trusted service; null when it is not off by a day. */
  clockAheadMs(): number | null;
}

const defaults: Timing = { limitMs: 45_000, delayMs: 1_000, retries: 5, patienceMs: 300_000, windowFactor: 1 };
const retriesAfterTimeout = 1;
/** Nobody reads more of why he was refused, and secrets are looked for in all that is read. */
const longestRefusal = 65_536;
/** Where nothing was answered for long, an answer that comes at all comes soon. */
const shareOfLimitInTheDark = 0.1;
const transientStatus: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** The place of a call for messages: no query, which may hold page tokens. */
export function placeOf({ method, url }: Pick<Call, 'method' | 'url'>): string {
  return `${method} ${url.host}${url.pathname}`;
}

/** https://www.rfc-editor.org/rfc/rfc9110#name-date-time-formats, and ISO 8601, which some write instead. */
const spelledDate = /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? |\d{4}-\d\d-\d\dT)/;

/** The place of a call without the ids in it: one kind of question. */
function kindOf(call: Call): string {
  return placeOf(call)
    .split('/')
    .map((part) => (/\d|@|%40/.test(part) ? '*' : part))
    .join('/');
}

/** Milliseconds that Retry-After asks for, as seconds or as a date; null when it is missing or not readable. */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1_000;
  // The language takes many a word with a number in it for a date.
  const date = spelledDate.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(date)) return null;
  const theirs = Date.parse(headers.get('date') ?? '');
  return Math.max(0, date - (Number.isNaN(theirs) ? now : theirs));
}

/** An answer worth another try; carries it, so that it can be handed out when the tries are used up. */
class TransientAnswer extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super(`answered ${answer.status}`);
    this.answer = answer;
  }
}

/** These say all by themselves; of any other refusal the reason has to be whole. */
const sayAll: ReadonlySet<number> = new Set([401, ...transientStatus]);

function parse(place: string, { headers, ok, status }: Response, text: string): unknown {
  if (!/[/+]json\b/i.test(headers.get('content-type') ?? '')) return text;
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (sayAll.has(status) || (!ok && text === '')) return text;
    const told = ok ? '' : `answered ${status}, and `;
    throw new TransportError(place, `${told}the answer is not whole: its JSON ends or breaks off`, { cause });
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause && typeof cause.code === 'string' ? `${cause.code} ` : '';
  return `${code}${cause.message}`.trim();
}

export function openDoor(options: DoorOptions): Door {
  const timing = { ...defaults, ...options.timing };
  const counts = { sent: 0, retried: 0 };
  const secrets = options.secrets ?? createSecrets();
  const clock = watchClock();
  const outages = new Map<string, Outage<Answer>>();

  function outageOf(call: Call): Outage<Answer> {
    const kind = kindOf(call);
    const outage = outages.get(kind) ?? createOutage<Answer>();
    outages.set(kind, outage);
    return outage;
  }

  /** What was answered, as it may be kept: a secret that it repeats is taken out, but for the tokens that it grants. */
  function received(place: string, response: Response, text: string): unknown {
    if (!response.ok) {
      const shown = secrets.hide(text.slice(0, longestRefusal));
      // What is cut here is not broken: it came whole, and its status says enough.
      return text.length > longestRefusal ? shown : parse(place, response, shown);
    }
    const body = parse(place, response, text);
    const granted = grantOf(body);
    for (const token of Object.values(granted)) secrets.learn(token);
    const clean = secrets.cut(text);
    return clean === text ? body : withGrant(parse(place, response, clean), granted);
  }

  async function once(call: Call, limitMs: number): Promise<Answer> {
    const { signal } = options;
    const place = placeOf(call);
    const limit = AbortSignal.timeout(limitMs);
    try {
      const response = await fetch(call.url, {
        method: call.method,
        headers: call.headers,
        redirect: 'manual',
        signal: AbortSignal.any([signal, limit]),
        ...(call.body === undefined ? {} : { body: call.body }),
      });
      const text = await response.text();
      if (options.trusted.has(call.url.origin)) clock.saw(response.headers, Date.now());
      learnFromRedirect(secrets, response.headers, call.url);
      return { status: response.status, headers: response.headers, body: received(place, response, text) };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof TransportError) throw error;
      if (limit.aborted) {
        throw new TransportError(place, `no whole answer within ${limitMs / 1_000} s`, { timedOut: true });
      }
      throw new TransportError(place, reasonOf(error), { cause: error });
    }
  }

  async function attempt(call: Call, number: number, limitMs: number): Promise<Answer> {
    const ticket = await options.budgetFor(call)?.take(call.cost ?? 1, options.signal, options.onWait);
    counts.sent += 1;
    if (number > 1) counts.retried += 1;
    const answer = await once(call, limitMs).catch((error: unknown) => {
      ticket?.lost();
      throw error;
    });
    if (answer.status === 429 || (answer.status !== 200 && options.isTransient(answer))) {
      const asked = retryAfterMs(answer.headers, Date.now());
      // Nobody waits for hours: the calls behind this one learn for themselves whether they are refused.
      ticket?.refused(asked !== null && asked > timing.patienceMs ? null : asked);
      throw new TransientAnswer(answer);
    }
    if (transientStatus.has(answer.status)) {
      ticket?.lost();
      throw new TransientAnswer(answer);
    }
    ticket?.answered();
    return answer;
  }

  function delayOf(error: unknown, number: number): number {
    const backoff = timing.delayMs * 2 ** (number - 1) * (0.5 + Math.random());
    const asked = error instanceof TransientAnswer ? retryAfterMs(error.answer.headers, Date.now()) : null;
    // "At once", or an instant that is over, is no reason to knock six times in a second.
    return asked === null || asked === 0 ? backoff : asked + Math.random() * timing.delayMs * 0.25;
  }

  /** @param waitedMs how long the call has waited between its tries so far */
  function isWorthRetrying(error: unknown, number: number, waitedMs: number): boolean {
    if (options.signal.aborted) return false;
    if (error instanceof TransportError) return !error.timedOut || number <= retriesAfterTimeout;
    if (!(error instanceof TransientAnswer)) return false;
    return waitedMs + (retryAfterMs(error.answer.headers, Date.now()) ?? 0) <= timing.patienceMs;
  }

  return {
    async send(call) {
      if (call.headers.has('authorization') && !options.trusted.has(call.url.origin)) {
        throw new ForeignAddressError(placeOf(call), call.url.origin);
      }
      if (call.method !== 'GET' && !(call.method === 'POST' && options.mayPost(call))) {
        throw new WritingError(placeOf(call));
      }
      learnFromCall(secrets, call);
      const outage = outageOf(call);
      const refusal = outage.standing(performance.now());
      if (refusal !== null) return refusal;
      const isDark = outage.isDark();
      const limitMs = isDark ? timing.limitMs * shareOfLimitInTheDark : timing.limitMs;
      let waitedMs = 0;
      let mayAgain = false;
      try {
        const answer = await pRetry((number) => attempt(call, number, limitMs), {
          retries: isDark ? 0 : timing.retries,
          minTimeout: 0,
          maxTimeout: 0,
          signal: options.signal,
          // Asked after the wait, which is no reason to change one's mind.
          shouldRetry: () => mayAgain,
          onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
            mayAgain = retriesLeft > 0 && isWorthRetrying(error, attemptNumber, waitedMs);
            if (!mayAgain) return;
            const delay = delayOf(error, attemptNumber);
            waitedMs += delay;
            if (delay >= 1_000) options.onWait?.(delay);
            await pause(delay, options.signal);
          },
        });
        outage.answered();
        return answer;
      } catch (error) {
        if (!(error instanceof TransientAnswer)) {
          outage.lost();
          throw error;
        }
        const asked = retryAfterMs(error.answer.headers, Date.now()) ?? 0;
        outage.lost({ answer: error.answer, until: performance.now() + asked });
        return error.answer;
      }
    },
    requests: () => ({ ...counts }),
    clockAheadMs: clock.aheadMs,
  };
}
