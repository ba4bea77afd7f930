import { type Command, Option } from 'commander';
import type { Locale } from '../messages/catalogue.ts';
import { listOf, localeOf, type Parsed, several, withConfig } from './options.ts';
import type { World } from './world.ts';

function configOf(command: Command): { config: string; locale?: Locale } {
  const given: Parsed = command.opts();
  return { config: String(given.config), ...localeOf(given) };
}

/** A text that was given, or nothing at all. */
function textOf<Key extends string>(command: Command, key: Key): { [K in Key]?: string } {
  const value = command.opts<Parsed>()[key];
  return (value === undefined ? {} : { [key]: String(value) }) as { [K in Key]?: string };
}

function withTenants(command: Command): Command {
  return command.option('--tenant <id>', 'only this tenant; may be given several times', several);
}

function formatOption(...choices: string[]): Option {
  return new Option('--format <format>', 'how to write it').choices(choices);
}

function addDiff(program: Command, { io, finish }: World): void {
  withTenants(withConfig(program.command('diff')))
    .description('say what changed between two scans in the history')
    .argument('[a]', 'the earlier scan: an id, its beginning, a day, previous or latest; by default the last but one')
    .argument('[b]', 'the later scan; by default the newest')
    .addOption(formatOption('text', 'json', 'csv').default('text'))
    .action(async (a: string | undefined, b: string | undefined, _options, command: Command) => {
      const { diff } = await import('../commands/diff.ts');
      const { tenant, format } = command.opts<Parsed>();
      const scans = [a, b].flatMap((word) => word ?? []);
      const asked = { tenant: listOf(tenant), scans, format: String(format) as 'text' | 'json' | 'csv' };
      finish(await diff({ ...configOf(command), ...asked }, io));
    });
}

function addHistoryCommand(program: Command, { io, finish }: World): void {
  withTenants(withConfig(program.command('history')))
    .description('show how figures went over the scans in the history')
    .option('--last <n>', 'only so many scans, from the newest')
    .addOption(formatOption('text', 'json', 'csv').default('text'))
    .action(async (_options, command: Command) => {
      const [{ history }, { parseCount }] = await Promise.all([
        import('../commands/history.ts'),
        import('../commands/options.ts'),
      ]);
      const { tenant, format, last } = command.opts<Parsed>();
      const spoken = configOf(command);
      const some = last === undefined ? {} : { last: parseCount(String(last), spoken.locale ?? 'en', '--last') };
      const asked = { tenant: listOf(tenant), format: String(format) as 'text' | 'json' | 'csv', ...some };
      finish(await history({ ...spoken, ...asked }, io));
    });
}

function addExcept(program: Command, { io, finish }: World): void {
  const except = program.command('except').description('accept a risk until a day, list what is accepted, or end it');
  withConfig(except.command('add'))
    .description('accept what a check finds of somebody, until a day')
    .requiredOption('--tenant <id>', 'the tenant')
    .requiredOption('--check <id>', 'the check, such as stale-account')
    .requiredOption('--subject <name>', 'login or id')
    .requiredOption('--reason <text>', 'why it is acceptable')
    .requiredOption('--approved-by <name>', 'who accepts it')
    .requiredOption('--until <day>', 'the last day on which it holds, such as 2027-03-31')
    .action(async (_options, command: Command) => {
      const { exceptAdd } = await import('../commands/except.ts');
      const { tenant, check, subject, reason, approvedBy, until } = command.opts<Record<string, string>>();
      const given = { tenant, check, subject, reason, approvedBy, until } as Record<
        'tenant' | 'check' | 'subject' | 'reason' | 'approvedBy' | 'until',
        string
      >;
      finish(await exceptAdd({ ...configOf(command), ...given }, io));
    });
  withTenants(withConfig(except.command('list')))
    .description('list accepted risks, and how long they hold')
    .addOption(formatOption('text', 'json', 'csv'))
    .action(async (_options, command: Command) => {
      const { exceptList } = await import('../commands/except-list.ts');
      const tenant = listOf(command.opts<Parsed>().tenant);
      finish(await exceptList({ ...configOf(command), tenant, ...textOf(command, 'format') }, io));
    });
  withConfig(except.command('remove'))
    .description('end an accepted risk that was added by command')
    .argument('<id>', 'its id, or the beginning of it')
    .action(async (id: string, _options, command: Command) => {
      const { exceptRemove } = await import('../commands/except.ts');
      finish(await exceptRemove(id, configOf(command), io));
    });
}

function addPrune(program: Command, { io, finish }: World): void {
  withConfig(program.command('prune'))
    .description('remove old scans from the history, and give their space back')
    .option('--older-than <days>', 'such as 400d; by default as configured under retention')
    .option('--dry-run', 'only say what would be removed')
    .action(async (_options, command: Command) => {
      const { prune } = await import('../commands/prune.ts');
      const dryRun = command.opts<Parsed>().dryRun === true;
      finish(await prune({ ...configOf(command), dryRun, ...textOf(command, 'olderThan') }, io));
    });
  withConfig(program.command('hold'))
    .description('keep a scan from being pruned, or let it go')
    .argument('<scan>', 'an id, its beginning, a day, previous or latest')
    .option('--tenant <id>', 'needed where the history holds several')
    .option('--reason <text>', 'why it must stay')
    .option('--release', 'let it go')
    .action(async (scan: string, _options, command: Command) => {
      const { hold } = await import('../commands/hold.ts');
      const release = command.opts<Parsed>().release === true;
      const asked = { release, ...textOf(command, 'tenant'), ...textOf(command, 'reason') };
      finish(await hold(scan, { ...configOf(command), ...asked }, io));
    });
}

function addAlerts(program: Command, { io, finish }: World): void {
  const alerts = program.command('alerts').description('see to the alerts that the configuration asks for');
  withConfig(alerts.command('list'))
    .description('list alerts that wait, failed or were sent')
    .addOption(formatOption('text', 'json').default('text'))
    .action(async (_options, command: Command) => {
      const { listAlerts } = await import('../commands/alerts.ts');
      finish(await listAlerts({ ...configOf(command), json: command.opts<Parsed>().format === 'json' }, io));
    });
  withConfig(alerts.command('send'))
    .description('try now to send what waits')
    .action(async (_options, command: Command) => {
      const { sendAlerts } = await import('../commands/alerts.ts');
      const { followProxies } = await import('./proxies.ts');
      followProxies(io);
      finish(await sendAlerts(configOf(command), io));
    });
  withConfig(alerts.command('test'))
    .description('send a message that is marked as a test')
    .option('--channel <id>', 'only to this one')
    .action(async (_options, command: Command) => {
      const { testAlerts } = await import('../commands/alerts.ts');
      const { followProxies } = await import('./proxies.ts');
      followProxies(io);
      finish(await testAlerts({ ...configOf(command), ...textOf(command, 'channel') }, io));
    });
}

/** Commands that work with what scans left. */
export function addHistory(program: Command, world: World): void {
  for (const add of [addDiff, addHistoryCommand, addExcept, addPrune, addAlerts]) add(program, world);
}
