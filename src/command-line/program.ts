import { Command } from 'commander';
import { version } from '../version.ts';
import { addHistory } from './history.ts';
import { addScanning } from './scanning.ts';
import type { World } from './world.ts';

/** The whole command line; each command is loaded when it is called. */
export function buildProgram(world: World): Command {
  const program = new Command('shisei')
    .description('Reads the identity posture of Microsoft 365 and Google Workspace. It changes nothing.')
    .version(version)
    .showHelpAfterError('(shisei --help tells more)')
    .exitOverride();
  addScanning(program, world);
  addHistory(program, world);
  return program;
}
