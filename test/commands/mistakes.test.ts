import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { buildProgram } from '../../src/command-line/program.ts';
import { listening } from './past-world.ts';

function everyOf(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyOf)];
}

/** What is written to stderr after a command line that is wrong. */
async function complaintOf(...words: string[]): Promise<string> {
  const program = buildProgram({ io: listening(), stream: process.stderr, finish: () => expect.unreachable() });
  let said = '';
  for (const command of everyOf(program)) command.configureOutput({ writeErr: (text) => (said += text) });
  await expect(program.parseAsync(words, { from: 'user' })).rejects.toThrow();
  return said;
}

test('after a mistake each command points to its own help', async () => {
  expect(await complaintOf('--nothing')).toContain('(shisei --help tells more)');
  expect(await complaintOf('scan', '--nothing')).toContain('(shisei scan --help tells more)');
  expect(await complaintOf('except', 'add', '--tenant', 'acme')).toContain('(shisei except add --help tells more)');
  expect(await complaintOf('alerts', '--config', 'x')).toContain('(shisei alerts --help tells more)');
  expect(await complaintOf('diff', '--format', 'html')).toContain('(shisei diff --help tells more)');
});
