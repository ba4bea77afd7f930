import { checks as all } from '../../checks/index.ts';
import type { AnyCheck } from '../core/check.ts';
import { providers } from '../core/provider.ts';
import { exitStatus } from '../exit-status.ts';
import type { Io } from '../io.ts';
import type { Locale } from '../messages/catalogue.ts';
import type { CommandTexts } from '../messages/commands.ts';
import { catalogue, commands } from '../messages/index.ts';
import type { Catalogue } from '../messages/phrasing.ts';
import { columnsOf, wrapped } from '../output/wrap.ts';
import { byStrength } from '../render/results.ts';
import { controlsByStrength } from './control-words.ts';
import { UsageError } from './options.ts';

function list(locale: Locale, columns: number): string {
  const { checks: texts, ui } = catalogue(locale);
  const width = Math.max(...all.map(({ id }) => id.length));
  return all
    .flatMap(({ id, severity }) => {
      const title = `${ui.label(ui.severity[severity])}${texts[id]?.title ?? ''}`;
      return wrapped(`  ${id.padEnd(width)}  `, title, columns);
    })
    .map((line) => `${line}\n`)
    .join('');
}

/** The controls that a check answers, a line for each framework, with the failures that it accepts. */
function controlsOf(check: AnyCheck, { ui }: Catalogue, words: CommandTexts['checks']): Array<[string, string]> {
  const groups = Map.groupBy(check.controls, ({ framework, version }) => `${framework} ${version}`);
  return [...groups].map(([name, mine]) => {
    return [name, ui.frameworks.byStrength(byStrength(controlsByStrength(mine, check.messages, words)))];
  });
}

function explain(id: string, locale: Locale, columns: number): string {
  const texts = catalogue(locale);
  const { ui } = texts;
  const words = commands(locale).checks;
  const check = all.find((candidate) => candidate.id === id);
  const text = texts.checks[id];
  if (check === undefined || text === undefined) throw new UsageError(words.unknownCheck(id));
  const options = Object.entries(check.options).map(([name, value]) => `${name}: ${value}`);
  const controls = controlsOf(check, texts, words);
  const fixes = providers.flatMap((provider) => {
    const fix = text.fix[provider];
    if (fix === undefined) return [];
    const steps = fix.steps.flatMap((step, index) => wrapped(`    ${index + 1}. `, step, columns));
    return [
      `  ${words.fix(ui.provider[provider])}`,
      ...steps,
      ...(fix.command === undefined ? [] : ['', ...indent(fix.command)]),
      '',
    ];
  });
  const fact = (name: string, value: string) => wrapped(`  ${ui.label(name)}`, value, columns);
  return [
    ...wrapped('  ', ui.label(check.id) + text.title, columns),
    '',
    ...fact(words.why, text.why),
    ...fact(words.severity, ui.severity[check.severity]),
    ...(options.length === 0 ? [] : fact(words.options, options.join(', '))),
    ...(text.note === undefined ? [] : fact(words.note, plain(text.note))),
    `  ${ui.label(words.messages).trimEnd()}`,
    ...check.messages.flatMap((message) =>
      wrapped(`    ${ui.label(message)}`, plain(text.meanings[message] ?? ''), columns),
    ),
    ...(controls.length === 0 ? [] : [`  ${ui.label(words.controls).trimEnd()}`]),
    ...controls.flatMap(([name, ids]) => wrapped(`    ${ui.label(name)}`, ids, columns)),
    '',
    ...fixes,
  ].join('\n');
}

/** Backticks mark what is something to type, and a terminal does not show them. */
function plain(text: string): string {
  return text.replaceAll('`', '');
}

/** Commands stay as they are: a line that is broken could not be copied. */
function indent(text: string): string[] {
  return text.split('\n').map((line) => `    ${line}`);
}

/** `shisei checks [ID]`: lists the checks, or explains one. */
export function checks(id: string | undefined, options: { locale?: Locale }, io: Io): number {
  const locale = options.locale ?? 'en';
  const columns = columnsOf(io);
  io.out(id === undefined ? list(locale, columns) : `${explain(id, locale, columns)}\n`);
  return exitStatus.fine;
}
