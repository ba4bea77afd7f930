import { describe, expect, it } from 'vitest';
import type { Changes, FindingChange, SightChange } from '../../../src/core/history/changes.ts';
import {
  type AccessEnd,
  type DirectoryRead,
  type Notice,
  noticesOf,
  type ReadsOf,
} from '../../../src/core/history/notices.ts';
import { refused } from '../../check-tester.ts';
import { tracked } from './scans.ts';

const from = { id: 'scan-1', asOf: '2026-11-20T09:00:00.000Z', status: 'complete' } as const;
const to = { id: 'scan-2', asOf: '2026-11-21T09:00:00.000Z', status: 'complete' } as const;
const microsoft: DirectoryRead = { provider: 'microsoft365', directoryId: 'directory-1', status: 'complete' };
const readsOf: ReadsOf = (check) => (check === 'missing-mfa' ? ['accounts', 'mfa', 'roles'] : ['accounts', 'signIns']);

function change(kind: FindingChange['kind'], given: Parameters<typeof tracked>[0] = {}): FindingChange {
  return {
    kind,
    finding: tracked({ ...given, state: kind === 'lost' ? 'unseen' : (given.state ?? 'open') }),
    before: null,
    reason: null,
  };
}

function darker(dataset: SightChange['dataset']): SightChange {
  const states = { before: 'complete', after: 'unavailable' } as const;
  return { kind: 'darker', provider: 'microsoft365', dataset, ...states, gap: refused() };
}

function noticed(
  findings: readonly FindingChange[],
  sight: readonly SightChange[] = [],
  directories: readonly DirectoryRead[] = [microsoft],
): Notice[] {
  const changes: Changes = { from, to, findings, facts: [], sight };
  return noticesOf(changes, directories, [], readsOf);
}

function lines(notices: readonly Notice[]): string[] {
  return notices.map(({ kind, finding, dataset, directory, lost }) =>
    [kind, finding?.finding.key ?? dataset?.name ?? directory?.directoryId ?? '', lost].join(' '),
  );
}

function lostIn(check: string, count: number): FindingChange[] {
  return Array.from({ length: count }, (_, index) =>
    change('lost', { check, subject: { type: 'account', id: `account-${index}` } }),
  );
}

describe('what is accepted', () => {
  it('is nobody\u2019s news when it goes dark, alone or with others', () => {
    const lost = (accepted: boolean) =>
      change('lost', { accepted, severity: 'critical', subject: { type: 'account', id: accepted ? 'a' : 'b' } });
    expect(lines(noticed([lost(true)]))).toEqual([]);
    const [dark] = noticed([lost(true)], [darker('mfa')]);
    expect(dark).toMatchObject({ kind: 'dataset-unread', lost: 0, severity: 'high' });
    const [both] = noticed([lost(true), lost(false)], [darker('mfa')]);
    expect(both).toMatchObject({ kind: 'dataset-unread', lost: 1, severity: 'critical' });
  });
});

describe('what somebody hears of', () => {
  it('is what is new, worse, reopened or lost, and not what stands, is resolved or is accepted', () => {
    const kinds = ['new', 'worse', 'reopened', 'lost', 'standing', 'resolved'] as const;
    const all = kinds.map((kind) => change(kind, { subject: { type: 'account', id: kind } }));
    const accepted = change('new', { state: 'accepted' });
    expect(lines(noticed([...all, accepted]))).toEqual([
      'finding-new missing-mfa/microsoft365/new 0',
      'finding-worse missing-mfa/microsoft365/worse 0',
      'finding-reopened missing-mfa/microsoft365/reopened 0',
      'finding-lost missing-mfa/microsoft365/lost 0',
    ]);
  });

  it('comes worst first', () => {
    const low = change('new', { severity: 'low' });
    const critical = change('lost', { severity: 'critical' });
    expect(noticed([low, critical]).map(({ severity }) => severity)).toEqual(['critical', 'low']);
  });

  it('has the same key however often it is worked out, and another one in another scan', () => {
    const keys = () => noticed([change('new'), change('lost')], [darker('signIns')]).map(({ key }) => key);
    expect(keys()).toEqual(keys());
    expect(new Set(keys()).size).toBe(3);
  });

  it('of a first scan is only what ends', () => {
    expect(noticesOf(null, [{ ...microsoft, status: 'failed' }], [], readsOf)).toEqual([]);
  });
});

describe('what went dark', () => {
  it('is told once for a dataset, with the findings that need it', () => {
    const lost = [...lostIn('missing-mfa', 40), ...lostIn('stale-account', 2)];
    expect(lines(noticed(lost, [darker('mfa')]))).toEqual([
      'finding-lost stale-account/microsoft365/account-0 0',
      'finding-lost stale-account/microsoft365/account-1 0',
      'dataset-unread mfa 40',
    ]);
    expect(lines(noticed(lost, [darker('mfa'), darker('signIns')]))).toEqual([
      'dataset-unread mfa 40',
      'dataset-unread signIns 2',
    ]);
  });

  it('weighs as much as the worst that it hides', () => {
    const critical = change('lost', { severity: 'critical' });
    expect(noticed([critical], [darker('mfa')]).map(({ severity }) => severity)).toEqual(['critical']);
    expect(noticed([change('lost', { severity: 'low' })], [darker('mfa')]).map(({ severity }) => severity)).toEqual([
      'high',
    ]);
  });

  it('is told once for a directory of which no accounts can be read', () => {
    const lost = [...lostIn('missing-mfa', 40), ...lostIn('stale-account', 2)];
    const failed = { ...microsoft, status: 'failed' } as const;
    const sight = [darker('accounts'), darker('mfa')];
    expect(lines(noticed(lost, sight, [failed]))).toEqual(['directory-unread directory-1 42']);
    expect(lines(noticed([], [], [failed]))).toEqual([]);
  });

  it('is told once for a directory that is scanned no more, or was exchanged for another', () => {
    const lost = lostIn('missing-mfa', 40);
    expect(lines(noticed(lost, [], []))).toEqual(['directory-unread directory-1 40']);
    const other = { ...microsoft, directoryId: 'directory-2' };
    expect(lines(noticed(lost, [], [other]))).toEqual(['directory-unread directory-1 40']);
  });

  it('of one cloud hides nothing of the other', () => {
    const google = { provider: 'google-workspace', directoryId: 'C01', status: 'complete' } as const;
    const mine = change('lost', {
      ...{ provider: 'google-workspace', directories: ['google-workspace/C01'] },
      key: 'missing-mfa/google-workspace/ann',
    });
    expect(lines(noticed([mine], [darker('mfa')], [microsoft, google]))).toEqual([
      'finding-lost missing-mfa/google-workspace/ann 0',
      'dataset-unread mfa 0',
    ]);
  });

  it('is no news when it can be read again', () => {
    const lighter: SightChange = {
      ...darker('mfa'),
      kind: 'lighter',
      before: 'unavailable',
      after: 'complete',
      gap: null,
    };
    expect(noticed([], [lighter])).toEqual([]);
  });
});

describe('our own access', () => {
  const endsAt = '2026-12-31T00:00:00.000Z';
  const told = (days: number | null, given: Partial<AccessEnd> = {}) => {
    const end: AccessEnd = { provider: 'microsoft365', what: 'secret', name: 'scan', endsAt, days, ...given };
    return noticesOf(null, [microsoft], [end], readsOf).map(
      ({ key, severity }) => `${key.split('/').at(-1)} ${severity}`,
    );
  };

  it.each([
    [31, []],
    [30, ['30 high']],
    [8, ['30 high']],
    [7, ['7 critical']],
    [2, ['7 critical']],
    [1, ['1 critical']],
    [0, ['1 critical']],
    [-1, ['0 critical']],
    [null, ['0 critical']],
  ])('%s days before its end is told as its tightest step', (days, steps) => {
    expect(told(days)).toEqual(steps);
  });

  it('is told once for each step, and anew when it was renewed', () => {
    const key = (days: number, given: Partial<AccessEnd> = {}) => {
      const end: AccessEnd = { provider: 'microsoft365', what: 'secret', name: 'scan', endsAt, days, ...given };
      return noticesOf(null, [], [end], readsOf)[0]?.key;
    };
    expect(key(30)).toBe(key(8));
    expect(key(7)).not.toBe(key(8));
    expect(key(7, { endsAt: '2027-12-31T00:00:00.000Z' })).not.toBe(key(7));
    expect(key(7, { what: 'certificate' })).not.toBe(key(7));
  });
});
