import { defineCheck, fail, pass, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import { silent } from '../src/core/gap.ts';
import { authorizationOf } from '../src/core/policies.ts';

export const openInvites = defineCheck({
  id: 'open-invites',
  severity: 'low',
  messages: ['open'],
  options: {},
  controls: controls({
    // It lets nobody invite but those who hold a role for it.
    'CISA SCuBA M365': { 'MS.AAD.8.2v1': 'related' },
    'NIST CSF': { 'PR.AA-05': 'related' },
    'NIST SP 800-53': { 'AC-6(10)': 'related' },
    'ISO/IEC 27001': { 'A.5.18': 'related' },
    'SOC 2': { 'CC6.2': 'related' },
    'MITRE ATT&CK': { 'T1098.003': 'related' },
  }),
  needs: ['policies'],
  uses: [],
  applies: ({ provider }) => provider === 'microsoft365',
  subjects: (_tables, { directoryId }) => [directoryId],
  name: (id) => ({ type: 'directory', id }),
  judge(_directory, { policies }) {
    const invitations = authorizationOf(policies.rows)?.invitations ?? null;
    if (invitations === null) {
      return unknown(policies.gap ?? silent('who may invite guests'));
    }
    return invitations === 'everyone' ? fail('open', 'low', { invitations }) : pass();
  },
});
