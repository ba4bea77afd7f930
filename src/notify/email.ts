import { createHash } from 'node:crypto';
import { unescape as unescaped } from 'node:querystring';
import { setTimeout as wait } from 'node:timers/promises';
import { connectionError, DeliveryError, type Failure } from './failure.ts';
import { type Message, plainLines } from './message.ts';
import { isLoopback, type Wire } from './post.ts';

export interface Mailbox {
  /** Such as `smtps://user:password@host`. */
  server: string;
  from: string;
  to: readonly string[];
}

/** All the words of a server together take no longer than this many time limits. */
const patience = 3;

interface Server {
  host: string;
  port: number;
  secure: boolean;
  requireTLS: boolean;
  tls: { rejectUnauthorized: boolean };
  auth?: { user: string; pass: string };
}

/** Without encryption from the first byte it is asked for before anything else, but on this machine. */
function serverOf(address: string): Server {
  const url = new URL(address);
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port) || (secure ? 465 : 587);
  const isOpen = !secure && isLoopback(host);
  // A mail server of this machine may be spoken to openly, and often has a certificate of its own making.
  const server = { host, port, secure, requireTLS: !secure && !isOpen, tls: { rejectUnauthorized: !isOpen } };
  if (url.username === '') return server;
  return { ...server, auth: { user: unescaped(url.username), pass: unescaped(url.password) } };
}

/** The same for the same message, so that a mailbox can tell that one came twice. */
function messageIdOf(id: string, from: string): string {
  const digest = createHash('sha256').update(id).digest('hex').slice(0, 32);
  return `<${digest}@${from.split('@').at(-1)}>`;
}

/** Codes of the library. https://nodemailer.com/errors */
const byCode: Readonly<Record<string, Failure['kind']>> = {
  EAUTH: 'sign-in',
  ENOAUTH: 'sign-in',
  EOAUTH2: 'sign-in',
  ETLS: 'insecure',
  EREQUIRETLS: 'insecure',
  ETIMEDOUT: 'timeout',
};

/** What went wrong, without the words of the server, which may repeat addresses. */
function faultOf(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const told = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : Number.NaN;
  const answer = Number.isInteger(told) ? String(told) : '';
  const kind = byCode[code] ?? (answer === '' ? null : 'status');
  if (kind === null) return connectionError(error);
  const detail = kind === 'status' || kind === 'sign-in' ? answer : '';
  return new DeliveryError({ kind, detail }, { isPassing: kind === 'timeout' || told < 500 });
}

/** Ends, by throwing, when the time is over or the signal is aborted. */
async function limited<T>(work: Promise<T>, { signal, limitMs }: Wire): Promise<T> {
  const over = new AbortController();
  const end = wait(limitMs * patience, undefined, { signal: AbortSignal.any([signal, over.signal]) }).then(() => {
    throw new DeliveryError({ kind: 'timeout', detail: '' }, { isPassing: true });
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    over.abort();
    await Promise.allSettled([end]);
  }
}

/**
 * Sends a message as plain text.
 * @returns how many recipients the server refused while it took the others
 * @throws DeliveryError when the server took it for nobody
 */
export async function sendMail(mailbox: Mailbox, message: Message, id: string, wire: Wire): Promise<number> {
  const { createTransport } = await import('nodemailer');
  const { limitMs, signal } = wire;
  const { from, to } = mailbox;
  const transport = createTransport({
    ...serverOf(mailbox.server),
    ...{ dnsTimeout: limitMs, connectionTimeout: limitMs, greetingTimeout: limitMs, socketTimeout: limitMs },
    ...{ disableFileAccess: true, disableUrlAccess: true, logger: false },
  });
  const sending = transport.sendMail({
    from: { name: 'shisei', address: from },
    to: to.map((address) => ({ name: '', address })),
    subject: message.title,
    text: `${plainLines(message).join('\n')}\n`,
    messageId: messageIdOf(id, from),
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
  // When the time is over nobody waits for its end any more.
  sending.catch(() => undefined);
  try {
    const { rejected } = await limited(sending, wire);
    return rejected.length;
  } catch (error) {
    signal.throwIfAborted();
    throw faultOf(error);
  } finally {
    transport.close();
  }
}
