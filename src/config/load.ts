import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { AnyCheck } from '../core/check.ts';
import type { Locale } from '../messages/catalogue.ts';
import { missingFiles, resolvePaths } from './files.ts';
import { allParts, type Part } from './parts.ts';
import { Places } from './places.ts';
import { plainSecrets } from './plain-secrets.ts';
import { ConfigurationError, type Problem } from './problems.ts';
import { configurationSchema, type RawConfiguration } from './schema.ts';
import { shapeProblems } from './shape.ts';
import { syntaxProblems } from './syntax.ts';
import { substitute } from './variables.ts';

/** What reading the configuration takes beside the file. */
export interface LoadOptions {
  env: Readonly<Record<string, string | undefined>>;
  checks: readonly AnyCheck[];
  /** Language asked for on the command line; it wins over the file's. */
  locale: Locale | undefined;
  /** The parts of the file that will be used; not given: all. `notify` is left out of what is returned if it is not. */
  needs?: readonly Part[];
}

function localeOf(document: Document, wanted: Locale | undefined): Locale {
  return wanted ?? (document.get('locale') === 'ja' ? 'ja' : 'en');
}

/**
 * Reads and checks `shisei.yaml`. Contacts nobody.
 * @throws ConfigurationError naming file, line and key of every problem
 */
export async function loadConfiguration(file: string, options: LoadOptions): Promise<RawConfiguration> {
  const { needs = allParts } = options;
  let source: string;
  try {
    source = await readFile(file, 'utf8');
  } catch (error) {
    const about = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new ConfigurationError(
      file,
      [{ line: 0, column: 0, key: '', kind: 'no-file', about }],
      options.locale ?? 'en',
    );
  }
  const lines = new LineCounter();
  const document = parseDocument(source, {
    lineCounter: lines,
    uniqueKeys: true,
    prettyErrors: false,
    logLevel: 'error',
  });
  const places = new Places(document, lines);
  const locale = localeOf(document, options.locale);
  const stop = (problems: readonly Problem[]) => {
    if (problems.length > 0) throw new ConfigurationError(file, problems, locale);
  };
  stop(syntaxProblems(document, places));
  const plain = plainSecrets(document, places);
  const unset = substitute(document, places, { env: options.env, needs });
  const parsed = configurationSchema(options.checks).safeParse(document.toJS(), { reportInput: true });
  const wrong = parsed.success ? [] : shapeProblems(parsed.error, places);
  const missing = await missingFiles(document, places, dirname(resolve(file)), needs);
  // What comes of a plain secret, a variable that is not set, or a key that does not belong there, is one mistake.
  const told = new Set([...plain, ...unset].map(({ key }) => key));
  const others = wrong.filter(({ key }) => !told.has(key));
  for (const { key } of others) told.add(key);
  stop(
    [...plain, ...unset, ...others, ...missing.filter(({ key }) => !told.has(key))].sort(
      (a, b) => a.line - b.line || a.column - b.column,
    ),
  );
  if (!parsed.success) throw parsed.error;
  // Stand-ins must not be told of as channels.
  if (!needs.includes('notify')) parsed.data.notify = undefined;
  return resolvePaths(parsed.data, dirname(resolve(file)));
}
