import { describe, expect, it } from 'vitest';
import { gapKinds } from '../../src/core/gap.ts';
import type { KeptDirectory } from '../../src/unfinished/kept-file.ts';
import { isFaultless, type Misfit, misfitOf, type Wanted } from '../../src/unfinished/usable.ts';
import { keptOf, now, scan, snapshotOf, unavailable } from './kept.ts';

const wanted: Wanted = {
  tenant: 'acme',
  provider: 'microsoft365',
  directoryId: 'microsoft365-1',
  expectedGaps: [],
  version: '1.2.3',
  disguise: null,
  asOf: undefined,
  now,
};

function hoursBefore(hours: number, milliseconds = 0): string {
  return new Date(now.getTime() - hours * 3_600_000 - milliseconds).toISOString();
}

describe('a directory that was kept', () => {
  it('is used where everything is as it was', () => {
    expect(misfitOf(keptOf(), wanted)).toBeNull();
    expect(misfitOf(keptOf({ disguise: 'key-1' }), { ...wanted, disguise: 'key-1' })).toBeNull();
  });

  it.each<[Misfit, KeptDirectory, Partial<Wanted>]>([
    ['foreign', keptOf({ tenant: 'kita' }), {}],
    ['foreign', keptOf({}, { provider: 'google-workspace' }), {}],
    ['version', keptOf({ version: '1.2.4' }), {}],
    ['disguise', keptOf({ disguise: 'key-1' }), {}],
    ['disguise', keptOf(), { disguise: 'key-1' }],
    ['disguise', keptOf({ disguise: 'key-1' }), { disguise: 'key-2' }],
    ['directory', keptOf({}, { directoryId: 'another' }), {}],
    ['as-of', keptOf(), { asOf: new Date('2026-11-21T08:30:00.001Z') }],
    ['faults', keptOf({}, snapshotOf('microsoft365', { roles: unavailable('throttled') })), {}],
  ])('is not used: %s', (misfit, kept, change) => {
    expect(misfitOf(kept, { ...wanted, ...change })).toBe(misfit);
  });

  it('is used for the same instant, however it is written', () => {
    expect(misfitOf(keptOf(), { ...wanted, asOf: new Date('2026-11-21T17:30:00+09:00') })).toBeNull();
    const written = keptOf({ scan: { ...scan, asOf: '2026-11-21T08:30:00Z' } });
    expect(misfitOf(written, { ...wanted, asOf: new Date(scan.asOf) })).toBeNull();
  });

  it('is used for 24 hours to the millisecond, whichever way the clock was set', () => {
    expect(misfitOf(keptOf({ readAt: hoursBefore(24) }), wanted)).toBeNull();
    expect(misfitOf(keptOf({ readAt: hoursBefore(24, 1) }), wanted)).toBe('old');
    expect(misfitOf(keptOf({ readAt: hoursBefore(-24) }), wanted)).toBeNull();
    expect(misfitOf(keptOf({ readAt: hoursBefore(-24, -1) }), wanted)).toBe('old');
  });
});

describe('nothing failed that may succeed next time', () => {
  it.each(gapKinds)('where a dataset is unavailable: %s', (kind) => {
    const snapshot = snapshotOf('google-workspace', { policies: unavailable(kind) });
    const isFact = ['licence', 'unsupported', 'concealed'].includes(kind);
    expect(isFaultless(snapshot, [])).toBe(isFact);
    expect(isFaultless(snapshot, ['google-workspace/policies'])).toBe(isFact || kind === 'permission');
    expect(isFaultless(snapshot, ['microsoft365/policies'])).toBe(isFact);
  });

  it.each(gapKinds)('where a dataset was read in part: %s', (kind) => {
    const partial = { state: 'partial', rows: [], gap: { kind, detail: '' } } as const;
    const snapshot = snapshotOf('microsoft365', { enforcement: partial });
    expect(isFaultless(snapshot, [])).toBe(false);
    expect(isFaultless(snapshot, ['microsoft365/enforcement'])).toBe(kind === 'permission');
  });
});
