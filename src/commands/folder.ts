import type { Io } from '../io.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/index.ts';
import { removeDrafts } from '../output/drafts.ts';
import { lockFolder } from '../output/lock.ts';
import { visible } from '../render/plain.ts';
import { type OutputOptions, openOutput, UsageError } from './options.ts';

const longest = 1_000;

/**
 * Does what writes to the folder of reports while no other run does. The folder is made where it is not there, and
 * what a run that was killed began to write there is removed.
 * @throws UsageError when nothing can be written there, or another run writes there
 */
export async function inFolder<T>(
  { options, locale, io }: { options: Pick<OutputOptions, 'out'>; locale: Locale; io: Io },
  work: () => Promise<T>,
): Promise<T> {
  const { out } = options;
  const words = commands(locale).interruption;
  const say = (text: string) => io.err(`${visible(text, longest)}\n`);
  await openOutput(out, locale);
  const lock = await lockFolder(out);
  if (lock.state === 'busy') throw new UsageError(words.busy(out));
  if (lock.state === 'unavailable') {
    say(words.unlocked(out, lock.reason));
    return work();
  }
  try {
    for (const { path, reason } of await removeDrafts(out)) say(words.leftover(path, reason));
    return await work();
  } finally {
    lock.release();
  }
}
