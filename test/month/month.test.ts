import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { monthTenant } from '../../src/demo/month-people.ts';
import { openStore } from '../../src/store/open.ts';
import { findScan } from '../../src/store/scans.ts';
import { standingAt } from '../../src/store/standing.ts';
import { databases, type FreshDatabase } from '../store/databases.ts';
import { type PlayedNight, playMonth } from './play.ts';
import { standingFirst, story } from './story.ts';
import { noticesInWords, standingWords, wordsOf } from './words.ts';

describe.each(databases)('a month in $name', ({ isThere, fresh }) => {
  let database: FreshDatabase | undefined;
  let played: PlayedNight[] = [];

  beforeAll(async () => {
    if (!isThere) return;
    database = await fresh();
    played = await playMonth(database.where);
  });
  afterAll(() => database?.drop());

  function nightOf(number: number): PlayedNight {
    const night = played.find((one) => one.number === number);
    if (night === undefined) throw new Error(`night ${number} was not played`);
    return night;
  }

  describe.skipIf(!isThere)('as the story goes', () => {
    test('every night is told of', () => {
      expect(story.map(({ night }) => night)).toEqual(played.map(({ number }) => number));
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

    test.each(story)('night $night: $happens', ({ night, findings = [], facts = [], sight = [], notices = [] }) => {
      const { history, notices: told } = nightOf(night);
      expect({ ...wordsOf(history.changes), notices: noticesInWords(told) }).toEqual({
        findings: [...findings].sort(),
        facts: [...facts].sort(),
        sight: [...sight].sort(),
        notices: [...notices].sort(),
      });
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
