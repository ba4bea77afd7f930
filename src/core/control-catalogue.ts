import type { Framework } from './frameworks.ts';

/** `MS.AAD`, `1.1v1 2.1v1` → `MS.AAD.1.1v1`, `MS.AAD.2.1v1`. */
function under(prefix: string, ids: string): string[] {
  return ids.split(' ').map((id) => `${prefix}.${id}`);
}

/**
 * Ids of the controls about identity that each framework is known to have, whether or not a check answers them, so that
 * a report can say what it does not cover. Ids only: the words of most frameworks are not ours to repeat.
 */
export const controlCatalogue: Readonly<Record<Framework, readonly string[]>> = {
  // https://github.com/cisagov/ScubaGear/tree/main/PowerShell/ScubaGear/baselines
  'CISA SCuBA M365': [
    ...under('MS.AAD', '1.1v1 2.1v1 2.2v1 2.3v1 3.1v1 3.2v2 3.4v1 3.5v2 3.6v1 3.9v1 4.1v1 5.1v1 5.2v1 5.3v1 5.5v1'),
    ...under('MS.AAD', '5.6v1 5.7v1 6.1v1 7.1v1 7.2v1 7.3v1 7.4v1 7.5v1 7.6v1 7.7v1 7.8v1 7.9v1 8.1v1 8.2v1 8.3v1'),
    ...under('MS.EXO', '5.1v1 13.1v1'),
    ...under('MS.SECURITYSUITE', '5.1v1 5.2v1'),
  ],
  // https://github.com/cisagov/ScubaGoggles/tree/main/scubagoggles/baselines
  'CISA SCuBA Google Workspace': [
    ...under('GWS.COMMONCONTROLS', '1.1v1 1.2v1 1.3v1 1.4v1 3.1v1 3.2v1 4.1v1 5.1v1 5.2v1 5.3v1 5.4v1 5.5v1 5.6v1'),
    ...under('GWS.COMMONCONTROLS', '6.1v1 6.2v1 7.1v1 8.1v1 9.1v1 10.1v1 10.2v1 10.3v1 10.4v1 10.5v1 11.1v1 13.1v1'),
    ...under('GWS.COMMONCONTROLS', '14.1v1 14.2v1 17.1v1'),
    ...under('GWS.GMAIL', '9.1v1'),
  ],
  'CIS M365': [
    ...under('1', '1.1 1.2 1.3 1.4 2.2 3.1 3.2'),
    ...['2.2.1', '3.1.1'],
    ...under('5.1', '2.1 2.2 5.1 5.2 5.3 5.4 5.5 5.6'),
    ...under('5.2.2', '1 2 3 4 5 6 7 8 12 13 14 15 17'),
    ...under('5.2.3', '2 4 5 7'),
    ...under('5.3', '1 2 3 4 5'),
    ...under('6', '1.1 1.2 1.3 5.1 5.4'),
  ],
  'CIS Google Workspace': [
    ...under('1.1', '1 2 3'),
    ...under('3.1', '3.5.1 9.1.1'),
    ...under('4.1', '1.1 1.2 1.3 2.1 3.1 5.1'),
    ...under('4.2', '1.1 1.2 1.4 2.1 4.1 6.1'),
    ...under('4.3', '1 2'),
    ...under('5.1.1', '1 2'),
    ...under('6', '4 6'),
  ],
  'CIS Controls': [
    ...['2.5', '4.3', '4.7', '4.8'],
    ...under('5', '1 2 3 4 5 6'),
    ...under('6', '1 2 3 4 5 6 8'),
    ...under('8', '2 5 9 10 11'),
    ...['13.1', '15.7'],
  ],
  'NIST CSF': [
    ...under('PR', 'AA-01 AA-02 AA-03 AA-04 AA-05 PS-04'),
    ...under('DE', 'AE-02 CM-03'),
    ...under('GV', 'RR-04 SC-10'),
  ],
  'NIST SP 800-53': [
    ...['AC-2', 'AC-2(1)', 'AC-2(3)', 'AC-2(3)(b)', 'AC-2(3)(d)', 'AC-2(12)', 'AC-2(13)', 'AC-2j', 'AC-5'],
    ...['AC-6', 'AC-6(1)', 'AC-6(2)', 'AC-6(5)', 'AC-6(7)', 'AC-6(9)', 'AC-6(10)', 'AU-4', 'AU-11', 'AU-12', 'AU-12c'],
    ...['CM-4', 'CM-5', 'CM-7', 'CM-7b', 'IA-2', 'IA-2(1)', 'IA-2(2)', 'IA-2(8)', 'IA-4', 'IA-5', 'IA-5(1)', 'IA-5c'],
    ...['IA-5g', 'IA-8', 'IA-11', 'SC-12', 'SI-3', 'SI-4(5)'],
  ],
  'ISO/IEC 27001': [...under('A.5', '3 16 17 18'), ...under('A.8', '2 3 5 15 16 18 26')],
  'SOC 2': ['CC6.1', 'CC6.2', 'CC6.3', 'CC6.6', 'CC6.8', 'CC7.2'],
  // T1685.002 was T1562.008 until version 19: https://attack.mitre.org/resources/updates/updates-april-2026/
  'MITRE ATT&CK': [
    ...['T1059.009', 'T1078.004', 'T1098.001', 'T1098.003', 'T1110.001', 'T1110.002', 'T1110.003', 'T1136.003'],
    ...['T1195.002', 'T1199', 'T1528', 'T1550.001', 'T1550.004', 'T1552.001', 'T1556.006', 'T1556.007', 'T1566.001'],
    ...['T1566.002', 'T1621', 'T1651', 'T1685.002'],
  ],
  // https://www.ipa.go.jp/security/scs/
  'SCS ★3': [
    ...['2-1-1-1', '2-1-1-2', '3-1-3-1', '4-1-1-1', '4-1-1-2', '4-1-1-3', '4-1-1-4', '4-1-2-1', '4-1-2-2', '4-1-2-3'],
    ...['4-1-2-5', '4-1-2-6', '4-1-2-7', '4-1-2-8', '4-1-3-2', '4-1-3-3', '4-1-3-4', '4-1-5-3', '4-1-7-1'],
  ],
  'CSA Zero Trust for SMBs': [
    ...['least privilege', 'logs', 'MFA', 'passwords', 'phishing-resistant MFA', 're-authentication', 'SMS'],
  ],
};
