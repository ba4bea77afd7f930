import { expect, test } from 'vitest';
import { bareUnitId, orgUnitsOf } from '../../../connectors/google-workspace/org-units.ts';

const top = { orgUnitId: 'id:top', orgUnitPath: '/' };
const sales = { orgUnitId: 'id:sales', orgUnitPath: '/Sales', parentOrgUnitId: 'id:top', parentOrgUnitPath: '/' };
const west = {
  orgUnitId: 'id:west',
  orgUnitPath: '/Sales/West',
  parentOrgUnitId: 'id:sales',
  parentOrgUnitPath: '/Sales',
};
const slash = { orgUnitId: 'id:r/d', orgUnitPath: '/R/D', parentOrgUnitId: 'id:top', parentOrgUnitPath: '/' };
const circle = { orgUnitId: 'id:c', orgUnitPath: '/C', parentOrgUnitId: 'id:c', parentOrgUnitPath: '/C' };

test.each([
  ['from the bottom', [top, sales, west], '/Sales/West', ['west', 'sales', 'top'], true],
  ['in the middle', [west, sales, top], '/Sales', ['sales', 'top'], true],
  ['at the top', [top, sales], '/', ['top'], true],
  ['the top is not listed, but named', [sales, west], '/Sales/West', ['west', 'sales', 'top'], true],
  ['at the top, which is not listed', [sales], '/', ['top'], true],
  ['nothing is listed', [], '/', [], false],
  ['the unit is not listed', [top], '/Sales', [], false],
  ['a unit on the way is not listed', [top, west], '/Sales/West', ['west'], false],
  ['a name with a slash', [top, slash], '/R/D', ['r/d', 'top'], true],
  ['another case is another unit', [top, sales], '/sales', [], false],
  ['a unit above itself', [top, circle], '/C', ['c'], false],
])('%s', (_name, units, path, ids, whole) => {
  const up = orgUnitsOf(units).upFrom(path);
  expect([...up.ids]).toEqual(ids);
  expect(up.whole).toBe(whole);
});

test('paths by id, however it is written', () => {
  const units = orgUnitsOf([sales]);
  expect(['sales', 'id:sales', 'orgUnits/sales', 'top', 'gone'].map(units.pathOf)).toEqual([
    '/Sales',
    '/Sales',
    '/Sales',
    '/',
    undefined,
  ]);
  expect(bareUnitId('orgUnits/id')).toBe('id');
});
