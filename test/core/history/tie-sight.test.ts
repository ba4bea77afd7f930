import { describe, expect, it } from 'vitest';
import { tiesOf } from '../../../src/core/history/build-ties.ts';
import type { Ties, VerdictEntry } from '../../../src/core/history/entry.ts';
import { tieLossIn } from '../../../src/core/history/tie-sight.ts';
import type { HeldAccount } from '../../../src/core/history/tracked-finding.ts';
import type { CheckResult } from '../../../src/core/report.ts';
import type { Roster } from '../../../src/core/roster.ts';
import { account, listed, now } from '../../check-tester.ts';
import { facts } from '../../facts.ts';
import { directory } from '../directory.ts';
import { entryOf, tracked } from './scans.ts';

const roster: Roster = {
  ...{ state: 'read', file: 'hr.csv', tellsLeavers: true },
  people: [
    listed({ employeeId: '1', name: 'Ann' }),
    listed({ line: 3, email: 'bob.b@example.com', employeeId: '2', name: 'Bob' }),
    listed({ line: 4, email: null, employeeId: '3' }),
  ],
};
const accounts = [
  account({ addresses: [] }),
  account({ id: 'bob', employeeId: '2', addresses: [] }),
  account({ id: 'cyd', employeeId: '3', addresses: [] }),
  account({ id: 'dan', addresses: [] }),
];
const microsoft = directory('microsoft365', accounts);
const google = directory('google-workspace', [
  account({ id: 'g-ann', login: 'ann@example.com', addresses: [] }),
  account({ id: 'g-bob', login: 'bob.b@example.com', enabled: false, addresses: [] }),
]);
const both = [microsoft, google];

describe('what ties accounts to humans', () => {
  const tenant = facts({ now, snapshots: both, roster });
  const mine = entryOf(both, { roster }).accounts.filter(({ provider }) => provider === 'microsoft365');
  const unknown = {
    findings: [{ subject: { type: 'person', id: 'bob' }, verdict: 'unknown' }],
  } as unknown as CheckResult;

  it('is told by login, by what else the list knows, and by who has accounts elsewhere', () => {
    expect(tiesOf(microsoft, mine, tenant, [])).toEqual({
      ...{ provider: 'microsoft365', listed: '1000', joined: '1100' },
      listedAs: [
        ['bob', 'Bob'],
        ['cyd', '3'],
      ],
    });
  });

  it('says of nobody that he is judged whom nobody could judge', () => {
    expect(tiesOf(microsoft, mine, tenant, [unknown]).joined).toBe('1000');
  });

  it('is empty without a list, but for who has accounts elsewhere', () => {
    expect(tiesOf(microsoft, mine, facts({ now, snapshots: both }), [])).toMatchObject({
      ...{ listed: '0000', listedAs: [], joined: '1000' },
    });
  });
});

describe('a person who is found no more', () => {
  const held = (provider: HeldAccount['provider'], id: string, enabled: boolean | null): HeldAccount => {
    return { provider, id, enabled };
  };
  const openAnn = held('microsoft365', 'ann', true);
  const closedGoogle = held('google-workspace', 'g', false);
  const verdict = { byList: false } as VerdictEntry;

  /** @param now accounts that are there, each enabled or not; `joined` names those that are judged with others */
  function lossOf(holdings: readonly HeldAccount[], now: readonly HeldAccount[], joined: readonly string[] = []) {
    const [plain] = entryOf([microsoft]).accounts;
    if (plain === undefined) throw new Error('no account');
    const ties = (['microsoft365', 'google-workspace'] as const).map((provider): Ties => {
      const own = now.filter((one) => one.provider === provider);
      const signs = own.map(({ id }) => (joined.includes(id) ? '1' : '0')).join('');
      return { provider, listed: '', listedAs: [], joined: signs };
    });
    const entry = { accounts: now.map((one) => ({ ...plain, ...one })), ties };
    return tieLossIn(entry)(verdict, tracked({ subject: { type: 'person', id: 'ann' }, holdings }));
  }

  it('may stand while an account that was open is not closed', () => {
    expect(lossOf([openAnn, closedGoogle], [openAnn, closedGoogle])).toBe('not-joined');
    expect(lossOf([openAnn, closedGoogle], [{ ...openAnn, enabled: null }, closedGoogle])).toBe('not-joined');
    expect(lossOf([{ ...openAnn, enabled: null }, closedGoogle], [openAnn, closedGoogle])).toBe('not-joined');
    expect(lossOf([openAnn, closedGoogle], [openAnn])).toBe('not-joined');
    expect(lossOf([openAnn, closedGoogle], [{ ...openAnn, enabled: false }, closedGoogle])).toBeNull();
    expect(lossOf([openAnn, closedGoogle], [closedGoogle])).toBeNull();
  });

  it('is judged where all accounts that were open are judged with others', () => {
    const second = held('microsoft365', 'ann-2', true);
    const all = [openAnn, second, closedGoogle];
    expect(lossOf(all, all, ['ann', 'ann-2'])).toBeNull();
    expect(lossOf(all, all, ['ann'])).toBe('not-joined');
    expect(lossOf(all, all, ['g'])).toBe('not-joined');
  });

  it('is over when the cloud that was closed is open again, and not when another account is', () => {
    expect(lossOf([openAnn, closedGoogle], [openAnn, { ...closedGoogle, enabled: true }])).toBeNull();
    const second = held('microsoft365', 'ann-2', false);
    const all = [openAnn, second, closedGoogle];
    expect(lossOf(all, [openAnn, { ...second, enabled: true }, closedGoogle])).toBe('not-joined');
  });
});
