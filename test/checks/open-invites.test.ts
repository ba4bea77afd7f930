import { openInvites } from '../../checks/open-invites.ts';
import { authorization, partial, testCheck, unavailable } from '../check-tester.ts';

const found = { subject: 'directory-1', message: 'open', severity: 'low' } as const;
const unknown = { subject: 'directory-1', kind: 'absent' } as const;
const everybody = authorization({ invitations: 'everyone' });

testCheck(openInvites, {
  valid: [
    { name: 'members', data: { policies: [authorization({ invitations: 'members' })] } },
    { name: 'those with a role for it', data: { policies: [authorization({ invitations: 'inviters' })] } },
    { name: 'administrators', data: { policies: [authorization({ invitations: 'administrators' })] } },
    {
      name: 'Google',
      provider: 'google-workspace',
      verdict: 'not-applicable',
      data: { policies: unavailable('unsupported') },
    },
  ],
  invalid: [
    {
      name: 'everybody, guests too',
      data: { policies: [{ id: 'security-defaults', enabled: true }, everybody] },
      fails: [{ ...found, data: { invitations: 'everyone' } }],
    },
    { name: 'everybody, and other policies were not read', data: { policies: partial([everybody]) }, fails: [found] },
  ],
  unknown: [
    {
      name: 'not said',
      data: { policies: [authorization({ invitations: null })] },
      doubts: [{ ...unknown, detail: /who may invite guests/ }],
    },
    {
      name: 'a snapshot from before',
      data: { policies: [{ id: 'security-defaults', enabled: true }] },
      doubts: [unknown],
    },
    {
      name: 'not read, and a reason is given',
      data: { policies: partial([{ id: 'security-defaults', enabled: true }], 'throttled') },
      doubts: [{ ...unknown, kind: 'throttled' }],
    },
    {
      name: 'the policies cannot be read',
      data: { policies: unavailable() },
      doubts: [{ ...unknown, kind: 'permission' }],
    },
  ],
});
