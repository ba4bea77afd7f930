import pLimit from 'p-limit';
import type { Logger } from 'pino';
import { datasetNames, rowsOf } from '../core/datasets.ts';
import { isFault } from '../core/directory-report.ts';
import type { GatherEvent } from '../core/gather.ts';
import type { Provider } from '../core/provider.ts';
import { openLog } from '../log.ts';
import { commands } from '../messages/index.ts';
import { silentProgress, terminalProgress } from '../output/progress.ts';
import { readTenant, type TenantJob } from '../scan.ts';
import type { SavedScan } from '../snapshot-file.ts';
import { type Delivered, type Delivery, deliver, handed } from './deliver.ts';
import { beginKept } from './keeping.ts';
import { logLevelOf } from './log-level.ts';
import { concludeOutcome } from './outcome.ts';
import { warnOfRoster } from './roster-faults.ts';

/** The stream that progress is drawn on, where stderr is a terminal. */
export type ProgressStream = NodeJS.WriteStream | undefined;

/**
 * Writes a line for each dataset that could not be read, from what was handed in rather than from events: a directory
 * that let nobody in has none. Under `--quiet` facts of the tenant are no news, so that only faults make noise.
 */
function warnOfGaps(log: Logger, { tenant, settings, snapshots }: SavedScan, quiet: boolean): void {
  for (const { provider, datasets } of snapshots) {
    for (const name of datasetNames) {
      const dataset = datasets[name];
      if (dataset.state === 'complete') continue;
      const { state, gap } = dataset;
      const rows = rowsOf<unknown>(dataset).length;
      const entry = { tenant: tenant.id, provider, dataset: name, rows, state, gap: gap.kind, detail: gap.detail };
      if (gap.kind === 'unsupported') log.debug(entry, 'dataset not offered');
      else if (quiet && !isFault(provider, name, gap, settings.expectedGaps)) log.info(entry, 'dataset not read');
      else log.warn(entry, state === 'partial' ? 'dataset read in part' : 'dataset not read');
    }
  }
}

/**
 * Reads tenants, some at a time, and writes each as soon as it is finished. What was finished stays when a signal ends
 * the rest.
 * @param resume whether a scan that broke off is gone on with; undefined: this one is nothing to go on with
 */
export async function runJobs(
  jobs: readonly TenantJob[],
  delivery: Delivery,
  stream: ProgressStream,
  resume?: boolean,
): Promise<number> {
  const { options, locale, disguise, memory, io } = delivery;
  const { signal, now } = io;
  const level = logLevelOf(io, locale);
  const drawn = stream !== undefined && io.terminal.err && !options.quiet;
  const progress = drawn ? terminalProgress(stream, locale) : silentProgress(io.err);
  const log = await openLog({ write: progress.print, terminal: io.terminal.err, quiet: options.quiet, level });
  const onEvent = (tenant: string, provider: Provider, event: GatherEvent) => {
    progress.onEvent(tenant, provider, event);
    if (event.type !== 'done' || event.gap !== null) return;
    const { dataset, state, rows } = event;
    log.info({ tenant, provider, dataset, rows, state }, 'dataset read');
  };
  const kept = resume === undefined ? null : await beginKept(jobs, delivery, resume, progress.print);
  const limit = pLimit(options.concurrency);
  // Judging waits for nothing, so that two at once would only hold up signals for longer.
  const judging = pLimit(1);
  const finished = new Map<string, Delivered>();
  const read = async (job: TenantJob): Promise<() => SavedScan> => {
    const keeping = await kept?.of(job);
    const settings = memory === null ? job.settings : await memory.settingsOf(job.id, job.settings);
    const saved = await readTenant(
      { ...job, settings },
      { signal, now, asOf: options.asOf, disguise, keeping, onEvent },
    );
    warnOfRoster(log, job.id, saved.roster);
    warnOfGaps(log, saved, options.quiet);
    return handed(saved);
  };
  const outcomes = await Promise.allSettled(
    jobs.map((job) =>
      limit(async () => {
        signal.throwIfAborted();
        const take = await read(job);
        finished.set(job.id, await judging(() => deliver(take, delivery)));
      }),
    ),
  );
  progress.stop();
  const delivered = jobs.flatMap(({ id }) => finished.get(id) ?? []);
  const failures = outcomes.flatMap((outcome, index) => {
    return outcome.status === 'rejected' ? [{ tenant: jobs[index]?.id ?? '', error: outcome.reason as unknown }] : [];
  });
  if (!signal.aborted) await kept?.end(failures.length === 0);
  const hint = kept === null ? null : commands(locale).interruption.resume.hint;
  return concludeOutcome({ total: jobs.length, delivered, failures, hint }, delivery);
}
