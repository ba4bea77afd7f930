import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const privateFile = 0o600;
const privateFolder = 0o700;
const blockLength = 65_536;

/** The output could not be written; the message names the path and the next step. */
export class OutputError extends Error {
  override name = 'OutputError';
}

function outputError(path: string, cause: unknown): OutputError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new OutputError(`${path} could not be written (${reason}). Free space or choose another folder with --out.`, {
    cause,
  });
}

/** Makes the folder of reports; one that is there already keeps its mode. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: privateFolder }).catch((error: unknown) => {
    throw outputError(path, error);
  });
}

/** Makes a tenant's folder, which only its owner may enter. */
export async function makePrivateFolder(path: string): Promise<void> {
  await makeFolder(path);
  await chmod(path, privateFolder).catch((error: unknown) => {
    throw outputError(path, error);
  });
}

/** Many small pieces as few large ones: a write for each would take longer than making them. */
function* joined(pieces: Iterable<string>): Generator<string> {
  let block = '';
  for (const piece of pieces) {
    block += piece;
    if (block.length < blockLength) continue;
    yield block;
    block = '';
  }
  yield block;
}

function inBlocks(
  content: string | Uint8Array | Iterable<string> | Readable,
): Iterable<string | Uint8Array> | Readable {
  if (typeof content === 'string' || content instanceof Uint8Array) return [content];
  return content instanceof Readable ? content : joined(content);
}

/**
 * Writes a file whole or not at all: under another name first, then renamed over the old one. Mode 0600.
 * @throws OutputError
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array | Iterable<string> | Readable,
): Promise<void> {
  const draft = join(dirname(path), `.${randomUUID()}.part`);
  try {
    const file = await open(draft, 'wx', privateFile);
    try {
      // The stream has to close the file itself: a pipeline into one that stays open never ends.
      await pipeline(inBlocks(content), file.createWriteStream({ flush: true }));
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    if (content instanceof Readable) content.destroy();
    await rm(draft, { force: true }).catch(() => undefined);
    throw outputError(path, error);
  }
}
