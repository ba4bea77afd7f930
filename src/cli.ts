import { isatty } from 'node:tty';
import { CommanderError } from 'commander';
import { localeOf } from './command-line/options.ts';
import { buildProgram } from './command-line/program.ts';
import { describeCrash } from './commands/crash.ts';
import { exitStatus } from './exit-status.ts';
import { createSecrets, type Secrets } from './http/secrets.ts';
import type { Io } from './io.ts';
import type { Locale } from './messages/catalogue.ts';

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
  const finish = (status: number) => {
    process.exitCode = status;
  };
  const program = buildProgram({ io, stream: process.stderr, finish });
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
