import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type People, type Person, peopleOf } from '../../src/core/people.ts';
import type { Provider } from '../../src/core/provider.ts';
import { type RosterPerson, rosterMatcher } from '../../src/core/roster.ts';
import type { Account } from '../../src/core/rows/account.ts';
import { account, listed } from '../check-tester.ts';
import { directory } from './directory.ts';

interface Scene {
  microsoft?: readonly Account[];
  google?: readonly Account[];
  links?: readonly (readonly string[])[];
  roster?: readonly RosterPerson[];
}

function join({ microsoft = [], google = [], links = [], roster = [] }: Scene): People {
  const snapshots = [directory('microsoft365', microsoft), directory('google-workspace', google)];
  return peopleOf({ snapshots, links, match: rosterMatcher(roster) });
}

const idsOf = ({ holdings }: Pick<Person, 'holdings'>) => holdings.map(({ account: { id } }) => id);
/** Ids of the accounts of each human. */
const groups = (people: People) => people.persons.map(idsOf);
const refused = (people: People) =>
  people.unjoined.map(({ reason, shared, holdings }) => [reason, shared, idsOf({ holdings })]);

const ann = account({ id: 'm-ann', login: 'Ann@acme.example' });
const annAtGoogle = account({ id: 'g-ann', login: 'ann@ACME.example' });
const bob = account({ id: 'm-bob', login: 'bob@acme.example' });
const bobAtGoogle = account({ id: 'g-bob', login: 'bob@acme.example' });
const stranger = account({ id: 'g-str', login: 'stranger@acme.example' });

describe('accounts are joined', () => {
  it('by one login in both directories, without case', () => {
    const people = join({ microsoft: [ann, bob], google: [annAtGoogle, stranger] });
    expect(groups(people)).toEqual([['m-ann', 'g-ann'], ['m-bob'], ['g-str']]);
    expect(people.persons.map(({ joinedBy }) => joinedBy)).toEqual([['login'], [], []]);
    expect(people.unjoined).toEqual([]);
  });

  it('by the HR list, in one directory too', () => {
    const admin = account({ id: 'm-adm', login: 'adm@acme.example', employeeId: '7' });
    const roster = [listed({ email: 'stranger@acme.example', employeeId: '７' })];
    const people = join({ microsoft: [admin, bob], google: [stranger], roster });
    expect(groups(people)).toEqual([['m-adm', 'g-str'], ['m-bob']]);
    expect(people.persons[0]).toMatchObject({ joinedBy: ['roster'], listed: roster[0] });
  });

  it('by employee number, in one directory too', () => {
    const numbered = [ann, { ...bob, id: 'm-adm', login: 'adm@acme.example' }, bob].map((one) => ({
      ...one,
      employeeId: one === bob ? 'E-2' : 'Ｅ-1 ',
    }));
    const people = join({ microsoft: numbered, google: [{ ...stranger, employeeId: 'e-1' }] });
    expect(groups(people)).toEqual([['m-adm', 'm-ann', 'g-str'], ['m-bob']]);
    expect(people.persons[0]?.joinedBy).toEqual(['employee-id']);
  });

  it('not by a number that the HR list contradicts', () => {
    const roster = [listed({ email: 'ann@acme.example', employeeId: 'E-9' })];
    const people = join({
      microsoft: [{ ...ann, employeeId: 'E-1' }],
      google: [{ ...stranger, employeeId: 'E-1' }],
      roster,
    });
    expect(groups(people)).toEqual([['m-ann'], ['g-str']]);
  });

  it.each([
    ['the login of the other one', { ...ann, addresses: ['STRANGER@acme.example'] }, stranger],
    ['an alias of both', { ...ann, addresses: ['a@acme.example'] }, { ...stranger, addresses: ['A@acme.example'] }],
    [
      'several of them',
      { ...ann, addresses: ['a@x.example', 'b@x.example'] },
      { ...stranger, addresses: ['b@x.example', 'a@x.example'] },
    ],
  ])('by an address that is %s', (_name, one, other) => {
    const people = join({ microsoft: [one, bob], google: [other] });
    expect(groups(people)).toEqual([['m-ann', 'g-str'], ['m-bob']]);
    expect(people.persons[0]?.joinedBy).toEqual(['alias']);
    expect(people.unjoined).toEqual([]);
  });

  it('by a declared link, by login without case, or by id, or after the provider', () => {
    for (const names of [
      ['ANN@acme.example', 'stranger@acme.example'],
      ['m-ann', 'g-str'],
      ['microsoft365/ann@acme.example', 'google-workspace/g-str'],
    ]) {
      const people = join({ microsoft: [ann], google: [stranger], links: [names] });
      expect(people.persons).toMatchObject([{ id: 'm-ann', joinedBy: ['link'] }]);
    }
  });

  it('by several reasons, of which the strongest is told first', () => {
    const admin = account({ id: 'g-adm', login: 'adm@acme.example', employeeId: '1' });
    const people = join({
      microsoft: [
        { ...ann, employeeId: '1' },
        { ...bob, addresses: ['s@acme.example'] },
      ],
      google: [annAtGoogle, admin, { ...stranger, addresses: ['s@acme.example'] }],
      links: [['m-bob', 'm-ann']],
    });
    expect(people.persons).toMatchObject([{ joinedBy: ['link', 'login', 'employee-id'] }, { id: 'g-str' }]);
  });
});

describe('accounts are not joined', () => {
  it('by name', () => {
    const people = join({ microsoft: [{ ...ann, name: 'Ann' }], google: [{ ...stranger, name: 'Ann' }] });
    expect(groups(people)).toEqual([['m-ann'], ['g-str']]);
    expect(people.unjoined).toEqual([]);
  });

  it('when one is an agent: it is nobody', () => {
    const agent: Account = { ...annAtGoogle, kind: 'agent', employeeId: '1', addresses: ['a@acme.example'] };
    const people = join({
      microsoft: [{ ...ann, employeeId: '1', addresses: ['a@acme.example'] }],
      google: [agent],
      links: [['m-ann', 'g-ann']],
    });
    expect(groups(people)).toEqual([['m-ann']]);
    expect(people.of('google-workspace', 'g-ann')).toBeUndefined();
    expect(people.unknownLinks).toEqual([]);
  });

  it('by nothing: without logins, addresses and numbers', () => {
    const blank = { login: '', addresses: [''], employeeId: '' };
    expect(groups(join({ microsoft: [{ ...ann, ...blank }], google: [{ ...stranger, ...blank }] }))).toHaveLength(2);
  });

  it.each([['0000'], ['-'], ['n/a'], ['なし'], ['contractor']])('by %j in place of a number', (employeeId) => {
    const people = join({ microsoft: [{ ...ann, employeeId }], google: [{ ...stranger, employeeId }] });
    expect(groups(people)).toHaveLength(2);
    expect(people.unjoined).toEqual([]);
  });

  it.each([
    [3, 1],
    [4, 5],
  ])(
    'by a number that %d accounts of one directory carry: of five accounts come %d humans, or not',
    (count, humans) => {
      const microsoft = Array.from({ length: count }, (_, index) =>
        account({ id: `m${index}`, login: `m${index}@acme.example`, employeeId: '9999' }),
      );
      const people = join({ microsoft, google: [{ ...stranger, employeeId: '9999' }] });
      expect(people.persons).toHaveLength(humans);
      expect(refused(people)).toEqual(humans === 1 ? [] : [['several', '9999', ['m0', 'm1', 'm2', 'm3', 'g-str']]]);
    },
  );

  it('by a number that the HR list gives to one of two listed people', () => {
    const roster = [listed({ email: 'ann@acme.example' }), listed({ line: 3, email: 'stranger@acme.example' })];
    const people = join({
      microsoft: [{ ...ann, employeeId: '7' }],
      google: [{ ...stranger, employeeId: '7' }],
      roster,
    });
    expect(groups(people)).toHaveLength(2);
    expect(refused(people)).toEqual([['contradiction', '7', ['m-ann', 'g-str']]]);
  });

  it('by a number that was mistyped for one of two accounts', () => {
    const people = join({
      microsoft: [
        { ...ann, employeeId: '1' },
        { ...bob, employeeId: '2' },
      ],
      google: [{ ...annAtGoogle, employeeId: '2' }, bobAtGoogle],
    });
    expect(groups(people)).toEqual([
      ['m-ann', 'g-ann'],
      ['m-bob', 'g-bob'],
    ]);
    expect(refused(people)).toEqual([['contradiction', '2', ['m-bob', 'g-ann']]]);
  });

  it('by an address within one directory', () => {
    const people = join({
      microsoft: [
        { ...ann, addresses: ['a@x.example'] },
        { ...bob, addresses: ['a@x.example'] },
      ],
    });
    expect(groups(people)).toHaveLength(2);
    expect(people.unjoined).toEqual([]);
  });
});

describe('the address of somebody who left, handed on to a colleague as an alias,', () => {
  const manager = account({ id: 'm-man', login: 'manager@acme.example', addresses: ['left@acme.example'] });
  const managerAtGoogle = account({ id: 'g-man', login: 'manager@acme.example' });
  const leaver = account({ id: 'g-lef', login: 'left@acme.example', enabled: false });

  it('joins nobody, where the colleague has an account in both directories', () => {
    const people = join({ microsoft: [manager], google: [managerAtGoogle, leaver] });
    expect(groups(people)).toEqual([['m-man', 'g-man'], ['g-lef']]);
    expect(refused(people)).toEqual([['several', 'left@acme.example', ['m-man', 'g-lef']]]);
  });

  it('joins nobody, where numbers tell them apart', () => {
    const people = join({ microsoft: [{ ...manager, employeeId: '1' }], google: [{ ...leaver, employeeId: '2' }] });
    expect(groups(people)).toEqual([['m-man'], ['g-lef']]);
    expect(refused(people)).toEqual([['contradiction', 'left@acme.example', ['m-man', 'g-lef']]]);
  });

  it('joins nobody, where the HR list tells them apart', () => {
    const roster = [
      listed({ email: 'manager@acme.example' }),
      listed({ line: 3, email: 'left@acme.example', status: 'left' }),
    ];
    const people = join({ microsoft: [manager], google: [leaver], roster });
    expect(people.persons.map((person) => person.listed?.line)).toEqual([2, 3]);
    expect(refused(people)).toEqual([['contradiction', 'left@acme.example', ['m-man', 'g-lef']]]);
  });

  it('does not keep the two from their own accounts', () => {
    const microsoft = [manager, account({ id: 'm-lef', login: 'lefty@acme.example', addresses: ['left@old.example'] })];
    const google = [managerAtGoogle, { ...leaver, addresses: ['left@old.example'] }];
    expect(groups(join({ microsoft, google }))).toEqual([
      ['m-lef', 'g-lef'],
      ['m-man', 'g-man'],
    ]);
  });
});

describe('what is ambiguous is listed, and not joined:', () => {
  it('one address of three accounts', () => {
    const shared = { addresses: ['team@acme.example'] };
    const people = join({
      microsoft: [
        { ...ann, ...shared },
        { ...bob, ...shared },
      ],
      google: [{ ...stranger, ...shared }],
    });
    expect(groups(people)).toHaveLength(3);
    expect(refused(people)).toEqual([['several', 'team@acme.example', ['m-ann', 'm-bob', 'g-str']]]);
  });

  it('two addresses that lead to two accounts', () => {
    const people = join({
      microsoft: [{ ...ann, addresses: ['bob@acme.example', 'stranger@acme.example'] }],
      google: [bobAtGoogle, stranger],
    });
    expect(groups(people)).toHaveLength(3);
    expect(refused(people)).toEqual([
      ['several', 'bob@acme.example', ['m-ann', 'g-bob']],
      ['several', 'stranger@acme.example', ['m-ann', 'g-str']],
    ]);
  });

  it('an account that one address shares with one, and another address with many', () => {
    const people = join({
      microsoft: [
        { ...ann, addresses: ['stranger@acme.example', 'team@acme.example'] },
        { ...bob, addresses: ['team@acme.example'] },
      ],
      google: [stranger, { ...annAtGoogle, login: 'x@acme.example', addresses: ['team@acme.example'] }],
    });
    expect(groups(people)).toHaveLength(4);
    expect(people.unjoined).toHaveLength(2);
  });

  it('the same accounts only once, by the first of what they share', () => {
    const people = join({
      microsoft: [{ ...ann, employeeId: '1', addresses: ['b@x.example', 'a@x.example'] }],
      google: [{ ...stranger, employeeId: '2', addresses: ['b@x.example', 'a@x.example', 'A@x.example'] }],
    });
    expect(refused(people)).toEqual([['contradiction', 'a@x.example', ['m-ann', 'g-str']]]);
  });

  it('accounts that match two people of the HR list and have one login', () => {
    const roster = [listed({ email: 'a@acme.example' }), listed({ line: 3, email: null, employeeId: '5' })];
    const people = join({
      microsoft: [
        { ...ann, addresses: ['a@acme.example'] },
        { ...bob, addresses: ['A@acme.example'] },
      ],
      google: [{ ...annAtGoogle, employeeId: '5' }],
      roster,
    });
    expect(groups(people)).toEqual([['m-ann', 'g-ann'], ['m-bob']]);
    expect(people.persons.map((person) => person.listed?.line ?? null)).toEqual([null, 2]);
    expect(refused(people)).toContainEqual(['contradiction', 'a@acme.example', ['m-ann', 'm-bob']]);
  });
});

describe('a declared link wins', () => {
  const other = account({ id: 'g-oth', login: 'other@acme.example' });

  it.each([
    ['login', ann, annAtGoogle],
    ['number', { ...ann, employeeId: '1' }, { ...stranger, employeeId: '1' }],
    ['address', { ...ann, addresses: ['stranger@acme.example'] }, stranger],
  ])('over one %s', (_name, one, wrong) => {
    const people = join({ microsoft: [one], google: [wrong, other], links: [['m-ann', 'g-oth']] });
    expect(groups(people)).toEqual([['m-ann', 'g-oth'], [wrong.id]]);
    expect(people.unjoined).toEqual([]);
  });

  it('over the HR list, also through a third account', () => {
    const roster = [listed({ email: 'ann@acme.example', employeeId: '1' })];
    const admin = account({ id: 'm-adm', login: 'adm@acme.example', employeeId: '1' });
    const people = join({ microsoft: [ann, admin], google: [annAtGoogle, other], roster, links: [['m-ann', 'g-oth']] });
    expect(groups(people)).toEqual([
      ['m-adm', 'g-ann'],
      ['m-ann', 'g-oth'],
    ]);
  });

  it('over contradictions', () => {
    const roster = [listed({ email: 'ann@acme.example' }), listed({ line: 3, email: 'other@acme.example' })];
    const people = join({
      microsoft: [{ ...ann, employeeId: '1' }],
      google: [{ ...other, employeeId: '2' }],
      roster,
      links: [['m-ann', 'g-oth']],
    });
    expect(people.persons).toMatchObject([{ joinedBy: ['link'], listed: null }]);
  });

  it('and leaves the other directory open where it names none of it', () => {
    const admin = account({ id: 'm-adm', login: 'adm@acme.example' });
    const people = join({ microsoft: [ann, admin], google: [annAtGoogle], links: [['m-ann', 'm-adm']] });
    expect(groups(people)).toEqual([['m-adm', 'm-ann', 'g-ann']]);
  });

  it('together with another link that names one of its accounts', () => {
    const links = [
      ['m-ann', 'g-oth'],
      ['g-oth', 'm-bob'],
    ];
    expect(groups(join({ microsoft: [ann, bob], google: [other], links }))).toEqual([['m-ann', 'm-bob', 'g-oth']]);
  });

  it('and says nothing where of its names only one is there, which is told', () => {
    const links = [['m-ann', 'gone@acme.example'], ['Nobody']];
    const people = join({ microsoft: [ann], google: [annAtGoogle], links });
    expect(groups(people)).toEqual([['m-ann', 'g-ann']]);
    expect(people.unknownLinks).toEqual(['Nobody', 'gone@acme.example']);
    const numbered = [ann, bob].map((one) => ({ ...one, employeeId: '7' }));
    expect(groups(join({ microsoft: numbered, links }))).toEqual([['m-ann', 'm-bob']]);
  });

  it('and is not found in the directory that it does not mean', () => {
    const people = join({ microsoft: [ann], google: [annAtGoogle], links: [['google-workspace/m-ann', 'g-ann']] });
    expect(people.unknownLinks).toEqual(['google-workspace/m-ann']);
  });
});

describe('a person', () => {
  it('is found by each of its accounts, Microsoft 365 first', () => {
    const people = join({ microsoft: [ann, bob], google: [annAtGoogle] });
    const [person] = people.persons;
    expect(people.of('microsoft365', 'm-ann')).toBe(person);
    expect(people.of('google-workspace', 'g-ann')).toBe(person);
    expect(people.of('google-workspace', 'm-ann')).toBeUndefined();
    expect(person).toMatchObject({ id: 'm-ann', listed: null });
    expect(people.of('microsoft365', 'm-bob')?.holdings).toEqual([{ provider: 'microsoft365', account: bob }]);
  });
});

describe('for any directories', () => {
  const word = (...words: string[]) => fc.constantFrom(...words);
  const address = word('a@x', 'b@x', 'c@x', 'd@x', 'e@x');
  const anybody = (prefix: string) =>
    fc
      .uniqueArray(
        fc.record({
          id: fc.nat(5).map((number) => `${prefix}${number}`),
          login: fc.oneof(
            address,
            fc.nat(9).map((number) => `${prefix}${number}@x`),
          ),
          addresses: fc.option(fc.array(address, { maxLength: 2 })),
          employeeId: fc.option(word('1', '2', '3', '0', 'n/a')),
          kind: word('member', 'member', 'guest', 'agent').map((kind) => kind as Account['kind']),
        }),
        { selector: ({ id }) => id, maxLength: 5 },
      )
      .map((all) => all.map((facts) => account(facts)));
  const scene: fc.Arbitrary<Required<Scene>> = fc.record({
    microsoft: anybody('m'),
    google: anybody('g'),
    links: fc.array(fc.array(word('m1', 'm2', 'g1', 'g2', 'a@x', 'gone'), { minLength: 2, maxLength: 3 }), {
      maxLength: 2,
    }),
    roster: fc.subarray([
      listed({ line: 2, email: 'a@x', employeeId: '1' }),
      listed({ line: 3, email: 'b@x', employeeId: null }),
      listed({ line: 4, email: null, employeeId: '2' }),
    ]),
  });
  const holds = (law: (people: People, scene: Required<Scene>) => void) =>
    fc.assert(
      fc.property(scene, (given) => law(join(given), given)),
      { numRuns: 1_000 },
    );
  const plain = (people: People) => JSON.stringify([people.persons, people.unjoined, people.unknownLinks]);

  it('each account is one person’s, but for agents', () => {
    holds((people, { microsoft, google }) => {
      const ids = [...microsoft, ...google].filter(({ kind }) => kind !== 'agent').map(({ id }) => id);
      expect(groups(people).flat().sort()).toEqual(ids.sort());
      for (const person of people.persons) {
        for (const { provider, account: held } of person.holdings) expect(people.of(provider, held.id)).toBe(person);
      }
    });
  });

  it('no order matters', () => {
    holds((people, { microsoft, google, links, roster }) => {
      const turned = peopleOf({
        snapshots: [
          directory('google-workspace', google.toReversed()),
          directory('microsoft365', microsoft.toReversed()),
        ],
        links: links.map((names) => names.toReversed()).toReversed(),
        match: rosterMatcher(roster.toReversed()),
      });
      expect(plain(turned)).toBe(plain(people));
    });
  });

  it('what is told as unjoined is apart', () => {
    holds((people) => {
      for (const { holdings } of people.unjoined) {
        const owners = holdings.map(({ provider, account: { id } }) => people.of(provider, id));
        expect(new Set(owners).size).toBeGreaterThan(1);
      }
    });
  });

  it('what a link names is one person, and nobody else of its directories is', () => {
    holds((people, { microsoft, google, links }) => {
      const all = [
        ...microsoft.map((one) => ({ provider: 'microsoft365' as Provider, ...one })),
        ...google.map((one) => ({ provider: 'google-workspace' as Provider, ...one })),
      ].filter(({ kind }) => kind !== 'agent');
      for (const names of links) {
        const named = all.filter(({ id, login }) => names.includes(id) || names.includes(login));
        if (named.length < 2) continue;
        const [person, ...more] = new Set(named.map(({ provider, id }) => people.of(provider, id)));
        expect(more).toEqual([]);
        const linked = new Set(
          all.filter(({ id, login }) => links.flat().some((name) => name === id || name === login)),
        );
        for (const { provider, account: held } of person?.holdings ?? []) {
          if (!named.some((one) => one.provider === provider)) continue;
          expect([...linked].map(({ id }) => id)).toContain(held.id);
        }
      }
    });
  });

  it('no two people of the HR list become one, unless a link or one login says so', () => {
    holds((people, { roster }) => {
      const match = rosterMatcher(roster);
      for (const { holdings, joinedBy } of people.persons) {
        const found = new Set(
          holdings.flatMap(({ account: held }) => {
            const who = match(held);
            return who === null || 'gap' in who ? [] : [who];
          }),
        );
        if (found.size > 1) expect(joinedBy.includes('link') || joinedBy.includes('login')).toBe(true);
      }
    });
  });

  it('a name changes nothing', () => {
    holds((people, { microsoft, google, links, roster }) => {
      const same = (all: readonly Account[]) => all.map((one) => ({ ...one, name: 'Taro Yamada' }));
      expect(groups(join({ microsoft: same(microsoft), google: same(google), links, roster }))).toEqual(groups(people));
    });
  });
});
