import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/core/build-report.ts';
import { type Check, defineCheck, fail, pass, type Severity, unknown } from '../../src/core/check.ts';
import { type Dataset, datasetNames, type Snapshot } from '../../src/core/datasets.ts';
import { faultsOf, overallStatus } from '../../src/core/directory-report.ts';
import type { Gap, GapKind } from '../../src/core/gap.ts';
import type { Provider } from '../../src/core/provider.ts';
import type { DeclaredException, JudgingSettings, Phrasing, Report } from '../../src/core/report.ts';
import type { Account } from '../../src/core/rows/account.ts';
import { facts } from '../facts.ts';
import { noSettings } from '../no-settings.ts';

const asOf = new Date('2026-11-21T09:00:00.000Z');

function account(id: string, login = `${id}@example.com`): Account {
  return { id, login, name: null, enabled: true, kind: 'member', createdAt: null, invitation: null };
}

function gap(kind: GapKind): Gap {
  return { kind, detail: `because of ${kind}` };
}

type Datasets = Snapshot['datasets'];

const unsupported = Object.fromEntries(
  datasetNames.map((name) => [name, { state: 'unavailable', gap: gap('unsupported') }]),
) as Datasets;

function complete<Row>(...rows: Row[]): Dataset<Row> {
  return { state: 'complete', rows };
}

function snapshotOf(datasets: Partial<Datasets> = {}, provider: Provider = 'microsoft365'): Snapshot {
  return {
    provider,
    directoryId: `${provider}-1`,
    takenAt: '2026-11-21T08:59:00.000Z',
    requests: { sent: 3, retried: 1 },
    datasets: { ...unsupported, accounts: complete(account('ann')), ...datasets },
  };
}

/** Judges accounts by what their id says: `good-1`, `bad-1`, `dark-1`, `crash-1`. */
function checkOf({ id = 'sample', severity = 'medium' as Severity } = {}): Check {
  return defineCheck({
    id,
    severity,
    messages: ['bad'],
    options: { limit: 5 },
    controls: [],
    needs: ['accounts'],
    uses: [],
    subjects: ({ accounts }) => accounts.rows,
    name: ({ id: subject, login }) => ({ type: 'account', id: subject, login }),
    judge(subject, _tables, { options }) {
      if (subject.id.startsWith('bad')) return fail('bad', severity, { limit: options.limit });
      if (subject.id.startsWith('dark')) return unknown(gap('absent'));
      if (subject.id.startsWith('crash')) throw new TypeError('no');
      return pass();
    },
  });
}

const phrasing: Phrasing = {
  finding: (check, finding) => `${check}: ${finding.message}`,
  note: (id, data) => `${id} ${Object.values(data).join(' ')}`,
};

interface Given {
  snapshots?: readonly Snapshot[];
  settings?: Partial<JudgingSettings>;
  checks?: readonly Check[];
  at?: string;
}

function report({ snapshots = [snapshotOf()], settings = {}, checks = [checkOf()], at }: Given = {}): Report {
  const now = at === undefined ? asOf : new Date(at);
  const judging = { ...noSettings, ...settings };
  return buildReport({
    version: '0.1.0',
    tenant: { id: 'acme', name: '株式会社アクメ' },
    scan: { id: 'scan-1', startedAt: 'start', finishedAt: 'end', asOf: now },
    snapshots,
    facts: facts({ now, snapshots, settings: judging }),
    checks,
    settings: judging,
    phrasing,
  });
}

it('an exception names a subject by any of its words, which the report does not show', () => {
  const plain = checkOf();
  const named = { ...plain, name: (subject: unknown) => ({ ...plain.name(subject), also: ['client-7'] }) };
  const { results, notes } = report({
    checks: [named],
    snapshots: [snapshotOf({ accounts: complete(account('bad-1')) })],
    settings: { exceptions: [exception({ subject: 'CLIENT-7' })] },
  });
  const failing = results[0]?.findings.filter(({ verdict }) => verdict === 'fail') ?? [];
  expect(failing.length).toBeGreaterThan(0);
  for (const { subject, exception: found } of failing) {
    expect(found?.reason).toBe('育児休業');
    expect(Object.keys(subject).sort()).toEqual(['id', 'login', 'type']);
  }
  expect(notes.map(({ id }) => id)).not.toContain('exception-unmatched');
});

it('a profile is told, with what it sets', () => {
  const note = ({ notes }: Report) => notes.find(({ id }) => id === 'profile')?.data;
  expect(note(report())).toBeUndefined();
  expect(note(report({ settings: { profile: 'cisa' } }))).toMatchObject({
    profile: 'cisa',
    limits: expect.stringContaining('top-admin-count max 8, min 2'),
  });
});

function exception(facts: Partial<DeclaredException> = {}): DeclaredException {
  return { check: 'sample', subject: 'bad-1', reason: '育児休業', approvedBy: 'hanako', until: '2026-11-21', ...facts };
}

const people = (...ids: string[]) => [snapshotOf({ accounts: complete(...ids.map((id) => account(id))) })];

describe('the status of a directory', () => {
  const statusOf = (datasets: Partial<Datasets>, expectedGaps: string[] = []) =>
    report({ snapshots: [snapshotOf(datasets)], settings: { expectedGaps } }).directories[0]?.status;

  it.each(['licence', 'unsupported', 'concealed'] as const)(
    'is complete when a dataset is unavailable for %s',
    (kind) => {
      expect(statusOf({ roles: { state: 'unavailable', gap: gap(kind) } })).toBe('complete');
    },
  );

  it.each(['permission', 'throttled', 'network', 'malformed', 'expired', 'identity', 'crash'] as const)(
    'is partial when a dataset is unavailable for %s',
    (kind) => {
      expect(statusOf({ roles: { state: 'unavailable', gap: gap(kind) } })).toBe('partial');
    },
  );

  it.each(['licence', 'throttled'] as const)('is partial when a dataset broke off for %s', (kind) => {
    expect(statusOf({ roles: { state: 'partial', rows: [], gap: gap(kind) } })).toBe('partial');
  });

  it('is complete when what is unavailable is an expected gap', () => {
    const roles = { state: 'unavailable', gap: gap('permission') } as const;
    expect(statusOf({ roles }, ['microsoft365/roles'])).toBe('complete');
    expect(statusOf({ roles }, ['google-workspace/roles'])).toBe('partial');
    expect(statusOf({ roles }, ['microsoft365/policies'])).toBe('partial');
  });

  it('is partial when an expected gap was read in part', () => {
    expect(statusOf({ roles: { state: 'partial', rows: [], gap: gap('throttled') } }, ['microsoft365/roles'])).toBe(
      'partial',
    );
  });

  it.each(['permission', 'concealed', 'unsupported'] as const)(
    'is failed when no accounts could be read for %s',
    (kind) => {
      expect(statusOf({ accounts: { state: 'unavailable', gap: gap(kind) } })).toBe('failed');
    },
  );

  it('is failed without accounts even when that was expected', () => {
    expect(statusOf({ accounts: { state: 'unavailable', gap: gap('permission') } }, ['microsoft365/accounts'])).toBe(
      'failed',
    );
  });
});

describe('the status of a scan', () => {
  it.each([
    [['complete', 'complete'], 'complete'],
    [['complete', 'partial'], 'partial'],
    [['complete', 'failed'], 'partial'],
    [['partial', 'failed'], 'partial'],
    [['failed', 'failed'], 'failed'],
    [['failed'], 'failed'],
  ] as const)('over %j is %s', (all, expected) => {
    expect(overallStatus(all)).toBe(expected);
  });
});

describe('faults', () => {
  const faults = (datasets: Partial<Datasets>, expectedGaps: string[] = []) => {
    const [directory] = report({ snapshots: [snapshotOf(datasets)] }).directories;
    return directory === undefined ? [] : faultsOf(directory, expectedGaps);
  };

  it('are what could not be read for a reason that is no fact of the tenant', () => {
    const mfa = { state: 'partial', rows: [], gap: gap('throttled') } as const;
    const roles = { state: 'unavailable', gap: gap('permission') } as const;
    const policies = { state: 'unavailable', gap: gap('licence') } as const;
    expect(faults({ mfa, roles, policies })).toEqual(['mfa', 'roles']);
    expect(faults({ mfa, roles, policies }, ['microsoft365/roles'])).toEqual(['mfa']);
  });
});

describe('a dataset in the report', () => {
  it('shows state, rows, gap and source', () => {
    const [directory] = report({
      snapshots: [
        snapshotOf({
          signIns: { state: 'complete', rows: [], source: 'usage-report' },
          mfa: {
            state: 'partial',
            rows: [{ accountId: 'ann', registered: null, usable: null, methods: null }],
            gap: gap('network'),
          },
          organization: complete({ id: 'x', name: 'Acme', domains: [], plan: null }),
        }),
      ],
    }).directories;
    expect(directory?.datasets).toMatchObject({
      accounts: { state: 'complete', rows: 1 },
      signIns: { state: 'complete', rows: 0, source: 'usage-report' },
      mfa: { state: 'partial', rows: 1, gap: gap('network') },
      roles: { state: 'unavailable', rows: 0, gap: gap('unsupported') },
    });
    expect(directory).toMatchObject({ name: 'Acme', requests: { sent: 3, retried: 1 }, directoryId: 'microsoft365-1' });
  });

  it('leaves the name of a directory open when it was not read', () => {
    expect(report().directories[0]?.name).toBeNull();
  });
});

describe('an exception', () => {
  const excepted = (facts: Partial<DeclaredException>, given: Given = {}) => {
    const { settings, ...rest } = given;
    const made = report({
      snapshots: people('bad-1'),
      settings: { exceptions: [exception(facts)], ...settings },
      ...rest,
    });
    return made.results[0];
  };

  it('keeps the finding in the list, and the result from failing', () => {
    expect(excepted({})).toMatchObject({
      verdict: 'pass',
      counts: { judged: 1, failed: 0, unknown: 0, excepted: 1 },
      findings: [{ verdict: 'fail', exception: { reason: '育児休業', approvedBy: 'hanako', until: '2026-11-21' } }],
    });
  });

  it.each([
    ['UTC', '2026-11-21T23:59:59.999Z'],
    ['Asia/Tokyo', '2026-11-21T14:59:59.999Z'],
    ['America/Los_Angeles', '2026-11-22T07:59:59.999Z'],
  ])('holds until the end of its last day in %s', (timeZone, at) => {
    expect(excepted({}, { settings: { timeZone, exceptions: [exception()] }, at })?.verdict).toBe('pass');
  });

  it.each([
    ['UTC', '2026-11-22T00:00:00.000Z'],
    ['Asia/Tokyo', '2026-11-21T15:00:00.000Z'],
    ['America/Los_Angeles', '2026-11-22T08:00:00.000Z'],
  ])('no longer holds on the day after in %s', (timeZone, at) => {
    expect(excepted({}, { settings: { timeZone, exceptions: [exception()] }, at })?.verdict).toBe('fail');
  });

  it.each(['bad-1', 'bad-1@example.com', 'BAD-1@Example.COM'])('fits the subject when it names %s', (subject) => {
    expect(excepted({ subject })?.verdict).toBe('pass');
  });

  it.each(['bad', 'BAD-1', 'bad-1@example.org', 'example.com'])(
    'does not fit the subject when it names %s',
    (subject) => {
      expect(excepted({ subject })?.verdict).toBe('fail');
    },
  );

  it('of another check does not fit', () => {
    expect(excepted({ check: 'other' })?.verdict).toBe('fail');
  });

  it('for one account leaves the others failing', () => {
    const made = report({ snapshots: people('bad-1', 'bad-2'), settings: { exceptions: [exception()] } });
    expect(made.results[0]).toMatchObject({ verdict: 'fail', counts: { judged: 2, failed: 1, excepted: 1 } });
  });

  it.each(['dark-1', 'crash-1'])('never hides what is unknown about %s', (subject) => {
    const made = report({ snapshots: people(subject), settings: { exceptions: [exception({ subject })] } });
    expect(made.results[0]).toMatchObject({ verdict: 'unknown', counts: { unknown: 1, excepted: 0 } });
    expect(made.results[0]?.findings[0]).not.toHaveProperty('exception');
    expect(made.summary.unknown).toBe(1);
  });
});

describe('notes', () => {
  const notes = (given: Given) => report(given).notes.map(({ id, data }) => ({ id, data }));

  it('are none when there is nothing to say', () => {
    expect(notes({})).toEqual([]);
  });

  it('tell of keys that do nothing yet', () => {
    expect(notes({ settings: { unusedKeys: ['store', 'roster'] } })).toEqual([
      { id: 'key-unused', data: { key: 'store' } },
      { id: 'key-unused', data: { key: 'roster' } },
    ]);
  });

  it('tell of an expected gap that turned out readable, and of no other', () => {
    const snapshots = [snapshotOf({ roles: complete() })];
    const expectedGaps = ['microsoft365/roles', 'microsoft365/policies', 'google-workspace/roles'];
    expect(notes({ snapshots, settings: { expectedGaps } })).toEqual([
      { id: 'expected-gap-readable', data: { dataset: 'microsoft365/roles' } },
    ]);
  });

  it('tell of an exception that is over', () => {
    const settings = { exceptions: [exception({ until: '2026-11-20' })] };
    expect(notes({ snapshots: people('bad-1'), settings })).toEqual([
      { id: 'exception-expired', data: { check: 'sample', subject: 'bad-1', until: '2026-11-20' } },
    ]);
  });

  it('tell of an exception that fits nothing that fails', () => {
    const settings = { exceptions: [exception({ subject: 'good-1' })] };
    expect(notes({ snapshots: people('good-1'), settings })).toEqual([
      { id: 'exception-unmatched', data: { check: 'sample', subject: 'good-1' } },
    ]);
  });

  it('say nothing of an exception that is used', () => {
    expect(
      notes({ snapshots: people('bad-1'), settings: { exceptions: [exception({ until: '2026-12-22' })] } }),
    ).toEqual([]);
  });

  it('tell of an emergency account that nobody has', () => {
    const emergency = ['ANN@example.com', 'ann', 'ghost@example.com'];
    expect(notes({ settings: { emergency } })).toEqual([
      { id: 'emergency-unmatched', data: { account: 'ghost@example.com' } },
    ]);
  });

  it('say nothing of emergency accounts where accounts may be missing', () => {
    const accounts = { state: 'partial', rows: [account('ann')], gap: gap('network') } as const;
    expect(notes({ snapshots: [snapshotOf({ accounts })], settings: { emergency: ['ghost'] } })).toEqual([]);
  });

  describe('where the audit trail is too short to call an administrator idle', () => {
    const checks = [checkOf({ id: 'unused-admin' })];
    const settings = { checks: { 'unused-admin': { idleDays: 90 } } };
    const notesOver = (adminActivity: Datasets['adminActivity'], given: Given = {}) =>
      notes({ snapshots: [snapshotOf({ adminActivity })], checks, settings, ...given });
    const daysAgo = (days: number) => new Date(asOf.getTime() - days * 86_400_000).toISOString();
    const trail = (days: number) => ({ ...complete<never>(), since: daysAgo(days) });
    const note = (days: number | null, provider: Provider = 'microsoft365') => ({
      id: 'audit-window',
      data: { provider, days, idleDays: 90 },
    });

    it('tell of it', () => {
      expect(notesOver(trail(30))).toEqual([note(30)]);
      expect(notesOver(trail(89.99))).toEqual([note(89)]);
      expect(notesOver(complete())).toEqual([note(null)]);
    });

    it('say nothing of a trail that is long enough', () => {
      expect(notesOver(trail(90))).toEqual([]);
      expect(notesOver(trail(60), { settings: { checks: { 'unused-admin': { idleDays: 60 } } } })).toEqual([]);
    });

    it('say nothing of a trail that was not read whole, which the gap tells', () => {
      expect(notesOver({ state: 'partial', rows: [], gap: gap('network') })).toEqual([]);
      expect(notesOver({ state: 'unavailable', gap: gap('licence') })).toEqual([]);
    });

    it('say nothing where no administrator was judged', () => {
      expect(notesOver(trail(30), { checks: [checkOf()] })).toEqual([]);
      const nobody = snapshotOf({ accounts: complete(), adminActivity: trail(30) });
      const other = snapshotOf({ adminActivity: trail(7) }, 'google-workspace');
      expect(notesOver(trail(30), { snapshots: [nobody, other] })).toEqual([note(7, 'google-workspace')]);
    });
  });

  it('come in words', () => {
    expect(report({ settings: { unusedKeys: ['store'] } }).notes[0]?.text).toBe('key-unused store');
  });
});

describe('the summary', () => {
  it('counts accounts, failing findings by severity, unknown and excepted', () => {
    const checks = [checkOf({ id: 'first', severity: 'high' }), checkOf({ id: 'second', severity: 'low' })];
    const made = report({
      checks,
      snapshots: people('good-1', 'bad-1', 'bad-2', 'dark-1', 'crash-1'),
      settings: { exceptions: [exception({ check: 'first' })] },
    });
    expect(made.summary).toEqual({
      accounts: 5,
      failed: { low: 2, medium: 0, high: 1, critical: 0 },
      unknown: 4,
      excepted: 1,
    });
  });

  it('counts the accounts of every directory', () => {
    const google = snapshotOf({ accounts: complete(account('x'), account('y')) }, 'google-workspace');
    expect(report({ snapshots: [snapshotOf(), google] }).summary.accounts).toBe(3);
  });
});

describe('results', () => {
  it('are one for each check and directory, sorted by key, with the words of the locale', () => {
    const checks = [checkOf({ id: 'b' }), checkOf({ id: 'a' })];
    const made = report({ checks, snapshots: [snapshotOf(), snapshotOf({}, 'google-workspace')] });
    expect(made.results.map(({ check, provider }) => `${check}/${provider}`)).toEqual([
      'a/google-workspace',
      'a/microsoft365',
      'b/google-workspace',
      'b/microsoft365',
    ]);
  });

  it('carry findings sorted by key, each with its text', () => {
    const made = report({ snapshots: people('bad-2', 'dark-1', 'bad-1') });
    expect(made.results[0]?.findings.map(({ key, text }) => [key, text])).toEqual([
      ['sample/microsoft365/bad-1', 'sample: bad'],
      ['sample/microsoft365/bad-2', 'sample: bad'],
      ['sample/microsoft365/dark-1', 'sample: unknown'],
    ]);
  });

  it.each([
    ['accounts are unavailable', { state: 'unavailable', gap: gap('permission') } as const],
    ['accounts are partial', { state: 'partial', rows: [account('good-1')], gap: gap('throttled') } as const],
  ])('never pass when %s', (_name, accounts) => {
    expect(report({ snapshots: [snapshotOf({ accounts })] }).results[0]?.verdict).toBe('unknown');
  });

  it('are not applicable when nobody was there to judge', () => {
    expect(report({ snapshots: [snapshotOf({ accounts: complete() })] }).results[0]?.verdict).toBe('not-applicable');
  });

  it('are judged by the options of the configuration over those of the check', () => {
    const limit = (checks: JudgingSettings['checks']) =>
      report({ snapshots: people('bad-1'), settings: { checks } }).results[0]?.findings[0]?.data.limit;
    expect(limit({})).toBe(5);
    expect(limit({ sample: { limit: 9 } })).toBe(9);
    expect(limit({ other: { limit: 9 } })).toBe(5);
  });

  it('are the same bytes for the same input', () => {
    const given = { snapshots: people('bad-2', 'bad-1', 'dark-1') };
    const turned = { snapshots: people('dark-1', 'bad-1', 'bad-2') };
    expect(JSON.stringify(report(given).results)).toBe(JSON.stringify(report(turned).results));
  });
});

it('a report says what made it, of whom, and as of when', () => {
  expect(report()).toMatchObject({
    schema: 1,
    tool: { name: 'shisei', version: '0.1.0' },
    tenant: { id: 'acme', name: '株式会社アクメ' },
    scan: { id: 'scan-1', startedAt: 'start', finishedAt: 'end', asOf: '2026-11-21T09:00:00.000Z', status: 'complete' },
  });
});
