import type { FleetFacts, FleetTexts } from './fleet.ts';
import { capital, counted, number, spelled } from './words.en.ts';

function lead({ tenants, failed, critical, high, open, unknown }: FleetFacts): string {
  const scanned = tenants - failed;
  if (tenants === 0) return 'No tenant is configured.';
  if (scanned === 0) return tenants === 1 ? 'The tenant was not scanned.' : 'No tenant was scanned.';
  const rest = failed > 0 ? `the other ${number(scanned)}` : counted(scanned, 'tenant');
  const dark = failed === 0 ? '' : `${failed === 1 ? '1 tenant was' : `${number(failed)} tenants were`} not scanned. `;
  if (critical > 0)
    return `${dark}${number(critical)} of ${rest} ${critical === 1 ? 'has' : 'have'} critical findings.`;
  if (high > 0)
    return `${dark}${number(high)} of ${rest} ${high === 1 ? 'has' : 'have'} high findings, none critical ones.`;
  if (open > 0) return `${dark}No critical or high finding in ${rest}.`;
  if (unknown > 0) return `${dark}Nothing fails in what could be judged of ${rest}.`;
  return `${dark}${capital(rest)} looked at; nothing to act on was found.`;
}

/** Words of the page over all tenants, in English. */
export const fleetEn: FleetTexts = {
  name: 'Fleet overview',
  title: (tenants, date) => `Fleet overview: ${counted(tenants, 'tenant')}, ${date}`,
  tenants: (count) => counted(count, 'tenant'),
  lead,
  subLead: ({ failed, unknown }) => {
    if (failed > 0) {
      return `Nothing is known today about the ${failed === 1 ? 'one' : spelled(failed)} below; ${failed === 1 ? 'it is' : 'they are'} not counted as good.`;
    }
    return unknown > 0
      ? `${counted(unknown, 'judgement')} could not be made.`
      : 'It says nothing about what was not looked at.';
  },
  notScanned: 'Not scanned',
  criticalTenants: 'Tenants with critical findings',
  ofScanned: (count) => `of ${number(count)}`,
  openFindings: 'Open findings',
  highNote: (critical, high) => `${number(critical)} critical, ${number(high)} high`,
  undecided: 'Could not be decided',
  undecidedNote: (tenants, of) => `in ${number(tenants)} of ${counted(of, 'tenant')}`,
  readInFull: 'Datasets read in full',
  readNote: (tenants) => `of ${counted(tenants, 'scanned tenant')}`,
  all: 'All scanned tenants, worst first',
  allIntro: 'Open findings by check. A dashed cell is unknown and says why; it is not a zero.',
  key: {
    critical: 'critical',
    high: 'high',
    medium: 'medium',
    low: 'low',
    none: 'no finding',
    unknown: '? unknown, with the reason',
    notApplicable: '– nobody to judge',
  },
  tenant: 'Tenant',
  clouds: 'Clouds',
  cloud: { microsoft365: 'M365', 'google-workspace': 'GWS' },
  notDecided: 'Not decided',
  notJudged: 'not judged',
  footer: 'Tenants are compared by what was read. “Read in full” says how much of each that is.',
};
