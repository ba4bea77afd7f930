import { defineCheck, fail, pass, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';

export const blindLog = defineCheck({
  id: 'blind-log',
  severity: 'high',
  messages: ['blind'],
  options: {},
  // Controls about keeping or forwarding logs are not here: that the log can be read does not answer them.
  controls: controls({
    'CIS Controls': { '8.2': 'partial', '8.5': 'partial' },
    'NIST CSF': { 'PR.PS-04': 'partial', 'DE.CM-03': 'related' },
    'NIST SP 800-53': { 'AU-12': 'partial' },
    'ISO/IEC 27001': { 'A.8.15': 'partial' },
    'SOC 2': { 'CC7.2': 'related' },
    'MITRE ATT&CK': { 'T1685.002': 'related' },
    'CSA Zero Trust for SMBs': { logs: 'partial' },
  }),
  needs: [],
  uses: ['signInEvents'],
  subjects: (_tables, { directoryId }) => [directoryId],
  name: (id) => ({ type: 'directory', id }),
  judge(_directory, { signInEvents }) {
    const { gap, rows } = signInEvents;
    if (gap === null) return pass();
    // A licence that let some of it be read offers it.
    return gap.kind === 'licence' && rows.length === 0 ? fail('blind', 'high', { detail: gap.detail }) : unknown(gap);
  },
});
