import type { Changes, FactChange, FindingChange, SightChange } from '../core/history/changes.ts';
import type { Figure } from '../core/history/figures.ts';
import type { HistoryReport } from '../core/history/history-report.ts';
import { changeGroups, changesInPage, changesViewOf, partOf } from './history.ts';

/** Longer names are cut: a line is to be read. */
const longest = 200;

/** Text in signs that every terminal shows, in quotes where it has spaces; others are spelled out, as `\u{202e}`. */
export function token(text: string): string {
  const spelled = text
    .slice(0, longest)
    .replace(/[^ -~]|[\\"]/gu, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
  return spelled === '' || spelled.includes(' ') ? `"${spelled}"` : spelled;
}

function words(pairs: Readonly<Record<string, string | number | null>>): string {
  return Object.entries(pairs)
    .flatMap(([key, value]) => (value === null ? [] : [`${key}=${token(String(value))}`]))
    .join(' ');
}

function findingLine({ kind, finding, reason }: FindingChange): string {
  const { check, provider, severity, subject, message } = finding;
  const whom = subject.login ?? subject.id;
  return words({ change: kind, severity, check, provider, subject: whom, message, reason });
}

function factLine({ kind, provider, account, before, after }: FactChange): string {
  return words({ change: kind, provider, subject: account.login, before, after });
}

function sightLine({ kind, provider, dataset, before, after, gap }: SightChange): string {
  return words({ change: kind, dataset: `${provider}/${dataset}`, before, after, gap: gap === null ? null : gap.kind });
}

/** What differs between two scans, one fact a line; the first line counts it. */
export function changeLines(changes: Changes, room: number = changesInPage): string[] {
  const { tally, groups, facts, sight, since, until } = changesViewOf(changes);
  const darker = sight.filter(({ kind }) => kind === 'darker').length;
  const counts = { ...tally, facts: facts.length, darker, lighter: sight.length - darker };
  const lists = [
    ...changeGroups.map((name) => groups[name].map(findingLine)),
    facts.map(factLine),
    sight.map(sightLine),
  ].map((lines) => partOf(lines, room));
  const left = lists.reduce((sum, { more }) => sum + more, 0);
  return [
    `changes ${words({ since, until, ...counts })}`,
    ...lists.flatMap(({ shown }) => shown),
    ...(left > 0 ? [`changes more=${left}`] : []),
  ];
}

/** A figure with all that its value rests on; what is not known is `unknown`. */
export function figureLine({ id, version, unit, value, numerator, denominator, unknown }: Figure): string {
  const told = value ?? (unknown === 0 ? 'none' : 'unknown');
  return `figure ${words({ id, version, unit, value: told, numerator, denominator, unknown: unknown ?? 'unknown' })}`;
}

/** What a pipe sees of the time before a scan; nothing where no history is kept. */
export function historyLines(history: HistoryReport): string[] {
  if (history.state === 'off') return [];
  if (history.state === 'unavailable') return [`changes unknown ${words({ reason: history.reason })}`];
  if (history.state === 'look-back') {
    return [`changes none, not kept ${words({ 'as-of': history.asOf, newest: history.newest })}`];
  }
  const { changes, trend } = history;
  return [
    ...(changes === null ? ['changes none, first scan'] : changeLines(changes)),
    ...(trend.at(-1)?.figures ?? []).map(figureLine),
  ];
}
