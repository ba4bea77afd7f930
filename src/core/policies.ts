import type { Authorization, MethodsPolicy, Policy, Setting } from './rows/policy.ts';

/** The policy of authentication methods, if it was read. */
export function methodsPolicyOf(policies: readonly Policy[]): MethodsPolicy | undefined {
  return policies.find((policy): policy is MethodsPolicy => policy.id === 'authentication-methods');
}

/** Whether Microsoft's security defaults are on; undefined when that was not read. */
export function securityDefaultsOf(policies: readonly Policy[]): boolean | undefined {
  const found = policies.find((policy) => policy.id === 'security-defaults');
  return found !== undefined && 'enabled' in found ? found.enabled : undefined;
}

/** What everybody may do without an administrator, if it was read. */
export function authorizationOf(policies: readonly Policy[]): Authorization | undefined {
  return policies.find((policy): policy is Authorization => policy.id === 'authorization');
}

/** Google's settings, as they were set for parts of the directory. */
export function settingsOf(policies: readonly Policy[]): readonly Setting[] {
  return policies.filter((policy): policy is Setting => 'setting' in policy);
}
