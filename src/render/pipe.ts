import { severities } from '../core/check.ts';
import { datasetNames } from '../core/datasets.ts';
import { mfaCoverageOf } from '../core/mfa-coverage.ts';
import type { Report } from '../core/report.ts';
import { enforcementStates } from '../core/rows/enforcement.ts';
import { newlySeen } from './access.ts';
import { coverageOf } from './digest.ts';
import type { Findings } from './format.ts';
import { historyLines } from './history-pipe.ts';
import { leaversDoubtOf } from './leavers.ts';
import { visible } from './plain.ts';

/** Nothing where there is no HR list. */
function leaversLine(report: Report): string[] {
  const { leavers } = report;
  if (leavers === null) return leaversDoubtOf(report) === null ? [] : ['leavers unknown'];
  const { persons, open, unknown, medianHours } = leavers;
  const counts = `left=${persons.length} open=${open} unknown=${unknown}`;
  return [`leavers ${counts} median-hours=${medianHours ?? 'unknown'}`];
}

/** What a pipe sees: one fact a line, the same in every language. */
export function renderPlain({ report, access }: Findings): string {
  const { tenant, scan, summary, directories } = report;
  const { complete, offered } = coverageOf(report);
  // Where nothing was read a zero would be a claim.
  const dark = directories.every(({ status }) => status === 'failed');
  const failed = severities
    .toReversed()
    .map((severity) => `${severity}=${dark && summary.failed[severity] === 0 ? 'unknown' : summary.failed[severity]}`);
  const gaps = directories.flatMap(({ provider, datasets }) =>
    datasetNames.flatMap((name) => {
      const { gap } = datasets[name];
      return gap === undefined || gap.kind === 'unsupported' ? [] : [`gap ${provider}/${name} ${gap.kind}`];
    }),
  );
  const known = access.filter(({ rows }) => rows.length > 0);
  const mfa = known.map(mfaCoverageOf).map(({ provider, members, states, registered }) => {
    const counts = enforcementStates.map((state) => `${state}=${states[state]}`);
    return `mfa ${provider} members=${members} ${counts.join(' ')} registered=${registered.yes}`;
  });
  const signIns = known.map((directory) => {
    const { provider, since, gap } = directory;
    const window = since === null ? '' : ` since=${since}`;
    return `sign-ins ${provider} new-countries=${gap === null ? newlySeen(directory) : 'unknown'}${window}`;
  });
  const { joined, unjoined } = report.people;
  const people =
    joined.length + unjoined.length > 0 ? [`people joined=${joined.length} unjoined=${unjoined.length}`] : [];
  const lines = [
    `status ${scan.status}, ${complete} of ${offered} datasets read in full`,
    `fail ${failed.join(' ')} unknown=${summary.unknown} accepted=${summary.excepted}`,
    ...mfa,
    ...signIns,
    ...people,
    ...leaversLine(report),
    ...gaps,
    ...historyLines(report.history),
  ];
  return lines.map((line) => `${visible(tenant.id)}: ${line}\n`).join('');
}
