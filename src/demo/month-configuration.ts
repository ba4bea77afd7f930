import type { Locale } from '../messages/catalogue.ts';
import { address, monthCustomerId, monthName, monthTenant, monthTenantId, monthTimeZone } from './month-people.ts';
import { scannerApplication, scannerServiceAccount } from './scanner.ts';

/**
 * What `shisei.yaml` would say of the company, with a store beside it, so that its history can be looked at.
 * @param comment its first line, for people
 */
export function monthConfiguration(locale: Locale, comment: string): string {
  return `# ${comment}
version: 1
locale: ${locale}
store: ./shisei.db
tenants:
  - id: ${monthTenant}
    name: ${monthName[locale]}
    timeZone: ${monthTimeZone}
    microsoft365: { tenantId: ${monthTenantId}, clientId: ${scannerApplication(monthTenant).clientId}, azureCli: true }
    googleWorkspace:
      customerId: ${monthCustomerId}
      admin: ${address('mori')}
      serviceAccount: ${scannerServiceAccount(monthTenant).email}
    breakGlass: [${address('bg1')}, ${address('bg2')}]
    approvedCountries: [JP]
`;
}
