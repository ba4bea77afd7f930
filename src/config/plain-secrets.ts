import { type Document, isScalar, visit } from 'yaml';
import { keyOf, type Places, pathOf, withoutNumbers } from './places.ts';
import type { Problem } from './problems.ts';

/** Keys whose values may only come from the environment. */
const secretKeys: readonly RegExp[] = [
  /(^|\.)(clientSecret|pseudonymKey)$/,
  /^notify\[\]\.(webhook\.secret|slack\.url|teams\.url)$/,
];

/** Passwords in an address, before its host and among its parameters. */
const passwordPatterns: readonly RegExp[] = [
  /^[a-z][a-z0-9+.-]*:\/\/[^:/?#]*:([^/?#]*)@/i,
  /^[a-z][a-z0-9+.-]*:\/\/[^?]*\?(?:[^&]*&)*?(?:ssl)?password=([^&#]*)/i,
];
const onlyVariables = /^(\$\{[^}]+\})*$/;

/**
 * Whether a value is a secret, or holds one, that stands in the file itself.
 * @param key numbers of lists left out, such as `notify[].slack.url`
 */
function isPlainSecret(key: string, value: unknown): boolean {
  if (secretKeys.some((pattern) => pattern.test(key))) {
    return !(typeof value === 'string' && /^\$\{[^}]+\}$/.test(value));
  }
  if (typeof value !== 'string') return false;
  return passwordPatterns.some((pattern) => !onlyVariables.test(pattern.exec(value)?.[1] ?? ''));
}

/** A secret may only come from the environment: one that stands in the file is refused, and not repeated. */
export function plainSecrets(document: Document, places: Places): Problem[] {
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
