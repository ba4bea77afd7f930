import { conditionWordsEn } from '../messages/conditions.en.ts';
import type { Words } from './words.ts';

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isGuid(text: string): boolean {
  return guid.test(text);
}

/** Names of a list, one by one. */
function eachOf(list: string, change: (name: string) => string): string {
  return list.split(', ').map(change).join(', ');
}

/** The path of an organisational unit. */
export function unitPath(path: string, words: Words): string {
  return path
    .split('/')
    .map((unit) => words.exact('unit', unit))
    .join('/');
}

function isScope(name: string): boolean {
  return name.startsWith('/') || /^(?:groups|orgUnits)\/\w+(?:, |$)/.test(name);
}

/** Whom a setting of Google is for: paths of units, and groups and units by id. */
export function scope(text: string, words: Words): string {
  return eachOf(text, (part) => {
    if (/^(?:groups|orgUnits)\/\w+$/.test(part)) return part;
    return part.startsWith('/') ? unitPath(part, words) : words.exact('unit', part);
  });
}

/** The name of a policy: at Google whom it is for, and its id where it has none. */
export function policyName(name: string, words: Words): string {
  if (isGuid(name)) return name;
  return isScope(name) ? scope(name, words) : words.exact('policy', name);
}

/** A word that the provider documents, or a name of its own making such as `c1` or `newProperty`. */
function isVocabulary(code: string, value: string): boolean {
  if (conditionWordsEn.details.has(value.toLowerCase())) return true;
  return code === 'unknown' ? /^[a-z][A-Za-z0-9]*$/.test(value) : /^c\d{1,2}$/.test(value);
}

/** What narrows a policy: a code, with values behind a colon. */
export function condition(text: string, words: Words): string {
  const colon = text.indexOf(':');
  if (colon === -1) return text;
  const code = text.slice(0, colon);
  const values = eachOf(text.slice(colon + 1), (value) => {
    return isVocabulary(code, value) ? value : words.exact('value', value);
  });
  return `${code}:${values}`;
}

/** By which policies people may consent, after what they are for; those of Microsoft's own making begin with its name. */
export function consentPolicy(name: string, words: Words): string {
  const dot = name.indexOf('.');
  const policy = name.slice(dot + 1);
  if (/^microsoft-/i.test(policy)) return name;
  return `${name.slice(0, dot + 1)}${words.exact('policy', policy.toLowerCase())}`;
}

/** Text inside an expression; what calls give ids of, and products, say nothing of anybody. */
const quoted = /(orgUnitId\(|groupId\()?('[^']*'|"[^"]*")/g;

/** Whom a setting is for, in Google's own language. */
export function query(text: string, words: Words): string {
  return text.replace(quoted, (whole, call: string | undefined, literal: string) => {
    const value = literal.slice(1, -1);
    if (call !== undefined || /^\/?products?\/[\w./-]+$/.test(value)) return whole;
    return `${literal[0]}${words.exact('value', value)}${literal[0]}`;
  });
}

/** Words of enumerations, numbers, instants and spans of time. */
const harmless =
  /^(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|ALL|ALLOWED|NONE|OFF|ON|STRONG|WEAK|[\d.]+s?|\d{4}-\d\d-\d\dT[\d:.]+Z)$/;

/** A value of a setting, of whatever shape. */
export function settingValue(value: unknown, words: Words): unknown {
  if (typeof value === 'string') return harmless.test(value) ? value : words.exact('value', value);
  if (Array.isArray(value)) return value.map((item) => settingValue(item, words));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      /^[A-Za-z]\w*$/.test(key) ? key : words.exact('value', key),
      settingValue(inner, words),
    ]),
  );
}
