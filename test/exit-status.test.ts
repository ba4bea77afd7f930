import { describe, expect, it } from 'vitest';
import { buildReport } from '../src/core/build-report.ts';
import { type Severity, severities } from '../src/core/check.ts';
import { datasetNames, type Snapshot } from '../src/core/datasets.ts';
import type { GapKind } from '../src/core/gap.ts';
import type { Report } from '../src/core/report.ts';
import type { Roster } from '../src/core/roster.ts';
import { exitStatusOf, unreadOf } from '../src/exit-status.ts';
import { facts } from './facts.ts';
import { noSettings } from './no-settings.ts';

const faulty: Roster = {
  state: 'faulty',
  file: 'hr.csv',
  faults: [2, 3].map((line) => ({ line, problem: 'date', value: 'soon' })),
};

type Gaps = Partial<Record<keyof Snapshot['datasets'], GapKind>>;

/** A report of one directory whose other datasets are all read; with so many failing findings of each severity. */
function reportOf(
  gaps: Gaps = {},
  failed: Partial<Record<Severity, number>> = {},
  roster: Roster | null = null,
): Report {
  const datasets = Object.fromEntries(
    datasetNames.map((name) => {
      const kind = gaps[name];
      return [
        name,
        kind === undefined ? { state: 'complete', rows: [] } : { state: 'unavailable', gap: { kind, detail: '' } },
      ];
    }),
  ) as Snapshot['datasets'];
  const report = buildReport({
    version: '0',
    tenant: { id: 'acme', name: 'Acme' },
    scan: { id: '1', startedAt: '', finishedAt: '', asOf: new Date(0) },
    snapshots: [
      { provider: 'microsoft365', directoryId: 'd', takenAt: '', requests: { sent: 0, retried: 0 }, datasets },
    ],
    facts: facts({ now: new Date(0), roster }),
    checks: [],
    settings: noSettings,
    phrasing: { finding: () => '', note: () => '' },
  });
  return { ...report, summary: { ...report.summary, failed: { ...report.summary.failed, ...failed } } };
}

function statusOf(reports: readonly Report[], failOn?: Severity, expectedGaps: readonly string[] = []): number {
  return exitStatusOf(
    reports.map((report) => ({ report, unread: unreadOf(report, expectedGaps) })),
    failOn,
  );
}

describe('the exit status', () => {
  it.each(['licence', 'unsupported', 'concealed', 'network'] as const)(
    'is 3 when a dataset broke off for %s: it was to be read in full',
    (kind) => {
      const report = reportOf();
      const [directory] = report.directories;
      if (directory === undefined) throw new Error('one directory was reported');
      directory.datasets.mfa = { state: 'partial', rows: 1, gap: { kind, detail: '' } };
      expect(statusOf([report])).toBe(3);
      expect(statusOf([report], undefined, ['microsoft365/mfa'])).toBe(0);
    },
  );

  it('is 0 when everything was read, whatever fails, as long as nobody asked to fail', () => {
    expect(statusOf([reportOf({}, { critical: 9 })])).toBe(0);
  });

  it.each(severities.flatMap((failing) => severities.map((threshold) => [failing, threshold] as const)))(
    'for a %s finding with --fail-on %s follows their order',
    (failing, threshold) => {
      const reached = severities.indexOf(failing) >= severities.indexOf(threshold);
      expect(statusOf([reportOf({}, { [failing]: 1 })], threshold)).toBe(reached ? 1 : 0);
    },
  );

  it('is 1 when one tenant of several fails', () => {
    expect(statusOf([reportOf(), reportOf({}, { high: 1 })], 'high')).toBe(1);
  });

  it.each(['permission', 'throttled', 'network', 'malformed', 'expired', 'identity', 'crash', 'absent'] as const)(
    'is 3 when a dataset could not be read for %s',
    (kind) => {
      expect(statusOf([reportOf({ roles: kind })])).toBe(3);
    },
  );

  it.each(['licence', 'unsupported', 'concealed'] as const)('is 0 when a dataset is dark for %s', (kind) => {
    expect(statusOf([reportOf({ roles: kind })])).toBe(0);
  });

  it.each(['licence', 'concealed', 'permission'] as const)('is 3 when no accounts could be read for %s', (kind) => {
    expect(statusOf([reportOf({ accounts: kind })])).toBe(3);
  });

  it('is 0 when what could not be read was expected', () => {
    expect(statusOf([reportOf({ roles: 'permission' })], undefined, ['microsoft365/roles'])).toBe(0);
  });

  it('is 3 without accounts, even when that was expected: no directory was read', () => {
    expect(statusOf([reportOf({ accounts: 'permission' })], undefined, ['microsoft365/accounts'])).toBe(3);
  });

  it('is 3 rather than 1 when both are true', () => {
    expect(statusOf([reportOf({ roles: 'permission' }, { critical: 1 })], 'low')).toBe(3);
    expect(statusOf([reportOf({}, { critical: 1 }), reportOf({ roles: 'network' })], 'low')).toBe(3);
  });

  it('is 3 when the HR list could not be read, and 0 when it could', () => {
    expect(statusOf([reportOf({}, { critical: 1 }, faulty)], 'low')).toBe(3);
    expect(statusOf([reportOf({}, {}, { state: 'read', tellsLeavers: true, file: 'hr.csv', people: [] })])).toBe(0);
  });

  it('is 0 for no tenants at all', () => {
    expect(statusOf([], 'low')).toBe(0);
  });
});

describe('what could not be read', () => {
  it('is named once, sorted', () => {
    const report = reportOf({ accounts: 'permission', roles: 'network', mfa: 'licence' });
    expect(unreadOf(report, [])).toEqual(['microsoft365/accounts', 'microsoft365/roles']);
  });

  it('may be the HR list, which is named once however many lines are wrong', () => {
    expect(unreadOf(reportOf({ roles: 'network' }, {}, faulty), [])).toEqual(['microsoft365/roles', 'roster']);
    expect(unreadOf(reportOf({}, {}, faulty), ['roster'])).toEqual(['roster']);
  });
});
