import { accountSubject, candidates, isDisabled, unlessDoubtful } from '../src/core/accounts.ts';
import { defineCheck, fail, pass, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import { disablingOf } from '../src/core/disabling.ts';
import { paidLicencesOf } from '../src/core/licences.ts';

export const licensedDisabled = defineCheck({
  id: 'licensed-disabled',
  severity: 'low',
  messages: ['licensed'],
  options: {},
  controls: controls({
    'CIS Controls': { '5.1': 'related' },
    'NIST CSF': { 'PR.AA-01': 'related' },
    'NIST SP 800-53': { 'AC-2': 'related' },
    'ISO/IEC 27001': { 'A.5.16': 'related' },
    'SOC 2': { 'CC6.2': 'related' },
  }),
  needs: ['accounts'],
  uses: ['organization', 'adminActivity'],
  applies: ({ provider }) => provider === 'microsoft365',
  subjects: ({ accounts }) => candidates(accounts, isDisabled),
  name: accountSubject,
  judge({ account, doubt }, { organization, adminActivity }) {
    const { names, doubt: dark } = paidLicencesOf(account, organization);
    const disabledAt = disablingOf(account, adminActivity)?.at ?? null;
    const facts = { licences: names.join(', ') || null, count: names.length, disabledAt };
    if (names.length > 0) return unlessDoubtful(doubt, fail('licensed', 'low', facts));
    return dark === null ? pass() : unknown(dark);
  },
});
