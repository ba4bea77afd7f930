import pLimit from 'p-limit';
import type { Provider } from '../core/datasets.ts';
import type { GatherEvent } from '../core/gather.ts';
import { exitStatus } from '../exit-status.ts';
import { openLog } from '../log.ts';
import { commands } from '../messages/commands.ts';
import { makeFolder } from '../output/files.ts';
import { silentProgress, terminalProgress } from '../output/progress.ts';
import { readTenant, type TenantJob } from '../scan.ts';
import { conclude, type Delivered, type Delivery, deliver } from './deliver.ts';
import { describeError } from './errors.ts';

/** The stream that progress is drawn on, where stderr is a terminal. */
export type ProgressStream = NodeJS.WriteStream | undefined;

/**
 * Reads tenants, some at a time, and writes each as soon as it is finished. What was finished stays when a signal ends
 * the rest.
 */
export async function runJobs(jobs: readonly TenantJob[], delivery: Delivery, stream: ProgressStream): Promise<number> {
  const { options, locale, io } = delivery;
  await makeFolder(options.out);
  const drawn = stream !== undefined && io.terminal.err && !options.quiet;
  const progress = drawn ? terminalProgress(stream, locale) : silentProgress(io.err);
  const log = await openLog({ write: progress.print, terminal: io.terminal.err, quiet: options.quiet });
  const onEvent = (tenant: string, provider: Provider, event: GatherEvent) => {
    progress.onEvent(tenant, provider, event);
    if (event.type !== 'done') return;
    const { dataset, state, rows, gap } = event;
    const entry = {
      tenant,
      provider,
      dataset,
      rows,
      state,
      ...(gap === null ? {} : { gap: gap.kind, detail: gap.detail }),
    };
    if (gap === null) log.info(entry, 'dataset read');
    else if (gap.kind === 'unsupported') log.debug(entry, 'dataset not offered');
    else log.warn(entry, state === 'partial' ? 'dataset read in part' : 'dataset not read');
  };
  const limit = pLimit(options.concurrency);
  const finished = new Map<string, Delivered>();
  const outcomes = await Promise.allSettled(
    jobs.map((job) =>
      limit(async () => {
        io.signal.throwIfAborted();
        const saved = await readTenant(job, { signal: io.signal, now: io.now, asOf: options.asOf, onEvent });
        finished.set(job.id, await deliver(saved, delivery));
      }),
    ),
  );
  progress.stop();
  const delivered = jobs.flatMap(({ id }) => finished.get(id) ?? []);
  if (io.signal.aborted) {
    io.err(`${commands(locale).interrupted(delivered.length, jobs.length)}\n`);
    if (delivered.length > 0) await conclude(delivered, delivery);
    throw io.signal.reason;
  }
  const failures = outcomes.flatMap((outcome, index) => {
    return outcome.status === 'rejected' ? [{ tenant: jobs[index]?.id ?? '', error: outcome.reason as unknown }] : [];
  });
  const status = delivered.length > 0 ? await conclude(delivered, delivery) : exitStatus.unread;
  for (const { tenant, error } of failures) io.err(`${tenant}: ${describeError(error).text}`);
  return failures.length > 0 ? exitStatus.unread : status;
}
