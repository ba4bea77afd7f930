import { describe, expect, it } from 'vitest';
import { holdersOf } from '../../../connectors/microsoft365/conditional-access-scope.ts';
import { enforcement } from '../../../connectors/microsoft365/enforcement.ts';
import type { Organization } from '../../../src/core/rows/organization.ts';
import type { Policy } from '../../../src/core/rows/policy.ts';
import type { Role } from '../../../src/core/rows/role.ts';
import { useStrictNock } from '../../nock.ts';
import { ca, globalAdministrator, type PolicyWords } from './policy.ts';
import { account, collect, complete, forbidden, graph, type Known, open, tenantId, unlicensed } from './tenant.ts';

useStrictNock();

const user = (id: string) => account(id, { perUserMfa: 'disabled', external: false });
const role = (facts: Partial<Role> = {}): Role => ({
  holderId: 'ada',
  holder: 'account',
  roleId: globalAdministrator,
  roleName: 'Global Administrator',
  tier: 'top',
  throughGroup: null,
  state: 'active',
  scope: '/',
  endsAt: null,
  ...facts,
});
const off: Policy = { id: 'security-defaults', enabled: false };
const known: Known = { accounts: complete(user('ada'), user('ann'), user('bob')), policies: complete<Policy>(off) };
const plan = (name: Organization['plan']) =>
  complete<Organization>({ id: tenantId, name: null, domains: [], plan: name });

const policiesPath = '/identity/conditionalAccess/policies';

function answer(...policies: readonly PolicyWords[]): void {
  graph()
    .get(policiesPath)
    .reply(200, { value: policies.map(ca) });
}

function membersOf(group: string, ...ids: readonly string[]): void {
  graph()
    .get(`/groups/${group}/transitiveMembers`)
    .query(true)
    .reply(200, { value: ids.map((id) => ({ '@odata.type': '#microsoft.graph.user', id })) });
}

async function standing(facts: Known = known) {
  const { rows, gap } = await collect('enforcement', enforcement, session, facts);
  return { states: rows.map(({ accountId, state }) => `${accountId} ${state}`), gap: gap?.kind, rows };
}

let session: Awaited<ReturnType<typeof open>>;
const opened = async () => {
  session = await open();
};

describe('what is read', () => {
  it('asks for values that are newer than the API, and follows every page', async () => {
    await opened();
    const next = 'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies?$skiptoken=2';
    const page = graph().matchHeader('prefer', 'include-unknown-enum-members');
    page.get(policiesPath).reply(200, { value: [ca({ state: 'disabled' })], '@odata.nextLink': next });
    page
      .get(policiesPath)
      .query({ $skiptoken: '2' })
      .reply(200, { value: [ca()] });
    expect(await standing()).toMatchObject({ states: ['ada enforced', 'ann enforced', 'bob enforced'] });
  });

  it('reads a group once, however many policies name it, and none that only idle policies name', async () => {
    await opened();
    answer(
      { groups: ['sales'], platforms: ['iOS'] },
      { groups: ['SALES'], notGroups: ['managers'] },
      { groups: ['unread'], state: 'disabled' },
      { groups: ['unread'], noGrant: true },
    );
    membersOf('sales', 'bob', 'ann', 'sales');
    membersOf('managers', 'ann');
    expect(await standing()).toMatchObject({ states: ['ada none', 'ann partly', 'bob enforced'], gap: undefined });
  });

  it('takes a deleted group for an empty one', async () => {
    await opened();
    answer({ notGroups: ['gone'] });
    const missing = { error: { code: 'Request_ResourceNotFound', message: 'does not exist' } };
    graph().get('/groups/gone/transitiveMembers').query(true).reply(404, missing);
    expect(await standing()).toMatchObject({ states: ['ada enforced', 'ann enforced', 'bob enforced'] });
  });

  it('looks strengths up that came without their combinations', async () => {
    await opened();
    answer({ strength: null });
    const value = [{ id: 'S', allowedCombinations: ['fido2'] }];
    graph().get('/policies/authenticationStrengthPolicies').reply(200, { value });
    expect(await standing()).toMatchObject({ states: ['ada enforced', 'ann enforced', 'bob enforced'] });
  });

  it('survives 429 without Retry-After', async () => {
    await opened();
    graph()
      .get(policiesPath)
      .reply(429, { error: { code: 'TooManyRequests', message: 'Please retry' } });
    answer({});
    expect(await standing()).toMatchObject({ states: ['ada enforced', 'ann enforced', 'bob enforced'] });
  });
});

describe('what cannot be read', () => {
  it('makes exactly those unknown that a group could concern', async () => {
    await opened();
    answer({ name: 'dark', groups: ['dark'], out: ['ann'] }, { in: ['bob'] });
    graph().get('/groups/dark/transitiveMembers').query(true).reply(403, forbidden);
    const found = await standing();
    expect(found).toMatchObject({ states: ['ada unknown', 'ann none', 'bob enforced'], gap: 'permission' });
    expect(found.rows[0]?.gap?.detail).toContain('GroupMember.Read.All');
  });

  it('keeps the policies that were read where the strengths of others are refused', async () => {
    await opened();
    answer({ in: ['ann'] }, { strength: null });
    graph().get('/policies/authenticationStrengthPolicies').reply(403, unlicensed);
    const found = await standing({ ...known, organization: plan('free') });
    expect(found).toMatchObject({ states: ['ada unknown', 'ann enforced', 'bob unknown'], gap: 'licence' });
  });

  it('misses nothing where nobody hangs on what was not read', async () => {
    await opened();
    answer({}, { name: 'dark', groups: ['dark'] });
    graph().get('/groups/dark/transitiveMembers').query(true).reply(403, forbidden);
    const found = await standing();
    expect(found).toMatchObject({ states: ['ada enforced', 'ann enforced', 'bob enforced'], gap: undefined });
  });

  it('does not take hidden members for nobody', async () => {
    await opened();
    answer({ notGroups: ['hidden'] });
    membersOf('hidden');
    graph().get('/groups/hidden').query(true).reply(200, { id: 'hidden', visibility: 'HiddenMembership' });
    expect(await standing()).toMatchObject({
      states: ['ada unknown', 'ann unknown', 'bob unknown'],
      gap: 'permission',
    });
  });

  it('keeps those of a group that were read before it failed', async () => {
    await opened();
    answer({ groups: ['half'] });
    const next = 'https://graph.microsoft.com/v1.0/groups/half/transitiveMembers?$skiptoken=2';
    graph()
      .get('/groups/half/transitiveMembers')
      .query(({ $skiptoken }) => $skiptoken === undefined)
      .reply(200, { value: [{ '@odata.type': '#microsoft.graph.user', id: 'bob' }], '@odata.nextLink': next });
    graph().get('/groups/half/transitiveMembers').query({ $skiptoken: '2' }).times(4).reply(503, 'down');
    expect(await standing()).toMatchObject({ states: ['ada unknown', 'ann unknown', 'bob enforced'], gap: 'network' });
  });

  it('lets MFA for the account by itself stand where policies are refused', async () => {
    await opened();
    graph().get(policiesPath).reply(403, forbidden);
    const accounts = complete(user('ann'), account('bob', { perUserMfa: 'enforced' }));
    const found = await standing({ ...known, accounts });
    expect(found).toMatchObject({ states: ['ann unknown', 'bob enforced'], gap: 'permission' });
    expect(found.rows[0]?.gap?.detail).toContain('Policy.Read.All');
  });

  it.each([
    ['a free tenant has no Conditional Access', 'free', ['ann none'], undefined],
    ['one of which the plan is not known may have it', null, ['ann unknown'], 'licence'],
    ['a tenant that has P1 is not believed to have none', 'p1', ['ann unknown'], 'network'],
  ] as const)('%s', async (_what, name, states, gap) => {
    await opened();
    graph()
      .get(policiesPath)
      .times(name === 'p1' ? 4 : 1)
      .reply(403, unlicensed);
    const found = await standing({ ...known, accounts: complete(user('ann')), organization: plan(name) });
    expect(found).toMatchObject({ states, gap });
  });

  it('says so where security defaults are not told', async () => {
    await opened();
    answer({ in: ['ann'] });
    const gap = { kind: 'permission', detail: 'no' } as const;
    const found = await standing({ ...known, policies: { state: 'unavailable', gap } });
    expect(found).toMatchObject({ states: ['ada unknown', 'ann enforced', 'bob unknown'], gap: 'permission' });
  });

  it('trusts security defaults that were read, whatever else of the policies was not', async () => {
    await opened();
    answer();
    const gap = { kind: 'permission', detail: 'no' } as const;
    const policies: Known['policies'] = { state: 'partial', rows: [{ id: 'security-defaults', enabled: true }], gap };
    expect(await standing({ ...known, policies })).toMatchObject({
      states: ['ada enforced', 'ann enforced', 'bob enforced'],
      gap: undefined,
    });
  });

  it('asks for roles only where a policy names one, and doubts those that were not read', async () => {
    await opened();
    answer({ roles: [globalAdministrator] });
    const gap = { kind: 'throttled', detail: 'slow down' } as const;
    const roles: Known['roles'] = { state: 'partial', rows: [role()], gap };
    expect(await standing({ ...known, roles })).toMatchObject({
      states: ['ada enforced', 'ann unknown', 'bob unknown'],
      gap: 'throttled',
    });
  });

  it('doubts no role but those of which holders are missing', async () => {
    await opened();
    answer({ roles: [globalAdministrator] });
    const gap = { kind: 'permission', detail: 'no' } as const;
    const roles: Known['roles'] = { state: 'partial', rows: [role()], gap, lacking: ['another'] };
    expect(await standing({ ...known, roles })).toMatchObject({
      states: ['ada enforced', 'ann none', 'bob none'],
      gap: undefined,
    });
  });

  it('is as partial as the accounts are', async () => {
    await opened();
    answer({});
    const gap = { kind: 'expired', detail: 'old' } as const;
    const accounts: Known['accounts'] = { state: 'partial', rows: [user('ann')], gap };
    expect(await standing({ ...known, accounts })).toMatchObject({ states: ['ann enforced'], gap: 'expired' });
  });

  it('refuses policies of another shape', async () => {
    await opened();
    graph()
      .get(policiesPath)
      .reply(200, { value: [{ ...ca(), conditions: 'none' }] });
    expect(await standing()).toMatchObject({ states: ['ada unknown', 'ann unknown', 'bob unknown'], gap: 'malformed' });
  });
});

describe('roles as they are held now', () => {
  const now = new Date('2026-11-21T09:00:00.000Z');
  const held = (facts: Partial<Role>) => [...holdersOf(complete(role(facts)), now).values()].flatMap((ids) => [...ids]);

  it.each([
    ['active', {}, ['ada']],
    ['active through a group', { throughGroup: 'g' }, ['ada']],
    ['active until later', { endsAt: '2026-11-21T09:00:00.001Z' }, ['ada']],
    ['ended this moment', { endsAt: '2026-11-21T09:00:00.000Z' }, []],
    ['eligible', { state: 'eligible' }, []],
    ['for a part of the directory', { scope: '/administrativeUnits/1' }, []],
  ] as const)('%s', (_what, facts, expected) => {
    expect(held(facts)).toEqual(expected);
  });
});
