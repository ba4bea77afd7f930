import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checks } from '../checks/index.ts';
import { catalogue } from '../src/messages/index.ts';
import { moduleState } from './isolation/module-state.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

interface Import {
  /** As it is written. */
  specifier: string;
  /** Path from the root when it is ours, else null. */
  ours: string | null;
  /** Erased before the program runs. */
  typeOnly: boolean;
  /** Loaded when the module is, not later on demand. */
  eager: boolean;
}

interface Source {
  path: string;
  text: string;
  /** Without comments. */
  code: string;
  imports: Import[];
}

function withoutComments(text: string): string {
  return text.replace(/^\s*\/\*[\s\S]*?\*\//gm, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

function importsOf(path: string, code: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean, eager: boolean) => {
    const target = specifier.startsWith('.') ? relative(root, resolve(root, dirname(path), specifier)) : null;
    found.push({ specifier, ours: target?.replaceAll('\\', '/') ?? null, typeOnly, eager });
  };
  for (const match of code.matchAll(
    /^\s*(?:import|export)\s+(type\s+)?(?:[\w*{][^;'"]*?\s+from\s+)?['"]([^'"]+)['"]/gm,
  )) {
    add(match[2] ?? '', match[1] !== undefined, true);
  }
  for (const match of code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)) add(match[1] ?? '', false, false);
  return found;
}

const sources: Source[] = ['src', 'connectors', 'checks'].flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const path = `${room}/${name.replaceAll('\\', '/')}`;
      const text = readFileSync(join(root, path), 'utf8');
      const code = withoutComments(text);
      return { path, text, code, imports: importsOf(path, code) };
    }),
);

const inside = (...rooms: string[]) => sources.filter(({ path }) => rooms.some((room) => path.startsWith(`${room}/`)));
const isBuiltin = (specifier: string) => specifier.startsWith('node:') || builtinModules.includes(specifier);

/** Imports that break a law, as `file -> import`. */
function broken(among: readonly Source[], allows: (entry: Import, source: Source) => boolean): string[] {
  return among.flatMap((source) =>
    source.imports.filter((entry) => !allows(entry, source)).map(({ specifier }) => `${source.path} -> ${specifier}`),
  );
}

function isIn(ours: string | null, ...rooms: string[]): boolean {
  return ours !== null && rooms.some((room) => ours.startsWith(`${room}/`));
}

/** Ways along imports that come back to where they began. */
function circlesOf(follows: (entry: Import) => boolean): string[] {
  const next = new Map(
    sources.map((source) => [
      source.path,
      source.imports.flatMap((entry) => (entry.ours !== null && follows(entry) ? [entry.ours] : [])),
    ]),
  );
  const finished = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, way: readonly string[]) => {
    if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' -> '));
    if (finished.has(path) || way.includes(path)) return;
    for (const target of next.get(path) ?? []) visit(target, [...way, path]);
    finished.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return circles;
}

describe('the reader of imports', () => {
  it.each([
    ["import { a } from './b.ts';", { ours: 'src/core/b.ts', typeOnly: false, eager: true }],
    ["import type { A } from '../http/b.ts';", { ours: 'src/http/b.ts', typeOnly: true, eager: true }],
    ["import {\n  a,\n  type B,\n} from './b.ts';", { ours: 'src/core/b.ts', typeOnly: false, eager: true }],
    ["export { a } from './b.ts';", { ours: 'src/core/b.ts', typeOnly: false, eager: true }],
    ["export * from './b.ts';", { ours: 'src/core/b.ts', typeOnly: false, eager: true }],
    ["import './b.ts';", { ours: 'src/core/b.ts', typeOnly: false, eager: true }],
    ["import a from 'zod';", { specifier: 'zod', ours: null }],
    ["const { a } = await import('./b.ts');", { ours: 'src/core/b.ts', eager: false }],
  ])('understands %s', (code, expected) => {
    expect(importsOf('src/core/x.ts', code)).toEqual([expect.objectContaining(expected)]);
  });

  it('passes over comments and plain code', () => {
    const code = "// import './a.ts'\n/** from './b.ts' */\nexport const from = 'c';\nexport function f() {}\n";
    expect(importsOf('src/core/x.ts', withoutComments(code))).toEqual([]);
  });

  it('finds every file that is imported', () => {
    expect(broken(sources, ({ ours }) => ours === null || existsSync(join(root, ours)))).toEqual([]);
  });
});

describe('who may import whom:', () => {
  it('the core imports nothing of ours outside itself, and of others zod only', () => {
    expect(broken(inside('src/core'), ({ ours, specifier }) => isIn(ours, 'src/core') || specifier === 'zod')).toEqual(
      [],
    );
  });

  it('a row knows what a gap is, what other rows are, and zod', () => {
    const allows = ({ ours, specifier }: Import) =>
      isIn(ours, 'src/core/rows') || ours === 'src/core/gap.ts' || specifier === 'zod';
    expect(broken(inside('src/core/rows'), allows)).toEqual([]);
  });

  it('a check imports the core only', () => {
    const all = inside('checks').filter(({ path }) => path !== 'checks/index.ts');
    expect(broken(all, ({ ours }) => isIn(ours, 'src/core'))).toEqual([]);
  });

  it('the index of checks imports checks and the core only', () => {
    const all = sources.filter(({ path }) => path === 'checks/index.ts');
    expect(broken(all, ({ ours }) => isIn(ours, 'src/core', 'checks'))).toEqual([]);
  });

  it('a connector imports the core, the door, its own files, packages and Node', () => {
    const allows = ({ ours }: Import, { path }: Source) =>
      ours === null || isIn(ours, 'src/core', 'src/http', path.split('/').slice(0, 2).join('/'));
    expect(broken(inside('connectors'), allows)).toEqual([]);
  });

  it('the door imports nothing of ours', () => {
    expect(broken(inside('src/http'), ({ ours }) => ours === null || isIn(ours, 'src/http'))).toEqual([]);
  });

  it('rendering and messages import the core and each other only', () => {
    const allows = ({ ours, typeOnly }: Import, { path }: Source) => {
      if (ours === null || isIn(ours, 'src/core', 'src/messages', 'src/render')) return true;
      return /^src\/messages\/commands[\w.]*\.ts$/.test(path) && ours === 'src/config/problems.ts' && typeOnly;
    };
    expect(broken(inside('src/render', 'src/messages'), allows)).toEqual([]);
  });

  it('reading the HR list takes the core, the one way to show text, and a reader of CSV', () => {
    const allows = ({ ours, specifier }: Import, { path }: Source) => {
      if (isIn(ours, 'src/core', 'src/roster') || ours === 'src/render/plain.ts') return true;
      return specifier === 'csv-parse/sync' || (path === 'src/roster/read.ts' && isBuiltin(specifier));
    };
    expect(broken(inside('src/roster'), allows)).toEqual([]);
  });

  it('alerts take the core, messages, the one way to show text and to read Retry-After, and know no store', () => {
    const allows = ({ ours, specifier }: Import, { path }: Source) => {
      if (isIn(ours, 'src/core', 'src/messages', 'src/notify')) return true;
      if (ours === 'src/render/plain.ts' || ours === 'src/http/door.ts') return true;
      if (isIn(ours, 'src/config')) return path === 'src/notify/channels.ts';
      return ours === null && (isBuiltin(specifier) || ['zod', 'p-retry', 'nodemailer'].includes(specifier));
    };
    expect(broken(inside('src/notify'), allows)).toEqual([]);
  });

  it('the store takes the core, its databases and Node; only what waits for it lies in files of ours', () => {
    const libraries: Readonly<Record<string, RegExp>> = {
      kysely: /./,
      'kysely/migration': /^src\/store\/(open|migrations\/.*)\.ts$/,
      'better-sqlite3': /^src\/store\/(sqlite|read-only)\.ts$/,
      pg: /^src\/store\/postgres\.ts$/,
      zod: /^src\/store\/(entry-schema|sound|unstored)\.ts$/,
    };
    const allows = ({ ours, specifier }: Import, { path }: Source) => {
      if (isIn(ours, 'src/core', 'src/store')) return true;
      if (ours !== null)
        return path === 'src/store/unstored.ts' && /^src\/(output\/files|snapshot-lines)\.ts$/.test(ours);
      return isBuiltin(specifier) || (libraries[specifier]?.test(path) ?? false);
    };
    expect(broken(inside('src/store'), allows)).toEqual([]);
  });

  it('a database is loaded when a store is opened, and nobody else speaks to one', () => {
    const allows = ({ specifier, typeOnly, eager }: Import, { path }: Source) => {
      if (specifier === 'kysely' || specifier === 'kysely/migration') return path.startsWith('src/store/');
      return !['pg', 'better-sqlite3'].includes(specifier) || typeOnly || !eager;
    };
    expect(broken(sources, allows)).toEqual([]);
  });

  it('the schedule takes the library that reads cron expressions, and of Node what listens and what tells systemd', () => {
    const allows = ({ ours, specifier }: Import, { path }: Source) => {
      if (isIn(ours, 'src/core', 'src/schedule')) return true;
      if (path === 'src/schedule/cron.ts') return specifier === 'croner';
      if (path === 'src/schedule/health.ts') return ['node:http', 'node:net', 'node:events'].includes(specifier);
      return path === 'src/schedule/service-manager.ts' && specifier === 'node:child_process';
    };
    expect(broken(inside('src/schedule'), allows)).toEqual([]);
  });

  it('one file reads cron expressions, and one starts another program', () => {
    const only: Readonly<Record<string, RegExp>> = {
      croner: /^src\/schedule\/cron\.ts$/,
      'node:child_process': /^src\/schedule\/service-manager\.ts$/,
    };
    expect(broken(sources, ({ specifier }, { path }) => only[specifier]?.test(path) ?? true)).toEqual([]);
  });

  it('the configuration takes the core, the names of languages, and what tells a right key and a right expression', () => {
    const ours = ['src/messages/catalogue.ts', 'src/pseudonyms/key.ts', 'src/schedule/cron.ts'];
    const reading = ['node:fs', 'node:fs/promises', 'node:path'];
    const allows = (entry: Import, { path }: Source) => {
      if (entry.ours !== null) return isIn(entry.ours, 'src/core', 'src/config') || ours.includes(entry.ours);
      if (['yaml', 'zod'].includes(entry.specifier)) return true;
      return /^src\/config\/(load|files)\.ts$/.test(path) && reading.includes(entry.specifier);
    };
    expect(broken(inside('src/config'), allows)).toEqual([]);
  });

  it('nobody but the entry imports the command line, and nobody but that the commands', () => {
    const allows = ({ ours }: Import, { path }: Source) => {
      if (ours === 'src/cli.ts') return false;
      if (isIn(ours, 'src/command-line')) return path === 'src/cli.ts' || path.startsWith('src/command-line/');
      if (isIn(ours, 'src/commands')) return /^src\/(cli\.ts|commands\/|command-line\/)/.test(path);
      return true;
    };
    expect(broken(sources, allows)).toEqual([]);
  });

  it('the command line loads a command, and what it needs, when it is called', () => {
    const light = ['src/messages/catalogue.ts', 'src/version.ts'];
    const allows = ({ ours, specifier, typeOnly, eager }: Import) => {
      if (typeOnly || !eager || specifier === 'commander') return true;
      return isIn(ours, 'src/command-line') || light.includes(ours ?? '');
    };
    // Proxies are followed by those commands alone that reach out, and loaded by them.
    const others = inside('src/command-line').filter(({ path }) => path !== 'src/command-line/proxies.ts');
    expect(broken(others, allows)).toEqual([]);
    const proxies = ({ ours, eager }: Import) => ours !== 'src/command-line/proxies.ts' || !eager;
    expect(broken(sources, proxies)).toEqual([]);
  });

  it('googleapis is imported from its deep path, since the whole takes a second to load', () => {
    const allows = ({ specifier }: Import) =>
      !/^googleapis(\/|$)/.test(specifier) || specifier.startsWith('googleapis/build/src/apis/');
    expect(broken(sources, allows)).toEqual([]);
  });

  it('nobody imports in a circle', () => {
    expect(circlesOf(({ typeOnly, eager }) => eager && !typeOnly)).toEqual([]);
  });

  it('not even types go in a circle, but between a session and the parts that it hands itself to', () => {
    const session = /^connectors\/microsoft365\/(session|members|own-tenant)\.ts$/;
    const circles = circlesOf(() => true).filter((circle) => !circle.split(' -> ').every((path) => session.test(path)));
    expect(circles).toEqual([]);
  });
});

describe('the page about the architecture', () => {
  it('names every room', () => {
    const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
    const rooms = new Set(sources.map(({ path }) => /^(checks|(src|connectors)\/[^/]+)\//.exec(path)?.[0] ?? path));
    expect([...rooms].filter((room) => !page.includes(`\`${room}\``))).toEqual([]);
  });
});

describe('who may touch the world:', () => {
  const using = (among: readonly Source[], pattern: RegExp) =>
    among.filter(({ code }) => pattern.test(code)).map(({ path }) => path);

  it('only the command line knows the process', () => {
    const process = /(?<![\w.'"`/-])process\s*(\.|\[|\?\.)|['"](node:)?process['"]/;
    expect(using(sources, process)).toEqual(['src/cli.ts']);
  });

  it('nobody writes to the console', () => {
    expect(using(sources, /\bconsole\./)).toEqual([]);
  });

  it('only the door, and sign-in through it, fetches', () => {
    const fetching = using(
      inside('src/core', 'src/render', 'src/messages', 'src/config', 'src/roster', 'checks'),
      /\bfetch\(/,
    );
    expect(fetching).toEqual([]);
  });

  it('a check is pure: it does not wait, read a clock, throw dice or use Node', () => {
    const all = inside('checks');
    expect(using(all, /\b(async|await|Promise|setTimeout)\b/)).toEqual([]);
    expect(using(all, /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\b|\bMath\.random\b/)).toEqual([]);
    expect(broken(all, ({ specifier }) => !isBuiltin(specifier))).toEqual([]);
  });

  it('the schedule reads no clock and sets no timer: both are handed in', () => {
    expect(
      using(inside('src/schedule'), /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\b|\bset(Timeout|Interval)\b/),
    ).toEqual([]);
  });

  it('the store, alerts and the configuration read no clock: the time of day is handed in', () => {
    expect(using(inside('src/store', 'src/notify', 'src/config'), /\bDate\.now\b|\bnew Date\(\s*\)/)).toEqual([]);
  });

  it('the core reads no clock and no file', () => {
    expect(using(inside('src/core'), /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b/)).toEqual([]);
    expect(broken(inside('src/core'), ({ specifier }) => !isBuiltin(specifier))).toEqual([]);
  });

  it('only the one place that decides verdicts writes a pass', () => {
    const writing = using(sources, /['"]not-applicable['"]\s*:\s*['"]pass['"]|verdict:\s*['"]pass['"]/);
    expect(writing.filter((path) => !path.startsWith('src/render/'))).toEqual([
      'src/core/check.ts',
      'src/core/verdict.ts',
    ]);
  });
});

describe('what a module holds on to:', () => {
  /** What is kept all the same, by file and name, and why it carries nothing from one tenant to another. */
  const kept: Readonly<Record<string, string>> = {
    'src/cli.ts process': 'the exit status belongs to the process, and to no tenant',
    'src/messages/when.ts formats': 'by the name of a time zone alone; to make one takes longer than to use it',
    'src/demo/application-rows.ts known':
      'by the very directory that the demonstration plays; it holds invented people',
    'src/demo/google-index.ts indexes': 'as above',
    'src/demo/google-users.ts sorted': 'as above',
    'src/demo/graph-users.ts accountsById': 'as above',
  };

  it('nothing outlasts a tenant', () => {
    const found = moduleState(sources);
    const placeOf = (state: string) => state.replace(/^([^:]+):\d+ (\S+): .*$/s, '$1 $2');
    expect(found.filter((state) => kept[placeOf(state)] === undefined)).toEqual([]);
    expect(Object.keys(kept).filter((place) => !found.some((state) => placeOf(state) === place))).toEqual([]);
  });
});

describe('every check', () => {
  const files = inside('checks')
    .map(({ path }) => path)
    .filter((path) => path !== 'checks/index.ts');

  it('stands in the index, once and sorted, and every file there is a check', () => {
    const ids = checks.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(files.sort()).toEqual(ids.map((id) => `checks/${id}.ts`).sort());
  });

  it.each(checks.map(({ id }) => id))('%s has its file, its test and its page', (id) => {
    const missing = [`checks/${id}.ts`, `test/checks/${id}.test.ts`, `docs/checks/${id}.md`];
    expect(missing.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it.each(checks.map(({ id }) => id))('%s carries its name as its id', (id) => {
    expect(readFileSync(join(root, `checks/${id}.ts`), 'utf8')).toContain(`id: '${id}'`);
  });

  it.each((['en', 'ja'] as const).flatMap((locale) => checks.map((check) => [check.id, locale, check] as const)))(
    '%s has all its texts in %s, and none too many',
    (id, locale, check) => {
      const words = catalogue(locale).checks[id];
      expect(Object.keys(words?.messages ?? {}).sort()).toEqual([...check.messages].sort());
      expect([words?.title, words?.topic, words?.why].every((word) => word !== undefined && word.trim() !== '')).toBe(
        true,
      );
    },
  );

  it.each(['en', 'ja'] as const)('is all that the catalogue in %s speaks of', (locale) => {
    expect(Object.keys(catalogue(locale).checks).sort()).toEqual(checks.map(({ id }) => id).sort());
  });
});
