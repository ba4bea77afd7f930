import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Roster } from '../core/roster.ts';
import { visible } from '../render/plain.ts';
import { parseRoster } from './parse.ts';

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}

/** Reads the HR list. A file that cannot be read is a faulty list; reports tell its name, and not where it lies. */
export async function readRoster(path: string): Promise<Roster> {
  const file = visible(basename(path));
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return { state: 'faulty', file, faults: [{ line: null, problem: 'unreadable', value: codeOf(error) }] };
  }
  return parseRoster(bytes, file);
}
