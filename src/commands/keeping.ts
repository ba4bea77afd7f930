import type { Io } from '../io.ts';
import { commands } from '../messages/index.ts';
import { visible } from '../render/plain.ts';
import type { Keeping, TenantJob } from '../scan.ts';
import { type KeeperEvent, openKeeper } from '../unfinished/keeper.ts';
import { version } from '../version.ts';
import type { Delivery } from './deliver.ts';

const longest = 1_000;

/** A scan that another run can go on with when it breaks off. */
export interface KeptScan {
  /** What is kept of a tenant, and where the rest will be. */
  of(job: TenantJob): Promise<Keeping>;
  /** When the scan has run to its end; where a tenant broke off, everything is kept, so that nothing is read twice. */
  end(isWhole: boolean): Promise<void>;
}

function describe(event: KeeperEvent, { locale }: Delivery): string | null {
  const { leftover, resume } = commands(locale).interruption;
  if (event.type === 'used') return null;
  if (event.type === 'left') return leftover(event.path, event.reason);
  const place = `${event.tenant}/${event.provider}`;
  if (event.type === 'unkept') return resume.unkept(place, event.reason);
  return event.type === 'broken'
    ? resume.unused(place, 'broken', event.reason)
    : resume.unused(place, event.misfit, '');
}

/**
 * Begins a scan that can be gone on with, or goes on with one that broke off. Says where what was asked for and what is
 * there do not go together.
 */
export async function beginKept(
  jobs: readonly TenantJob[],
  delivery: Delivery,
  resume: boolean,
  print: Io['err'],
): Promise<KeptScan> {
  const { options, locale, disguise, io } = delivery;
  const words = commands(locale).interruption.resume;
  const say = (text: string) => print(`${visible(text, longest)}\n`);
  const sayUnlessQuiet = options.quiet ? () => undefined : say;
  let used = 0;
  const keeper = openKeeper({
    out: options.out,
    version,
    disguise: disguise.fingerprint,
    asOf: options.asOf,
    now: io.now,
    resume,
    onEvent(event) {
      if (event.type === 'used') used += 1;
      const text = describe(event, delivery);
      if (text !== null) say(text);
    },
  });
  const tenants = jobs.map(({ id }) => id);
  const isThere = await keeper.has(tenants);
  if (resume && !isThere) sayUnlessQuiet(words.nothing(options.out));
  if (!resume && isThere) sayUnlessQuiet(words.possible(options.out));
  if (!resume) await keeper.forget(tenants);
  return {
    of: (job) => keeper.of(job),
    async end(isWhole) {
      if (used > 0) sayUnlessQuiet(words.used(used));
      if (isWhole) await keeper.forget(tenants);
      await keeper.forgetOld();
    },
  };
}
