import fc from 'fast-check';
import { type DatasetName, datasetNames } from '../../src/core/datasets.ts';
import type { DatasetReport, Status } from '../../src/core/directory-report.ts';
import type { AccountFacts } from '../../src/core/history/account-facts.ts';
import type { FindingEntry, ScanEntry, VerdictEntry } from '../../src/core/history/entry.ts';
import { figuresOf } from '../../src/core/history/measure.ts';

/** What one night is like for one account; null: the directory does not hold it. */
interface AccountNight {
  enabled: boolean | null;
  roles: 'none' | 'high' | 'top' | null;
  phone: boolean | null;
  country: 'JP' | 'US' | null;
  /** By check: how it is judged. */
  stale: 'pass' | 'medium' | 'high' | 'accepted' | 'unknown';
  missing: 'pass' | 'unusable' | 'unregistered' | 'unknown';
}

/** What one night is like for a tenant. */
export interface Night {
  accounts: ReadonlyArray<AccountNight | null>;
  /** How well results tell who is repaired. */
  sight: VerdictEntry['sight'];
  /** Nothing could be read. */
  dark: boolean;
  limited: boolean;
}

const checks = ['stale-account', 'missing-mfa'] as const;
const directoryId = '3f1c2d4e-0000-4000-8000-000000000001';
const beginning = Date.UTC(2026, 0, 1, 2);
const dayMs = 86_400_000;

const accountNight: fc.Arbitrary<AccountNight | null> = fc.option(
  fc.record({
    enabled: fc.constantFrom(true, true, false, null),
    roles: fc.constantFrom('none' as const, 'high' as const, 'top' as const, null),
    phone: fc.constantFrom(true, false, null),
    country: fc.constantFrom('JP' as const, 'US' as const, null),
    stale: fc.constantFrom(
      'pass' as const,
      'medium' as const,
      'high' as const,
      'accepted' as const,
      'unknown' as const,
    ),
    missing: fc.constantFrom('pass' as const, 'unusable' as const, 'unregistered' as const, 'unknown' as const),
  }),
  { freq: 5 },
);

const fresh: fc.Arbitrary<Night> = fc.record({
  accounts: fc.array(accountNight, { minLength: 4, maxLength: 4 }),
  sight: fc.constantFrom('whole' as const, 'whole' as const, 'part' as const, 'none' as const),
  dark: fc.constantFrom(false, false, false, true),
  limited: fc.constantFrom(false, false, false, true),
});

/** Nights in a row, some of which are as the one before. */
export function nights(most: number): fc.Arbitrary<readonly Night[]> {
  const night = fc.record({ fresh, same: fc.boolean() });
  return fc.array(night, { minLength: 1, maxLength: most }).map((all) => {
    const row: Night[] = [];
    for (const { fresh: other, same } of all) row.push(same ? (row.at(-1) ?? other) : other);
    return row;
  });
}

/** One night after the other, each account by its own rhythm: many small changes, none that is not the same each time. */
export function steadyNight(index: number, accounts: number): Night {
  const missing = ['pass', 'unregistered', 'unusable'] as const;
  return {
    accounts: Array.from({ length: accounts }, (_, account) => {
      const turn = (every: number) => Math.floor(index / every) % 2 === account % 2;
      if (turn(13) && account % 5 === 0) return null;
      return {
        enabled: !turn(7),
        roles: turn(5) && account % 3 === 0 ? 'top' : 'none',
        phone: turn(3),
        country: turn(2) ? 'JP' : 'US',
        stale: turn(4) ? 'medium' : 'pass',
        missing: missing[(Math.floor(index / 2) + account) % 3] ?? 'pass',
      } as const;
    }),
    sight: 'whole',
    dark: index % 11 === 10,
    limited: false,
  };
}

function accountId(index: number): string {
  return `account-${String(index).padStart(4, '0')}`;
}

function factsOf(night: AccountNight, index: number): AccountFacts {
  const { enabled, roles, phone, country } = night;
  const id = accountId(index);
  const held = roles === null ? null : { id: `role-${roles}`, name: `Role ${roles}`, tier: roles, eligible: false };
  return {
    ...{ provider: 'microsoft365', directoryId, id, login: `${id}@acme.example`, name: `利用者 ${index}` },
    ...{
      kind: 'member',
      enabled,
      createdAt: '2025-01-01T00:00:00.000Z',
      department: index % 2 === 0 ? null : '営業部',
    },
    ...{
      emergency: false,
      member: enabled,
      privilege: roles,
      enforcement: 'none',
      signIn: 'active',
    },
    roles: held === null ? null : held.tier === 'none' ? [] : [{ ...held, tier: held.tier }],
    registered: phone,
    methods: phone === null ? null : phone ? [{ name: 'mobilePhone', strength: 'phone' }] : [],
    countries: country === null ? null : [country],
    // The trail reaches back so far on some nights only.
    disabled:
      enabled === false && phone !== null
        ? { at: '2025-06-01T00:00:00.000Z', source: phone ? 'audit-trail' : 'directory' }
        : null,
  };
}

function findingsOf(night: AccountNight, index: number): FindingEntry[] {
  const id = accountId(index);
  const finding = (check: (typeof checks)[number], rest: Partial<FindingEntry>): FindingEntry => ({
    key: `${check}/microsoft365/${id}`,
    ...{ check, provider: 'microsoft365', subject: { type: 'account', id, login: `${id}@acme.example` } },
    ...{
      directories: [`microsoft365/${directoryId}`],
      verdict: 'fail',
      message: 'stale',
      severity: 'medium',
      data: { days: 91 },
      accepted: false,
    },
    ...rest,
  });
  const { stale, missing } = night;
  const found: FindingEntry[] = [];
  if (stale === 'unknown') found.push(finding('stale-account', { verdict: 'unknown', message: 'unknown' }));
  if (stale === 'medium' || stale === 'high') found.push(finding('stale-account', { severity: stale }));
  if (stale === 'accepted') found.push(finding('stale-account', { accepted: true }));
  if (missing === 'unknown') found.push(finding('missing-mfa', { verdict: 'unknown', message: 'unknown' }));
  if (missing === 'unusable' || missing === 'unregistered') {
    found.push(finding('missing-mfa', { severity: 'high', message: missing, data: {} }));
  }
  return found;
}

/** The id of the scan of a night. */
export function scanId(index: number, tenant: string): string {
  return `scan-${tenant}-${String(index).padStart(4, '0')}`;
}

/** What the scan of a night leaves to history. */
export function entryOf({ accounts, sight, dark, limited }: Night, index: number, tenant: string): ScanEntry {
  const there = dark ? [] : accounts.flatMap((night, at) => (night === null ? [] : [{ night, at }]));
  const facts = there.map(({ night, at }) => factsOf(night, at));
  const gap = { kind: 'network', detail: 'no answer' } as const;
  const complete: DatasetReport = { state: 'complete', rows: facts.length };
  const dataset: DatasetReport = dark ? { state: 'unavailable', rows: 0, gap } : complete;
  const named = datasetNames.map((name) => [name, dataset] as const);
  const datasets = Object.fromEntries(named) as Record<DatasetName, DatasetReport>;
  const isPart = sight === 'part' && !dark;
  if (isPart) datasets.mfa = { state: 'partial', rows: 2, gap };
  const instant = (minutes: number) => new Date(beginning + index * dayMs + minutes * 60_000).toISOString();
  const status: Status = dark ? 'failed' : isPart ? 'partial' : 'complete';
  const scan = { id: scanId(index, tenant), asOf: instant(0), status, startedAt: instant(0), finishedAt: instant(5) };
  const directory = { provider: 'microsoft365', directoryId, name: 'Acme', status } as const;
  const judged = limited ? checks.slice(0, 1) : checks;
  const findings = there
    .flatMap(({ night, at }) => findingsOf(night, at))
    .filter(({ check }) => judged.some((one) => one === check));
  const verdicts = judged.map((check): VerdictEntry => {
    const mine = findings.filter((finding) => finding.check === check);
    const failed = mine.filter(({ verdict, accepted }) => verdict === 'fail' && !accepted).length;
    const unknown = mine.filter(({ verdict }) => verdict === 'unknown').length;
    const excepted = mine.filter(({ accepted }) => accepted).length;
    return {
      ...{ check, provider: 'microsoft365', severity: 'medium', sight: dark ? 'none' : sight },
      verdict: failed > 0 ? 'fail' : unknown > 0 || dark ? 'unknown' : 'pass',
      counts: { judged: facts.length, failed, unknown, excepted },
      ...{ byRows: isPart ? ['mfa'] : [], dimmed: dark || isPart ? ['mfa'] : [], mute: [] },
      ...{ byList: false, options: { limitDays: 90 } },
    };
  });
  const directories = [{ ...directory, datasets, requests: { sent: 1, retried: 0 } }];
  const ownRows = facts.map((_, at) => (at < 2 ? '1' : '0')).join('');
  return {
    ...{
      schema: 1,
      version: '0.2.0',
      tenant: { id: tenant, name: `Tenant ${tenant}` },
      scan,
      asOfGiven: false,
      disguisedBy: null,
      limited,
    },
    ...{ roster: 'none', directories: [{ ...directory, datasets }], verdicts, findings, accounts: facts },
    ownRows: isPart ? [{ provider: 'microsoft365', dataset: 'mfa', accounts: ownRows }] : [],
    ...{ ties: [], leavers: null },
    figures: figuresOf({ results: [], directories, notes: [], scan }, facts, null),
    exceptions: [],
  };
}
