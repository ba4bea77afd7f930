import type { Belongs } from './accounts.ts';
import type { Gap } from './gap.ts';
import type { Provider } from './provider.ts';
import type { Method, Mfa } from './rows/mfa.ts';
import type { SignInEvent } from './rows/sign-in-event.ts';
import { isInWindow } from './sign-in-log.ts';

const silence: Record<Provider, Gap> = {
  microsoft365: { kind: 'absent', detail: 'Microsoft 365 does not say which methods the account registered' },
  'google-workspace': {
    kind: 'absent',
    detail: 'the usage report of Google does not tell yet which keys and passkeys the account registered',
  },
};

/** The registered methods that serve as second factor; a gap where it is not said which there are. */
export function secondFactorsOf(row: Mfa, provider: Provider): { factors: readonly Method[] } | { missing: Gap } {
  if (row.methods === null) return { missing: silence[provider] };
  return { factors: row.methods.filter((method) => method.strength !== 'none') };
}

/** Names of the methods that serve as second factor, sorted, each once; null when there are none. */
export function methodNames(methods: readonly Method[]): string | null {
  const factors = methods.filter(({ strength }) => strength !== 'none');
  return factors.length === 0 ? null : [...new Set(factors.map(({ name }) => name))].sort().join(', ');
}

/** Whether none of these methods resists phishing. */
export function isPhishable(methods: readonly Method[]): Belongs {
  if (methods.some(({ strength }) => strength === 'resistant')) return false;
  const strange = methodNames(methods.filter(({ strength }) => strength === 'unknown'));
  if (strange === null) return true;
  return { kind: 'absent', detail: `it is not known whether ${strange} resists phishing` };
}

/** A factor that was passed within the window of the log. */
export type UsedFactor = SignInEvent['factors'][number];

/** Telephones that served as second factor within the window of the log, or why that cannot be told of some. */
export interface PhoneUse {
  used: readonly UsedFactor[];
  doubt: Gap | null;
}

/** Whether the log tells of sign-ins within the window, but of no factor that was passed. */
function isSilent({ factors, last }: SignInEvent, now: Date): boolean {
  return factors.length === 0 && last !== null && last.factors === null && isInWindow(last.at, now);
}

/**
 * A telephone is also asked of whoever has no second factor, to see that nothing is wrong with the sign-in. Where the
 * log does not say what it was, enrolment decides.
 */
export function phoneUseOf(event: SignInEvent | undefined, enrolled: boolean | Gap, now: Date): PhoneUse {
  if (event === undefined) return { used: [], doubt: null };
  if (isSilent(event, now)) {
    return { used: [], doubt: { kind: 'absent', detail: 'the log does not say which factors were passed' } };
  }
  const phones = event.factors.filter(({ strength, lastAt }) => strength === 'phone' && isInWindow(lastAt, now));
  const used = phones.filter(({ second }) => second ?? enrolled === true);
  const isUnclear = phones.some(({ second }) => second === null);
  return { used, doubt: isUnclear && typeof enrolled === 'object' ? enrolled : null };
}
