import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Night, nightAt, nightsOfMonth, nightWorld } from '../demo/month.ts';
import { monthConfiguration } from '../demo/month-configuration.ts';
import { monthTimeZone } from '../demo/month-people.ts';
import type { Io } from '../io.ts';
import { commands } from '../messages/index.ts';
import { writeWhole } from '../output/files.ts';
import { columnsOf, wrapped } from '../output/wrap.ts';
import type { Delivery } from './deliver.ts';
import { inFolder } from './folder.ts';
import { type Memory, withMemory } from './memory.ts';
import { type OutputOptions, UsageError } from './options.ts';
import { openDisguise } from './pseudonym-key.ts';
import { type ProgressStream, runJobs } from './run.ts';

/** Scans the company as it is on one night, by the clock of that night. */
export async function scanNight(
  night: Night,
  { options, locale, disguise, memory, io }: Omit<Delivery, 'timeZone'>,
  stream: ProgressStream,
): Promise<number> {
  const world = await nightWorld(night, locale);
  const then = { ...io, now: () => night.now };
  try {
    const asked = { ...options, asOf: night.now };
    return await runJobs(
      [world.job],
      { options: asked, locale, timeZone: monthTimeZone, disguise, memory, io: then },
      stream,
    );
  } finally {
    await world.close();
  }
}

function quoted(path: string): string {
  return /\s/.test(path) ? `"${path}"` : path;
}

/** Nobody reads of the nights before the last, and of what is wrong with them. */
function unseen(io: Io): Io {
  return { ...io, out: () => undefined, err: () => undefined, terminal: { out: false, err: false } };
}

/** A store that is there may be somebody's own. */
async function refuseTwice(path: string, taken: (path: string) => string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) throw new UsageError(taken(path));
}

/**
 * `shisei demo --month`: plays a month of nightly scans of an example company into a store of its own, and reports the
 * last night. A store that cannot be used ends it.
 */
export async function demoMonth(options: OutputOptions, io: Io, stream: ProgressStream): Promise<number> {
  const locale = options.locale ?? 'en';
  const words = commands(locale).month;
  const disguise = await openDisguise({ configured: undefined, folder: '.' }, { options, locale, io });
  const last = { night: nightsOfMonth, now: options.asOf ?? io.now() };
  const where = join(resolve(options.out), 'shisei.db');
  const configuration = join(resolve(options.out), 'month.yaml');
  const isShown = !options.quiet && io.terminal.out;
  const say = (text: string) => io.out(`\n${wrapped('  ', text, columnsOf(io)).join('\n')}\n\n`);
  return inFolder({ options, locale, io }, async () => {
    await refuseTwice(where, words.taken);
    if (isShown) say(words.intro(nightsOfMonth, resolve(options.out)));
    await writeWhole(configuration, monthConfiguration(locale, words.configuration));
    let status = 0;
    for (let number = 1; number <= nightsOfMonth; number += 1) {
      const night = nightAt(number, last);
      const isLast = number === nightsOfMonth;
      const place = { where, out: options.out, channels: [], locale, io: { ...io, now: () => night.now } };
      let isStored = false;
      status = await withMemory(place, async (memory) => {
        const watched: Memory = {
          ...memory,
          record: async (entry, ends) => {
            const history = await memory.record(entry, ends);
            isStored = history.state === 'kept';
            return history;
          },
        };
        const quietly = { ...options, format: [], quiet: true, saveSnapshot: false };
        const delivery = { locale, disguise, memory: watched };
        if (isLast) return scanNight(night, { ...delivery, options, io }, stream);
        return scanNight(night, { ...delivery, options: quietly, io: unseen(io) }, undefined);
      });
      if (!isStored) return status;
    }
    if (isShown) {
      say(words.tryThese);
      for (const command of ['history', 'diff']) io.out(`    shisei ${command} --config ${quoted(configuration)}\n`);
    }
    return status;
  });
}
