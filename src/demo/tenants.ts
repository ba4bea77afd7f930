import { calendarOf } from './calendar.ts';
import type { GoogleDirectory, MicrosoftDirectory } from './directory.ts';
import { kitaClinic, kitaClinicTenantId } from './kita-clinic.ts';
import {
  sampleTradingAuditor,
  sampleTradingCustomerId,
  sampleTradingGoogle,
  shopAccount,
} from './sample-trading-google.ts';
import { sampleTradingMicrosoft, sampleTradingTenantId } from './sample-trading-microsoft.ts';
import { rosterFile, sampleTradingRoster } from './sample-trading-roster.ts';
import { address } from './sample-trading-staff.ts';

export interface DemoException {
  check: string;
  /** Login of the account. */
  subject: string;
  reason: string;
  approvedBy: string;
  /** The last day on which it holds. */
  until: string;
}

/** What a configuration would say about an example tenant. */
export interface DemoTenant {
  id: string;
  name: { en: string; ja: string };
  microsoft365?: { tenantId: string };
  googleWorkspace?: { customerId: string; admin: string };
  breakGlass: readonly string[];
  exceptions: readonly DemoException[];
  /** Datasets knowingly not read in full. */
  expectedGaps: readonly string[];
  /** Null: the configuration does not say. */
  approvedCountries: readonly string[] | null;
  /** Accounts of one human, by login. */
  links: readonly (readonly string[])[];
  /** The HR list as a file holds it; null: there is none. */
  roster: { file: string; bytes: Uint8Array } | null;
}

export interface DemoConfiguration {
  tenants: readonly DemoTenant[];
}

export interface DemoDirectories {
  microsoft365: readonly MicrosoftDirectory[];
  google: readonly GoogleDirectory[];
}

/** The directories of the example tenants at that instant; what `startService` takes. */
export function demoDirectories(now: Date): DemoDirectories {
  return { microsoft365: [sampleTradingMicrosoft(now), kitaClinic(now)], google: [sampleTradingGoogle(now)] };
}

export function demoConfiguration(now: Date): DemoConfiguration {
  const calendar = calendarOf(now);
  return {
    tenants: [
      {
        id: 'sample-trading',
        name: { en: 'Sample Trading Co., Ltd.', ja: 'サンプル商事株式会社' },
        microsoft365: { tenantId: sampleTradingTenantId },
        googleWorkspace: { customerId: sampleTradingCustomerId, admin: sampleTradingAuditor },
        breakGlass: [address('bg1'), address('bg2'), address('bg-google')],
        // The board office hides its members, and the scanner is not allowed to see them.
        expectedGaps: ['microsoft365/enforcement'],
        approvedCountries: ['JP'],
        links: [[address('ikeda'), shopAccount]],
        roster: { file: rosterFile, bytes: sampleTradingRoster(now) },
        exceptions: [
          {
            check: 'stale-account',
            subject: address('matsumoto'),
            reason: '育児休業 (parental leave)',
            approvedBy: address('saito'),
            until: calendar.dayAgo(-120),
          },
          {
            check: 'stale-account',
            subject: address('brown'),
            reason: '海外出向 (secondment)',
            approvedBy: address('saito'),
            until: calendar.dayAgo(10),
          },
        ],
      },
      {
        id: 'kita-clinic',
        name: { en: 'Kita Sample Clinic', ja: '北サンプル医院' },
        microsoft365: { tenantId: kitaClinicTenantId },
        breakGlass: ['bg-kita@kita-clinic.example'],
        exceptions: [],
        expectedGaps: [],
        approvedCountries: null,
        links: [],
        roster: null,
      },
    ],
  };
}
