import { ConfigurationError } from '../config/problems.ts';
import { exitStatus } from '../exit-status.ts';
import { commands } from '../messages/index.ts';
import { OutputError } from '../output/files.ts';
import { visible } from '../render/plain.ts';
import { SnapshotFileError } from '../snapshot-file.ts';
import { UsageError } from './options.ts';

function describeConfiguration({ file, problems, locale }: ConfigurationError): string {
  return problems
    .map((problem) => {
      const place = problem.line === 0 ? file : `${file}:${problem.line}:${problem.column}`;
      return `${[place, problem.key].filter((part) => part !== '').join('  ')}\n  ${visible(commands(locale).problem(problem), 1_000)}\n`;
    })
    .join('\n');
}

/** An error that reached the top, for people, with the exit status that it means. */
export function describeError(error: unknown): { text: string; status: number } {
  if (error instanceof ConfigurationError) return { text: describeConfiguration(error), status: exitStatus.wrong };
  if (error instanceof UsageError || error instanceof SnapshotFileError) {
    return { text: `${visible(error.message)}\n`, status: exitStatus.wrong };
  }
  if (error instanceof OutputError) return { text: `${visible(error.message)}\n`, status: exitStatus.unread };
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { text: `shisei stopped because of a fault of its own:\n${text}\n`, status: exitStatus.unread };
}
