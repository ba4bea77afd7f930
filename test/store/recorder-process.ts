import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A process that stores scan after scan. */
export interface RecorderProcess {
  /** Scans whose storing it has begun, and of which it has said that they are stored. */
  begun: number[];
  done: number[];
  /** Resolves once it has begun so many scans, or has ended; 0: at once when it opens the store. */
  reached(scans: number): Promise<void>;
  /** Kills it at once, in the middle of whatever it does. */
  kill(): void;
  /** How it ended, with what it wrote to standard error; its last words were read by then. */
  ended: Promise<{ code: number | null; signal: string | null; stderr: string }>;
}

function wordsOf(child: ChildProcess): { text: string } {
  const words = { text: '' };
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    words.text += chunk;
  });
  return words;
}

/** Stores the scans of a tenant from one number up to, and without, another. */
export function startRecorder(where: string, tenant: string, from: number, to: number): RecorderProcess {
  const script = join(import.meta.dirname, 'recorder.ts');
  const child = spawn(process.execPath, [script, where, tenant, String(from), String(to)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const begun: number[] = [];
  const done: number[] = [];
  const waiting: Array<{ scans: number; resolve: () => void }> = [];
  let isOpening = false;
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const [word, number] = line.split(' ');
    if (word === 'opening') isOpening = true;
    if (word === 'begin') begun.push(Number(number));
    if (word === 'done') done.push(Number(number));
    for (const { scans, resolve } of waiting) if (isOpening && begun.length >= scans) resolve();
  });
  const stderr = wordsOf(child);
  const closed = Promise.all([once(child, 'close'), once(lines, 'close')]);
  const ended = closed.then(([[code, signal]]) => ({ code, signal, stderr: stderr.text }));
  return {
    begun,
    done,
    ended,
    reached: async (scans) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ scans, resolve });
      await Promise.race([promise, closed]);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
