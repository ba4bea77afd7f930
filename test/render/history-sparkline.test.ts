import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sparkline } from '../../src/render/html/sparkline.ts';

const value = fc.option(fc.double({ min: 0, max: 100_000, noNaN: true }));
const values = fc.array(value, { maxLength: 12 });
const unit = fc.constantFrom('share' as const, 'count' as const, 'hours' as const);

function pointsIn(svg: string): number[][] {
  const lines = [...svg.matchAll(/points="([^"]*)"/g)].flatMap(([, all = '']) => all.split(' '));
  const lone = [...svg.matchAll(/class="lone" cx="([^"]*)" cy="([^"]*)"/g)].map(([, x, y]) => `${x},${y}`);
  return [...lines, ...lone].map((pair) => pair.split(',').map(Number));
}

test('every known value is one point within the picture, and no unknown one is', () => {
  fc.assert(
    fc.property(values, unit, (all, of) => {
      const svg = String(sparkline(all, of, 'numbers'));
      const points = pointsIn(svg);
      expect(points).toHaveLength(all.filter((one) => one !== null).length);
      for (const [x = -1, y = -1] of points) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(120);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(24);
      }
      expect(svg.includes('class="end"')).toBe((all.at(-1) ?? null) !== null);
      expect(svg).not.toMatch(/style=|NaN|Infinity|script/);
      expect(svg).toContain('aria-label="numbers"');
    }),
  );
});

test('more is higher, and what is not known breaks the line', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 12 }), (all) => {
      const points = pointsIn(String(sparkline(all, 'count', '')));
      for (const [index, one] of all.entries()) {
        const [before, now] = [points[index - 1]?.[1], points[index]?.[1] ?? 0];
        const was = all[index - 1];
        if (before === undefined || was === undefined) continue;
        if (one > was) expect(now).toBeLessThanOrEqual(before);
        if (one < was) expect(now).toBeGreaterThanOrEqual(before);
      }
    }),
  );
  expect(String(sparkline([1, 2, null, 3, 4, null, 5], 'count', '')).match(/<polyline/g)).toHaveLength(2);
  expect(String(sparkline([1, 2, null, 3, 4, null, 5], 'count', '')).match(/class="lone"/g)).toHaveLength(1);
});

test('a small difference does not fill the height', () => {
  const heights = (all: number[]) => pointsIn(String(sparkline(all, 'share', ''))).map(([, y = 0]) => y);
  const [low = 0, high = 0] = heights([0.98, 0.981]);
  expect(low - high).toBeLessThan(1);
  const [zero = 0, full = 0] = heights([0, 1]);
  expect(zero - full).toBe(18);
});
