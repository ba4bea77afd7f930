import { createServer, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hostileNames } from '../render/hostile-names.ts';
import { credentials, type MailServer, openMailServer, selfMade } from './mail-server.ts';
import { change, channelTo, noticesFor, tracked } from './noticed.ts';
import { morning, type Office, openOffice } from './office.ts';

let office: Office;
const closing: Array<() => Promise<void>> = [];
beforeEach(async () => {
  office = await openOffice();
});
afterEach(async () => {
  await Promise.all([office.close(), ...closing.splice(0).map((close) => close())]);
});

async function serving(options: Parameters<typeof openMailServer>[0] = {}): Promise<MailServer> {
  const server = await openMailServer(options);
  closing.push(server.close);
  return server;
}

function mailbox(server: string, to: readonly string[] = ['it@acme.example']) {
  return channelTo({ kind: 'email', server, from: 'shisei@acme.example', to });
}

const [trusted, other] = await Promise.all([selfMade(), selfMade('mail.example')]);
const usual = getCACertificates('default');
setDefaultCACertificates([...usual, trusted.cert, other.cert]);
afterAll(() => setDefaultCACertificates(usual));

const notices = noticesFor([change('new', tracked('tanaka@acme.example', 'critical'))]);
const secretly = `${credentials.user}:${encodeURIComponent(credentials.password)}`;

/** Headers with their folded lines joined, and the text as it is read. */
function read(source: string): { headers: string; text: string } {
  const [head = '', ...rest] = source.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const text = /base64/i.test(head)
    ? Buffer.from(body, 'base64').toString('utf8')
    : body
        .replaceAll(/=\r\n/g, '')
        .replaceAll(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'));
  return { headers: head.replaceAll(/\r\n[ \t]+/g, ' '), text };
}

describe('an e-mail', () => {
  it('is plain text, and has the same Message-ID when it is sent again', async () => {
    const server = await serving();
    const channel = mailbox(`smtp://127.0.0.1:${server.port}`, ['it@acme.example', 'boss@acme.example']);
    await office.take([channel], notices);
    const queue = { claim: async () => (await office.kept()).slice(0, 1), settle: async () => undefined };
    expect(await office.send([channel], { queue })).toEqual([{ type: 'sent', channel: 'email', messages: 1 }]);
    await office.send([channel], { queue });
    const [first, second] = server.mails;
    expect(first).toMatchObject({ from: 'shisei@acme.example', to: ['it@acme.example', 'boss@acme.example'] });
    const { headers, text } = read(first?.source ?? '');
    expect(headers).toMatch(/^Message-ID: <[0-9a-f]{32}@acme\.example>$/m);
    expect(headers).toContain('Auto-Submitted: auto-generated');
    expect(headers).toMatch(/^Content-Type: text\/plain; charset=utf-8$/m);
    expect(text).toMatch(/^- Critical \(New\): No usable second factor: tanaka@acme\.example \(Microsoft\s365\)/m);
    const idOf = (source = '') => /^Message-ID: (.*)$/m.exec(read(source).headers)?.[1];
    expect(idOf(second?.source)).toBe(idOf(first?.source));
  });

  it('of another message has another Message-ID', async () => {
    const server = await serving();
    const channel = mailbox(`smtp://127.0.0.1:${server.port}`);
    for (const scanId of ['one', 'two']) await office.take([channel], notices, { scanId });
    await office.send([channel]);
    expect(new Set(server.mails.map(({ source }) => /^Message-ID: (.*)$/m.exec(source)?.[1])).size).toBe(2);
  });

  it('signs in with the user and password of the address', async () => {
    const server = await serving({ authOptional: false });
    const channel = mailbox(`smtp://${secretly}@127.0.0.1:${server.port}`);
    await office.take([channel], notices);
    expect(await office.send([channel])).toMatchObject([{ type: 'sent' }]);
    expect(server.mails[0]?.user).toBe(credentials.user);
  });

  it('is told of by a code alone when the password is wrong, and is not tried again in the run', async () => {
    let tries = 0;
    const server = await serving({
      onAuth(_auth, _session, done) {
        tries += 1;
        done(Object.assign(new Error('5.7.8 wrong password hunter2'), { responseCode: 535 }));
      },
    });
    const channel = mailbox(`smtp://shisei:hunter2@127.0.0.1:${server.port}`);
    await office.take([channel], notices);
    expect(await office.send([channel])).toMatchObject([{ failure: { kind: 'sign-in', detail: '535' } }]);
    expect(JSON.stringify(await office.kept())).not.toContain('hunter2');
    expect(tries).toBeLessThan(4);
  });

  it.each([
    ['from the first byte', 'smtps', { secure: true }],
    ['by STARTTLS', 'smtp', { hideSTARTTLS: false }],
  ] as const)('is encrypted %s, and then signs in', async (_name, scheme, how) => {
    const server = await serving({ ...trusted, ...how, authOptional: false });
    const channel = mailbox(`${scheme}://${secretly}@localhost:${server.port}`);
    await office.take([channel], notices);
    expect(await office.send([channel])).toEqual([{ type: 'sent', channel: 'email', messages: 1 }]);
    expect(server.mails).toMatchObject([{ secure: true, user: credentials.user }]);
  });

  it.each([
    ['that nobody vouches for', () => selfMade(), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['for another name', async () => other, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('is not sent to a server with a certificate %s, which is told', async (_name, made, detail) => {
    const server = await serving({ ...(await made()), secure: true });
    const channel = mailbox(`smtps://${secretly}@localhost:${server.port}`);
    await office.take([channel], notices);
    expect(await office.send([channel])).toMatchObject([{ failure: { kind: 'certificate', detail } }]);
    expect(server.mails).toEqual([]);
  });

  it('takes the certificate of a server on this machine, to which it might as well speak openly', async () => {
    const server = await serving({ hideSTARTTLS: false });
    const channel = mailbox(`smtp://${secretly}@localhost:${server.port}`);
    await office.take([channel], notices);
    expect(await office.send([channel])).toMatchObject([{ type: 'sent' }]);
    expect(server.mails).toMatchObject([{ secure: true }]);
  });

  it('does not trust the certificate of anybody', async () => {
    const server = await serving({ secure: true });
    const channel = mailbox(`smtps://${secretly}@127.0.0.1:${server.port}`);
    await office.take([channel], notices);
    expect(await office.send([channel])).toMatchObject([{ type: 'undelivered' }]);
    expect(server.mails).toEqual([]);
  });

  it('is encrypted before anything else but on this machine, or is not sent', async () => {
    const heard: string[] = [];
    const server = createServer((socket: Socket) => {
      socket.write('220 old.example\r\n');
      socket.on('data', (data) => {
        const line = data.toString().trim();
        heard.push(line.split(' ')[0] ?? '');
        socket.write(/^EHLO/i.test(line) ? '250-old.example\r\n250 AUTH PLAIN LOGIN\r\n' : '502 no such command\r\n');
      });
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
    closing.push(() => new Promise((resolve) => void server.close(() => resolve())));
    const { port } = server.address() as { port: number };
    // 0.0.0.0 leads to this machine, and is not one of its names.
    const channel = mailbox(`smtp://${secretly}@0.0.0.0:${port}`);
    await office.take([channel], notices);
    expect(await office.send([channel])).toMatchObject([{ failure: { kind: 'insecure' } }]);
    expect(new Set(heard)).toEqual(new Set(['EHLO', 'STARTTLS']));
  });

  it('is tried again when the server is busy, and not when it refuses', async () => {
    let asked = 0;
    const codes = [451, 250, 550];
    const server = await serving({
      onRcptTo(_address, _session, done) {
        const responseCode = codes[asked] ?? 250;
        asked += 1;
        done(responseCode === 250 ? null : Object.assign(new Error('so it is'), { responseCode }));
      },
    });
    const channel = mailbox(`smtp://127.0.0.1:${server.port}`);
    await office.take([channel], notices);
    expect(await office.send([channel])).toMatchObject([{ type: 'sent' }]);
    await office.take([channel], notices, { scanId: 'two' });
    expect(await office.send([channel])).toMatchObject([{ failure: { kind: 'status', detail: '550' } }]);
    expect(asked).toBe(3);
  });

  it('that some recipients are refused for is told, and not sent again to the others', async () => {
    const server = await serving({
      onRcptTo({ address }, _session, done) {
        done(address.startsWith('gone') ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null);
      },
    });
    const channel = mailbox(`smtp://127.0.0.1:${server.port}`, ['it@acme.example', 'gone@acme.example']);
    await office.take([channel], notices);
    expect(await office.send([channel])).toEqual([
      { type: 'sent', channel: 'email', messages: 1 },
      { type: 'refused', channel: 'email', recipients: 1 },
    ]);
    expect(await office.send([channel])).toEqual([]);
    expect(server.mails).toHaveLength(1);
  });

  it('to a server that says nothing ends in time', async () => {
    const server = createServer((socket) => void socket.on('error', () => undefined));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => void server.close(() => resolve())));
    const { port } = server.address() as { port: number };
    const channel = mailbox(`smtp://127.0.0.1:${port}`);
    await office.take([channel], notices);
    const timing = { limitMs: 100, delayMs: 5, retries: 1, patienceMs: 100, budgetMs: 60_000 };
    expect(await office.send([channel], { timing })).toMatchObject([{ failure: { kind: 'timeout' } }]);
  });

  it('has no header of a directory’s making', async () => {
    const server = await serving();
    const channel = mailbox(`smtp://127.0.0.1:${server.port}`);
    const injections = [
      'x\r\nBcc: all@evil.example\r\n\r\nbody',
      'x\nSubject: y',
      '\u2028Bcc: a@b',
      '=?utf-8?q?a=0D=0AX:_b?=',
    ];
    const found = [...hostileNames, ...injections].map((name) => {
      return change('new', tracked(name, 'high', { data: { roles: name } }));
    });
    const titles = [...injections, ...hostileNames.filter((name) => /\p{Cc}/u.test(name))];
    const runs = Math.max(titles.length, Math.ceil(found.length / 20));
    for (let run = 0; run < runs; run += 1) {
      const some = found.slice((run * 20) % found.length).slice(0, 20);
      await office.takeAs({ id: 'acme', name: titles[run] ?? 'x' }, [channel], noticesFor(some), `scan-${run}`);
    }
    await office.send([channel], { at: morning });
    expect(server.mails).toHaveLength(runs);
    for (const { source, to } of server.mails) {
      expect(to).toEqual(['it@acme.example']);
      const { headers, text } = read(source);
      const named = headers.split('\r\n').map((line) => line.split(':')[0]);
      expect(named.toSorted()).toEqual(
        [
          ...['Auto-Submitted', 'Content-Transfer-Encoding', 'Content-Type', 'Date', 'From', 'MIME-Version'],
          ...['Message-ID', 'Subject', 'To'],
        ].sort(),
      );
      expect(text).not.toMatch(/[^\P{Cc}\r\n]|[\u202a-\u202e\u2066-\u2069\u2028\u2029]/u);
      expect(text).not.toContain('://');
    }
  });
});
