import { conditionWordsEn } from './conditions.en.ts';
import { allAdministrators, type Because, conditionIn, type EnforcementWords, placeOf } from './enforcement.ts';
import { joined, number } from './words.en.ts';

const sets: ReadonlyMap<string, string> = new Map([
  ['ALL', 'any, SMS and voice too'],
  ['NO_TELEPHONY', 'any but SMS and voice'],
  ['PASSKEY_ONLY', 'passkeys and security keys'],
  ['PASSKEY_PLUS_SECURITY_CODE', 'passkeys, security keys and their codes'],
  ['PASSKEY_PLUS_IP_BOUND_SECURITY_CODE', 'passkeys, security keys and codes from the same network'],
]);

/** "/Sales and group 01abc" */
function place({ units, groups }: NonNullable<ReturnType<typeof placeOf>>): string {
  const named = groups.map((id) => (id === allAdministrators ? 'all administrators' : `group ${id}`));
  return [...units, ...named].join(' and ');
}

/** What a policy is called; a setting of Google's has no name, but a part of the directory that it is for. */
function nameOf(policy: string): string {
  if (policy === '/') return 'the setting for everyone';
  const found = placeOf(policy);
  return found === null ? `“${policy}”` : `the setting for ${place(found)}`;
}

/** "“a”, “b” and 3 more" */
export function namesOf(policies: readonly string[], more = 0): string {
  const names = policies.map(nameOf);
  return joined(more === 0 ? names : [...names, `${number(more)} more`]);
}

/** A clause, and the setting that says so where there is one. */
function saidBy(clause: string, policies: readonly string[]): string {
  return policies.length === 0 ? clause : `${clause}, by ${namesOf(policies)}`;
}

function condition(code: string): string {
  return conditionIn(conditionWordsEn, code);
}

function because({ reason, policies, more = 0, conditions: codes, startsOn }: Because): string {
  const named = (otherwise: string) => (policies.length === 0 ? otherwise : namesOf(policies, more));
  const verb = (one: string, many: string) => (policies.length + more < 2 ? one : many);
  const does = verb('does', 'do');
  switch (reason) {
    case 'security-defaults':
      return 'by the security defaults';
    case 'per-user':
      return 'by per-user MFA';
    case 'policy':
      return `by ${named('a policy')}`;
    case 'directory':
      return saidBy('as the directory says', policies);
    case 'narrowed':
      return [
        `${named('a policy')} ${does} not cover every sign-in`,
        ...(codes.length === 0 ? [] : [codes.map(condition).join('; ')]),
      ].join(': ');
    case 'excluded':
      return `left out of ${named('the policy')}`;
    case 'report-only':
      return `${named('the policy')} ${verb('reports', 'report')} only`;
    case 'not-included':
      return policies.length === 0 ? 'no policy includes the account' : `${named('')} ${does} not enforce it`;
    case 'no-policy':
      return policies.length === 0 ? 'no policy asks for MFA' : `${named('')} ${does} not enforce it`;
    case 'scheduled':
      return startsOn === null
        ? `${named('enforcement')} ${verb('has', 'have')} not begun`
        : `${named('enforcement')} ${verb('begins', 'begin')} on ${startsOn}`;
    case 'enrolment-off':
      return saidBy('enrolment is switched off', policies);
    case 'unreadable':
      return 'could not be read';
  }
}

/** Words for how MFA is enforced, in English. */
export const enforcementEn: EnforcementWords = {
  state: { enforced: 'Enforced', partly: 'Partly', none: 'Not enforced', unknown: 'Unknown' },
  because,
  condition,
  allowed: (set, scope) => {
    const words = sets.get(set) ?? set;
    if (scope === '' || scope === '/') return words;
    const found = placeOf(scope);
    return `${words} (${found === null ? scope : place(found)})`;
  },
};
