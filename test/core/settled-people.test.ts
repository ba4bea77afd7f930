import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type People, peopleOf } from '../../src/core/people.ts';
import { providers } from '../../src/core/provider.ts';
import { type RosterPerson, rosterMatcher } from '../../src/core/roster.ts';
import type { Account } from '../../src/core/rows/account.ts';
import { settledIn } from '../../src/core/settled-people.ts';
import { account, listed } from '../check-tester.ts';
import { directory } from './directory.ts';

interface Directory {
  microsoft: readonly Account[];
  google: readonly Account[];
  links?: readonly (readonly string[])[];
}

function join({ microsoft, google, links = [] }: Directory, roster: readonly RosterPerson[] = []): People {
  const snapshots = [directory('microsoft365', microsoft), directory('google-workspace', google)];
  return peopleOf({ snapshots, links, match: rosterMatcher(roster) });
}

function settled(directory: Directory): string[] {
  const people = join(directory);
  return people.persons.filter(settledIn(people)).map(({ id }) => id);
}

function holdingsOf(people: People, id: string): string[] | undefined {
  const own = providers.map((provider) => people.of(provider, id)).find((person) => person !== undefined);
  return own?.holdings.map((holding) => holding.account.id);
}

const ann = account({ id: 'm-ann', login: 'ann@acme.example' });
const annAtGoogle = account({ id: 'g-ann', login: 'ann@acme.example' });
const eve = account({ id: 'g-eve', login: 'eve@acme.example' });

describe('settled whatever an HR list says', () => {
  it('are those whom a login or a link joins', () => {
    expect(settled({ microsoft: [ann], google: [annAtGoogle, eve] })).toEqual(['m-ann', 'g-eve']);
    expect(settled({ microsoft: [ann], google: [eve], links: [['m-ann', 'g-eve']] })).toEqual(['m-ann']);
  });

  it('are none whom an alias joins, since the list may tell them apart', () => {
    expect(settled({ microsoft: [{ ...ann, addresses: ['eve@acme.example'] }], google: [eve] })).toEqual([]);
  });

  it('are none who share an address with somebody else', () => {
    const microsoft = [{ ...ann, addresses: ['x@acme.example'] }];
    const bob = account({ id: 'm-bob', login: 'bob@acme.example', addresses: ['x@acme.example'] });
    expect(settled({ microsoft: [...microsoft, bob], google: [annAtGoogle] })).toEqual([]);
  });

  it('are none where any account has a number, by which a line ties it to an address', () => {
    const microsoft = [ann, account({ id: 'm-ann2', login: 'ann2@acme.example', employeeId: '7' })];
    expect(settled({ microsoft, google: [annAtGoogle] })).toEqual([]);
    const [first] = join({ microsoft, google: [annAtGoogle] }, [
      listed({ email: 'ann@acme.example', employeeId: '7' }),
    ]).persons;
    expect(first?.holdings.map((holding) => holding.account.id)).toEqual(['m-ann', 'm-ann2', 'g-ann']);
  });

  it('keep their accounts under every list', () => {
    const address = fc.constantFrom('a@x', 'b@x', 'c@x', 'd@x', 'e@x', 'f@x');
    const number = fc.constantFrom(null, null, null, null, null, null, '7', '8');
    const some = (prefix: string) =>
      fc
        .uniqueArray(
          fc.record({ login: address, addresses: fc.array(address, { maxLength: 1 }), employeeId: number }),
          { maxLength: 4, selector: ({ login }) => login },
        )
        .map((rows) => rows.map((row, index) => account({ id: `${prefix}${String(index)}`, ...row })));
    const line = fc.record({ email: fc.option(address), employeeId: fc.constantFrom(null, '7', '8') });
    const scenes = fc.record({
      microsoft: some('m'),
      google: some('g'),
      links: fc.constantFrom([], [['m0', 'g0']], [['m1', 'g0']]),
    });
    const lists = fc.array(line, { maxLength: 5 }).map((rows) => {
      return rows.map((row, index) => listed({ ...row, line: index + 2 }));
    });
    let seen = 0;
    fc.assert(
      fc.property(scenes, lists, (scene, roster) => {
        const [without, within] = [join(scene), join(scene, roster)];
        for (const { id } of without.persons.filter(settledIn(without))) {
          seen += 1;
          expect(holdingsOf(within, id)).toEqual(holdingsOf(without, id));
        }
      }),
      { numRuns: 2000, seed: 20261121 },
    );
    expect(seen).toBeGreaterThan(100);
  });
});
