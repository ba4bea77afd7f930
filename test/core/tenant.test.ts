import { describe, expect, it } from 'vitest';
import type { Roster } from '../../src/core/roster.ts';
import { tenantOf } from '../../src/core/tenant.ts';
import { account, listed, now } from '../check-tester.ts';
import { facts } from '../facts.ts';
import { directory } from './directory.ts';

const person = listed();
const roster: Roster = { state: 'read', file: 'hr.csv', tellsLeavers: true, people: [person] };
const faulty: Roster = {
  state: 'faulty',
  file: 'hr.csv',
  faults: [{ line: 2, problem: 'date', value: 'soon' }],
};
const snapshots = [
  directory('microsoft365', [account()]),
  directory('google-workspace', [account({ id: '1', login: 'Ann@example.com' })]),
];

describe('what is known of a tenant', () => {
  it('holds the HR list, and who of it an account belongs to', () => {
    expect(facts({ now, roster }).roster).toBe(roster);
    const known = facts({ now, roster });
    expect(known.listed('microsoft365', account())).toEqual({ person, joinedBy: null });
    expect(known.listed('microsoft365', account({ id: 'bob', addresses: [] }))).toBeNull();
  });

  it.each([
    ['there is no list', null],
    ['the list is faulty', faulty],
  ])('knows nobody of it where %s', (_name, given) => {
    expect(facts({ now, roster: given }).listed('microsoft365', account())).toBeNull();
  });

  it('joins people once, by the list and by declared links', () => {
    const tenant = facts({ now, snapshots, roster });
    expect(tenant.people()).toBe(tenant.people());
    expect(tenant.people().persons).toMatchObject([{ id: 'ann', listed: person, joinedBy: ['login'] }]);
    const apart = [
      directory('microsoft365', [account()]),
      directory('google-workspace', [account({ id: 'gus', login: 'gus@example.com' })]),
    ];
    const linked = facts({ now, snapshots: apart, settings: { links: [['ann', 'gus']] } });
    expect(linked.people().persons).toMatchObject([{ joinedBy: ['link'], listed: null }]);
  });

  it('tells days where the tenant is', () => {
    const instant = new Date('2026-03-31T15:00:00Z');
    expect(facts({ now, settings: { timeZone: 'Asia/Tokyo' } }).dayOf(instant)).toBe('2026-04-01');
    expect(facts({ now }).dayOf(instant)).toBe('2026-03-31');
  });

  it('finds emergency accounts by login without case, and by id', () => {
    const settings = { emergency: ['BG1@example.com', 'Bg-2'], approvedCountries: ['JP'], timeZone: 'UTC', links: [] };
    const tenant = tenantOf({ id: 'acme', now, settings, roster: null, snapshots: [] });
    expect([tenant.emergency.has('bg1@example.com'), tenant.emergency.has('Bg-2')]).toEqual([true, true]);
    expect(tenant.approvedCountries).toEqual(new Set(['JP']));
    expect(facts({ now }).approvedCountries).toBeNull();
  });
});
