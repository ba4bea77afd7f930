import type { Data } from '../check.ts';
import type { AccountFacts } from './account-facts.ts';
import type { TrackedFinding } from './tracked-finding.ts';

/** Words may be names; numbers are none. */
function numbersOf(data: Data): Data {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => typeof value !== 'string'));
}

/** A finding without names: those of an earlier scan are not those of a disguised one, nor the other way round. */
export function namelessFinding(finding: TrackedFinding): TrackedFinding {
  const { type, id } = finding.subject;
  return { ...finding, subject: { type, id }, data: numbersOf(finding.data) };
}

/** Facts of an account without names. */
export function namelessFacts(facts: AccountFacts): AccountFacts {
  const roles = facts.roles?.map((role) => ({ ...role, name: role.id })) ?? null;
  return { ...facts, login: facts.id, name: null, department: null, roles };
}
