import { type Severity, severities } from './core/check.ts';
import { faultsOf } from './core/directory-report.ts';
import type { Report } from './core/report.ts';

export const exitStatus = { fine: 0, failing: 1, wrong: 2, unread: 3 } as const;

/** What could not be read and counts against the scan, as `provider/dataset`, or `roster` for the HR list; sorted. */
export function unreadOf(report: Report, expectedGaps: readonly string[]): string[] {
  const unread = report.directories.flatMap((directory) => {
    const faults = faultsOf(directory, expectedGaps);
    const names = directory.status === 'failed' ? [...new Set(['accounts' as const, ...faults])] : faults;
    return names.map((name) => `${directory.provider}/${name}`);
  });
  const isListFaulty = report.notes.some(({ id }) => id === 'roster-faulty');
  return [...unread, ...(isListFaulty ? ['roster'] : [])].sort();
}

function failsAt(report: Report, threshold: Severity): boolean {
  return severities.slice(severities.indexOf(threshold)).some((severity) => report.summary.failed[severity] > 0);
}

/** Whether history was to be kept, and does not hold the scan. */
export function isUnstored({ history }: Report): boolean {
  return history.state === 'unavailable';
}

/** The exit status of the contract, section 2: unread wins over failing. So does what is not in the history. */
export function exitStatusOf(
  judged: readonly { report: Report; unread: readonly string[] }[],
  failOn: Severity | undefined,
): number {
  if (judged.some(({ report, unread }) => unread.length > 0 || isUnstored(report))) return exitStatus.unread;
  if (failOn !== undefined && judged.some(({ report }) => failsAt(report, failOn))) return exitStatus.failing;
  return exitStatus.fine;
}
