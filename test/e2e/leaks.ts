import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Something that was written, and where. */
export interface Written {
  place: string;
  text: string;
}

/** Every file below a folder, its name among its text; what is compressed is opened. */
export function filesBelow(folder: string): Written[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => {
      const place = join(entry.parentPath, entry.name);
      const bytes = entry.isFile() ? readFileSync(place) : Buffer.alloc(0);
      const text = entry.name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
      return { place, text: `${entry.name}\n${text.toString('utf8')}` };
    });
}

/** Command lines of a process and of all that it starts, as anybody on the machine can read them, until it ends. */
export function watchCommandLines(child: ChildProcess): () => string {
  const seen = new Set<string>();
  const read = (path: string) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      // It has ended in the meantime.
      return '';
    }
  };
  const look = (pid: string) => {
    seen.add(read(`/proc/${pid}/cmdline`).replaceAll('\0', ' '));
    for (const started of read(`/proc/${pid}/task/${pid}/children`).split(' ')) if (started !== '') look(started);
  };
  const timer = setInterval(() => look(String(child.pid)), 100);
  child.once('exit', () => clearInterval(timer));
  return () => [...seen].join('\n');
}

const gram = 16;

function bare(text: string): string {
  return text.replaceAll(/-----(?:BEGIN|END)[^-]*-----/g, '').replaceAll(/\\[nrt]|\s/g, '');
}

function unescaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" };
  return text
    .replaceAll(/\\u00([0-7][0-9a-f])/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/\\(["\\/])/g, '$1')
    .replaceAll(/&(amp|lt|gt|quot|#39|#x27);/g, (_whole, name: string) => entities[name] ?? '');
}

function percentDecoded(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}

/** Whatever could be base64, read from each of the four places where a group of it could begin. */
function base64Decoded(text: string): string {
  return [...text.matchAll(/[\w+/-]{16,}/g)]
    .flatMap(([run]) => [0, 1, 2, 3].map((from) => Buffer.from(run.slice(from), 'base64').toString('latin1')))
    .join('\n');
}

/** The text as somebody who looks for a secret in it would read it. */
function readings(text: string): string[] {
  const percent = percentDecoded(percentDecoded(text));
  const plain = unescaped(unescaped(percent));
  const lines = bare(plain);
  return [...new Set([text, percent, plain, bare(text), lines, base64Decoded(lines)])];
}

/** Four characters as a number below 2 ** 20: most places of a text are passed over by it. */
function startAt(text: string, at: number): number {
  const code = (offset: number) => text.charCodeAt(at + offset);
  return ((code(0) * 31 + code(1)) * 31 * 31 + code(2) * 31 + code(3)) & 0xf_ffff;
}

/** Which secrets, by name, stand in the text whole or in part, in any spelling: at least 16 characters of each. */
export function leaksIn(text: string, secrets: ReadonlyMap<string, string>): string[] {
  const named = new Map<string, string>();
  const lengths = new Set<number>();
  const starts = new Uint8Array(0x10_0000);
  for (const [name, secret] of secrets) {
    const value = bare(secret);
    const length = Math.min(gram, value.length);
    if (length < 6) continue;
    lengths.add(length);
    for (let at = 0; at + length <= value.length; at += 1) {
      named.set(value.slice(at, at + length), name);
      starts[startAt(value, at)] = 1;
    }
  }
  const found = new Set<string>();
  for (const reading of readings(text)) {
    for (let at = 0; at < reading.length; at += 1) {
      if (starts[startAt(reading, at)] !== 1) continue;
      for (const length of lengths) {
        const name = named.get(reading.slice(at, at + length));
        if (name !== undefined) found.add(name);
      }
    }
  }
  return [...found].sort();
}

/** All places at which a secret was written, as `place: name`. */
export function leaks(written: readonly Written[], secrets: ReadonlyMap<string, string>): string[] {
  return written.flatMap(({ place, text }) => leaksIn(text, secrets).map((name) => `${place}: ${name}`));
}
