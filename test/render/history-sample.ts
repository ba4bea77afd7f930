import { severities } from '../../src/core/check.ts';
import type { AccountFacts } from '../../src/core/history/account-facts.ts';
import {
  type Changes,
  factChanges,
  findingChanges,
  type ScanRef,
  type SightChange,
} from '../../src/core/history/changes.ts';
import { type Figure, type FigureId, figureIds, figuresVersion } from '../../src/core/history/figures.ts';
import type { FigurePoint, HistoryReport } from '../../src/core/history/history-report.ts';
import type { TrackedFinding } from '../../src/core/history/tracked-finding.ts';
import type { Report } from '../../src/core/report.ts';
import type { Findings } from '../../src/render/format.ts';
import { asOf } from './sample.ts';

const dayMs = 86_400_000;

export function daysBefore(days: number): string {
  return new Date(Date.parse(asOf) - days * dayMs).toISOString();
}

function scanRef(days: number, id: string = `scan-${days}`): ScanRef {
  return { id, asOf: daysBefore(days), status: 'complete' };
}

/** Failing findings of a report, as history follows them. */
export function trackedOf({ results }: Pick<Report, 'results'>, openedAt: string = daysBefore(20)): TrackedFinding[] {
  return results.flatMap(({ check, provider, findings }) =>
    findings
      .filter(({ verdict }) => verdict === 'fail')
      .map(({ key, subject, message, severity, data, exception }): TrackedFinding => {
        const state = exception === undefined ? 'open' : 'accepted';
        return {
          ...{
            key,
            check,
            provider,
            directories: [],
            subject,
            state,
            accepted: state === 'accepted',
            message,
            severity,
          },
          ...{ data, openedAt, reopened: false, cause: null },
        };
      }),
  );
}

export function facts(more: Partial<AccountFacts>): AccountFacts {
  return {
    ...{
      provider: 'microsoft365',
      directoryId: 'd-1',
      id: 'm-1',
      login: 'abe@sample-trading.example',
      name: 'Ken Abe',
    },
    ...{
      kind: 'member',
      enabled: true,
      createdAt: null,
      disabled: null,
      department: null,
      emergency: false,
      member: true,
      privilege: 'none',
      roles: [],
    },
    ...{
      registered: true,
      methods: [],
      enforcement: 'enforced',
      signIn: 'active',
      countries: ['JP'],
    },
    ...more,
  };
}

const push = { name: 'microsoftAuthenticatorPush', strength: 'phishable' } as const;
const phone = { name: 'mobilePhone', strength: 'phone' } as const;
const globalAdmin = { id: 'r-1', name: 'Global Administrator', tier: 'top', eligible: false } as const;

/** Name and login of everybody in these changes are `called`, where that is given. */
function pairs(called?: string) {
  const named = called === undefined ? {} : { name: called, login: called };
  const pair = (before: Partial<AccountFacts>, after: Partial<AccountFacts>) => ({
    before: facts({ ...before, ...named }),
    after: facts({ ...before, ...after, ...named }),
  });
  const ito = { id: 'm-6', login: 'ito@sample-trading.example', name: 'Naoki Ito' };
  const inoue = { id: 'm-12', login: 'inoue@sample-trading.example', name: 'Kazuya Inoue' };
  const kimura = { id: 'm-13', login: 'kimura@sample-trading.example', name: 'Yoko Kimura' };
  return [
    pair({}, { privilege: 'top', roles: [{ ...globalAdmin, name: called ?? globalAdmin.name }] }),
    pair({ ...ito, methods: [push] }, { methods: [called === undefined ? phone : { ...phone, name: called }] }),
    pair(inoue, { countries: ['JP', 'VN'] }),
    pair({ ...kimura, enabled: false, department: called ?? 'Sales' }, { enabled: true, department: 'Accounting' }),
    { before: undefined, after: facts({ id: 'm-14', login: 'new@sample-trading.example', name: 'New One', ...named }) },
    { before: facts({ id: 'm-15', login: 'old@sample-trading.example', name: null, ...named }), after: undefined },
  ];
}

const sight: SightChange[] = [
  {
    ...{ kind: 'darker', provider: 'google-workspace', dataset: 'policies', before: 'complete', after: 'unavailable' },
    gap: { kind: 'permission', detail: 'GET /v1/policies 403 PERMISSION_DENIED' },
  },
  {
    ...{ kind: 'lighter', provider: 'microsoft365', dataset: 'signInEvents', before: 'partial', after: 'complete' },
    gap: null,
  },
];

/** Of the failing findings of a report, every fifth is new, came back, is worse, out of sight, or resolved. */
export function changesOf(report: Pick<Report, 'results'>, called?: string): Changes {
  const tracked = trackedOf(report);
  const of = (rest: number) => tracked.filter((_, index) => index % 9 === rest);
  const worse = of(2).filter(({ severity }) => severity !== 'low');
  const lesser = (finding: TrackedFinding): TrackedFinding => {
    return { ...finding, severity: severities[severities.indexOf(finding.severity) - 1] ?? 'low' };
  };
  const gone = new Set([...of(0), ...of(1), ...of(2), ...of(4)].map(({ key }) => key));
  const same = tracked.filter(({ key }) => !gone.has(key));
  const lost = new Set(of(3).map(({ key }) => key));
  const [from, to] = [scanRef(1), scanRef(0)];
  const before = [...same, ...worse.map(lesser), ...of(4)];
  const after = [
    ...same.map((finding): TrackedFinding => (lost.has(finding.key) ? { ...finding, state: 'unseen' } : finding)),
    ...worse,
    ...of(0).map((finding) => ({ ...finding, openedAt: to.asOf })),
    ...of(1).map((finding) => ({ ...finding, openedAt: to.asOf, reopened: true })),
  ];
  return {
    ...{
      from,
      to,
      findings: findingChanges(before, after),
      sight: called === undefined ? sight : sayingOf(called),
    },
    facts: factChanges(pairs(called)),
  };
}

function sayingOf(called: string): SightChange[] {
  return sight.map((one) => ({ ...one, gap: one.gap && { ...one.gap, detail: called } }));
}

export function figure(id: FigureId, more: Partial<Figure> = {}): Figure {
  const counted = {
    id,
    version: figuresVersion,
    unit: 'count',
    value: 3,
    numerator: 3,
    denominator: 40,
    unknown: 0,
  } as const;
  return { ...counted, ...more };
}

export function share(id: FigureId, numerator: number, denominator: number, unknown: number | null = 0): Figure {
  const value = denominator === 0 ? null : numerator / denominator;
  return figure(id, { unit: 'share', value, numerator, denominator, unknown });
}

export function hours(id: FigureId, value: number | null, numerator: number, denominator: number, unknown = 0): Figure {
  return figure(id, { unit: 'hours', value, numerator, denominator, unknown });
}

export function count(id: FigureId, value: number | null, denominator: number, unknown: number | null = 0): Figure {
  return figure(id, { value, numerator: value ?? 0, denominator, unknown });
}

const nights = 14;

/** Two weeks of nights in which much gets better, some is not known, and one definition is new. */
export function trendOf(): FigurePoint[] {
  return Array.from({ length: nights }, (_, night) => {
    const dark = night === 5 || night === 6;
    const of = (id: FigureId): Figure => {
      switch (id) {
        case 'mfa-enforced':
          return dark ? share(id, 0, 0, 29) : share(id, 15 + night, 29 + (night > 9 ? 1 : 0), night > 10 ? 1 : 0);
        case 'mfa-resistant':
          return share(id, 5 + (night >> 2), 30, 2);
        case 'coverage':
          return share(id, dark ? 15 : 18, 19);
        case 'leaver-lag':
          return hours(id, 12 + night * 5.5, 2, 3, 1);
        case 'stale-guests':
          return count(id, null, 0, null);
        case 'unused-admins':
          return count(id, 4 - (night >> 2), 9, night > 11 ? 1 : 0);
        case 'top-admins':
          return { ...count(id, 6, 40), version: night < 3 ? 0 : figuresVersion };
        case 'exceptions':
          return count(id, 2, 31);
        case 'time-to-fix-critical':
          return hours(id, 30, 1, 4);
        case 'time-to-fix-high':
          return hours(id, night < 6 ? null : 150, night < 6 ? 0 : 2, 9, 1);
        case 'time-to-fix-medium':
        case 'time-to-fix-low':
          return hours(id, null, 0, id === 'time-to-fix-low' ? 0 : 5, 0);
        default:
          return count(id, 9 - (night >> 1), 30);
      }
    };
    return { scan: scanRef(nights - 1 - night), figures: figureIds.map(of) };
  });
}

/** The same findings of a report, with what a store tells of the time before. */
export function withHistory(findings: Findings, history: HistoryReport): Findings {
  return { ...findings, report: { ...findings.report, history } };
}

/** With every kind of change, and a trend. */
export function changed(findings: Findings, called?: string): Findings {
  const changes = changesOf(findings.report, called);
  return withHistory(findings, { state: 'kept', changes, trend: trendOf() });
}
