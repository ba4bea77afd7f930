import { type Budget, createBudget, type Limit } from '../../src/http/budget.ts';
import type { Call } from '../../src/http/door.ts';

/**
 * The pace of each kind of request to one tenant.
 * https://learn.microsoft.com/graph/throttling-limits
 * @param windowFactor how many times as long as documented the windows are
 */
export function graphBudgets(origin: string, windowFactor = 1): (call: Call) => Budget | undefined {
  const windows = (limit: Limit): Budget => createBudget({ ...limit, windowMs: limit.windowMs * windowFactor });
  const directory = windows({ requests: 700, windowMs: 10_000, probe: true });
  const reports = windows({ requests: 5, windowMs: 10_000, probe: true });
  const usage = windows({ requests: 14, windowMs: 600_000, probe: false });
  /** Shared with every other program that reads this tenant, and refused without Retry-After. */
  const protection = windows({ requests: 1, windowMs: 1_000, probe: false });

  /** Shared likewise. https://learn.microsoft.com/graph/api/serviceprincipal-list */
  const credentials = windows({ requests: 150, windowMs: 60_000, probe: false });

  return ({ url }) => {
    if (url.origin !== origin) return undefined;
    if (/\/reports\/getOffice365/i.test(url.pathname)) return usage;
    if (/\/(?:identity\/conditionalAccess|identityProtection)\//i.test(url.pathname)) return protection;
    if (/\/(?:auditLogs|reports\/authenticationMethods)\//i.test(url.pathname)) return reports;
    if (/\/users$/.test(url.pathname) && /signInActivity/i.test(url.search)) return reports;
    if (/\/(?:servicePrincipals|applications)$/.test(url.pathname) && /keyCredentials/i.test(url.search))
      return credentials;
    return directory;
  };
}
