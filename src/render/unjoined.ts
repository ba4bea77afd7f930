import type { ReportedAccount, ReportedUnjoined } from '../core/people-report.ts';

/** More than this are left to report.json. */
export const unjoinedInPage = 50;
/** A number that fills a field may stand on hundreds of accounts. */
const accountsShown = 4;

/** A few of the accounts, and how many more there are. */
export function accountsOfUnjoined({ accounts }: ReportedUnjoined): { shown: ReportedAccount[]; more: number } {
  return { shown: accounts.slice(0, accountsShown), more: Math.max(0, accounts.length - accountsShown) };
}
