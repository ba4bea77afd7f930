import { Command } from 'commander';
import { version } from '../version.ts';
import { addHistory } from './history.ts';
import { addScanning } from './scanning.ts';
import type { World } from './world.ts';

/** After a mistake each command points to its own help. */
function pointToHelp(command: Command, path: string): void {
  command.showHelpAfterError(`(${path} --help tells more)`);
  for (const one of command.commands) pointToHelp(one, `${path} ${one.name()}`);
}

/** The whole command line; each command is loaded when it is called. */
export function buildProgram(world: World): Command {
  const program = new Command('shisei')
    .description('Reads the identity posture of Microsoft 365 and Google Workspace. It changes nothing.')
    .version(version)
    .exitOverride();
  addScanning(program, world);
  addHistory(program, world);
  pointToHelp(program, program.name());
  return program;
}
