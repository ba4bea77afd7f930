import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Condition, conditionOf, namedIn, readQuery } from '../../../connectors/google-workspace/policy-query.ts';

const unit = (id: string) => `entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('${id}'))`;
const group = (id: string) => `entity.groups.exists(group, group.group_id == groupId('${id}'))`;
const licence = "entity.licenses.exists(license, license in ['/product/Google-Apps/sku/1010020028'])";

/** Short, for one line a case: `&(u:a !(g:b))`. */
function short(condition: Condition): string {
  switch (condition.is) {
    case 'unit':
      return `u:${condition.id}`;
    case 'group':
      return `g:${condition.id}`;
    case 'all':
    case 'any':
      return `${condition.is === 'all' ? '&' : '|'}(${condition.of.map(short).join(' ')})`;
    case 'not':
      return `!${short(condition.of)}`;
    default:
      return condition.is;
  }
}

test.each([
  [unit('a'), 'u:a'],
  [unit('orgUnits/a'), 'u:a'],
  [group('b'), 'g:b'],
  [group('groups/b'), 'g:b'],
  [group('WORKSPACE_ALL_ADMIN_GROUP'), 'g:WORKSPACE_ALL_ADMIN_GROUP'],
  [licence, 'licensed'],
  ["entity.licenses.exists(l, l in ['/product/a/sku/b', '/product/a/sku/c'])", 'licensed'],
  [`${unit('a')} && ${group('b')}`, '&(u:a g:b)'],
  [`${unit('a')}&&!${group('b')}`, '&(u:a !g:b)'],
  [`${unit('a')} || ${group('b')} && ${licence}`, '|(u:a &(g:b licensed))'],
  [`(${unit('a')} || ${group('b')}) && ${licence}`, '&(|(u:a g:b) licensed)'],
  [`!(${unit('a')} || ${group('b')})`, '!|(u:a g:b)'],
  [`!!${unit('a')}`, '!!u:a'],
  [`((${unit('a')}))`, 'u:a'],
  [`\n ${unit('a')} `, 'u:a'],
  ['entity.org_units.exists(x, x.org_unit_id == orgUnitId("a"))', 'u:a'],
  ["entity.org_units.exists(x, y.org_unit_id == orgUnitId('a'))", 'unreadable'],
  ["entity.org_units.all(x, x.org_unit_id == orgUnitId('a'))", 'unreadable'],
  ["entity.org_units.exists(x, x.org_unit_id != orgUnitId('a'))", 'unreadable'],
  [`${unit('a')} && entity.devices.exists(d, d.id == 'x')`, '&(u:a unreadable)'],
  [`${unit('a')} || size(entity.groups) == 2`, '|(u:a unreadable)'],
  [`!${unit('a')} == true`, '!unreadable'],
  [`(${unit('a')}) == (${unit('b')})`, 'unreadable'],
  [`${unit('a')} ? ${unit('b')} : ${unit('c')}`, 'unreadable'],
  [unit("a\\'b"), 'unreadable'],
  [`(${unit('a')}`, 'unreadable'],
  [`${unit('a')})`, 'unreadable'],
  [`${unit('a')} &&`, '&(u:a unreadable)'],
  ['true', 'unreadable'],
  ['', 'unreadable'],
  [' ', 'unreadable'],
  ['()', 'unreadable'],
  [`${'('.repeat(5_000)}${unit('a')}${')'.repeat(5_000)}`, 'unreadable'],
])('%s', (query, expected) => {
  const read = short(readQuery(query));
  expect(read).toBe(expected);
});

test.each([
  [{ query: null, orgUnit: null, group: null }, 'everybody'],
  [{ query: null, orgUnit: 'a', group: null }, '&(u:a)'],
  [{ query: null, orgUnit: 'a', group: 'b' }, '&(u:a g:b)'],
  [{ query: unit('c'), orgUnit: 'a', group: 'b' }, 'u:c'],
  [{ query: 'of tomorrow', orgUnit: 'a', group: null }, 'unreadable'],
])('%j is for %s', (setting, expected) => {
  expect(short(conditionOf(setting))).toBe(expected);
});

test('every unit and group that is named is found, once', () => {
  const condition = readQuery(`!${unit('a')} || (${unit('b')} && ${group('c')}) || ${unit('a')}`);
  expect(namedIn(condition, 'unit')).toEqual(['a', 'b']);
  expect(namedIn(condition, 'group')).toEqual(['c']);
});

test('no text makes it throw', () => {
  const words = fc.constantFrom(
    ...[unit('a'), group('b'), licence, '&&', '||', '!', '(', ')', '[', ']', ' ', "'", '"', '?', 'x', '.', ','],
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words).map((parts) => parts.join('')),
      ),
      (query) => {
        expect(short(readQuery(query))).not.toBe('');
      },
    ),
    { numRuns: 2_000 },
  );
});
