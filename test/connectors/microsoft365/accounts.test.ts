import { describe, expect, it } from 'vitest';
import { accounts } from '../../../connectors/microsoft365/accounts.ts';
import { useStrictNock } from '../../nock.ts';
import { collect, graph, open } from './tenant.ts';

useStrictNock();

async function read(...users: object[]) {
  const session = await open();
  graph()
    .get('/users')
    .query({
      $select: 'id,displayName,userPrincipalName,accountEnabled,userType,createdDateTime,externalUserState',
      $top: '999',
    })
    .reply(200, { value: users });
  return (await collect('accounts', accounts, session)).rows;
}

describe('accounts', () => {
  it('renames a member', async () => {
    const rows = await read({
      id: 'a',
      displayName: '青木',
      userPrincipalName: 'aoki@acme.example',
      accountEnabled: true,
      userType: 'Member',
      createdDateTime: '2024-05-01T09:30:00Z',
      externalUserState: null,
      somethingNew: 1,
    });
    expect(rows).toEqual([
      {
        id: 'a',
        login: 'aoki@acme.example',
        name: '青木',
        enabled: true,
        kind: 'member',
        createdAt: '2024-05-01T09:30:00Z',
        invitation: null,
      },
    ]);
  });

  it('does not make up what is not said', async () => {
    expect(await read({ id: 'a', userPrincipalName: 'a' })).toEqual([
      { id: 'a', login: 'a', name: null, enabled: null, kind: null, createdAt: null, invitation: null },
    ]);
  });

  it.each([
    [
      { userType: 'Guest', externalUserState: 'PendingAcceptance' },
      { kind: 'guest', invitation: 'pending' },
    ],
    [
      { userType: 'guest', externalUserState: 'Accepted' },
      { kind: 'guest', invitation: 'accepted' },
    ],
    [
      { userType: 'Guest', externalUserState: 'Odd' },
      { kind: 'guest', invitation: null },
    ],
    [{ userType: 'Robot' }, { kind: null }],
    [{ userType: null }, { kind: null }],
    [{ userType: 'Member', '@odata.type': '#microsoft.graph.agentUser' }, { kind: 'agent' }],
    [{ userType: 'Member', '@odata.type': '#microsoft.graph.user' }, { kind: 'member' }],
    [{ accountEnabled: false }, { enabled: false }],
    [{ createdDateTime: '2024-05-01T09:00:00.1234567+09:00' }, { createdAt: '2024-05-01T00:00:00.123Z' }],
  ])('reads %j', async (fields, expected) => {
    expect(await read({ id: 'a', userPrincipalName: 'a', ...fields })).toMatchObject([expected]);
  });

  it('can be probed with one account', async () => {
    const session = await open();
    graph().get('/users').query({ $select: /.+/, $top: '1' }).reply(200, { value: [] });
    await accounts.probe(session);
  });
});
