import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoConfiguration, demoDirectories } from '../../src/demo/tenants.ts';
import { parseRoster } from '../../src/roster/parse.ts';
import { root } from './run.ts';

/** What stays under --pseudonymise, by where it stands in the example directories; places in lists are left out. */
const stays = [
  // Ids, words of the providers, and times.
  /\.(?:id|\w*Ids?|assignedTo|includeUsers|excludeUsers|includeGroups|excludeGroups|includeRoles|excludeRoles)$/,
  /\.(?:kind|plan|provider|result|scope|state|status|type|@odata\.type|accessId|assignmentType|consentType)$/,
  /\.(?:check|expectedGaps|approvedCountries|country|directoryScopeId|hint|permissions|delegatedScopes)$/,
  /^\.conf\.tenants\.id$/,
  /\.google\.(?:policies|roles)\b/,
  /\.google\.activities\.(?:application|event\.name|event\.parameters\.(?:name|multiValue))$/,
  /\.accounts\.(?:methods|registration|usage)\b/,
  /\.microsoft365\.(?:subscribedSkus|authenticationMethodsPolicy|authorizationPolicy|authenticationStrengths)\b/,
  /\.roleDefinitions\.rolePermissions\b/,
  /\.conditionalAccessPolicies\.(?:conditions|grantControls|sessionControls)\b/,
  /\.audits\.(?:activity|category|service|operation|modified)\b/,
  /\.signIns\.(?:client|failureReason|steps)\b/,
];
const isId = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{13,}|\d+-[0-9a-f]+\.apps\.googleusercontent\.com)$/;
const isInstant = /^\d{4}-\d\d-\d\d/;

/** Every text, with the way to it. */
function* textsOf(value: unknown, way: string): Generator<[way: string, text: string]> {
  if (typeof value === 'string') yield [way, value];
  else if (value instanceof Map) for (const inner of value.values()) yield* textsOf(inner, way);
  else if (value instanceof Uint8Array) return;
  else if (typeof value === 'object' && value !== null) {
    if ('isBuiltIn' in value && value.isBuiltIn === true) return;
    for (const [key, inner] of Object.entries(value)) {
      yield* textsOf(inner, Array.isArray(value) ? way : `${way}.${key}`);
    }
  }
}

/** The program's own words, those about the examples aside. */
function ownWords(): string {
  const files = ['src', 'checks', 'connectors'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const sources = files.filter((file) => /\.(?:ts|json)$/.test(file) && !file.startsWith(join('src', 'demo')));
  return sources.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
}

export function spelledAlike(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** A name with nothing of a longer word around it. */
export function asWord(name: string): RegExp {
  const plain = spelledAlike(name).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`(?<![a-z0-9])${plain}(?![a-z0-9])`);
}

/**
 * Everybody's and everything's name in the example tenants: people, logins and what stands before and after their sign,
 * domains, departments, numbers, groups, programs, policies, units, addresses of the network, reasons. Words that the
 * program says by itself are left out, since nobody could tell them apart.
 */
export function exampleNames(now: Date): string[] {
  const configuration = demoConfiguration(now);
  const lists = configuration.tenants.flatMap(({ roster }) =>
    roster === null ? [] : [parseRoster(roster.bytes, roster.file)],
  );
  const found = [
    ...textsOf(configuration, '.conf'),
    ...textsOf(demoDirectories(now), '.dirs'),
    ...textsOf(lists, '.hr'),
  ].filter(([way, text]) => {
    return !stays.some((pattern) => pattern.test(way)) && !isInstant.test(text) && !isId.test(text);
  });
  const names = new Set(found.flatMap(([, text]) => [text, ...text.replace(/^smtp:/i, '').split('@')]));
  const own = spelledAlike(ownWords());
  const ids = new Set(configuration.tenants.map(({ id }) => id));
  return [...names].filter((name) => name.length > 1 && !ids.has(name) && !asWord(name).test(own));
}
