import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');
const work = mkdtempSync(join(tmpdir(), 'shisei-supply-chain-'));
afterAll(() => rm(work, { recursive: true, force: true }));

const names = z.record(z.string(), z.string());
const manifestSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  scripts: names.default({}),
  dependencies: names.default({}),
  devDependencies: names.default({}),
  gypfile: z.boolean().optional(),
});
const entrySchema = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  dev: z.boolean().optional(),
  devOptional: z.boolean().optional(),
  link: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
  dependencies: names.default({}),
  devDependencies: names.optional(),
});
const lockSchema = z.object({ lockfileVersion: z.number(), packages: z.record(z.string(), entrySchema) });
const sbomSchema = z.object({
  bomFormat: z.literal('CycloneDX'),
  metadata: z.object({ component: z.object({ name: z.string(), version: z.string(), type: z.string() }) }),
  components: z.array(
    z.object({ name: z.string(), version: z.string(), hashes: z.array(z.object({ alg: z.string() })) }),
  ),
});

function read<Shape extends z.ZodType>(file: string, schema: Shape): z.output<Shape> {
  return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

const manifest = read(join(root, 'package.json'), manifestSchema);
const { lockfileVersion, packages } = read(join(root, 'package-lock.json'), lockSchema);
const { '': self, ...others } = packages;
const installed = Object.entries(others);
/** What is installed with the package. */
const toRun = installed.filter(([, { dev, devOptional }]) => dev !== true && devOptional !== true);
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const installScripts = ['preinstall', 'install', 'postinstall', 'preuninstall', 'uninstall', 'postuninstall'];

describe('the lock file', () => {
  it('holds every package with its hash, from the registry and from nowhere else', () => {
    expect(lockfileVersion).toBe(3);
    for (const [path, { version, integrity, resolved, link }] of installed) {
      expect(version, path).toMatch(/^\d+\.\d+\.\d+/);
      expect(integrity, path).toMatch(/^sha512-/);
      expect(link, path).toBeUndefined();
      // Where it is not said, npm takes the registry that it is configured with, and the hash holds all the same.
      expect(resolved ?? 'https://registry.npmjs.org/', path).toMatch(/^https:\/\/registry\.npmjs\.org\//);
    }
  });

  it('is of this very package', () => {
    expect(self?.dependencies).toEqual(manifest.dependencies);
    expect(self?.devDependencies).toEqual(manifest.devDependencies);
  });

  it('names exact versions in package.json, and has those', () => {
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
      expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });

  it('leaves nothing out that is needed to run', () => {
    for (const [path, { dependencies }] of toRun) {
      for (const name of Object.keys(dependencies)) {
        const places: string[] = [];
        for (let place = path; place !== ''; place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')))) {
          places.push(`${place}/node_modules/${name}`);
        }
        const found = [...places, `node_modules/${name}`].find((place) => packages[place] !== undefined);
        expect(found, `${path} needs ${name}`).toBeDefined();
        expect(packages[found ?? '']?.dev, `${name} is there to run`).not.toBe(true);
      }
    }
  });
});

describe('installing', () => {
  it('runs no script of any package that is installed to run', () => {
    expect(toRun.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
    for (const [path] of toRun) {
      const folder = join(root, path);
      const { scripts, gypfile } = read(join(folder, 'package.json'), manifestSchema.partial({ name: true }));
      expect(
        Object.keys(scripts).filter((name) => installScripts.includes(name)),
        path,
      ).toEqual([]);
      // npm builds what has a binding.gyp, with no script at all, unless it is told not to.
      if (existsSync(join(folder, 'binding.gyp'))) expect(gypfile, path).toBe(false);
    }
  });

  it('to develop runs one script, which is approved by name', () => {
    const asking = installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect(asking).toEqual(['node']);
    expect(read(join(root, 'package.json'), z.object({ allowScripts: z.unknown() })).allowScripts).toEqual({
      node: true,
    });
  });

  it('runs none of ours', () => {
    expect(Object.keys(manifest.scripts).filter((name) => installScripts.includes(name))).toEqual([]);
  });
});

describe('the image', () => {
  const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
  const final = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));

  it('installs without scripts, keeps what is needed to run, and does not run as root', () => {
    const installs = dockerfile.split('\n').filter((line) => /^RUN .*npm (ci|i|install)\b/.test(line));
    expect(installs.length).toBeGreaterThan(0);
    for (const line of installs) expect(line).toMatch(/npm ci .*--ignore-scripts/);
    expect(dockerfile).toMatch(/FROM \S+ AS packages\n(?:(?!FROM)[\s\S])*npm ci --omit=dev --ignore-scripts/);
    expect(final).toContain('COPY --from=packages /app/node_modules ./node_modules');
    expect(final).not.toMatch(/npm|apt-get|curl|wget|ADD /);
    expect(final.slice(final.indexOf('USER '))).toMatch(/^USER node\nENTRYPOINT/);
  });
});

describe('what is known to be weak', () => {
  const answered = (found: Record<string, number>) => ({
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries(Object.keys(found).map((severity) => [severity, { severity, range: '<2' }])),
    metadata: { vulnerabilities: { info: 0, low: 0, moderate: 0, high: 0, critical: 0, ...found } },
  });

  it.each([
    ['nothing', JSON.stringify(answered({})), 0, '0 critical, 0 high, 0 moderate'],
    ['something slight', JSON.stringify(answered({ low: 3 })), 0, '3 low'],
    ['something moderate', JSON.stringify(answered({ moderate: 1 })), 1, 'moderate: moderate <2'],
    ['something critical', JSON.stringify(answered({ critical: 1 })), 1, '1 critical'],
    ['no answer', JSON.stringify({ message: '405 Method Not Allowed' }), 0, 'WAS NOT ANSWERED'],
    ['no JSON', '<html>', 0, 'WAS NOT ANSWERED'],
    ['silence', '', 0, 'WAS NOT ANSWERED'],
  ])('%s', async (name, answer, status, words) => {
    const folder = join(work, `npm ${name}`);
    await mkdir(folder);
    await writeFile(join(folder, 'answer'), answer);
    await writeFile(join(folder, 'npm'), `#!/bin/sh\ncat "$(dirname "$0")/answer"\nexit 1\n`);
    await chmod(join(folder, 'npm'), 0o755);
    const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
    const ended = spawnSync(process.execPath, [join(root, 'scripts/audit.ts')], { env, encoding: 'utf8' });
    expect(ended).toMatchObject({ status, stdout: expect.stringContaining(words) });
  });
});

describe('the packed package', () => {
  const checkout = join(work, 'shisei');
  const unpacked = join(work, 'unpacked', 'package');
  const sources = ['bin', 'src', 'connectors', 'checks', 'docs', 'scripts', '.npmrc', '.gitignore', 'package.json'];
  const texts = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'LICENSE', 'README.md', 'README.ja.md'];
  const more = ['CHANGELOG.md', 'SECURITY.md', 'shisei.example.yaml', 'Dockerfile', 'biome.json'];
  /** What lies in somebody's checkout and is nobody else's business. */
  const private_ = ['shisei.yaml', '.env', 'acme-sa.json', 'acme.pem', 'hr/acme.csv', 'shisei-out/acme/report.json'];
  const strangers = [...private_, 'shisei-pseudonym.key', 'test/secret.test.ts', '.ci/run', 'notes.md'];
  let files: string[] = [];
  const textOf = (file: string) => readFileSync(join(unpacked, file), 'utf8');

  beforeAll(async () => {
    for (const name of [...sources, ...texts, ...more]) {
      await cp(join(root, name), join(checkout, name), { recursive: true });
    }
    for (const name of strangers) {
      await mkdir(dirname(join(checkout, name)), { recursive: true });
      await writeFile(join(checkout, name), 'planted-secret');
    }
    await symlink(join(root, 'node_modules'), join(checkout, 'node_modules'));
    execFileSync('npm', ['pack', '--silent', '--pack-destination', work], { cwd: checkout, encoding: 'utf8' });
    await mkdir(dirname(unpacked));
    execFileSync('tar', ['-xzf', join(work, `shisei-${manifest.version}.tgz`), '-C', dirname(unpacked)]);
    files = readdirSync(unpacked, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) =>
        join(parentPath, name)
          .slice(unpacked.length + 1)
          .replaceAll('\\', '/'),
      );
  });

  it('names in its bill of materials exactly what is installed with it', () => {
    const { metadata, components } = read(join(unpacked, 'sbom.cdx.json'), sbomSchema);
    expect(metadata.component).toEqual({ name: manifest.name, version: manifest.version, type: 'application' });
    const told = components.map(({ name, version }) => `${name}@${version}`).sort();
    expect(told).toEqual([...new Set(toRun.map(([path, { version }]) => `${nameOf(path)}@${version}`))].sort());
    for (const { name, hashes } of components)
      expect(
        hashes.map(({ alg }) => alg),
        name,
      ).toEqual(['SHA-512']);
    expect(textOf('sbom.cdx.json')).not.toMatch(/timestamp|serialNumber|\/tmp\//);
  });

  it('holds the program and its documents, and nothing else', () => {
    const places = /^(bin\/shisei\.js|dist\/(package\.json|(src|connectors|checks)\/.+\.(js|json))|docs\/.+|[^/]+)$/;
    expect(files.filter((file) => !places.test(file))).toEqual([]);
    expect(files.filter((file) => !file.includes('/')).sort()).toEqual([
      ...['CHANGELOG.md', 'LICENSE', 'README.ja.md', 'README.md', 'SECURITY.md', 'package.json', 'sbom.cdx.json'],
      'shisei.example.yaml',
    ]);
    expect(files.filter((file) => /\.(map|ts|tsbuildinfo|pem|key|env|tgz|gz)$|(^|\/)test\//.test(file))).toEqual([]);
  });

  it('holds no secret, no key and no path of the machine that made it', () => {
    for (const file of files.filter((name) => !name.endsWith('.png'))) {
      const text = textOf(file);
      expect(text, file).not.toContain('planted-secret');
      expect(text, file).not.toMatch(/-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[\w+/]{20}/);
      expect(text, file).not.toMatch(/sourceMappingURL/);
      for (const place of [root, work]) expect(text.includes(place), `${file} names ${place}`).toBe(false);
    }
  });

  it('imports only what is installed with it', () => {
    const known = new Set([...Object.keys(manifest.dependencies), ...builtinModules]);
    for (const file of files.filter((name) => name.endsWith('.js'))) {
      const specifiers = [...textOf(file).matchAll(/(?:\bfrom\s+|\bimport\(|^import\s+)['"]([^'"./][^'"]*)['"]/gm)];
      for (const [, specifier = ''] of specifiers) {
        if (specifier.startsWith('node:')) continue;
        const name = specifier
          .split('/')
          .slice(0, specifier.startsWith('@') ? 2 : 1)
          .join('/');
        expect(known.has(name), `${file} imports ${specifier}`).toBe(true);
      }
    }
  });

  it('runs', async () => {
    await symlink(join(root, 'node_modules'), join(unpacked, 'node_modules'));
    const run = (...args: string[]) => {
      return spawnSync(process.execPath, [join(unpacked, 'bin/shisei.js'), ...args], { cwd: work, encoding: 'utf8' });
    };
    expect(run('--version')).toMatchObject({ status: 0, stdout: `${manifest.version}\n` });
    expect(run('demo', '--quiet', '--out', join(work, 'out'))).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(join(work, 'out/kita-clinic/report.html'))).toBe(true);
  });
});

describe('the page of dependencies', () => {
  const page = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');
  const [running = '', developing = ''] = page.slice(page.indexOf('## To run')).split('## To develop');

  it.each([
    ['to run', running, manifest.dependencies],
    ['to develop', developing, manifest.devDependencies],
  ])('has a line with version and reason for each one %s, and for no other', (_name, part, dependencies) => {
    const lines = part.split('\n').filter((line) => line.startsWith('| `'));
    const told = lines.map((line) => /^\| `([^`]+)` (\S+) \| [^|]{4,} \|/.exec(line)?.slice(1, 3) ?? [line]);
    expect(Object.fromEntries(told)).toEqual(dependencies);
  });

  it('counts what the lock file holds', () => {
    const all = new Set(installed.map(([path]) => path)).size;
    expect(page).toContain(`${toRun.length} packages to run`);
    expect(page).toContain(`${all} in the lock file`);
  });
});

describe('the page of security', () => {
  const page = readFileSync(join(root, 'SECURITY.md'), 'utf8');

  it('names only modules and tests that are there', () => {
    const links = [...page.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path]) => path ?? '');
    const named = [...page.matchAll(/`((?:test|src|docs)\/[\w./-]+)`/g)].map(([, path]) => path ?? '');
    expect(links.length + named.length).toBeGreaterThan(30);
    for (const path of [...links, ...named]) expect(existsSync(join(root, path)), path).toBe(true);
  });
});
