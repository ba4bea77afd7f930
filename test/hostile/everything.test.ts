import { beforeAll, describe, expect, test } from 'vitest';
import { spoilerOf } from './disguises.ts';
import { expectSound, modelsOf, verdictsOf } from './expectations.ts';
import { harmless } from './harmless.ts';
import { shapesBeside } from './shapes.ts';
import { told } from './world.ts';

/** Each replaces some 5 000 strings, so that these few try every hostile text at nearly every place. */
const runs = Array.from({ length: 8 }, (_, run) => run * 5);

describe('every string of an answer, ids and words of the protocol too', () => {
  let model: Awaited<ReturnType<typeof harmless>> | undefined;

  beforeAll(async () => {
    model = await harmless();
  });

  test.each(runs)(
    'run %i: nothing crashes, every format holds, and nobody passes who was not looked at',
    async (run) => {
      if (model === undefined) throw new Error('there is no scan to compare with');
      const spoiler = spoilerOf({ extent: 'everything', run, ...model.known });
      const found = await told({ faults: spoiler.faults, spoiler });
      expectSound(found, shapesBeside(modelsOf(model.told)));
      expect(verdictsOf(found.reports).length).toBe(verdictsOf(model.told.reports).length);
      const gaps = Object.values(found.reports).flatMap(({ directories }) =>
        directories.flatMap(({ datasets }) => Object.values(datasets).flatMap(({ gap }) => gap ?? [])),
      );
      expect(gaps.filter(({ kind }) => kind === 'crash')).toEqual([]);
      const crashed = Object.values(found.reports).flatMap(({ results }) =>
        results.flatMap(({ findings }) => findings.filter(({ gap }) => gap?.kind === 'crash')),
      );
      expect(crashed).toEqual([]);
    },
  );
});
