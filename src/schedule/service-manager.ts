import { execFile } from 'node:child_process';

/** systemd, or whoever else started the program and listens at `NOTIFY_SOCKET`. */
export interface ServiceManager {
  /** Sends assignments such as `READY=1`, in the order of calls; without any it waits for those under way. Never throws. */
  tell(...assignments: readonly string[]): Promise<void>;
  /** How often it wants to hear that the program is alive, in milliseconds; null: it does not ask. */
  heartbeatMs: number | null;
}

/** Sends assignments; rejects where that fails. */
export type Notify = (assignments: readonly string[]) => Promise<void>;

type Environment = Readonly<Record<string, string | undefined>>;

const longestCallMs = 5_000;
const usualPath = '/usr/local/bin:/usr/bin:/bin';

/** Node.js has no datagram sockets of Unix, so that a program that comes with systemd does it. It is told no secrets. */
function notifyBy(socket: string, path: string): Notify {
  const env = { NOTIFY_SOCKET: socket, PATH: path };
  return (assignments) =>
    new Promise((resolve, reject) => {
      execFile('systemd-notify', [...assignments], { env, timeout: longestCallMs }, (error, _out, words) => {
        if (error === null) resolve();
        else reject(new Error(words.trim() || (error.code === 'ENOENT' ? 'it is not installed' : error.message)));
      });
    });
}

/** Half of the time after which the manager gives the program up; `WATCHDOG_USEC` is in microseconds. */
function heartbeatOf(env: Environment): number | null {
  const span = Number(env.WATCHDOG_USEC);
  return Number.isSafeInteger(span) && span > 0 ? Math.max(1, Math.floor(span / 2_000)) : null;
}

/**
 * Finds who wants to be told; null: nobody.
 * @param onFault is told the first time that it fails, and not again
 */
export function serviceManager(
  env: Environment,
  onFault: (reason: string) => void,
  notify?: Notify,
): ServiceManager | null {
  const socket = env.NOTIFY_SOCKET;
  if (socket === undefined || socket === '') return null;
  const send = notify ?? notifyBy(socket, env.PATH ?? usualPath);
  let hasFailed = false;
  let sent = Promise.resolve();
  return {
    tell(...assignments) {
      if (assignments.length === 0) return sent;
      sent = sent
        .then(() => send(assignments))
        .catch((error: unknown) => {
          if (!hasFailed) onFault(error instanceof Error ? error.message : String(error));
          hasFailed = true;
        });
      return sent;
    },
    heartbeatMs: heartbeatOf(env),
  };
}
