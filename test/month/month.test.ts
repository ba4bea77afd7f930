import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { monthTenant } from '../../src/demo/month-people.ts';
import { changesBetween } from '../../src/store/compare.ts';
import { openStore } from '../../src/store/open.ts';
import { findScan, scansOf } from '../../src/store/scans.ts';
import { standingAt } from '../../src/store/standing.ts';
import { trendOf } from '../../src/store/trend.ts';
import { databases, type FreshDatabase } from '../store/databases.ts';
import { goldenMonth } from './make.ts';
import { type PlayedMonth, type PlayedNight, playMonth } from './play.ts';
import { standingFirst, story } from './story.ts';
import { noticesInWords, standingWords, voidsInWords, wordsOf } from './words.ts';

describe.each(databases)('a month in $name', ({ isThere, fresh }) => {
  let database: FreshDatabase | undefined;
  let played: PlayedMonth = { nights: [], report: '' };

  beforeAll(async () => {
    if (!isThere) return;
    database = await fresh();
    played = await playMonth(database.where);
  });
  afterAll(() => database?.drop());

  function nightOf(number: number): PlayedNight {
    const night = played.nights.find((one) => one.number === number);
    if (night === undefined) throw new Error(`night ${number} was not played`);
    return night;
  }

  describe.skipIf(!isThere)('as the story goes', () => {
    test('every night is told of', () => {
      expect(story.map(({ night }) => night)).toEqual(played.nights.map(({ number }) => number));
    });

    test('before the first night there is nothing to compare with', async () => {
      expect(nightOf(1).history.changes).toBeNull();
      const store = await openStore(database?.where ?? '');
      try {
        const scan = await findScan(store, monthTenant, nightOf(1).entry.scan.id);
        const findings = scan === null ? [] : await standingAt(store, monthTenant, scan);
        expect(findings.map(standingWords).sort()).toEqual([...standingFirst].sort());
      } finally {
        await store.close();
      }
    });

    test.each(story)('night $night: $happens', (told) => {
      const { night, findings = [], facts = [], sight = [], voids = [], notices = [] } = told;
      const one = nightOf(night);
      const earlier = played.nights.filter(({ number }) => number < night).flatMap(({ entry }) => voidsInWords(entry));
      expect({
        ...wordsOf(one.history.changes),
        voids: voidsInWords(one.entry).filter((word) => !earlier.includes(word)),
        notices: noticesInWords(one.notices),
      }).toEqual({
        findings: [...findings].sort(),
        facts: [...facts].sort(),
        sight: [...sight].sort(),
        voids,
        notices: [...notices].sort(),
      });
    });

    test('asked later, the store tells of every night what it told then', async () => {
      const store = await openStore(database?.where ?? '');
      try {
        const scans = await scansOf(store, monthTenant);
        const points = await trendOf(store, monthTenant);
        expect(scans.map(({ asOf }) => asOf)).toEqual(played.nights.map(({ entry }) => entry.scan.asOf));
        for (const { number, history } of played.nights) {
          expect(points[number - 1], `figures of night ${number}`).toEqual(history.trend.at(-1));
          const [before, scan] = scans.slice(number - 2, number);
          if (number === 1 || before === undefined || scan === undefined) continue;
          const changes = await changesBetween(store, monthTenant, before, scan);
          expect(changes, `changes of night ${number}`).toEqual(history.changes);
        }
      } finally {
        await store.close();
      }
    });

    // The answers of both databases are the same texts.
    test('the commands and the report tell it as was agreed on (npm run golden writes them anew)', async () => {
      for (const [name, content] of await goldenMonth(database?.where ?? '', played)) {
        expect(content, name).toBe(await readFile(join(import.meta.dirname, '..', 'golden', name), 'utf8'));
      }
    });

    test.each(story.filter(({ figures }) => figures !== undefined))('figures of night $night', ({ night, figures }) => {
      const { history, entry } = nightOf(night);
      const known = history.trend.at(-1);
      expect(known?.scan.id).toBe(entry.scan.id);
      const told = (known?.figures ?? []).flatMap(({ id, value, numerator, denominator, unknown }) =>
        figures?.[id] === undefined ? [] : [[id, [value, numerator, denominator, unknown]]],
      );
      expect(Object.fromEntries(told)).toEqual(figures);
    });
  });
});
