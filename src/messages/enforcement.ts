import type { EnforcementReason, EnforcementState } from '../core/datasets.ts';

/** Why an account must use MFA, or need not. */
export interface Because {
  reason: EnforcementReason;
  /** Names of the policies behind it. */
  policies: readonly string[];
  /** Codes of what narrows them, such as `platforms:android`. */
  conditions: readonly string[];
  /** The day from which it is enforced, for people; null when the policy names none. */
  startsOn: string | null;
}

/** Words for how MFA is enforced. */
export interface EnforcementWords {
  state: Record<EnforcementState, string>;
  /** A clause without a full stop: "by “Require MFA for all users”". */
  because: (facts: Because) => string;
  /** What narrows a policy; a detail after a colon is in the provider's words. */
  condition: (code: string) => string;
  /** The set of factors that a Google policy allows, and the part of the directory that it is set for. */
  allowed: (set: string, scope: string) => string;
}

/** Google's own name for the group of all administrators. */
export const allAdministrators = 'WORKSPACE_ALL_ADMIN_GROUP';

/** What a setting of Google's is set for: paths of organisational units, ids of groups; null for a policy with a name. */
export function placeOf(name: string): { units: string[]; groups: string[] } | null {
  const parts = name.split(', ');
  const groups = parts.flatMap((part) => (part.startsWith('groups/') ? [part.slice('groups/'.length)] : []));
  const units = parts.filter((part) => part.startsWith('/') || part.startsWith('orgUnits/'));
  return groups.length + units.length === parts.length ? { units, groups } : null;
}

/** A code and the detail after its colon; null where it has none. */
export function partsOfCondition(code: string): { kind: string; detail: string | null } {
  const at = code.indexOf(':');
  return at === -1 ? { kind: code, detail: null } : { kind: code.slice(0, at), detail: code.slice(at + 1).trim() };
}
