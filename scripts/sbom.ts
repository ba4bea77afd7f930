/** Writes `sbom.cdx.json`: what is installed with the package, as CycloneDX, from the lock file alone. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');
const output = join(root, 'sbom.cdx.json');

const manifestSchema = z.looseObject({ name: z.string(), dependencies: z.record(z.string(), z.string()) });
const lockSchema = z.looseObject({
  packages: z.record(z.string(), z.looseObject({ dev: z.boolean().optional(), devOptional: z.boolean().optional() })),
});
const sbomSchema = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  serialNumber: z.string().optional(),
  metadata: z.looseObject({ timestamp: z.string().optional(), component: z.looseObject({ name: z.string() }) }),
  components: z.array(z.unknown()).min(1),
});

function read<Shape extends z.ZodType>(file: string, schema: Shape): z.output<Shape> {
  return schema.parse(JSON.parse(readFileSync(join(root, file), 'utf8')));
}

/**
 * npm leaves out what a development dependency asks for too (`npm sbom --omit=dev`, npm 11), so it is shown a project
 * that has none.
 */
function withoutDevelopment(folder: string): void {
  const { devDependencies: _development, scripts: _scripts, ...manifest } = read('package.json', manifestSchema);
  const { packages, ...lock } = read('package-lock.json', lockSchema);
  const kept = Object.entries(packages).filter(([, { dev, devOptional }]) => dev !== true && devOptional !== true);
  const { devDependencies: _locked, ...self } = packages[''] ?? {};
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({ ...lock, packages: { ...Object.fromEntries(kept), '': self } }),
  );
}

const folder = mkdtempSync(join(tmpdir(), 'shisei-sbom-'));
try {
  withoutDevelopment(folder);
  const args = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'];
  const answer = execFileSync('npm', args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
    shell: process.platform === 'win32',
  });
  const sbom = sbomSchema.parse(JSON.parse(answer));
  // The same lock file and npm give the same bytes. And npm names a project after its folder.
  delete sbom.serialNumber;
  delete sbom.metadata.timestamp;
  const { component } = sbom.metadata;
  if (component.name === basename(folder)) component.name = read('package.json', manifestSchema).name;
  writeFileSync(output, `${JSON.stringify(sbom, null, 2)}\n`);
  console.log(`Wrote ${basename(output)}: ${sbom.components.length} packages.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
