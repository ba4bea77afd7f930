import { allAdministrators, type Because, type EnforcementWords, partsOfCondition, placeOf } from './enforcement.ts';

const conditions: ReadonlyMap<string, string> = new Map([
  ['applications', 'some applications only'],
  ['authentication-context', 'marked actions only'],
  ['platforms', 'some platforms only'],
  ['locations', 'some locations only'],
  ['sign-in-risk', 'risky sign-ins only'],
  ['user-risk', 'users at risk only'],
  ['insider-risk', 'insider risk only'],
  ['device-filter', 'some devices only'],
  ['authentication-flows', 'some sign-in flows only'],
  ['client-apps', 'some client apps only'],
  ['excluded-applications', 'some applications are left out'],
  ['excluded-platforms', 'some platforms are left out'],
  ['excluded-locations', 'some locations are left out'],
  ['alternative-control', 'another control is enough'],
  ['single-factor-combination', 'one factor is enough in some combination'],
  ['unknown', 'a condition not known here'],
]);

const sets: ReadonlyMap<string, string> = new Map([
  ['ALL', 'any, SMS and voice too'],
  ['NO_TELEPHONY', 'any but SMS and voice'],
  ['PASSKEY_ONLY', 'passkeys and security keys'],
  ['PASSKEY_PLUS_SECURITY_CODE', 'passkeys, security keys and their codes'],
  ['PASSKEY_PLUS_IP_BOUND_SECURITY_CODE', 'passkeys, security keys and codes from the same network'],
]);

function condition(code: string): string {
  const { kind, detail } = partsOfCondition(code);
  const words = conditions.get(kind) ?? kind;
  return detail === null || detail === '' ? words : `${words} (${detail})`;
}

/** "/Sales and group 01abc" */
function place({ units, groups }: NonNullable<ReturnType<typeof placeOf>>): string {
  const named = groups.map((id) => (id === allAdministrators ? 'all administrators' : `group ${id}`));
  return [...units, ...named].join(' and ');
}

function nameOf(policy: string): string {
  if (policy === '/') return 'the setting for everyone';
  const found = placeOf(policy);
  return found === null ? `“${policy}”` : `the setting for ${place(found)}`;
}

function named(policies: readonly string[], otherwise: string): string {
  return policies.length === 0 ? otherwise : policies.map(nameOf).join(', ');
}

/** A clause, and the setting that says so where there is one. */
function saidBy(clause: string, policies: readonly string[]): string {
  return policies.length === 0 ? clause : `${clause}, by ${named(policies, '')}`;
}

function because({ reason, policies, conditions: codes, startsOn }: Because): string {
  switch (reason) {
    case 'security-defaults':
      return 'by the security defaults';
    case 'per-user':
      return 'by per-user MFA';
    case 'policy':
      return `by ${named(policies, 'a policy')}`;
    case 'directory':
      return saidBy('as the directory says', policies);
    case 'narrowed':
      return [
        `${named(policies, 'a policy')} does not cover every sign-in`,
        ...(codes.length === 0 ? [] : [codes.map(condition).join('; ')]),
      ].join(': ');
    case 'excluded':
      return `left out of ${named(policies, 'the policy')}`;
    case 'report-only':
      return `${named(policies, 'the policy')} reports only`;
    case 'not-included':
      return policies.length === 0 ? 'no policy includes the account' : saidBy('not asked for', policies);
    case 'no-policy':
      return policies.length === 0 ? 'no policy asks for MFA' : saidBy('not asked for', policies);
    case 'scheduled':
      return saidBy(startsOn === null ? 'enforcement has not begun' : `enforcement begins on ${startsOn}`, policies);
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
