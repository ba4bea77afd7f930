import type { Data } from '../core/check.ts';
import { methodNamesIn } from './methods.ja.ts';
import { roleNames } from './roles.ja.ts';
import { isoDayIn } from './when.ts';

/** What a finding holds under one name. */
export type Fact = Data[string] | undefined;

const latin = /[\x21-\x7e]/;

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

/** 「A、B、C」 */
export function joined(words: readonly string[]): string {
  return words.join('、');
}

/** A space parts Latin letters from the particle that follows. */
export function before(particle: string, words: string): string {
  return latin.test(words.slice(-1)) ? `${words} ${particle}` : `${words}${particle}`;
}

/** A space parts the particle from Latin letters that follow. */
export function after(particle: string, words: string): string {
  return latin.test(words.slice(0, 1)) ? `${particle} ${words}` : `${particle}${words}`;
}

/** Latin letters stand apart on both sides. */
export function spaced(words: string): string {
  return before('', after('', words));
}

/** 「SMS と音声通話」 */
export function and(words: string, word: string): string {
  return words === '' ? word : after(before('と', words), word);
}

/** "1,234"; empty for what is no number. */
export function number(fact: Fact): string {
  return typeof fact === 'number' ? fact.toLocaleString('en-GB') : '';
}

/** `2026-04-28`, as the zone has it. */
export function day(instant: Fact, timeZone: string): string {
  return typeof instant === 'string' ? isoDayIn(instant, timeZone) : '';
}

/** 「（207日前）」; nothing where it lies ahead. */
export function ago(days: Fact): string {
  if (typeof days !== 'number' || days < 0) return '';
  return `（${days === 0 ? '当日' : `${number(days)}日前`}）`;
}

/** The limit that was judged by, as a sentence. */
export function limit({ limitDays }: Data): string {
  return `上限は ${number(limitDays)}日です。`;
}

/** The roles that are held, as a list. */
export function roles(data: Data): string {
  return joined(parts(data.roles).map((name) => roleNames.get(name) ?? name));
}

/** The roles of whoever is privileged, as a sentence; else nothing. */
export function power(data: Data): string {
  return data.privileged === true ? `${before('の役割を', roles(data))}持っています。` : '';
}

/** When an account was used last, or since when nothing is on record; a sentence. */
export function lastUse(data: Data, timeZone: string): string {
  const report = data.source === 'usage-report';
  // The usage report knows days of UTC and no times.
  const zone = report ? 'UTC' : timeZone;
  if (data.lastSuccess !== null) {
    const what = report ? '利用状況レポートによる最後の利用は' : '最後の成功サインインは';
    return `${what} ${day(data.lastSuccess, zone)}${ago(data.days)}です。`;
  }
  const what = report ? '利用状況レポートに、利用の記録がありません。' : '成功したサインインの記録がありません。';
  return `${day(data.since, zone)}${ago(data.days)}以降、${what}`;
}

/** That an account was not used for longer than the limit. */
export function stale(data: Data, timeZone: string): string {
  return `${lastUse(data, timeZone)}${limit(data)}${power(data)}`;
}

/** That an account was never used. */
export function never(data: Data, timeZone: string): string {
  const created = data.createdAt === null ? '' : `${day(data.createdAt, timeZone)} 作成${ago(data.ageDays)}。`;
  return `${created}成功したサインインは一度もありません。${limit(data)}${power(data)}`;
}
