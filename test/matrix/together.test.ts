import { describe, expect, test } from 'vitest';
import { nameOf } from './expect.ts';
import { kindsOf } from './kinds.ts';
import { cellsOf, type Matrix, tryAll, tryOut } from './run.ts';
import { tryOutages, tryPairs } from './together.ts';

function expectAll(what: string, { outcomes }: Matrix): void {
  const count = (result: string) => outcomes.filter((outcome) => outcome.result === result).length;
  console.log(
    `matrix ${what}: ${outcomes.length} cells, ${count('same')} as without the fault, ${count('gap')} with a gap`,
  );
  const broken = outcomes.filter(({ result }) => result === 'broken');
  expect(broken.slice(0, 20).map(nameOf), `${broken.length} cells`).toEqual([]);
  expect(count('gap')).toBeGreaterThan(outcomes.length / 2);
}

describe.each(['p2', 'free', 'google'] as const)('%s', (name) => {
  test('every fault has a place', async () => {
    const { endpoints } = await tryAll(name, () => [], tryOut);
    const placed = new Set(cellsOf(name, endpoints).map(({ kind }) => kind));
    const homeless = kindsOf(name).filter((kind) => !placed.has(kind));
    expect(homeless.map(({ id }) => id)).toEqual([]);
  });

  test('faults at two places at once', async () => {
    expectAll(`${name}, pairs`, await tryPairs(name, 20_261_121, 150));
  }, 600_000);

  test('an outage from every request on', async () => {
    expectAll(`${name}, outages`, await tryOutages(name));
  }, 600_000);
});
