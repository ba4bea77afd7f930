import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const here = import.meta.dirname;
export const built = join(here, '..', '..', 'bin', 'shisei.js');
/** The flags with which the first line of the program starts Node. */
const nodeFlags = (await readFile(built, 'utf8')).split('\n')[0]?.match(/--\S+/g) ?? [];

/** What the service counted. */
export interface Counted {
  requests: { graph: number };
  /** Answered requests that count against the limit of 5 in 10 s. */
  reports: number;
  refused: number;
}

/** What a measuring process says of itself. */
export interface Measured {
  seconds: number;
  /** Seconds of it until everything was read, before judging and writing. */
  reading?: number;
  /** Peak, in MB. */
  memory: number;
}

function message<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (value) => resolve(value as T));
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
}

/** Runs a script of this folder in a process of its own. */
export async function measure<T = Measured>(script: string, args: readonly string[]): Promise<T> {
  return message<T>(fork(join(here, script), args, { execArgv: nodeFlags }));
}

/** Plays the large directory while something is measured. */
export async function withService<T>(
  count: string,
  limits: string,
  work: (origin: string, log: () => Promise<Counted>) => Promise<T>,
): Promise<T> {
  const child = fork(join(here, 'service.ts'), [count, limits]);
  const { origin } = await message<{ origin: string }>(child);
  try {
    return await work(origin, () => {
      const answer = message<Counted>(child);
      child.send('log');
      return answer;
    });
  } finally {
    child.send('stop');
  }
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
