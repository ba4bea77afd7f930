import { strengthDemand } from './authentication-strengths.ts';
import { type ConditionalAccessPolicy, knownKeys } from './conditional-access.ts';
import { coded, has, strangeKeys } from './conditional-access-words.ts';

type Grant = NonNullable<ConditionalAccessPolicy['grantControls']>;

/** Whether those whom the policy is about are let in at all. Block stands alone. */
export function blocks({ builtInControls }: Grant): boolean {
  return has(builtInControls ?? [], 'block');
}

type Control = 'mfa' | 'mixed' | 'other' | 'unknown';

const otherControls: ReadonlySet<string> = new Set([
  'compliantdevice',
  'domainjoineddevice',
  'approvedapplication',
  'compliantapplication',
  'passwordchange',
  'riskremediation',
]);

function builtIn(name: string): Control {
  const word = name.toLowerCase();
  if (word === 'mfa') return 'mfa';
  return otherControls.has(word) ? 'other' : 'unknown';
}

function ofStrength(combinations: readonly string[] | null | undefined): Control {
  if (combinations === null || combinations === undefined || combinations.length === 0) return 'unknown';
  const demand = strengthDemand(combinations);
  if (demand === 'multi-factor') return 'mfa';
  return demand === 'mixed' ? 'mixed' : 'other';
}

interface NamedControl {
  name: string;
  control: Control;
}

function controlsOf(grant: Grant): NamedControl[] {
  const { builtInControls, authenticationStrength: strength, customAuthenticationFactors: custom, termsOfUse } = grant;
  return [
    ...(builtInControls ?? []).map((name) => ({ name, control: builtIn(name) })),
    ...(strength ? [{ name: 'authenticationStrength', control: ofStrength(strength.allowedCombinations) }] : []),
    // Factors of other makers do not satisfy MFA. https://learn.microsoft.com/entra/identity/conditional-access/controls
    ...(custom ?? []).map(() => ({ name: 'customAuthenticationFactor', control: 'other' as const })),
    ...(termsOfUse ?? []).map(() => ({ name: 'termsOfUse', control: 'other' as const })),
    ...strangeKeys(grant, knownKeys.grantControls).map((code) => ({
      name: code.slice('unknown:'.length),
      control: 'unknown' as const,
    })),
  ];
}

/** What narrows MFA by the controls beside it; null when MFA is no part of them. */
export function narrowingControls(grant: Grant): string[] | null {
  const controls = controlsOf(grant);
  const named = (wanted: Control) => controls.filter(({ control }) => control === wanted).map(({ name }) => name);
  const strange = named('unknown').map((name) => `unknown:${name}`);
  const mixed = named('mixed').length > 0 ? ['single-factor-combination'] : [];
  const isMfa = named('mfa').length > 0;
  if (!isMfa && strange.length === 0 && mixed.length === 0) return null;
  const isAll = controls.length === 1 || grant.operator?.toLowerCase() === 'and';
  if (isAll) return isMfa ? strange : [...mixed, ...strange];
  const others = named('other');
  return [...(others.length > 0 ? [coded('alternative-control', others)] : []), ...mixed, ...strange];
}
