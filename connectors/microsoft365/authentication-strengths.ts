/** Whether a set of allowed combinations always, sometimes or never asks for more than one factor. */
export type StrengthDemand = 'multi-factor' | 'mixed' | 'single-factor';

/** Methods that are more than one factor by themselves. A temporary pass counts, as it does in Microsoft's own strength. */
const whole: ReadonlySet<string> = new Set([
  'fido2',
  'windowshelloforbusiness',
  'x509certificatemultifactor',
  'devicebasedpush',
  'temporaryaccesspassonetime',
  'temporaryaccesspassmultiuse',
  'federatedmultifactor',
]);
const first: ReadonlySet<string> = new Set(['password', 'federatedsinglefactor', 'x509certificatesinglefactor']);
const second: ReadonlySet<string> = new Set([
  'microsoftauthenticatorpush',
  'softwareoath',
  'hardwareoath',
  'sms',
  'voice',
]);

/** A method that is not known makes no combination multi-factor. */
function isMultiFactor(combination: string): boolean {
  const modes = combination.split(',').map((mode) => mode.trim().toLowerCase());
  if (modes.some((mode) => whole.has(mode))) return true;
  return modes.some((mode) => first.has(mode)) && modes.some((mode) => second.has(mode));
}

/**
 * Judges an authentication strength by what it allows, for its name may say anything.
 * https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths
 */
export function strengthDemand(combinations: readonly string[]): StrengthDemand {
  const multi = combinations.filter(isMultiFactor).length;
  if (multi === 0) return 'single-factor';
  return multi === combinations.length ? 'multi-factor' : 'mixed';
}
