import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Io } from '../io.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/index.ts';
import { type Disguise, undisguised } from '../pseudonyms/disguise.ts';
import { type PseudonymKey, pseudonymKeyOf } from '../pseudonyms/key.ts';
import { KeyFileError, keyFileName, openKeyFile, readKeyFile, type StoredKey } from '../pseudonyms/key-file.ts';
import { createDisguise } from '../pseudonyms/keyed.ts';
import { type OutputOptions, UsageError } from './options.ts';

/** Where the key of pseudonyms is to be had. */
export interface KeyPlace {
  /** That of the configuration. */
  configured: string | undefined;
  /** The folder with the file of the key, where the configuration names none. */
  folder: string;
}

export interface Asking {
  options: Pick<OutputOptions, 'out' | 'pseudonymise'>;
  locale: Locale;
  io: Io;
}

/** The place that a path leads to; of one that is not there yet, where it will be. */
async function realPlace(path: string): Promise<string> {
  const parent = dirname(path);
  try {
    return await realpath(path);
  } catch (error) {
    if (parent === path) throw error;
    return join(await realPlace(parent), basename(path));
  }
}

/** Reports are handed on folder and all, and the key must not go with them. */
async function refuseInside(path: string, { options, locale }: Asking): Promise<void> {
  const [folder, out] = await Promise.all([realPlace(dirname(path)), realPlace(resolve(options.out))]);
  const way = relative(out, folder);
  const isOutside = isAbsolute(way) || way === '..' || way.startsWith(`..${sep}`);
  if (!isOutside) throw new UsageError(commands(locale).pseudonyms.inOutput(path));
}

function told(error: unknown, path: string, locale: Locale): unknown {
  return error instanceof KeyFileError
    ? new UsageError(commands(locale).pseudonyms.file(error.problem, path, error.code))
    : error;
}

function warnOfExposed({ exposed }: StoredKey, path: string, { locale, io }: Asking): void {
  if (exposed) io.err(`${commands(locale).pseudonyms.exposed(path)}\n`);
}

/**
 * The key of pseudonyms; its file is made when it is first needed.
 * @throws UsageError when there is none and none can be made
 */
export async function openPseudonymKey({ configured, folder }: KeyPlace, asking: Asking): Promise<PseudonymKey> {
  if (configured !== undefined) return pseudonymKeyOf(configured);
  const { locale, io } = asking;
  const path = resolve(folder, keyFileName);
  await refuseInside(path, asking);
  const stored = await openKeyFile(path).catch((error: unknown) => {
    throw told(error, path, locale);
  });
  if (stored.made) io.err(`${commands(locale).pseudonyms.made(path)}\n`);
  warnOfExposed(stored, path, asking);
  return pseudonymKeyOf(stored.secret);
}

/** The key of pseudonyms, if it is to be had; nothing is made. */
export async function findPseudonymKey({ configured, folder }: KeyPlace, asking: Asking): Promise<PseudonymKey | null> {
  if (configured !== undefined) return pseudonymKeyOf(configured);
  const path = resolve(folder, keyFileName);
  const stored = await readKeyFile(path).catch((error: unknown) => {
    throw told(error, path, asking.locale);
  });
  if (stored === null) return null;
  warnOfExposed(stored, path, asking);
  return pseudonymKeyOf(stored.secret);
}

/** The disguise that was asked for with --pseudonymise, or none. */
export async function openDisguise(place: KeyPlace, asking: Asking): Promise<Disguise> {
  return asking.options.pseudonymise ? createDisguise(await openPseudonymKey(place, asking)) : undisguised;
}
