import type { ExceptionFinder } from './acceptance.ts';
import {
  type AnyCheck,
  type Check,
  type Context,
  type Directories,
  type Options,
  readingOf,
  type Tables,
  type TenantCheck,
  type TenantContext,
} from './check.ts';
import { controlsFor } from './controls.ts';
import type { DatasetName, Snapshot } from './datasets.ts';
import type { Gap } from './gap.ts';
import { byProvider } from './provider.ts';
import type { RawResult } from './result.ts';
import { notApplicable, resultOf, type Trial } from './trial.ts';

function tellingOf(tables: Tables<DatasetName>, names: readonly DatasetName[]): Gap[] {
  return names.flatMap((name) => tables[name].gap ?? []);
}

/** What is missing of a directory that a check reads; `dark` is that without which nobody can be judged. */
function missingOf(
  check: AnyCheck,
  snapshot: Snapshot,
  tables: Tables<DatasetName>,
): Pick<Trial, 'dark' | 'needed' | 'used'> {
  const { needs, uses } = readingOf(check, snapshot.provider);
  const unread = needs.filter((name) => snapshot.datasets[name].state === 'unavailable');
  return { dark: tellingOf(tables, unread), needed: tellingOf(tables, needs), used: tellingOf(tables, uses) };
}

/**
 * Judges one directory by one check. Nothing is a pass unless somebody looked: an unavailable needed dataset makes all
 * unknown, a partial one leaves convictions standing and nothing else, a check that throws condemns nobody.
 */
export function evaluate(
  check: Check,
  snapshot: Snapshot,
  tables: Tables<DatasetName>,
  context: Context<Options>,
  findException: ExceptionFinder,
): RawResult {
  const { provider, directoryId } = context;
  const { dark, needed, used } = missingOf(check, snapshot, tables);
  const trial: Trial = {
    check,
    provider,
    whole: { type: 'directory', id: directoryId },
    dark: [check.lacks?.(context) ?? [], dark].flat(),
    needed,
    used,
    controls: controlsFor(check.controls, [provider]),
    options: context.options,
    *judgements(limits) {
      const within = { ...context, options: { ...context.options, ...limits } };
      for (const subject of check.subjects(tables, within)) {
        yield { subject: check.name(subject), judge: () => check.judge(subject, tables, within) };
      }
    },
  };
  return check.applies?.(context) === false ? notApplicable(trial) : resultOf(trial, findException);
}

/** Judges all directories of a tenant together by one check, under the same laws. */
export function evaluateTenant(
  check: TenantCheck,
  snapshots: readonly Snapshot[],
  context: TenantContext<Options>,
  findException: ExceptionFinder,
): RawResult {
  const inOrder = snapshots.toSorted(byProvider);
  const read = inOrder.map((snapshot) => {
    const tables = context.tables(snapshot);
    return { tables, ...missingOf(check, snapshot, tables) };
  });
  const providers = inOrder.map(({ provider }) => provider);
  const directories: Directories<DatasetName> = Object.fromEntries(
    providers.map((provider, index) => [provider, read[index]?.tables]),
  );
  const trial: Trial = {
    check,
    provider: null,
    whole: { type: 'tenant', id: context.id },
    dark: [check.lacks?.(context) ?? [], ...read.map(({ dark }) => dark)].flat(),
    needed: read.flatMap(({ needed }) => needed),
    used: read.flatMap(({ used }) => used),
    controls: controlsFor(
      check.controls,
      providers.filter((provider) => check.reads[provider] !== undefined),
    ),
    options: context.options,
    *judgements(limits) {
      const within = { ...context, options: { ...context.options, ...limits } };
      for (const subject of check.subjects(directories, within)) {
        yield { subject: check.name(subject), judge: () => check.judge(subject, directories, within) };
      }
    },
  };
  return check.applies(providers, context) ? resultOf(trial, findException) : notApplicable(trial);
}
