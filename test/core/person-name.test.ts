import { expect, it } from 'vitest';
import type { Person } from '../../src/core/people.ts';
import { nameOf } from '../../src/core/person-name.ts';
import { account, listed } from '../check-tester.ts';

function named(line: string | null | undefined, ...names: (string | null)[]): string {
  const holdings = names.map((name, index) => {
    return { provider: 'microsoft365' as const, account: account({ id: `a${index}`, name }) };
  });
  const person: Person = {
    id: 'a0',
    holdings,
    joinedBy: [],
    listed: line === undefined ? null : listed({ name: line }),
  };
  return nameOf(person);
}

it.each([
  ['the HR list', 'Ann of HR', ['Ann of HR', 'Ann', 'Ann G.']],
  ['the first account, where there is no list', 'Ann', [undefined, 'Ann', 'Ann G.']],
  ['the first account with one, where the list has none', 'Ann G.', [null, ' ', 'Ann G.']],
  ['the first login, where nobody has a name', 'a0@example.com', [null, null, '']],
] as const)('the name of a person is that of %s', (_name, name, [line, ...names]) => {
  expect(named(line, ...names)).toBe(name);
});
