import { beforeAll, describe, expect, test } from 'vitest';
import { spoilerOf } from './disguises.ts';
import { expectSound, modelsOf, outlinesOf, verdictsOf } from './expectations.ts';
import { harmless } from './harmless.ts';
import { hostileTexts, runs } from './words.ts';
import { told } from './world.ts';

const locales = ['en', 'ja'] as const;
const every = Array.from({ length: runs }, (_, run) => ({ run, locale: locales[run % 2] ?? 'en' }));

describe('names that a directory can supply', () => {
  const models: Record<string, Awaited<ReturnType<typeof harmless>>> = {};
  const places = new Map<string, Set<string>>();

  beforeAll(async () => {
    for (const locale of locales) models[locale] = await harmless(locale);
  });

  test.each(every)('run $run in $locale: change no verdict and no format', async ({ run, locale }) => {
    const model = models[locale];
    if (model === undefined) throw new Error('there is no scan to compare with');
    const spoiler = spoilerOf({ extent: 'names', run, ...model.known });
    const found = await told({ locale, piped: run % 4 === 3, faults: spoiler.faults, spoiler });
    expect(verdictsOf(found.reports)).toEqual(verdictsOf(model.told.reports));
    expectSound(found, modelsOf(model.told));
    expect(outlinesOf(found)).toEqual(outlinesOf(model.told));
    for (const [place, texts] of spoiler.places) {
      for (const text of texts) places.set(place, (places.get(place) ?? new Set()).add(text));
    }
  });

  test('stood at every place, each of them', () => {
    const missing = [...places].filter(([, texts]) => texts.size < hostileTexts.length).map(([place]) => place);
    expect(missing).toEqual([]);
    expect(places.size).toBeGreaterThan(180);
    console.info(
      `${places.size} places, ${hostileTexts.length} hostile texts at each, in ${runs} scans of each tenant`,
    );
  });
});
