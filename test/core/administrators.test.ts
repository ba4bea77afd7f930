import { expect, it } from 'vitest';
import { privilegedMembers, topMembers } from '../../src/core/administrators.ts';
import { tablesOf } from '../../src/core/tables.ts';
import { account, guest, now, role } from '../check-tester.ts';
import { directory } from './directory.ts';

const accounts = [
  account({ id: 'top' }),
  account({ id: 'high' }),
  account({ id: 'limited' }),
  account({ id: 'dark' }),
  account({ id: 'silent', enabled: null }),
  account({ id: 'off', enabled: false }),
  account({ id: 'spare' }),
  guest({ id: 'guest' }),
];
const tiers = { high: 'high', limited: 'limited', dark: null } as const;
const rows = accounts.map(({ id }) =>
  role({ holderId: id, tier: id in tiers ? tiers[id as keyof typeof tiers] : 'top' }),
);
const tables = tablesOf(directory('microsoft365', accounts, { roles: { state: 'complete', rows } }));
const context = { now, emergency: new Set(['spare']) };

it.each([
  ['privileged', privilegedMembers, ['top', 'high', 'dark?', 'silent?']],
  ['top', topMembers, ['top', 'dark?', 'silent?']],
] as const)('%s members are those that are, and those that may be', (_name, members, expected) => {
  const found = [...members(tables, context)].map(({ account: { id }, doubt }) => (doubt === null ? id : `${id}?`));
  expect(found).toEqual(expected);
});
