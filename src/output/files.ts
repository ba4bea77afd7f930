import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as turn } from 'node:timers/promises';

const privateFile = 0o600;
const privateFolder = 0o700;
const blockLength = 65_536;
/** Longer than this nobody makes pieces at a stretch. */
const stretchMs = 50;
const draftPattern = /^\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.part$/;

/** The output could not be written; the message names the path and the next step. */
export class OutputError extends Error {
  override name = 'OutputError';
  readonly path: string;
  /** What the system said. */
  readonly reason: string;
  constructor(path: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`${path} could not be written (${reason}). Free space, or choose another folder with --out.`, { cause });
    this.path = path;
    this.reason = reason;
  }
}

/** Whether a file is the beginning of another: what a run that was killed leaves behind. */
export function isDraft(name: string): boolean {
  return draftPattern.test(name);
}

/** Whether the system refused, in contrast to a fault of whoever makes the content. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

/**
 * Makes the folder of reports; one that is there already keeps its mode.
 * @throws OutputError
 */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: privateFolder }).catch((error: unknown) => {
    throw new OutputError(path, error);
  });
}

/**
 * Makes a tenant's folder, which only its owner may enter.
 * @throws OutputError
 */
export async function makePrivateFolder(path: string): Promise<void> {
  await makeFolder(path);
  await chmod(path, privateFolder).catch((error: unknown) => {
    throw new OutputError(path, error);
  });
}

/**
 * Many small pieces as few large ones: a write for each would take longer than making them. Where making them takes
 * long, signals and others have their turn in between.
 */
async function* inTurns(pieces: Iterable<string>): AsyncGenerator<string, void> {
  let block = '';
  let since = performance.now();
  for (const piece of pieces) {
    block += piece;
    const isLong = performance.now() - since > stretchMs;
    if (isLong) {
      await turn();
      since = performance.now();
    }
    if (block.length < blockLength) continue;
    yield block;
    block = '';
  }
  yield block;
}

function partsOf(content: string | Uint8Array | Iterable<string> | Readable) {
  if (typeof content === 'string' || content instanceof Uint8Array) return [content];
  return content instanceof Readable ? content : inTurns(content);
}

/**
 * Writes a file whole or not at all: under another name first, then renamed over the old one. Mode 0600.
 * @throws OutputError when the system refuses
 * @throws the reason of `signal` when it is aborted before the file is whole, and what the content throws
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array | Iterable<string> | Readable,
  signal?: AbortSignal,
): Promise<void> {
  const draft = join(dirname(path), `.${randomUUID()}.part`);
  try {
    signal?.throwIfAborted();
    const file = await open(draft, 'wx', privateFile);
    try {
      // The stream has to close the file itself: a pipeline into one that stays open never ends.
      const destination = file.createWriteStream({ flush: true });
      await pipeline(partsOf(content), destination, signal === undefined ? {} : { signal });
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    if (content instanceof Readable) content.destroy();
    await rm(draft, { force: true }).catch(() => undefined);
    signal?.throwIfAborted();
    throw isRefusal(error) ? new OutputError(path, error) : error;
  }
}
