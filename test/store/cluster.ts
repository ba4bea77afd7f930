import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL server of a test alone, which may be killed. It listens in its folder only. */
export interface Cluster {
  /** With a password, which the server does not ask for. */
  address: string;
  start(): void;
  /** Ends the server at once, as a power failure would. */
  kill(): void;
  /** Ends it in order, while others are connected. */
  stop(): void;
  remove(): void;
}

/** Where Debian puts the programs of the server, by version. */
const places = '/usr/lib/postgresql';

function programs(): string {
  const versions = existsSync(places) ? readdirSync(places).sort((a, b) => Number(a) - Number(b)) : [];
  const newest = versions.findLast((version) => existsSync(join(places, version, 'bin', 'pg_ctl')));
  if (newest === undefined) throw new Error(`no PostgreSQL server in ${places}`);
  return join(places, newest, 'bin');
}

/** PostgreSQL refuses to run as root. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (what: string) => Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

function isAlive(pid: number): boolean {
  return spawnSync('kill', ['-0', String(pid)], { stdio: 'ignore' }).status === 0;
}

/** Makes a server; it does not run yet. */
export function makeCluster(password: string): Cluster {
  const bin = programs();
  const user = owner();
  const folder = mkdtempSync(join(tmpdir(), 'shisei-pg-'));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const run = (program: string, words: readonly string[]) =>
    void execFileSync(join(bin, program), words, { ...user, cwd: folder, stdio: 'ignore' });
  run('initdb', ['-D', data, '-U', 'shisei', '-A', 'trust', '-E', 'UTF8', '--locale=C']);
  const server = () => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const control = (...words: string[]) => run('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), ...words]);
  return {
    address: `postgres:///postgres?host=${folder}&user=shisei&password=${password}`,
    start: () => control('-o', `-c listen_addresses='' -k ${folder} -c fsync=off`, 'start'),
    stop: () => control('-m', 'fast', 'stop'),
    kill() {
      const pid = server();
      process.kill(pid, 'SIGKILL');
      while (isAlive(pid)) spawnSync('sleep', ['0.02']);
      // Its helpers notice and go, one after the other; the next server waits for them.
      spawnSync('sleep', ['0.3']);
    },
    remove() {
      if (existsSync(join(data, 'postmaster.pid')) && isAlive(server())) control('-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
