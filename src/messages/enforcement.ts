import type { EnforcementReason, EnforcementState } from '../core/rows/enforcement.ts';

/** Why an account must use MFA, or need not. */
export interface Because {
  reason: EnforcementReason;
  /** Names of the policies behind it. */
  policies: readonly string[];
  /** How many more there are, without their names. */
  more?: number;
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

/** Words for what narrows a policy, by code; those for details are by the provider's words in lower case. */
export interface ConditionWords {
  clauses: ReadonlyMap<string, string>;
  details: ReadonlyMap<string, string>;
  /** Codes that are said with their detail, such as `locations:AllTrusted`, in lower case. */
  whole: ReadonlyMap<string, string>;
  /** `words` are those of the controls that are accepted in place of MFA. */
  instead: (words: readonly string[]) => string;
  detailed: (clause: string, words: readonly string[]) => string;
}

/** Puts a code into words; what is not known stays as the provider says it. */
export function conditionIn({ clauses, details, whole, instead, detailed }: ConditionWords, code: string): string {
  const { kind, detail } = partsOfCondition(code);
  const clause = clauses.get(kind) ?? kind;
  if (detail === null || detail === '') return clause;
  const known = whole.get(`${kind}:${detail}`.toLowerCase());
  if (known !== undefined) return known;
  const words = detail.split(', ').map((word) => details.get(word.toLowerCase()) ?? word);
  return kind === 'alternative-control' ? instead(words) : detailed(clause, words);
}

/** A code and the detail after its colon; null where it has none. */
function partsOfCondition(code: string): { kind: string; detail: string | null } {
  const at = code.indexOf(':');
  return at === -1 ? { kind: code, detail: null } : { kind: code.slice(0, at), detail: code.slice(at + 1).trim() };
}
