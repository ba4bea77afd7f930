import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leaverAccount } from '../../checks/leaver-account.ts';
import { unlistedAccount } from '../../checks/unlisted-account.ts';
import type { Check } from '../../src/core/check.ts';
import type { Snapshot } from '../../src/core/datasets.ts';
import { evaluate } from '../../src/core/evaluate.ts';
import { leaversOf } from '../../src/core/leavers.ts';
import type { RawResult } from '../../src/core/result.ts';
import { type Roster, type RosterPerson, rosterMatcher } from '../../src/core/roster.ts';
import type { Account } from '../../src/core/rows/account.ts';
import { tablesOf } from '../../src/core/tables.ts';
import { account, listed, now, partial, refused, unavailable } from '../check-tester.ts';
import { facts } from '../facts.ts';
import { directory } from './directory.ts';

const ann = listed({ leaveDate: '2026-10-31', status: 'left' });
const bob = listed({ line: 3, email: 'bob@example.com', employeeId: '7' });
const addresses: string[] = [];
const hers = account({ addresses, enabled: false });
const admin = account({ id: 'adm', login: 'adm-ann@example.com', addresses });
const links = [['ann@example.com', 'adm-ann@example.com']];

interface Scene {
  people?: RosterPerson[];
  links?: string[][];
}

function tenant(snapshots: readonly Snapshot[], { people = [ann, bob], links = [] }: Scene = {}) {
  const roster: Roster = { state: 'read', file: 'hr.csv', tellsLeavers: true, people };
  return facts({ now, snapshots, roster, settings: { links } });
}

function judged(check: Check, snapshots: readonly Snapshot[], scene: Scene, index = 0): RawResult {
  const snapshot = snapshots[index] ?? expect.fail('no directory');
  const { provider, directoryId } = snapshot;
  const context = { ...tenant(snapshots, scene), options: {}, provider, directoryId };
  return evaluate(check, snapshot, tablesOf(snapshot), context, () => undefined);
}

describe('an account that only another one ties to somebody who has left', () => {
  it('is a leaver’s by a declared link, and listed', () => {
    const others = { people: [ann, bob], links };
    const here = directory('microsoft365', [hers, admin]);
    expect(tenant([here], others).listed('microsoft365', admin)).toEqual({ person: ann, joinedBy: ['link'] });
    const [finding] = judged(leaverAccount, [here], others).findings;
    expect(finding).toMatchObject({ subject: { id: 'adm' }, message: 'enabled', data: { line: 2, joinedBy: 'link' } });
    expect(judged(unlistedAccount, [here], others)).toMatchObject({ verdict: 'pass', counts: { judged: 1 } });
    const leavers = leaversOf(tenant([here], others), [here], 'UTC');
    expect(leavers).toMatchObject({ open: 1, rows: [{ state: 'open' }] });
  });

  it('is not so by an alias or a number alone, which the list does not have', () => {
    const there = account({
      id: 'g',
      login: 'a.ono@example.com',
      addresses: ['ann.ono@example.com'],
      employeeId: '12',
    });
    const both = [
      directory('microsoft365', [{ ...hers, addresses: ['ann.ono@example.com'], employeeId: '12' }]),
      directory('google-workspace', [there]),
    ];
    expect(tenant(both).people().of('google-workspace', 'g')?.listed).toEqual(ann);
    expect(tenant(both).listed('google-workspace', there)).toBeNull();
    expect(judged(leaverAccount, both, {}, 1).verdict).toBe('not-applicable');
    expect(judged(unlistedAccount, both, {}, 1).verdict).toBe('fail');
    expect(leaversOf(tenant(both), both, 'UTC')?.rows[0]?.accounts.map(({ account: { id } }) => id)).toEqual([hers.id]);
  });

  it('is not so for another account with the same id in the other cloud', () => {
    const twin = account({ id: 'adm', login: 'cyd@example.com', addresses });
    const both = [directory('microsoft365', [hers, admin]), directory('google-workspace', [twin])];
    const known = tenant(both, { links });
    expect(known.listed('microsoft365', admin)).toMatchObject({ person: ann });
    expect(known.listed('google-workspace', twin)).toBeNull();
  });
});

describe('who of the HR list an account belongs to', () => {
  it('is told by the account itself first, whoever it is joined to', () => {
    const own = account({ id: 'b', login: 'bob@example.com', addresses });
    const here = directory('microsoft365', [hers, own]);
    expect(tenant([here], { links: [['ann', 'b']] }).listed('microsoft365', own)).toEqual({
      person: bob,
      joinedBy: null,
    });
  });

  it('is nobody where its human is two people of the list', () => {
    const here = directory('microsoft365', [hers, admin, account({ id: 'b', login: 'bob@example.com', addresses })]);
    expect(tenant([here], { links: [['ann', 'adm', 'b']] }).listed('microsoft365', admin)).toBeNull();
  });

  it('is not known while other addresses are not, unless its human is in the list', () => {
    const shy = { ...admin, addresses: null };
    const here = directory('microsoft365', [hers, shy]);
    expect(tenant([here], { links }).listed('microsoft365', shy)).toMatchObject({ person: ann });
    expect(tenant([here]).listed('microsoft365', shy)).toMatchObject({ gap: { detail: /which other addresses/ } });
  });

  it('is nobody for a program, and where there is no list', () => {
    const bot = account({ id: 'bot', kind: 'agent', addresses });
    const here = directory('microsoft365', [hers, bot]);
    expect(tenant([here]).listed('microsoft365', { ...bot, login: 'bot@example.com' })).toBeNull();
    const faulty: Roster = { state: 'faulty', file: 'hr.csv', faults: [{ line: 2, problem: 'date', value: 'x' }] };
    for (const roster of [null, faulty]) {
      const known = facts({ now, snapshots: [here], roster, settings: { links } });
      expect(known.listed('microsoft365', hers)).toBeNull();
    }
  });
});

describe('while accounts of some directory are missing', () => {
  const here = directory('microsoft365', [hers, admin]);

  it.each([
    ['in part', partial<Account>([], 'throttled'), 'throttled'],
    ['all', unavailable('network'), 'network'],
  ] as const)('(%s) nobody is called unlisted, nor a leaver by another account', (_name, accounts, kind) => {
    const both = [here, directory('google-workspace', [], { accounts })];
    const known = tenant(both, { links });
    expect(known.listed('microsoft365', admin)).toEqual({ gap: refused(kind) });
    expect(known.listed('microsoft365', hers)).toEqual({ person: ann, joinedBy: null });
    for (const check of [leaverAccount, unlistedAccount]) {
      const { verdict, findings } = judged(check, both, { links });
      expect(verdict).toBe('unknown');
      expect(findings).toMatchObject([{ subject: { id: 'adm' }, verdict: 'unknown', gap: { kind } }]);
    }
  });

  it('and whichever are: what is found is what was found before, or it is not known', () => {
    const ids = ['ann', 'bob', 'cyd', 'dan', 'eve'];
    const drawn = fc.record({
      login: fc.constantFrom(...ids.map((id) => `${id}@example.com`)),
      addresses: fc.subarray(['ann@example.com', 'bob@example.com', 'eve@example.com'], { maxLength: 2 }),
      employeeId: fc.constantFrom(null, '7', '8'),
    });
    const accounts = fc.array(drawn, { maxLength: 4 }).map((all) => {
      const once = all.filter(({ login }, index) => all.findIndex((other) => other.login === login) === index);
      return once.map((given) => account({ ...given, id: given.login.slice(0, 3) }));
    });
    const linked = fc.subarray([
      ['ann', 'cyd'],
      ['bob', 'dan', 'eve'],
    ]);
    fc.assert(
      fc.property(accounts, accounts, linked, fc.nat(), (microsoft, google, links, lost) => {
        const whole = tenant([directory('microsoft365', microsoft), directory('google-workspace', google)], { links });
        const left = directory('google-workspace', [], {
          accounts: partial(google.filter((_, index) => lost & (1 << index))),
        });
        const cut = tenant([directory('microsoft365', microsoft), left], { links });
        const own = rosterMatcher([ann, bob]);
        for (const one of microsoft) {
          const seen = cut.listed('microsoft365', one);
          const isNamed = links.flat().includes(one.id);
          if (own(one) === null && isNamed) expect(seen).toEqual({ gap: refused() });
          else expect(seen).toEqual(whole.listed('microsoft365', one));
        }
      }),
    );
  });
});
