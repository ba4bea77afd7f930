import type { Gap, Method, Mfa, Provider } from './datasets.ts';

const silence: Record<Provider, Gap> = {
  microsoft365: { kind: 'absent', detail: 'Microsoft 365 does not say which methods the account registered' },
  'google-workspace': {
    kind: 'unsupported',
    detail: 'this version does not read which factors Google accounts use',
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
