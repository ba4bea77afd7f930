import type { Data } from '../core/check.ts';
import { methodNamesIn } from './methods.en.ts';
import { roleNames } from './roles.en.ts';

export type Fact = Data[string] | undefined;

/** The words of a list that commas part. */
export function parts(fact: Fact): string[] {
  return typeof fact === 'string' && fact !== '' ? fact.split(', ') : [];
}

export function methods(fact: Fact): string[] {
  return typeof fact === 'string' ? methodNamesIn(fact) : [];
}

/** "a, b and c" */
export function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function number(fact: Fact): string {
  return typeof fact === 'number' ? fact.toLocaleString('en-GB') : '';
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** `2026-04-28` */
export function day(instant: Fact): string {
  return typeof instant === 'string' ? instant.slice(0, 10) : '';
}

/** `2026-04-28, 207 days ago`; without the days where it lies ahead. */
export function dated(instant: Fact, days: Fact): string {
  const ago = typeof days === 'number' && days >= 0 ? `, ${counted(days, 'day')} ago` : '';
  return `${day(instant)}${ago}`;
}

export function limit({ limitDays }: Data): string {
  return `the limit is ${number(limitDays)}`;
}

export function roles(data: Data): string {
  return joined(parts(data.roles).map((name) => roleNames.get(name) ?? name));
}

/** The roles of whoever is privileged, as a sentence; else nothing. */
export function power(data: Data): string {
  return data.privileged === true ? ` The account holds ${roles(data)}.` : '';
}

export function lastUse(data: Data): string {
  const report = data.source === 'usage-report';
  if (data.lastSuccess !== null) {
    return `${report ? 'Last use in the usage report' : 'Last successful sign-in'} ${dated(data.lastSuccess, data.days)}`;
  }
  return `No ${report ? 'use in the usage report' : 'successful sign-in on record'} since ${dated(data.since, data.days)}`;
}

export function stale(data: Data): string {
  return `${lastUse(data)}; ${limit(data)}.${power(data)}`;
}

export function never(data: Data): string {
  const created = typeof data.createdAt === 'string' ? `Created ${dated(data.createdAt, data.ageDays)}; ` : '';
  return `${capital(`${created}no successful sign-in ever; ${limit(data)}.`)}${power(data)}`;
}
