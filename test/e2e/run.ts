import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export const root = join(import.meta.dirname, '..', '..');

export interface Ended {
  status: number | null;
  out: string;
  err: string;
}

export interface Running {
  child: ChildProcess;
  ended: Promise<Ended>;
}

/** Starts a program without a terminal, in the folder as its home, and gathers all that it says. */
export function following(
  [program = '', ...args]: readonly string[],
  { cwd, env }: { cwd: string; env?: object },
): Running {
  const child = spawn(program, args, {
    cwd,
    env: { PATH: process.env.PATH ?? '', HOME: cwd, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text.out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text.err += chunk;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, ...text }));
  });
  return { child, ended };
}

/** Starts the built program as a user would; without a terminal. */
export function start(args: readonly string[], options: { cwd: string; env?: Record<string, string> }): Running {
  return following([process.execPath, join(root, 'bin/shisei.js'), ...args], options);
}

export function run(args: readonly string[], options: { cwd: string; env?: Record<string, string> }): Promise<Ended> {
  return start(args, options).ended;
}

/** A folder of its own for one test, removed when it ends. */
export async function workFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'shisei-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
