import type { Provider } from '../core/provider.ts';

/** What the sentences over all tenants may speak of: counts of tenants with such findings, and of judgements. */
export interface FleetFacts {
  tenants: number;
  failed: number;
  critical: number;
  high: number;
  open: number;
  unknown: number;
}

/** Words of the page over all tenants. */
export interface FleetTexts {
  name: string;
  title: (tenants: number, day: string) => string;
  tenants: (count: number) => string;
  lead: (facts: FleetFacts) => string;
  subLead: (facts: FleetFacts) => string;
  notScanned: string;
  criticalTenants: string;
  ofScanned: (count: number) => string;
  openFindings: string;
  highNote: (critical: number, high: number) => string;
  undecided: string;
  undecidedNote: (tenants: number, of: number) => string;
  readInFull: string;
  readNote: (tenants: number) => string;
  all: string;
  allIntro: string;
  key: Record<'critical' | 'high' | 'medium' | 'low' | 'none' | 'unknown' | 'notApplicable', string>;
  tenant: string;
  clouds: string;
  cloud: Record<Provider, string>;
  notDecided: string;
  notJudged: string;
  footer: string;
}
