import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { serviceManager } from '../../src/schedule/service-manager.ts';

const folder = mkdtempSync(join(tmpdir(), 'shisei-notify-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const can = (program: string) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
/** Node.js cannot listen at a datagram socket of Unix. */
const hasListener = can('python3') && can('systemd-notify');

const listener = `
import socket, sys
heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
heard.bind(sys.argv[1])
print('listening', flush=True)
while True:
    words = heard.recv(65536).decode()
    if 'BARRIER=1' not in words:
        print(words.replace('\\n', ' '), flush=True)
`;

describe('who wants to be told', () => {
  it('is nobody without a socket', () => {
    expect(serviceManager({}, () => undefined)).toBeNull();
    expect(serviceManager({ NOTIFY_SOCKET: '' }, () => undefined)).toBeNull();
  });

  it.each([
    ['600000000', 300_000],
    ['3', 1],
    [undefined, null],
    ['0', null],
    ['-5', null],
    ['soon', null],
  ])('hears of life at half of WATCHDOG_USEC=%s', (span, expected) => {
    const env = { NOTIFY_SOCKET: '/run/x', ...(span === undefined ? {} : { WATCHDOG_USEC: span }) };
    expect(serviceManager(env, () => undefined)?.heartbeatMs).toBe(expected);
  });

  it('is told in the order of calls, and a failure is told once', async () => {
    const sent: string[] = [];
    const faults: string[] = [];
    const manager = serviceManager(
      { NOTIFY_SOCKET: '/run/x' },
      (reason) => faults.push(reason),
      async (words) => {
        sent.push(words.join(' '));
        if (words[0] !== 'READY=1') throw new Error('no such socket');
      },
    );
    await Promise.all([
      manager?.tell('READY=1', 'STATUS=Next'),
      manager?.tell('WATCHDOG=1'),
      manager?.tell('STOPPING=1'),
    ]);
    expect(sent).toEqual(['READY=1 STATUS=Next', 'WATCHDOG=1', 'STOPPING=1']);
    expect(faults).toEqual(['no such socket']);
  });

  it('cannot be told where the program is missing, which is told once', async () => {
    const faults: string[] = [];
    const manager = serviceManager({ NOTIFY_SOCKET: '/run/x', PATH: folder }, (reason) => faults.push(reason));
    await manager?.tell('READY=1');
    await manager?.tell('WATCHDOG=1');
    expect(faults).toEqual(['it is not installed']);
  });

  it.skipIf(process.platform === 'win32')('hands no secret of the environment on', async () => {
    const bin = join(folder, 'bin');
    await rm(bin, { recursive: true, force: true });
    const { mkdir, readFile } = await import('node:fs/promises');
    await mkdir(bin);
    await writeFile(
      join(bin, 'systemd-notify'),
      `#!/bin/sh\n/usr/bin/env > ${folder}/env\necho "$@" >> ${folder}/env\n`,
    );
    await chmod(join(bin, 'systemd-notify'), 0o700);
    const faults: string[] = [];
    const env = { NOTIFY_SOCKET: '/run/x', PATH: bin, ACME_SECRET: 'hunter2-Zq8' };
    await serviceManager(env, (reason) => faults.push(reason))?.tell('READY=1');
    const seen = await readFile(join(folder, 'env'), 'utf8');
    expect(faults).toEqual([]);
    expect(seen).toContain('NOTIFY_SOCKET=/run/x');
    expect(seen).toContain('READY=1');
    expect(seen).not.toContain('hunter2-Zq8');
  });

  if (!hasListener) process.stderr.write('no python3 or systemd-notify: nothing is sent to a real socket\n');
  it.skipIf(!hasListener)('hears it on a real socket', async () => {
    const socket = join(folder, 'notify.sock');
    const child = spawn('python3', ['-c', listener, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      let heard = '';
      const hears = (words: string) =>
        new Promise<void>((resolve) => {
          const look = () => {
            if (heard.includes(words)) resolve();
          };
          child.stdout.on('data', look);
          look();
        });
      child.stdout.setEncoding('utf8').on('data', (part: string) => {
        heard += part;
      });
      await hears('listening');
      const faults: string[] = [];
      const manager = serviceManager({ NOTIFY_SOCKET: socket, PATH: process.env.PATH }, (reason) =>
        faults.push(reason),
      );
      await manager?.tell('READY=1');
      await manager?.tell('STATUS=次のスキャン 03:15');
      await manager?.tell('WATCHDOG=1');
      await hears('WATCHDOG=1');
      expect(heard.split('\n').filter((line) => line !== '')).toEqual([
        ...['listening', 'READY=1', 'STATUS=次のスキャン 03:15', 'WATCHDOG=1'],
      ]);
      expect(faults).toEqual([]);
    } finally {
      child.kill();
    }
  });
});
