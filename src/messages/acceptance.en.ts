import type { Severity } from '../core/check.ts';
import type { Bound, ToldChange } from '../core/history/bound-facts.ts';
import { type AcceptanceTexts, type Meanings, rolesSide, type WorseSide, worseSides } from './acceptance.ts';
import { roleNames } from './roles.en.ts';
import { joined } from './words.en.ts';

const severities: Readonly<Record<Severity, string>> = {
  low: 'low',
  medium: 'medium',
  high: 'high',
  critical: 'critical',
};

const mfaWords: Readonly<Record<string, string>> = {
  registered: 'registered',
  unregistered: 'not registered',
  'factor-resistant': 'a phishing-resistant factor',
  'factor-phishable': 'a factor that can be phished',
  'factor-phone': 'phone',
  'factor-unknown': 'a factor of unknown strength',
  'factor-none': 'no second factor',
  'enforcement-enforced': 'enforced',
  'enforcement-partly': 'enforced in part',
  'enforcement-none': 'not enforced',
};

const signInWords: Readonly<Record<string, string>> = {
  active: 'within 45 days',
  unused: '46 to 90 days ago',
  stale: 'more than 90 days ago',
  never: 'never',
};

const powers: Readonly<Record<string, string>> = {
  top: 'with the highest rights',
  high: 'privileged',
  none: 'not privileged',
};

function roleList(names: readonly string[]): string {
  return joined(names.map((name) => roleNames.get(name) ?? name));
}

function roles(told: string, other: string): string {
  const { privilege, names } = rolesSide(told);
  const power = powers[privilege];
  if (names.length === 0) return privilege === 'none' ? 'no administrator role' : (power ?? 'no role');
  const isSame = rolesSide(other).names.join('\n') === names.join('\n');
  return `${roleList(names)}${isSame && power !== undefined ? ` (${power})` : ''}`;
}

function mfa(told: string): string {
  return told
    .split('\n')
    .map((code) => mfaWords[code] ?? code)
    .join(', ');
}

function worse({ severity, message, count }: Partial<WorseSide>, meanings: Meanings): string {
  return [
    ...(severity === undefined ? [] : [severities[severity] ?? severity]),
    ...(message === undefined ? [] : [meanings[message] ?? message]),
    ...(count === undefined || count === null ? [] : [count.toLocaleString('en-GB')]),
  ].join(', ');
}

function changed(told: ToldChange, meanings: Meanings): string {
  const { change, before, after } = told;
  const fromTo = (what: string, was: string, is: string) => `${what} changed from “${was}” to “${is}”`;
  if (change === 'roles') return fromTo('the roles of the account', roles(before, after), roles(after, before));
  if (change === 'mfa') return fromTo('its MFA', mfa(before), mfa(after));
  if (change === 'signIn') {
    return fromTo('its last sign-in', signInWords[before] ?? before, signInWords[after] ?? after);
  }
  const [was, is] = worseSides(told);
  return `the finding got worse, from “${worse(was, meanings)}” to “${worse(is, meanings)}”`;
}

function bound(facts: Bound, meanings: Meanings): string[] {
  const { privilege, roles: held, registered, factors, enforcement, signIn, message, severity, count } = facts;
  const codes = [
    ...(registered === null ? [] : [registered ? 'registered' : 'unregistered']),
    ...(factors ?? []).map((strength) => `factor-${strength}`),
    ...(enforcement === null ? [] : [`enforcement-${enforcement}`]),
  ];
  const power = [privilege ?? '', ...(held ?? []).map(({ name }) => name)].join('\n');
  return [
    `finding: ${worse({ severity, message, count }, meanings)}`,
    ...(privilege === null && held === null ? [] : [`roles: ${roles(power, power)}`]),
    ...(codes.length === 0 ? [] : [`MFA: ${mfa(codes.join('\n'))}`]),
    ...(signIn === null ? [] : [`last sign-in: ${signInWords[signIn]}`]),
  ];
}

export const acceptanceEn: AcceptanceTexts = {
  changed,
  ended: (told, meanings) => `Acceptance ended: ${changed(told, meanings)}.`,
  bound,
};
