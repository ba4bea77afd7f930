import type { Data } from '../core/check.ts';
import { methodNamesIn } from './methods.ja.ts';
import { roleNames } from './roles.ja.ts';

export type Fact = Data[string] | undefined;

const latin = /[\x21-\x7e]/;

/** The words of a list that commas part. */
export function parts(fact: Fact): string[] {
  return typeof fact === 'string' && fact !== '' ? fact.split(', ') : [];
}

export function methods(fact: Fact): string[] {
  return typeof fact === 'string' ? methodNamesIn(fact) : [];
}

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

export function number(fact: Fact): string {
  return typeof fact === 'number' ? fact.toLocaleString('en-GB') : '';
}

export function day(instant: Fact): string {
  return typeof instant === 'string' ? instant.slice(0, 10) : '';
}

/** 「（207日前）」; nothing where it lies ahead. */
export function ago(days: Fact): string {
  if (typeof days !== 'number' || days < 0) return '';
  return `（${days === 0 ? '当日' : `${number(days)}日前`}）`;
}

export function limit({ limitDays }: Data): string {
  return `上限は ${number(limitDays)}日です。`;
}

export function roles(data: Data): string {
  return joined(parts(data.roles).map((name) => roleNames.get(name) ?? name));
}

/** The roles of whoever is privileged, as a sentence; else nothing. */
export function power(data: Data): string {
  return data.privileged === true ? `${before('を', roles(data))}保有しています。` : '';
}

export function lastUse(data: Data): string {
  const report = data.source === 'usage-report';
  if (data.lastSuccess !== null) {
    const what = report ? '利用状況レポートによる最後の利用は' : '最後の成功サインインは';
    return `${what} ${day(data.lastSuccess)}${ago(data.days)}です。`;
  }
  const what = report ? '利用状況レポートに、利用の記録がありません。' : '成功したサインインの記録がありません。';
  return `${day(data.since)}${ago(data.days)}以降、${what}`;
}

export function stale(data: Data): string {
  return `${lastUse(data)}${limit(data)}${power(data)}`;
}

export function never(data: Data): string {
  const created = data.createdAt === null ? '' : `${day(data.createdAt)} 作成${ago(data.ageDays)}。`;
  return `${created}成功したサインインは一度もありません。${limit(data)}${power(data)}`;
}
