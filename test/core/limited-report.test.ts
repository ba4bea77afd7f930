import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/core/build-report.ts';
import { defineCheck, defineTenantCheck, fail, pass } from '../../src/core/check.ts';
import { controls } from '../../src/core/controls.ts';
import { datasetNames, type Provider, type Snapshot } from '../../src/core/datasets.ts';
import type { Framework } from '../../src/core/frameworks.ts';
import type { Report } from '../../src/core/report.ts';
import { account } from '../check-tester.ts';
import { facts } from '../facts.ts';

const asOf = new Date('2026-11-21T09:00:00.000Z');

function snapshotOf(provider: Provider): Snapshot {
  const rowsOf = (name: string) => (name === 'accounts' ? [account()] : []);
  const datasets = Object.fromEntries(datasetNames.map((name) => [name, { state: 'complete', rows: rowsOf(name) }]));
  return {
    ...{ provider, directoryId: provider, takenAt: asOf.toISOString(), requests: { sent: 0, retried: 0 } },
    datasets: datasets as unknown as Snapshot['datasets'],
  };
}

function failing(id: string, ids: Parameters<typeof controls>[0]) {
  return defineCheck({
    ...{ id, severity: 'high', messages: ['bad'], options: {}, needs: ['accounts'], uses: [] },
    controls: controls(ids),
    subjects: ({ accounts }) => accounts.rows,
    name: ({ id: account, login }) => ({ type: 'account', id: account, login }),
    judge: () => fail('bad', 'high'),
  });
}

const reads = { needs: ['accounts'], uses: [] } as const;
const whole = defineTenantCheck({
  ...{ id: 'whole', severity: 'high', messages: [], options: {} },
  controls: controls({ 'CIS M365': { '5.3.2': 'partial' }, 'SOC 2': { 'CC6.1': 'partial' } }),
  reads: { microsoft365: reads },
  applies: () => true,
  subjects: () => ['tenant'],
  name: (id) => ({ type: 'tenant', id }),
  judge: pass,
});

const checks = [
  failing('everywhere', { 'CIS M365': { '5.2.2.2': 'partial' }, 'CIS Google Workspace': { '4.1.1.3': 'exact' } }),
  failing('general', { 'SOC 2': { 'CC6.1': 'partial' } }),
  failing('none', {}),
  whole,
];

const exceptions = ['everywhere', 'general', 'none'].map((check) => ({
  ...{ check, subject: 'nobody@example.com', reason: 'x', approvedBy: 'y', until: '2027-01-01' },
}));

function reportOf(frameworks: readonly Framework[] | undefined, providers: readonly Provider[]): Report {
  const snapshots = providers.map(snapshotOf);
  const settings = {
    ...{
      emergency: [],
      exceptions,
      expectedGaps: [],
      profile: null,
      checks: {},
      timeZone: 'UTC',
      approvedCountries: null,
    },
    ...{ links: [], unusedKeys: [] },
  };
  return buildReport({
    version: '0',
    tenant: { id: 'acme', name: 'Acme' },
    scan: { id: 's', startedAt: '', finishedAt: '', asOf },
    ...{ snapshots, checks, settings, facts: facts({ now: asOf, snapshots, settings }) },
    ...(frameworks === undefined ? {} : { frameworks }),
    phrasing: { finding: () => '', note: (id) => id },
  });
}

const both = ['microsoft365', 'google-workspace'] as const;
const judged = ({ results }: Report) => results.map(({ check, provider }) => `${check}/${provider}`);
const noted = ({ notes }: Report) => notes.map(({ id, data }) => [id, data.check ?? data.frameworks ?? data.framework]);

describe('a report that is limited to a framework', () => {
  it('judges and reports only what answers it', () => {
    const report = reportOf(['CIS M365'], both);
    expect(judged(report)).toEqual(['everywhere/microsoft365', 'whole/null']);
    const named = report.results.flatMap((result) => result.controls.map(({ framework }) => framework));
    expect(new Set(named)).toEqual(new Set(['CIS M365']));
    expect(report.frameworks.map(({ id }) => id)).toEqual(['cis-m365']);
    expect(report.summary.failed.high).toBe(1);
  });

  it('says so, and calls no exception unmatched that it did not look for', () => {
    expect(noted(reportOf(['CIS M365'], both))).toEqual([['limited-to-frameworks', 'CIS M365 7.0']]);
    expect(noted(reportOf(['SOC 2'], both))).toEqual([
      ['exception-unmatched', 'general'],
      ['limited-to-frameworks', 'SOC 2 TSC 2017 (2022)'],
    ]);
    const family = reportOf(['CIS M365', 'CIS Google Workspace'], both);
    expect(noted(family)[0]).toEqual(['exception-unmatched', 'everywhere']);
  });

  it('judges nothing by a framework of another product, and says so', () => {
    const report = reportOf(['CIS M365'], ['google-workspace']);
    expect([report.results, report.frameworks]).toEqual([[], []]);
    expect(noted(report)).toEqual([
      ['limited-to-frameworks', 'CIS M365 7.0'],
      ['framework-elsewhere', 'CIS M365 7.0'],
    ]);
  });
});

describe('a report that is not', () => {
  it.each([[undefined], [[]]])('judges by every check: %j', (frameworks) => {
    const report = reportOf(frameworks, both);
    expect(judged(report)).toHaveLength(7);
    expect(report.frameworks).toHaveLength(12);
    expect(noted(report).map(([id]) => id)).toEqual(exceptions.map(() => 'exception-unmatched'));
  });

  it('says how each control stands, by the results that carry it', () => {
    const { frameworks, results } = reportOf(undefined, both);
    const standing = (name: string, id: string) => {
      const controlsOf = frameworks.find(({ framework }) => framework === name)?.controls;
      return controlsOf?.find((control) => control.id === id);
    };
    expect(standing('CIS M365', '5.2.2.2')?.verdict).toBe('fail');
    expect(standing('CIS M365', '5.3.2')?.verdict).toBe('pass');
    expect(standing('SOC 2', 'CC6.1')).toEqual({
      id: 'CC6.1',
      verdict: 'fail',
      results: [
        { check: 'general', provider: 'google-workspace', verdict: 'fail', strength: 'partial' },
        { check: 'general', provider: 'microsoft365', verdict: 'fail', strength: 'partial' },
        { check: 'whole', provider: null, verdict: 'pass', strength: 'partial' },
      ],
    });
    expect(standing('SOC 2', 'CC6.2')).toEqual({ id: 'CC6.2', verdict: 'not covered', results: [] });
    const behind = frameworks.flatMap(({ controls: all }) => all.flatMap((control) => control.results)).length;
    expect(behind).toBe(results.flatMap((result) => result.controls).length);
  });
});
