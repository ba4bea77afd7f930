import { describe, expect, it } from 'vitest';
import { findingChanges, sightChanges } from '../../../src/core/history/changes.ts';
import { partial, unavailable, withDataset } from '../../check-tester.ts';
import { directory } from '../directory.ts';
import { entryOf, tracked } from './scans.ts';

function kinds(before: Parameters<typeof tracked>[0][], after: Parameters<typeof tracked>[0][]): string[] {
  return findingChanges(before.map(tracked), after.map(tracked)).map(({ kind, reason }) => `${kind} ${reason}`);
}

describe('between two scans', () => {
  it('what came and was lost again is lost, not new', () => {
    expect(kinds([], [{ state: 'unseen' }])).toEqual(['lost null']);
  });

  it('what was resolved and came back in between is reopened, whenever the scans say they were', () => {
    const again = { reopened: true, openedAt: '2026-10-01T00:00:00.000Z' };
    expect(kinds([{}], [again])).toEqual(['reopened null']);
    expect(kinds([again], [again])).toEqual(['standing null']);
    expect(kinds([], [{ reopened: true }])).toEqual(['reopened null']);
  });

  it('what is accepted is not worse, however bad it is', () => {
    expect(kinds([{}], [{ state: 'accepted', accepted: true, severity: 'critical' }])).toEqual(['standing accepted']);
  });

  it('a message that is neither better nor worse is no news', () => {
    const check = 'unused-admin';
    expect(kinds([{ check, message: 'unused' }], [{ check, message: 'never' }])).toEqual(['standing null']);
  });

  it('news come first, then the worst', () => {
    const one = (id: string, severity: 'high' | 'critical') => ({
      subject: { type: 'account', id } as const,
      severity,
    });
    const before = [one('gone', 'critical'), one('stands', 'critical')];
    const after = [one('stands', 'critical'), one('b', 'high'), one('a', 'high'), one('worst', 'critical')];
    const found = findingChanges(before.map(tracked), after.map(tracked));
    expect(found.map(({ finding }) => finding.subject.id)).toEqual(['worst', 'a', 'b', 'gone', 'stands']);
  });
});

describe('what could be read', () => {
  const whole = directory('microsoft365', [], { mfa: { state: 'complete', rows: [] } });
  const read = (...all: Parameters<typeof directory>[]) => all.map((one) => directory(...one));
  const sight = (before: typeof whole, after: typeof whole) => {
    const [was, is] = [entryOf([before]).directories, entryOf([after]).directories];
    return sightChanges(was, is).map(({ kind, dataset, before: a, after: b, gap }) => [kind, dataset, a, b, gap?.kind]);
  };

  it('is darker or lighter by one state or two', () => {
    const cut = withDataset(whole, 'mfa', partial([]));
    const dark = withDataset(whole, 'mfa', unavailable());
    expect(sight(whole, cut)).toEqual([['darker', 'mfa', 'complete', 'partial', 'permission']]);
    expect(sight(cut, dark)).toEqual([['darker', 'mfa', 'partial', 'unavailable', 'permission']]);
    expect(sight(dark, whole)).toEqual([['lighter', 'mfa', 'unavailable', 'complete', undefined]]);
    expect(sight(dark, dark)).toEqual([]);
  });

  it('of a directory that was not there before is no change', () => {
    const [google] = read(['google-workspace', []]);
    if (google === undefined) throw new Error('no directory');
    expect(sight(whole, google)).toEqual([]);
    expect(sight(whole, { ...whole, directoryId: 'another' })).toEqual([]);
  });
});
