import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Document, isScalar, visit } from 'yaml';
import { isNeeded, type Part } from './parts.ts';
import { keyOf, type Path, type Places, pathOf, sayable } from './places.ts';
import type { Problem } from './problems.ts';
import type { RawConfiguration } from './schema.ts';
import { isPostgresAddress } from './store-schema.ts';

/** Keys that hold paths of files which must be there. */
const fileKeys: readonly string[] = ['certificatePath', 'federatedTokenFile', 'keyFile', 'roster'];

async function isReadableFile(path: string): Promise<boolean> {
  try {
    await access(path, constants.R_OK);
    return !(await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/** Files of the parts that are needed, and that cannot be read. */
export async function missingFiles(
  document: Document,
  places: Places,
  folder: string,
  needs: readonly Part[],
): Promise<Problem[]> {
  /** What stands in the file, for messages: a variable may hold a key where the path of one belongs. */
  const found: Array<{ path: Path; file: string; written: string }> = [];
  visit(document, {
    Pair(_position, pair, ancestors) {
      if (!isScalar(pair.key) || !fileKeys.includes(String(pair.key.value))) return;
      if (!isScalar(pair.value) || typeof pair.value.value !== 'string') return;
      const { value, source } = pair.value;
      const path = pathOf([...ancestors, pair], pair.value);
      if (isNeeded(path, needs)) found.push({ path, file: value, written: source ?? value });
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

/** Relative paths are relative to the folder of the configuration. */
export function resolvePaths(configuration: RawConfiguration, folder: string): RawConfiguration {
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
