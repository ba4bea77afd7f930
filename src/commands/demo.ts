import { resolve } from 'node:path';
import { judgingUnder, usualTimeZone } from '../config/judging.ts';
import { demoJobs } from '../demo/jobs.ts';
import type { Io } from '../io.ts';
import { commands } from '../messages/index.ts';
import { columnsOf, wrapped } from '../output/wrap.ts';
import { inFolder } from './folder.ts';
import type { OutputOptions } from './options.ts';
import { openDisguise } from './pseudonym-key.ts';
import { type ProgressStream, runJobs } from './run.ts';

/** `shisei demo`: scans example tenants, which the program serves itself on loopback, as `scan` would. */
export async function demo(options: OutputOptions, io: Io, stream: ProgressStream): Promise<number> {
  const locale = options.locale ?? 'en';
  const disguise = await openDisguise({ configured: undefined, folder: '.' }, { options, locale, io });
  const world = await demoJobs(options.asOf ?? io.now(), locale);
  try {
    if (!options.quiet && io.terminal.out) {
      const intro = wrapped('  ', commands(locale).demoIntro(resolve(options.out)), columnsOf(io));
      io.out(`\n${intro.join('\n')}\n\n`);
    }
    const jobs = world.jobs.map((job) => ({ ...job, settings: judgingUnder(job.settings, options.profile) }));
    const delivery = { options, locale, timeZone: usualTimeZone(locale), disguise, memory: null, io };
    return await inFolder(delivery, () => runJobs(jobs, delivery, stream));
  } finally {
    await world.close();
  }
}
