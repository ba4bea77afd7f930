import { isBuiltInRole } from './built-in-roles.ts';
import {
  condition,
  consentPolicy,
  isGuid,
  policyName,
  query,
  scope,
  settingValue,
  unitPath,
} from './provider-words.ts';
import type { RowReaders } from './rows.ts';
import type { Words } from './words.ts';

/** Interfaces of the providers themselves, which checks know by name. */
const ownInterfaces: ReadonlySet<string> = new Set(['Google', 'Microsoft Graph']);

function isId(name: string): boolean {
  return isGuid(name) || /^\d{15,}$/.test(name);
}

/** Where a setting may say with which cloud an account is meant. */
const withProvider = /^(microsoft365|google-workspace)\/(.*)$/is;

/** What somebody is called in a configuration: by an id, which stays, or by a login. */
function subject(text: string, ids: ReadonlySet<string>, words: Words): string {
  const [, provider, account] = withProvider.exec(text) ?? [];
  if (provider !== undefined && account !== undefined) return `${provider}/${subject(account, ids, words)}`;
  return ids.has(text.toLowerCase()) || isId(text) ? text : words.address(text);
}

/** Knows what is particular to what is read. */
export interface Surroundings {
  /** Ids by which settings may call somebody, in lower case. */
  ids: ReadonlySet<string>;
  detail(text: string): string;
}

/** Puts pseudonyms in the place of names, by how a field is read. */
export function readersOf(words: Words, { ids, detail }: Surroundings): RowReaders {
  return {
    address: words.address,
    application: (name) => words.exact('app', name),
    approver: (name) => (name.includes('@') ? words.address(name) : words.loose('person', name)),
    condition: (text) => condition(text, words),
    consent: (name) => consentPolicy(name, words),
    credential: (name) => words.exact('credential', name),
    department: (name) => words.loose('dept', name),
    detail,
    domain: words.domain,
    employee: words.employee,
    interface: (name) => (ownInterfaces.has(name) || isGuid(name) ? name : words.exact('app', name)),
    ip: (address) => words.exact('ip', address.toLowerCase()),
    person: (name) => words.loose('person', name),
    policy: (name) => policyName(name, words),
    query: (text) => query(text, words),
    reason: (text) => words.exact('reason', text),
    role: (name) => (isBuiltInRole(name) || isId(name) ? name : words.exact('role', name)),
    scope: (text) => scope(text, words),
    subject: (text) => subject(text, ids, words),
    tenant: (name) => words.loose('tenant', name),
    unit: (path) => unitPath(path, words),
    value: (value) => settingValue(value, words),
  };
}
