import { expect, test } from 'vitest';
import { orgUnitsOf } from '../../../connectors/google-workspace/org-units.ts';
import { scopeNamer } from '../../../connectors/google-workspace/scope-names.ts';
import type { Setting } from '../../../src/core/rows/policy.ts';
import { darkness, queryOf, unitRows } from './two-step.ts';

function setting(query: string | null, more: Partial<Setting> = {}): Setting {
  const none = { orgUnit: null, group: null, sortOrder: 1, value: {} };
  return { id: 'policies/1', setting: 'security.x', origin: 'admin', query, ...none, ...more };
}

const listed = orgUnitsOf(unitRows);

test.each([
  ['nobody set it', null, '/'],
  ['everybody', setting(null), '/'],
  ['the top', setting(queryOf('/')), '/'],
  ['a unit', setting(queryOf('/Sales/West')), '/Sales/West'],
  ['two units', setting(queryOf('/Sales | /Ops')), '/Ops, /Sales'],
  ['a unit that is gone', setting(queryOf('/Gone')), 'orgUnits/Gone'],
  ['a group', setting(queryOf('vip')), 'groups/vip'],
  ['a group in a unit', setting(queryOf('/Sales & vip')), 'groups/vip'],
  ['a unit but not a group', setting(queryOf('/Sales & !vip')), '/Sales'],
  ['all but a group', setting(queryOf('!vip')), '/'],
  ['by its fields', setting(null, { orgUnit: 'ops', group: 'vip' }), 'groups/vip'],
  ['by its query rather than its fields', setting(queryOf('/Sales'), { orgUnit: 'ops' }), '/Sales'],
  ['by its fields where the query is not known', setting('of tomorrow', { orgUnit: 'ops' }), '/Ops'],
])('%s', (_name, by, expected) => {
  expect(scopeNamer(listed)(by)).toBe(expected);
});

test('units that could not be read keep their ids', () => {
  expect(scopeNamer(darkness('units'))(setting(queryOf('/Sales')))).toBe('orgUnits/sales');
});
