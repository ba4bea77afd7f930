import { describe, expect, it } from 'vitest';
import { checks } from '../../../checks/index.ts';
import { readingOf } from '../../../src/core/check.ts';
import { datasetNames } from '../../../src/core/datasets.ts';
import type { ScanEntry, VerdictEntry } from '../../../src/core/history/entry.ts';
import { type Provider, providers } from '../../../src/core/provider.ts';
import { account, listed, mfa, partial, unavailable, withDataset } from '../../check-tester.ts';
import { directory } from '../directory.ts';
import { entryOf, type Judging, whole } from './scans.ts';

const people = [account({ id: 'cyd' }), account({ id: 'ann' }), account({ id: 'bob' })];
const roster = { state: 'read', tellsLeavers: true, file: 'hr.csv', people: [listed()] } as const;
const asked: Judging = { approvedCountries: ['JP'], roster: { ...roster, people: [...roster.people] } };
const both = whole([directory('microsoft365', people), directory('google-workspace', people)]);

function verdictIn(entry: ScanEntry, check: string, provider: Provider | null): VerdictEntry {
  const found = entry.verdicts.find((one) => one.check === check && one.provider === provider);
  if (found === undefined) throw new Error(`no verdict of ${check}`);
  return found;
}

describe('the sight of a result', () => {
  it.each(checks.map((check) => [check.id, check] as const))('of %s follows what it reads', (id, check) => {
    const how = { ...asked, checks: [check] };
    const all = entryOf(both, how);
    for (const provider of 'scope' in check ? [null] : providers) {
      const before = verdictIn(all, id, provider);
      for (const place of provider === null ? providers : [provider]) {
        const { needs, uses } = readingOf(check, place);
        for (const name of datasetNames) {
          const dark = both.map((one) => (one.provider === place ? withDataset(one, name, unavailable()) : one));
          const now = verdictIn(entryOf(dark, how), id, provider);
          const isAsked = before.sight !== 'none';
          // The log itself is what this one judges.
          const isNeeded = needs.includes(name) || (id === 'blind-log' && name === 'signInEvents');
          expect([name, now.sight]).toEqual([name, isAsked && isNeeded ? 'none' : before.sight]);
          expect([name, now.dimmed]).toEqual([name, [...needs, ...uses].includes(name) ? [name] : []]);
        }
      }
    }
  });

  it('is none where the configuration does not ask', () => {
    const plain = entryOf(both);
    for (const id of ['foreign-sign-in', 'leaver-account', 'unlisted-account']) {
      expect(verdictIn(plain, id, 'microsoft365')).toMatchObject({ verdict: 'not-applicable', sight: 'none' });
      expect(verdictIn(entryOf(both, asked), id, 'microsoft365').sight).toBe('whole');
    }
    expect(verdictIn(entryOf(both.slice(0, 1)), 'half-offboarded', null).sight).toBe('none');
  });

  it('is none of nobody where everybody was looked for', () => {
    expect(verdictIn(entryOf(both), 'guest-admin', 'microsoft365')).toMatchObject({
      ...{ verdict: 'not-applicable', sight: 'whole' },
    });
  });

  it('is none where a list lacks what is asked, and part where it cannot join people', () => {
    const silent = { ...asked, roster: { ...roster, tellsLeavers: false, people: [] } } satisfies Judging;
    expect(verdictIn(entryOf(both, silent), 'leaver-account', 'microsoft365').sight).toBe('none');
    expect(entryOf(both, silent).roster).toBe('silent');
    const fault = { line: 2, problem: 'status', value: 'gone' } as const;
    const faulty: Judging = { roster: { state: 'faulty', file: 'hr.csv', faults: [fault] } };
    expect(verdictIn(entryOf(both, faulty), 'half-offboarded', null)).toMatchObject({ sight: 'none' });
    expect(entryOf(both, faulty).roster).toBe('faulty');
  });

  it('of a cut table of own rows is part, told by these rows', () => {
    const cut = both.map((one) => withDataset(one, 'mfa', partial([mfa(), mfa({ accountId: 'cyd' })])));
    const entry = entryOf(cut);
    expect(verdictIn(entry, 'missing-mfa', 'microsoft365')).toMatchObject({ sight: 'part', byRows: ['mfa'] });
    expect(verdictIn(entry, 'phishable-admin', 'microsoft365')).toMatchObject({ sight: 'part', byRows: ['mfa'] });
    expect(entry.ownRows.filter(({ provider }) => provider === 'microsoft365')).toEqual([
      { provider: 'microsoft365', dataset: 'mfa', accounts: '101' },
    ]);
    expect(entry.accounts.slice(0, 3).map(({ id }) => id)).toEqual(['ann', 'bob', 'cyd']);
    const roles = both.map((one) => withDataset(one, 'roles', partial([])));
    expect(verdictIn(entryOf(roles), 'phishable-admin', 'microsoft365')).toMatchObject({ sight: 'part', byRows: [] });
  });

  it('holds by what was judged', () => {
    const options = { 'stale-account': { limitDays: 30 } };
    expect(verdictIn(entryOf(both, { options }), 'stale-account', 'microsoft365').options).toEqual({ limitDays: 30 });
    expect(verdictIn(entryOf(both), 'stale-account', 'microsoft365').options).toEqual({ limitDays: 90 });
  });
});

describe('what a scan leaves', () => {
  it('can be written down and read again', () => {
    const entry = entryOf(both, asked);
    expect(JSON.parse(JSON.stringify(entry))).toEqual(entry);
  });

  it('does not depend on the order of directories', () => {
    expect(entryOf(both.toReversed(), asked)).toEqual(entryOf(both, asked));
  });

  it('names what each finding was judged by', () => {
    const entry = entryOf(both);
    const of = (check: string) => entry.findings.find((finding) => finding.check === check)?.directories;
    expect(of('missing-mfa')).toEqual(['google-workspace/C01']);
    expect(of('emergency-access')).toEqual(['microsoft365/tenant-1']);
  });
});
