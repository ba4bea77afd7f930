import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Mail {
  from: string;
  to: readonly string[];
  /** As it went over the wire. */
  source: string;
  secure: boolean;
  user: string | null;
}

export interface MailServer {
  port: number;
  mails: readonly Mail[];
  close(): Promise<void>;
}

const opened = { user: 'shisei', password: 'p@ss:word/1' };
export const credentials = opened;

export interface Certificate {
  key: string;
  cert: string;
}

/** A certificate of nobody that this machine trusts. */
export async function selfMade(name = 'localhost'): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: name }] },
    ],
  });
  return { key, cert };
}

/** A mail server on loopback that keeps what it takes. */
export async function openMailServer(options: Partial<SMTPServerOptions> = {}): Promise<MailServer> {
  const mails: Mail[] = [];
  let user: string | null = null;
  const server = new SMTPServer({
    ...(options.cert === undefined ? await selfMade() : {}),
    ...{ logger: false, authOptional: true, hideSTARTTLS: true },
    onAuth({ username = '', password }, _session, done) {
      if (username !== opened.user || password !== opened.password) {
        done(Object.assign(new Error('hunter2 is wrong'), { responseCode: 535 }));
        return;
      }
      user = username;
      done(null, { user: username });
    },
    onData(stream, { envelope, secure }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        mails.push({ from, to, source: Buffer.concat(parts).toString('utf8'), secure, user });
        done();
      });
    },
    ...options,
  });
  // What clients do wrong is theirs to tell.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return { port, mails, close: () => new Promise((resolve) => server.close(resolve)) };
}
