import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import {
  type Document,
  type ErrorCode,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type YAMLParseError,
} from 'yaml';
import type { z } from 'zod';
import type { AnyCheck } from '../core/check.ts';
import type { Locale } from '../messages/catalogue.ts';
import { isPlainSecret } from './plain-secrets.ts';
import { ConfigurationError, type Expectation, type Problem, type ProblemKind } from './problems.ts';
import { configurationSchema, type RawConfiguration } from './schema.ts';
import { isPostgresAddress } from './store-schema.ts';
import { isUnneeded, standInAt, type Unneeded } from './unneeded.ts';

type Path = readonly PropertyKey[];

export interface LoadOptions extends Unneeded {
  env: Readonly<Record<string, string | undefined>>;
  checks: readonly AnyCheck[];
  /** Language asked for on the command line; it wins over the file's. */
  locale: Locale | undefined;
  /** `ignored`: nothing will be disguised that is not yet. A variable that is not set leaves the key out. */
  pseudonymKey?: 'ignored';
}

/** Keys that hold paths of files which must be there, for signing in and otherwise. */
const credentialFileKeys: readonly string[] = ['certificatePath', 'federatedTokenFile', 'keyFile'];
const otherFileKeys: readonly string[] = ['roster'];

function keyOf(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

/** Finds lines of keys; a key that is missing is shown at the nearest thing that is there. */
class Places {
  private readonly document: Document;
  private readonly lines: LineCounter;

  constructor(document: Document, lines: LineCounter) {
    this.document = document;
    this.lines = lines;
  }

  at(path: Path): { line: number; column: number } {
    for (let length = path.length; length > 0; length -= 1) {
      const parent = this.document.getIn(path.slice(0, length - 1), true);
      const last = path[length - 1];
      const pair = isMap(parent)
        ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === last)
        : undefined;
      const node = pair?.key ?? this.document.getIn(path.slice(0, length), true);
      const range = isScalar(node) || isMap(node) || isSeq(node) ? node.range : undefined;
      if (range) return this.offset(range[0]);
    }
    return { line: 1, column: 1 };
  }

  offset(offset: number): { line: number; column: number } {
    const { line, col } = this.lines.linePos(offset);
    return { line, column: col };
  }
}

/** Words of the file for messages. What looks like no name and no path may be a secret in the wrong place. */
function sayable(words: string): string {
  return /^[\w./\\ ${}-]{1,120}$/.test(words) && !/BEGIN/.test(words) ? words : '…';
}

function substitute(document: Document, places: Places, options: LoadOptions): Problem[] {
  const { env } = options;
  const problems: Problem[] = [];
  visit(document, {
    Scalar(position, node, ancestors) {
      if (position === 'key' || typeof node.value !== 'string') return;
      const path = pathOf(ancestors, node);
      if (isUnneeded(path, options)) {
        if (/\$\{[^}]*\}/.test(node.value)) node.value = standInAt(path, document) ?? node.value;
        return;
      }
      node.value = node.value.replace(/\$\{([^}]*)\}/g, (_whole, name: string) => {
        const value = env[name];
        if (typeof value === 'string' && value !== '') return value;
        const place = node.range ? places.offset(node.range[0]) : { line: 1, column: 1 };
        problems.push({ ...place, key: keyOf(path), kind: 'unset-variable', about: sayable(name) });
        return '';
      });
    },
  });
  return problems;
}

/** What is disguised can be judged without its key, by what was saved with it. */
function leaveOutUnsetKey(document: Document, { env, pseudonymKey }: LoadOptions): void {
  if (pseudonymKey !== 'ignored') return;
  const [, name] = /^\$\{([^}]*)\}$/.exec(String(document.get('pseudonymKey'))) ?? [];
  if (name !== undefined && !env[name]) document.delete('pseudonymKey');
}

function withoutNumbers(path: Path): string {
  return keyOf(path).replace(/\[\d+\]/g, '[]');
}

/** A secret may only come from the environment: one that stands in the file is refused, and not repeated. */
function plainSecrets(document: Document, places: Places): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Pair(_position, pair, ancestors) {
      if (!isScalar(pair.key) || !isScalar(pair.value)) return;
      const path = pathOf([...ancestors, pair], pair.value);
      if (!isPlainSecret(withoutNumbers(path), pair.value.value)) return;
      problems.push({ ...places.at(path), key: keyOf(path), kind: 'plain-secret', about: String(pair.key.value) });
    },
  });
  return problems;
}

function pathOf(ancestors: readonly unknown[], node: unknown): Path {
  const chain = [...ancestors, node];
  const path: PropertyKey[] = [];
  for (const [index, ancestor] of chain.entries()) {
    const child = chain[index + 1];
    if (child === undefined || typeof ancestor !== 'object' || ancestor === null) continue;
    if ('key' in ancestor && isScalar(ancestor.key)) path.push(String(ancestor.key.value));
    else if ('items' in ancestor && Array.isArray(ancestor.items) && !isMap(ancestor))
      path.push(ancestor.items.indexOf(child));
  }
  return path;
}

/** What belongs under some keys; numbers of lists are left out. */
const expectations: ReadonlyArray<readonly [RegExp, Expectation]> = [
  [/^version$/, 'version'],
  [/^tenants\[\]\.id$/, 'tenant'],
  [/\.microsoft365\.tenantId$/, 'directory-id'],
  [/\.microsoft365\.clientId$/, 'client-id'],
  [/\.googleWorkspace\.customerId$/, 'customer-id'],
  [/\.googleWorkspace\.admin$/, 'admin'],
  [/\.googleWorkspace\.serviceAccount$/, 'service-account'],
  [/^pseudonymKey$/, 'pseudonym-key'],
  [/^retentionDays$/, 'days'],
  [/^retention\.scans$/, 'age'],
  [/^store$/, 'store'],
  [/\.exceptions\[\]\.until$/, 'date'],
  [/\.approvedCountries\[\]$/, 'country'],
  [/^((tenants|schedule)\[\]\.)?timeZone$/, 'time-zone'],
  [/^schedule(\[\]\.tenants)?$/, 'list'],
  [/^notify\[\]\.id$/, 'tenant'],
  [/^notify\[\]\.(webhook|slack|teams)\.url$/, 'post-address'],
  [/^notify\[\]\.webhook\.secret$/, 'signing-key'],
  [/^notify\[\]\.email\.server$/, 'mail-server'],
  [/^notify\[\]\.email\.(from|to\[\])$/, 'mail-address'],
  [/^notify(\[\]\.(tenants|email\.to))?$/, 'list'],
  [/^tenants\[\]\.links\[\]$/, 'list'],
  [/\.(managedIdentity|azureCli)$/, 'true'],
  [/^(tenants\[\]\.)?checks\.[^.]+\.[^.]+$/, 'number'],
];

function expectationOf(issue: z.core.$ZodIssue): Expectation {
  const key = withoutNumbers(issue.path);
  const known = expectations.find(([pattern]) => pattern.test(key));
  if (known !== undefined) return known[1];
  if (issue.code === 'invalid_value') return 'one-of';
  if (issue.code === 'too_small' && issue.origin === 'array') return key === 'tenants' ? 'tenants' : 'country';
  if (issue.code === 'too_small') return 'text';
  if (issue.code !== 'invalid_type') return 'text';
  if (issue.expected === 'array') return 'list';
  return issue.expected === 'object' || issue.expected === 'record' ? 'map' : 'text';
}

/** What zod found, as problems; never the value that was found wrong, which may be a secret. */
function problemsOf(error: z.ZodError, places: Places): Problem[] {
  return error.issues.flatMap((issue): Problem[] => {
    const make = (path: Path, kind: ProblemKind, about: string): Problem => {
      return { ...places.at(path), key: keyOf(path), kind, about };
    };
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => {
        const problem = make([...issue.path, key], 'unknown-key', sayable(key));
        return { ...problem, key: keyOf([...issue.path, sayable(key)]) };
      });
    }
    if (issue.code === 'custom' && typeof issue.params?.problem === 'string') {
      const keys = Array.isArray(issue.params.keys) ? issue.params.keys.map(String) : [];
      const kind = issue.params.problem as ProblemKind;
      return [make(kind === 'missing' ? [...issue.path, ...keys] : issue.path, kind, keys.join(', '))];
    }
    const typed = issue.code === 'invalid_type' || issue.code === 'invalid_value';
    if (typed && issue.input === undefined && issue.path.length > 0) {
      return [make(issue.path, 'missing', String(issue.path.at(-1)))];
    }
    const about = issue.code === 'invalid_value' ? issue.values.map(String).join(', ') : '';
    return [{ ...make(issue.path, 'wrong', about), expected: expectationOf(issue) }];
  });
}

async function isReadableFile(path: string): Promise<boolean> {
  try {
    await access(path, constants.R_OK);
    return !(await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function missingFiles(
  document: Document,
  places: Places,
  folder: string,
  keys: readonly string[],
): Promise<Problem[]> {
  /** What stands in the file, for messages: a variable may hold a key where the path of one belongs. */
  const found: Array<{ path: Path; file: string; written: string }> = [];
  visit(document, {
    Pair(_position, pair, ancestors) {
      if (!isScalar(pair.key) || !keys.includes(String(pair.key.value))) return;
      if (!isScalar(pair.value) || typeof pair.value.value !== 'string') return;
      const { value, source } = pair.value;
      found.push({ path: pathOf([...ancestors, pair], pair.value), file: value, written: source ?? value });
    },
  });
  const problems = await Promise.all(
    found.map(async ({ path, file, written }): Promise<Problem[]> => {
      const readable = await isReadableFile(resolve(folder, file));
      return readable ? [] : [{ ...places.at(path), key: keyOf(path), kind: 'missing-file', about: sayable(written) }];
    }),
  );
  return problems.flat();
}

/** Messages of these codes quote the file otherwise than after a colon. */
const plainWords: Partial<Record<ErrorCode, string>> = {
  BAD_DQ_ESCAPE: 'Invalid escape sequence',
  TAG_RESOLVE_FAILED: 'Unresolved tag',
};

/** A mistake of syntax, without what the library quotes from the file, which may be a secret. */
function syntaxProblem({ code, message, pos: [start] }: YAMLParseError, document: Document, places: Places): Problem {
  let key = '';
  visit(document, {
    Pair(_position, pair, ancestors) {
      if (code !== 'DUPLICATE_KEY' || !isScalar(pair.key) || pair.key.range?.[0] !== start) return;
      key = keyOf(pathOf([...ancestors, pair], pair.key));
    },
  });
  const about = plainWords[code] ?? message.split(/(?<=[\w)]):|\n/)[0] ?? '';
  return { ...places.offset(start), key, kind: 'syntax', about };
}

function localeOf(document: Document, wanted: Locale | undefined): Locale {
  return wanted ?? (document.get('locale') === 'ja' ? 'ja' : 'en');
}

function resolvePaths(configuration: RawConfiguration, folder: string): RawConfiguration {
  const at = (path: string | undefined) => (path === undefined ? undefined : resolve(folder, path));
  for (const tenant of configuration.tenants) {
    const { microsoft365, googleWorkspace } = tenant;
    if (microsoft365 !== undefined) {
      microsoft365.certificatePath = at(microsoft365.certificatePath);
      microsoft365.federatedTokenFile = at(microsoft365.federatedTokenFile);
    }
    if (googleWorkspace !== undefined) googleWorkspace.keyFile = at(googleWorkspace.keyFile);
    tenant.roster = at(tenant.roster);
  }
  if (!isPostgresAddress(configuration.store)) configuration.store = resolve(folder, configuration.store);
  return configuration;
}

/**
 * Reads and checks `shisei.yaml`. Contacts nobody.
 * @throws ConfigurationError naming file, line and key of every problem
 */
export async function loadConfiguration(file: string, options: LoadOptions): Promise<RawConfiguration> {
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
  const alias = document.errors.length > 0 ? [] : aliasesOf(document, places);
  stop([...document.errors.map((error) => syntaxProblem(error, document, places)), ...alias]);
  const plain = plainSecrets(document, places);
  leaveOutUnsetKey(document, options);
  const unset = substitute(document, places, options);
  const parsed = configurationSchema(options.checks).safeParse(document.toJS(), { reportInput: true });
  const keys = options.credentials === 'ignored' ? otherFileKeys : [...credentialFileKeys, ...otherFileKeys];
  const wrong = parsed.success ? [] : problemsOf(parsed.error, places);
  const missing = await missingFiles(document, places, dirname(resolve(file)), keys);
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
  if (options.credentials === 'ignored') parsed.data.notify = undefined;
  return resolvePaths(parsed.data, dirname(resolve(file)));
}

/** Aliases would let one line stand for many; the file has no need of them. A secret may begin like one: no names. */
function aliasesOf(document: Document, places: Places): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Alias(_position, node, ancestors) {
      const place = node.range ? places.offset(node.range[0]) : { line: 1, column: 1 };
      problems.push({ ...place, key: keyOf(pathOf(ancestors, node)), kind: 'syntax', about: 'alias' });
    },
  });
  return problems;
}
