import type { Command } from 'commander';
import {
  listOf,
  localeOf,
  localeOption,
  outputOptions,
  type Parsed,
  several,
  withConfig,
  withOutput,
  withReports,
} from './options.ts';
import type { World } from './world.ts';

function withStore(command: Command): Command {
  return command.option('--no-store', 'keep no history of this scan, and alert nobody');
}

async function followProxies({ io }: World): Promise<void> {
  const proxies = await import('./proxies.ts');
  proxies.followProxies(io);
}

function addDemo(program: Command, { io, stream, finish }: World): void {
  withOutput(program.command('demo'))
    .description('scan example tenants that this program serves itself; needs no credentials')
    .option('--month', 'play a month of nightly scans of an example company, to see what history tells')
    .action(async (_options, command: Command) => {
      const options = await outputOptions(command);
      if (command.opts<Parsed>().month === true) {
        const { demoMonth } = await import('../commands/demo-month.ts');
        finish(await demoMonth(options, io, stream));
        return;
      }
      const { demo } = await import('../commands/demo.ts');
      finish(await demo(options, io, stream));
    });
}

function addScan(program: Command, world: World): void {
  const { io, stream, finish } = world;
  withStore(withOutput(program.command('scan')))
    .description('scan the tenants of the configuration')
    .option('--tenant <id>', 'only this tenant; may be given several times', several)
    .option('--resume', 'go on with a scan that broke off: read only the directories that it had not finished')
    .action(async (_options, command: Command) => {
      const { scan } = await import('../commands/scan.ts');
      const { tenant, resume, store } = command.opts<Parsed>();
      await followProxies(world);
      const chosen = { tenant: listOf(tenant), resume: resume === true, store: store !== false };
      finish(await scan({ ...(await outputOptions(command)), ...chosen }, io, stream));
    });
}

function addSchedule(program: Command, world: World): void {
  const { io, stream, finish } = world;
  withStore(withReports(program.command('schedule')))
    .description('scan by the plans of the configuration, until a signal ends it')
    .option('--now', 'scan all tenants of the plans at once, and then by plan')
    .option('--once', 'scan what is due, and end')
    .option('--health-port <n>', 'tell on this port of 127.0.0.1, under /healthz, how it is going')
    .action(async (_options, command: Command) => {
      const [{ schedule }, { scan }, { parsePort }] = await Promise.all([
        import('../commands/schedule.ts'),
        import('../commands/scan.ts'),
        import('../commands/options.ts'),
      ]);
      const { now, once, healthPort, store } = command.opts<Parsed>();
      await followProxies(world);
      const options = await outputOptions(command);
      const port =
        healthPort === undefined ? {} : { healthPort: parsePort(String(healthPort), options.locale ?? 'en') };
      const chosen = { now: now === true, once: once === true, store: store !== false, ...port };
      finish(await schedule({ ...options, ...chosen }, io, stream, scan));
    });
}

function addJudge(program: Command, { io, finish }: World): void {
  withOutput(program.command('judge'))
    .description('judge saved snapshots again, offline')
    .argument('<snapshot...>', 'files written with --save-snapshot')
    .action(async (files: string[], _options, command: Command) => {
      const { judge } = await import('../commands/judge.ts');
      finish(await judge(files, await outputOptions(command), io));
    });
}

function addDoctor(program: Command, world: World): void {
  withConfig(program.command('doctor'))
    .description('say what can be read, what cannot and why, and which permissions are more than needed')
    .option('--tenant <id>', 'only this tenant; may be given several times', several)
    .action(async (_options, command: Command) => {
      const { doctor } = await import('../commands/doctor.ts');
      const given: Parsed = command.opts();
      await followProxies(world);
      const options = { config: String(given.config), tenant: listOf(given.tenant), ...localeOf(given) };
      world.finish(await doctor(options, world.io));
    });
}

function addChecks(program: Command, { io, finish }: World): void {
  program
    .command('checks')
    .description('list the checks, or explain one')
    .argument('[id]', 'a check, such as stale-account')
    .addOption(localeOption())
    .action(async (id: string | undefined, _options, command: Command) => {
      const { checks } = await import('../commands/checks.ts');
      finish(checks(id, localeOf(command.opts()), io));
    });
}

/** Commands that read and judge. */
export function addScanning(program: Command, world: World): void {
  for (const add of [addDemo, addScan, addSchedule, addJudge, addDoctor, addChecks]) add(program, world);
}
