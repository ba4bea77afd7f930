import type { Data } from '../core/check.ts';
import { methodNamesIn } from './methods.en.ts';
import { roleNames } from './roles.en.ts';
import { isoDayIn } from './when.ts';

/** What a finding holds under one name. */
export type Fact = Data[string] | undefined;

/** The words of a list that commas part. */
export function parts(fact: Fact): string[] {
  return typeof fact === 'string' && fact !== '' ? fact.split(', ') : [];
}

/** Names that stand in lines, since a name may hold commas. */
export function lines(fact: Fact): string[] {
  return typeof fact === 'string' && fact !== '' ? fact.split('\n') : [];
}

/** How many of a count are not named. */
export function restOf(count: Fact, named: readonly string[]): number {
  return typeof count === 'number' ? Math.max(0, count - named.length) : 0;
}

/** Names of methods for people. */
export function methods(fact: Fact): string[] {
  return typeof fact === 'string' ? methodNamesIn(fact) : [];
}

/** "a, b and c" */
export function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** For the beginning of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** For the middle of a sentence; "MFA" stays as it is. */
export function lower(text: string): string {
  return /^.[A-Z]/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** "1,234"; empty for what is no number. */
export function number(fact: Fact): string {
  return typeof fact === 'number' ? fact.toLocaleString('en-GB') : '';
}

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** "three"; from eleven on "11". */
export function spelled(count: number): string {
  return small[count] ?? number(count);
}

/** "1 finding", "2 findings". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** `2026-04-28`, as the zone has it. */
export function day(instant: Fact, timeZone: string): string {
  return typeof instant === 'string' ? isoDayIn(instant, timeZone) : '';
}

/** `2026-04-28, 207 days ago`; without the days where it lies ahead. */
export function dated(instant: Fact, days: Fact, timeZone: string): string {
  const ago = typeof days === 'number' && days >= 0 ? `, ${counted(days, 'day')} ago` : '';
  return `${day(instant, timeZone)}${ago}`;
}

/** The limit that was judged by. */
export function limit({ limitDays }: Data): string {
  return `the limit is ${number(limitDays)}`;
}

/** The roles that are held, as a list. */
export function roles(data: Data): string {
  return joined(parts(data.roles).map((name) => roleNames.get(name) ?? name));
}

/** The roles of whoever is privileged, as a sentence; else nothing. */
export function power(data: Data): string {
  return data.privileged === true ? ` The account holds ${roles(data)}.` : '';
}

/** When an account was used last, or since when nothing is on record. */
export function lastUse(data: Data, timeZone: string): string {
  const report = data.source === 'usage-report';
  // The usage report knows days of UTC and no times.
  const zone = report ? 'UTC' : timeZone;
  if (data.lastSuccess !== null) {
    return `${report ? 'Last use in the usage report' : 'Last successful sign-in'} ${dated(data.lastSuccess, data.days, zone)}`;
  }
  return `No ${report ? 'use in the usage report' : 'successful sign-in on record'} since ${dated(data.since, data.days, zone)}`;
}

/** That an account was not used for longer than the limit. */
export function stale(data: Data, timeZone: string): string {
  return `${lastUse(data, timeZone)}; ${limit(data)}.${power(data)}`;
}

/** That an account was never used. */
export function never(data: Data, timeZone: string): string {
  const created =
    typeof data.createdAt === 'string' ? `Created ${dated(data.createdAt, data.ageDays, timeZone)}; ` : '';
  return `${capital(`${created}no successful sign-in ever; ${limit(data)}.`)}${power(data)}`;
}
