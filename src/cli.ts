import http from 'node:http';
import { isatty } from 'node:tty';
import { Command, CommanderError, Option } from 'commander';
import { describeCrash } from './commands/crash.ts';
import type { OutputOptions } from './commands/options.ts';
import { exitStatus } from './exit-status.ts';
import { createSecrets, type Secrets } from './http/secrets.ts';
import type { Io } from './io.ts';
import { type Locale, locales } from './messages/catalogue.ts';
import { version } from './version.ts';

type Parsed = Record<string, unknown>;

/** A signal asked the program to end. */
class Interrupted extends Error {
  readonly status: number;
  constructor(status: number) {
    super('interrupted');
    this.status = status;
  }
}

const signals = { SIGINT: 130, SIGTERM: 143 } as const;
/** What is under way gets this long to end; the contract promises 5 s, of which rendering may take some at a stretch. */
const graceMs = 3_000;

/** Whatever the configuration takes from the environment may be a secret: it is learned when it is taken. */
function listening(env: NodeJS.ProcessEnv, secrets: Secrets): NodeJS.ProcessEnv {
  return new Proxy(env, {
    get(target, name) {
      const value = target[String(name)];
      secrets.learn(value);
      return value;
    },
  });
}

function openIo(secrets: Secrets): Io {
  const controller = new AbortController();
  for (const [name, status] of Object.entries(signals)) {
    process.once(name, () => {
      controller.abort(new Interrupted(status));
      setTimeout(() => process.exit(status), graceMs).unref();
    });
  }
  const colour = isatty(1) && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    terminal: { out: isatty(1), err: isatty(2) },
    colour,
    // A terminal that does not know its width says 0.
    columns: process.stdout.columns || 80,
    env: listening(process.env, secrets),
    hide: (words) => secrets.hide(words),
    now: () => new Date(),
    signal: controller.signal,
  };
}

const proxyVariables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'] as const;

/** Company proxies are named in the environment; Node follows them only when it is told to. The demo needs none. */
async function followProxies({ env }: Io): Promise<void> {
  const named = proxyVariables.filter((name) => env[name]);
  if (named.length === 0 || typeof http.setGlobalProxyFromEnv !== 'function') return;
  const wrong = named.find((name) => URL.parse(env[name] ?? '') === null);
  if (wrong === undefined) {
    http.setGlobalProxyFromEnv();
    return;
  }
  const { UsageError } = await import('./commands/options.ts');
  throw new UsageError(`${wrong} is not the address of a proxy, such as http://proxy.example:8080.`);
}

function localeOption(): Option {
  return new Option('--locale <locale>', 'language of messages and reports').choices([...locales]);
}

function withConfig(command: Command): Command {
  return command.option('--config <file>', 'configuration file', './shisei.yaml').addOption(localeOption());
}

function withOutput(command: Command): Command {
  return withConfig(command)
    .option('--out <dir>', 'folder of the reports', './shisei-out')
    .option('--format <list>', 'formats, comma-separated: json, html, csv, md', 'json,html')
    .option('--fail-on <severity>', 'exit with 1 when a finding is at least: low, medium, high, critical')
    .option(
      '--framework <id>',
      'only what this framework asks for, such as cis-m365; may be given several times',
      several,
    )
    .option('--profile <name>', 'measure as a family of frameworks does: cisa, cis')
    .option('--as-of <instant>', 'judge as if it were this ISO 8601 instant')
    .option('--save-snapshot', 'also write what was read, to be judged again')
    .option('--pseudonymise', 'write pseudonyms in place of names and addresses')
    .option('--quiet', 'no progress and no result; what could not be read, and why it failed, go to stderr')
    .option('--concurrency <n>', 'tenants at once', '4');
}

function several(value: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), value];
}

async function outputOptions(command: Command): Promise<OutputOptions> {
  const { parseCount, parseFormats, parseFrameworks, parseInstant, parseProfile, parseSeverity } = await import(
    './commands/options.ts'
  );
  const given: Parsed = command.opts();
  const spoken = localeOf(given);
  const locale = spoken.locale ?? 'en';
  const frameworks = parseFrameworks(listOf(given.framework), locale);
  const profile = parseProfile(given.profile === undefined ? undefined : String(given.profile), frameworks, locale);
  return {
    config: String(given.config),
    configGiven: command.getOptionValueSource('config') === 'cli',
    out: String(given.out),
    format: parseFormats(String(given.format), locale),
    ...(given.failOn === undefined ? {} : { failOn: parseSeverity(String(given.failOn), locale) }),
    ...(given.asOf === undefined ? {} : { asOf: parseInstant(String(given.asOf), locale) }),
    saveSnapshot: given.saveSnapshot === true,
    pseudonymise: given.pseudonymise === true,
    quiet: given.quiet === true,
    ...spoken,
    concurrency: parseCount(String(given.concurrency), locale),
    frameworks,
    ...(profile === undefined ? {} : { profile }),
  };
}

function localeOf(given: Parsed): { locale?: Locale } {
  return given.locale === undefined ? {} : { locale: given.locale as Locale };
}

/** What was given several times, or not at all. */
function listOf(given: unknown): readonly string[] {
  return Array.isArray(given) ? given.map(String) : [];
}

function buildProgram(io: Io, finish: (status: number) => void): Command {
  const program = new Command('shisei')
    .description('Reads the identity posture of Microsoft 365 and Google Workspace. It changes nothing.')
    .version(version)
    .showHelpAfterError('(shisei --help tells more)')
    .exitOverride();

  withOutput(program.command('demo'))
    .description('scan example tenants that this program serves itself; needs no credentials')
    .action(async (_options, command: Command) => {
      const { demo } = await import('./commands/demo.ts');
      finish(await demo(await outputOptions(command), io, process.stderr));
    });

  withOutput(program.command('scan'))
    .description('scan the tenants of the configuration')
    .option('--tenant <id>', 'only this tenant; may be given several times', several)
    .option('--resume', 'go on with a scan that broke off: read only the directories that it had not finished')
    .action(async (_options, command: Command) => {
      const { scan } = await import('./commands/scan.ts');
      const tenant = listOf(command.opts<Parsed>().tenant);
      await followProxies(io);
      const resume = command.opts<Parsed>().resume === true;
      finish(await scan({ ...(await outputOptions(command)), tenant, resume }, io, process.stderr));
    });

  withOutput(program.command('judge'))
    .description('judge saved snapshots again, offline')
    .argument('<snapshot...>', 'files written with --save-snapshot')
    .action(async (files: string[], _options, command: Command) => {
      const { judge } = await import('./commands/judge.ts');
      finish(await judge(files, await outputOptions(command), io));
    });

  withConfig(program.command('doctor'))
    .description('say what can be read, what cannot and why, and which permissions are more than needed')
    .option('--tenant <id>', 'only this tenant; may be given several times', several)
    .action(async (_options, command: Command) => {
      const { doctor } = await import('./commands/doctor.ts');
      const given: Parsed = command.opts();
      await followProxies(io);
      finish(await doctor({ config: String(given.config), tenant: listOf(given.tenant), ...localeOf(given) }, io));
    });

  program
    .command('checks')
    .description('list the checks, or explain one')
    .argument('[id]', 'a check, such as stale-account')
    .addOption(localeOption())
    .action(async (id: string | undefined, _options, command: Command) => {
      const { checks } = await import('./commands/checks.ts');
      finish(checks(id, localeOf(command.opts()), io));
    });
  return program;
}

/** What to print and how to end after an error that reached the top. */
async function explainError(error: unknown, secrets: Secrets): Promise<{ text: string; status: number }> {
  if (error instanceof Interrupted) return { text: '', status: error.status };
  if (error instanceof CommanderError) {
    return { text: '', status: error.exitCode === 0 ? exitStatus.fine : exitStatus.wrong };
  }
  const { describeError } = await import('./commands/errors.ts');
  return describeError(error, (words) => secrets.hide(words));
}

/** What became of results on their way to standard output. */
interface Shown {
  /** Why they did not arrive; null: nothing is known to be lost, or nobody reads on. */
  fault: Error | null;
}

/** A reader that has seen enough closes the pipe, and the work goes on. Of stderr nobody could be told. */
function guardStreams(): Shown {
  const shown: Shown = { fault: null };
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') shown.fault ??= error;
  });
  return shown;
}

/** Says that results did not arrive: whoever reads the output, or the exit status, must not take silence for good news. */
async function tellUnshown(shown: Shown, locale: Locale, io: Io): Promise<void> {
  // A write that fails is told in the next turn.
  await new Promise((resolve) => setImmediate(resolve));
  const { fault } = shown;
  if (fault === null) return;
  const { commands } = await import('./messages/index.ts');
  io.err(`${commands(locale).interruption.unshown(fault.message)}\n`);
  if (process.exitCode === exitStatus.fine || process.exitCode === exitStatus.failing) {
    process.exitCode = exitStatus.unread;
  }
}

/** What escapes must not look like findings. */
function guardProcess(secrets: Secrets): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      process.stderr.write(describeCrash(error, (words) => secrets.hide(words)));
      process.exit(exitStatus.unread);
    });
  }
}

/** Runs the command line; sets the exit status of the process. */
export async function main(): Promise<void> {
  const secrets = createSecrets();
  guardProcess(secrets);
  // With it, Google's SDK writes every token to stderr.
  delete process.env.GOOGLE_SDK_NODE_LOGGING;
  const shown = guardStreams();
  const io = openIo(secrets);
  const program = buildProgram(io, (status) => {
    process.exitCode = status;
  });
  let locale: Locale = 'en';
  program.hook('preAction', (_program, command) => {
    locale = localeOf(command.opts()).locale ?? locale;
  });
  try {
    await program.parseAsync(process.argv);
  } catch (error) {
    const { text, status } = await explainError(error, secrets);
    if (text !== '') io.err(text);
    process.exitCode = status;
  }
  await tellUnshown(shown, locale, io);
}
