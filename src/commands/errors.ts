import { ConfigurationError } from '../config/problems.ts';
import { exitStatus } from '../exit-status.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/index.ts';
import { OutputError } from '../output/files.ts';
import { visible } from '../render/plain.ts';
import { SnapshotFileError } from '../snapshot-file.ts';
import { describeCrash } from './crash.ts';
import { UsageError } from './options.ts';

function describeConfiguration({ file, problems, locale }: ConfigurationError): string {
  return problems
    .map((problem) => {
      const place = problem.line === 0 ? file : `${file}:${problem.line}:${problem.column}`;
      return `${[place, problem.key].filter((part) => part !== '').join('  ')}\n  ${visible(commands(locale).problem(problem), 1_000)}\n`;
    })
    .join('\n');
}

/**
 * An error that reached the top, for people, with the exit status that it means.
 * @param hide takes out what is known to be a secret
 */
export function describeError(error: unknown, hide?: (words: string) => string): { text: string; status: number } {
  if (error instanceof ConfigurationError) return { text: describeConfiguration(error), status: exitStatus.wrong };
  if (error instanceof UsageError || error instanceof SnapshotFileError) {
    return { text: `${visible(error.message, 1_000)}\n`, status: exitStatus.wrong };
  }
  if (error instanceof OutputError) return { text: `${visible(error.message, 1_000)}\n`, status: exitStatus.unread };
  return { text: describeCrash(error, hide), status: exitStatus.unread };
}

/** An error that ended one tenant, while others go on. */
export function describeTenantError(
  tenant: string,
  error: unknown,
  { locale, hide }: { locale: Locale; hide?: ((words: string) => string) | undefined },
): string {
  const words = commands(locale).interruption;
  if (error instanceof OutputError) return `${tenant}: ${visible(words.unwritten(error.path, error.reason), 1_000)}\n`;
  return describeCrash(error, hide, words.crashed(tenant));
}
