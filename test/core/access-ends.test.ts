import { describe, expect, it } from 'vitest';
import type { Dataset, Snapshot } from '../../src/core/datasets.ts';
import { accessEndsOf, type OwnSignIn } from '../../src/core/history/access-ends.ts';
import type { Application, Credential } from '../../src/core/rows/application.ts';
import type { Organization } from '../../src/core/rows/organization.ts';

const now = new Date('2026-11-21T09:00:00.000Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString();

function credential(days: number | null, more: Partial<Credential> = {}): Credential {
  const endsAt = days === null ? null : inDays(days);
  return { kind: 'secret', id: `id-${days}`, name: `ends in ${days}`, startsAt: null, endsAt, ...more };
}

function application(credentials: readonly Credential[], more: Partial<Application> = {}): Application {
  return {
    ...{ id: 'sp', kind: 'application', clientId: 'client', name: 'shisei', enabled: true, own: true, permissions: [] },
    ...{ delegated: [], credentials: [...credentials], consents: null, unneeded: [] },
    ...more,
  };
}

type Product = NonNullable<Organization['products']>[number];

function product(standing: Product['standing'], plan: Product['plan'], more: Partial<Product> = {}): Product {
  return {
    id: `${plan}-${standing}`,
    name: `${plan} ${standing}`,
    paid: true,
    mailboxPlans: [],
    standing,
    plan,
    ...more,
  };
}

function snapshot(
  applications: readonly Application[],
  products: Organization['products'] = [],
  provider: Snapshot['provider'] = 'microsoft365',
): Snapshot {
  const organization = { id: 'o', name: null, domains: [], plan: null, products };
  const dark: Dataset<never> = { state: 'unavailable', gap: { kind: 'permission', detail: '' } };
  const others = { accounts: dark, signIns: dark, mfa: dark, enforcement: dark, roles: dark, policies: dark };
  return {
    ...{ provider, directoryId: 'd', takenAt: now.toISOString(), requests: { sent: 0, retried: 0 } },
    datasets: {
      ...others,
      ...{ signInEvents: dark, adminActivity: dark, applications: { state: 'complete', rows: applications } },
      organization: { state: 'complete', rows: [organization] },
    },
  };
}

function namesOf(credentials: readonly Credential[], signIn: OwnSignIn | null = { kind: 'secret' }): string[] {
  return accessEndsOf([snapshot([application(credentials)])], now, signIn).map(({ name, days }) => `${name}: ${days}`);
}

describe('a secret of our own', () => {
  it.each([
    ['ends', [credential(30)], ['ends in 30: 30']],
    ['ends within a day', [credential(0.5)], ['ends in 0.5: 0']],
    ['is over already, so that it is not the one in use', [credential(-1)], []],
    ['has been replaced by one that lasts longer', [credential(3), credential(170)], ['ends in 170: 170']],
    ['has been replaced by one that soon ends too', [credential(3), credential(5)], ['ends in 5: 5']],
    ['stands beside one without an end', [credential(3), credential(null)], []],
    ['has no name', [credential(3, { name: ' ' })], ['id-3: 3']],
    ['is none', [], []],
  ])('that %s', (_what, credentials, expected) => {
    expect(namesOf(credentials)).toEqual(expected);
  });

  it('is told apart from certificates: only what the scanner signs in by counts', () => {
    const both = [credential(3), credential(200, { kind: 'certificate', name: 'certificate' })];
    expect(namesOf(both)).toEqual(['ends in 3: 3']);
    expect(namesOf(both, null)).toEqual(['ends in 3: 3', 'certificate: 200']);
    expect(namesOf(both, { kind: 'untold' })).toEqual([]);
  });

  it('is nobody else’s', () => {
    const { unneeded, ...other } = application([credential(3)]);
    expect(unneeded).toEqual([]);
    expect(accessEndsOf([snapshot([other])], now, { kind: 'secret' })).toEqual([]);
  });
});

describe('a certificate of our own', () => {
  const signIn = { kind: 'certificate', endsAt: inDays(6.5), thumbprint: 'AB12' } as const;

  it('ends when its file says so, whatever the directory lists, under the name that it has there', () => {
    const listed = [credential(400, { kind: 'certificate' }), credential(6.5, { kind: 'certificate', name: 'laptop' })];
    expect(namesOf(listed, signIn)).toEqual(['laptop: 6']);
    expect(namesOf([credential(2)], signIn)).toEqual(['AB12: 6']);
    expect(accessEndsOf([snapshot([])], now, signIn)).toMatchObject([{ what: 'certificate', name: 'AB12', days: 6 }]);
  });
});

describe('a licence on which reading depends', () => {
  it.each<[string, Product[], string[]]>([
    ['in its last weeks', [product('grace', 'p1')], ['p1 grace']],
    ['suspended', [product('suspended', 'p2')], ['p2 suspended']],
    ['that ended is no news', [product('ended', 'p2')], []],
    ['that goes on', [product('active', 'p2')], []],
    ['beside one that goes on and does as much', [product('grace', 'p1'), product('active', 'p2')], []],
    ['beside one that goes on and does less', [product('grace', 'p2'), product('active', 'p1')], ['p2 grace']],
    ['beside one that is not known to go on', [product('grace', 'p1'), product(null, 'p1')], ['p1 grace']],
    ['that costs nothing', [product('grace', 'p2', { paid: false })], []],
    ['without an identity plan', [product('grace', 'none')], []],
    ['of which an old snapshot does not tell', [product(undefined, undefined)], []],
  ])('%s', (_what, products, expected) => {
    const ends = accessEndsOf([snapshot([], products)], now);
    expect(ends.map(({ name }) => name)).toEqual(expected);
    expect(ends.every(({ what, endsAt, days }) => what === 'licence' && endsAt === null && days === null)).toBe(true);
  });

  it('is not told where products were not read', () => {
    expect(accessEndsOf([snapshot([], null)], now)).toEqual([]);
  });
});

it('of Google nothing is known', () => {
  const own = application([credential(1)], { kind: 'service-account' });
  expect(accessEndsOf([snapshot([own], [product('grace', 'p2')], 'google-workspace')], now)).toEqual([]);
});
