import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/core/build-report.ts';
import { defineCheck, defineTenantCheck, fail, pass } from '../../src/core/check.ts';
import { controls } from '../../src/core/controls.ts';
import { datasetNames, type Snapshot } from '../../src/core/datasets.ts';
import type { Framework } from '../../src/core/frameworks.ts';
import type { Provider } from '../../src/core/provider.ts';
import type { DeclaredException, Report } from '../../src/core/report.ts';
import { account } from '../check-tester.ts';
import { facts } from '../facts.ts';
import { noSettings } from '../no-settings.ts';

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

const nobodys = ['everywhere', 'general', 'none'].map((check) => ({
  ...{ check, subject: 'nobody@example.com', reason: 'x', approvedBy: 'y', until: '2027-01-01' },
}));

function reportOf(
  frameworks: readonly Framework[] | undefined,
  providers: readonly Provider[],
  exceptions: readonly DeclaredException[] = nobodys,
): Report {
  const snapshots = providers.map(snapshotOf);
  const settings = { ...noSettings, exceptions };
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

  const given = { check: 'everywhere', subject: 'ann', reason: 'x', approvedBy: 'y', until: '2026-11-30' };
  const over = { ...given, until: '2026-11-20' };
  const toldOf = (exceptions: readonly DeclaredException[], frameworks: readonly Framework[] = ['CIS M365']) =>
    reportOf(frameworks, both, exceptions).notes.flatMap(({ id, data }) =>
      id.startsWith('exception-') ? [[id, data.days ?? data.unseen]] : [],
    );

  it('says that what it found to be accepted ends, or has ended', () => {
    expect(toldOf([given])).toEqual([['exception-ending', 9]]);
    expect(toldOf([{ ...given, until: '2026-11-21' }])).toEqual([['exception-ending', 0]]);
    expect(toldOf([over])).toEqual([['exception-expired', undefined]]);
    expect(toldOf([over, given])).toEqual([['exception-ending', 9]]);
  });

  it('says nothing of an end where the finding may be in a directory that it did not judge', () => {
    const elsewhere = { subject: 'nobody@example.com' };
    expect(toldOf([{ ...given, ...elsewhere }])).toEqual([]);
    expect(toldOf([{ ...over, ...elsewhere }])).toEqual([]);
    for (const check of ['none', 'general'])
      expect(
        toldOf([
          { ...given, check },
          { ...over, check },
        ]),
      ).toEqual([]);
  });

  it('says of a check that judged all directories what a whole report would', () => {
    const asked: Framework[] = ['CIS M365', 'CIS Google Workspace'];
    for (const one of [given, over, { ...given, subject: 'nobody' }, { ...over, subject: 'nobody' }]) {
      expect(toldOf([one], asked)).toEqual(toldOf([one], []));
    }
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
    expect(noted(report).map(([id]) => id)).toEqual(nobodys.map(() => 'exception-unmatched'));
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
