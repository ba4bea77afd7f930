import { type Command, Option } from 'commander';
import type { OutputOptions } from '../commands/options.ts';
import { type Locale, locales } from '../messages/catalogue.ts';

/** Options as commander hands them over. */
export type Parsed = Record<string, unknown>;

export function localeOption(): Option {
  return new Option('--locale <locale>', 'language of messages and reports').choices([...locales]);
}

/** Options of every command that reads the configuration. */
export function withConfig(command: Command): Command {
  return command.option('--config <file>', 'configuration file', './shisei.yaml').addOption(localeOption());
}

/** Options of every command that writes reports, at an instant that may be chosen. */
export function withOutput(command: Command): Command {
  return withReports(command).option('--as-of <instant>', 'judge as if it were this ISO 8601 instant');
}

/** Options of every command that writes reports. */
export function withReports(command: Command): Command {
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
    .option('--save-snapshot', 'also write what was read, to be judged again')
    .option('--pseudonymise', 'write pseudonyms in place of names and addresses')
    .option('--quiet', 'no progress and no result; what could not be read, and why it failed, go to stderr')
    .option('--concurrency <n>', 'tenants at once', '4');
}

/** Values of an option that may be given several times. */
export function several(value: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), value];
}

export async function outputOptions(command: Command): Promise<OutputOptions> {
  const { parseCount, parseFormats, parseFrameworks, parseInstant, parseProfile, parseSeverity } = await import(
    '../commands/options.ts'
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

/** The language that was asked for. */
export function localeOf(given: Parsed): { locale?: Locale } {
  return given.locale === undefined ? {} : { locale: given.locale as Locale };
}

/** What was given several times, or not at all. */
export function listOf(given: unknown): readonly string[] {
  return Array.isArray(given) ? given.map(String) : [];
}
