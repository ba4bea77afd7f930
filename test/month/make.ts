import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diff } from '../../src/commands/diff.ts';
import { history } from '../../src/commands/history.ts';
import { monthConfiguration } from '../../src/demo/month-configuration.ts';
import type { Io } from '../../src/io.ts';
import type { Locale } from '../../src/messages/catalogue.ts';
import { catalogue } from '../../src/messages/index.ts';
import { quietIo } from '../surroundings.ts';
import { type PlayedMonth, playMonth } from './play.ts';

type Ask = (io: Io, config: string, locale: Locale) => Promise<number>;

const changes = (scans: readonly string[], format: 'text' | 'json' | 'csv' = 'text'): Ask => {
  return (io, config, locale) => diff({ config, locale, scans, format }, io);
};
const figures = (format: 'text' | 'json' | 'csv' = 'text', last?: number): Ask => {
  return (io, config, locale) => history({ config, locale, format, ...(last === undefined ? {} : { last }) }, io);
};

interface Question {
  file: string;
  ask: Ask;
  /** A person reads it, and no program. */
  forPeople: boolean;
}

/** What is asked of the history of the month, where the days of November are those of its nights. */
const questions: readonly Question[] = [
  { file: 'diff.txt', ask: changes([]), forPeople: true },
  { file: 'diff-month.txt', ask: changes(['2026-11-01', 'latest']), forPeople: true },
  { file: 'diff-dark.txt', ask: changes(['2026-11-14', '2026-11-15']), forPeople: true },
  { file: 'diff-light.txt', ask: changes(['2026-11-17', '2026-11-18']), forPeople: true },
  { file: 'diff-licence.txt', ask: changes(['2026-11-20', '2026-11-21']), forPeople: true },
  { file: 'diff-month-pipe.txt', ask: changes(['2026-11-01', 'latest']), forPeople: false },
  { file: 'diff-month.csv', ask: changes(['2026-11-01', 'latest'], 'csv'), forPeople: false },
  { file: 'diff-dark.json', ask: changes(['2026-11-14', '2026-11-15'], 'json'), forPeople: false },
  { file: 'history.txt', ask: figures(), forPeople: true },
  { file: 'history-pipe.txt', ask: figures('text', 2), forPeople: false },
  { file: 'history.csv', ask: figures('csv'), forPeople: false },
  { file: 'history.json', ask: figures('json', 2), forPeople: false },
];

function buffered(isTerminal: boolean): { io: Io; said: string[] } {
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const io = quietIo(new Date('2026-11-30T13:00:00.000Z'), {
    ...{ out: say, err: say, terminal: { out: isTerminal, err: false } },
  });
  return { io, said };
}

/** The ids of scans are random; those of nights are not, and are as long. */
function stable(text: string, { nights }: PlayedMonth): string {
  return nights.reduce(
    (known, { number, entry }) => {
      return known.replaceAll(
        entry.scan.id,
        `night-${String(number).padStart(2, '0')}`.padEnd(entry.scan.id.length, '-'),
      );
    },
    text.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:<port>'),
  );
}

/** The parts of a report that tell of history. */
function historyIn(report: string): string {
  const { page } = catalogue('en').ui;
  const parts = report.split(/^(?=## )/m);
  return [page.changesTitle, page.trendTitle]
    .map((title) => parts.find((part) => part.startsWith(`## ${title}\n`)) ?? `## ${title} is not there\n`)
    .join('');
}

/**
 * What the commands and the report tell of the month, by name of the file.
 * @param where the store that it was played into
 */
export async function goldenMonth(where: string, played: PlayedMonth): Promise<Map<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'shisei-month-golden-'));
  const told = new Map([['en/month/report.md', stable(historyIn(played.report), played)]]);
  try {
    for (const locale of ['en', 'ja'] as const) {
      const config = join(folder, `${locale}.yaml`);
      await writeFile(config, monthConfiguration(locale, 'A month').replace('./shisei.db', where));
      for (const { file, ask, forPeople } of questions) {
        if (locale === 'ja' && !forPeople) continue;
        const { io, said } = buffered(forPeople);
        const status = await ask(io, config, locale);
        told.set(
          `${locale}/month/${file}`,
          stable(`${said.join('')}${status === 0 ? '' : `exit ${status}\n`}`, played),
        );
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return told;
}

/** The same, of a month that is played for it. */
export async function goldenMonthAnew(): Promise<Map<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'shisei-month-'));
  const where = join(folder, 'shisei.db');
  try {
    return await goldenMonth(where, await playMonth(where));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
