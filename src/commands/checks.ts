import { checks as all } from '../../checks/index.ts';
import { providers } from '../core/datasets.ts';
import { exitStatus } from '../exit-status.ts';
import type { Io } from '../io.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/commands.ts';
import { catalogue } from '../messages/index.ts';
import { UsageError } from './options.ts';

function list(locale: Locale): string {
  const { checks: texts, ui } = catalogue(locale);
  const width = Math.max(...all.map(({ id }) => id.length));
  return all
    .map(({ id, severity }) => `  ${id.padEnd(width)}  ${ui.label(ui.severity[severity])}${texts[id]?.title ?? ''}\n`)
    .join('');
}

function explain(id: string, locale: Locale): string {
  const { checks: texts, ui } = catalogue(locale);
  const words = commands(locale).checks;
  const check = all.find((candidate) => candidate.id === id);
  const text = texts[id];
  if (check === undefined || text === undefined) throw new UsageError(words.unknownCheck(id));
  const options = Object.entries(check.options).map(([name, value]) => `${name}: ${value}`);
  const controls = check.controls.map(({ framework, version, id: control }) => `${framework} ${version} ${control}`);
  const fixes = providers.flatMap((provider) => {
    const fix = text.fix[provider];
    if (fix === undefined) return [];
    const steps = fix.steps.map((step, index) => `    ${index + 1}. ${step}`);
    return [
      `  ${words.fix} (${ui.provider[provider]})`,
      ...steps,
      ...(fix.command === undefined ? [] : ['', ...indent(fix.command)]),
    ];
  });
  return [
    `  ${check.id}: ${text.title}`,
    '',
    `  ${words.why}: ${text.why}`,
    `  ${words.severity}: ${ui.severity[check.severity]}`,
    ...(options.length === 0 ? [] : [`  ${words.options}: ${options.join(', ')}`]),
    `  ${words.messages}: ${check.messages.join(', ')}`,
    ...(controls.length === 0 ? [] : [`  ${words.controls}: ${controls.join(', ')}`]),
    '',
    ...fixes,
    '',
  ].join('\n');
}

function indent(text: string): string[] {
  return text.split('\n').map((line) => `    ${line}`);
}

/** `shisei checks [ID]`: lists the checks, or explains one. */
export function checks(id: string | undefined, options: { locale?: Locale }, io: Io): number {
  const locale = options.locale ?? 'en';
  io.out(id === undefined ? list(locale) : explain(id, locale));
  return exitStatus.fine;
}
