import { exitStatus } from '../exit-status.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/index.ts';
import { visible } from '../render/plain.ts';

/** How a command ended: what it wrote, and the exit status with its reason. */
export interface Ending {
  files: readonly { tenant: string; path: string }[];
  /** Pages over all tenants. */
  overall: readonly string[];
  status: number;
  /** What could not be read, `tenant/provider/dataset`. */
  unread: readonly string[];
  /** Tenants whose scan or reports broke off. */
  unfinished: readonly string[];
  /** Tenants whose scan is not in the history. */
  unstored: readonly string[];
  /** Findings at or above the level that was asked for; null when none was. */
  failing: { findings: number; level: string } | null;
}

/** One line: the exit status and why. Empty when there is nothing to say. */
export function reasonLine({ status, unread, unfinished, unstored, failing }: Ending, locale: Locale): string {
  const words = commands(locale).ending;
  if (status === exitStatus.unread) {
    return words.exit(status, [
      ...(unread.length === 0 ? [] : [words.unread(unread.map((name) => visible(name)))]),
      ...(unfinished.length === 0 ? [] : [words.unfinished(unfinished.map((id) => visible(id)))]),
      ...(unstored.length === 0 ? [] : [words.unstored(unstored.map((id) => visible(id)))]),
    ]);
  }
  if (status !== exitStatus.failing || failing === null) return '';
  return words.exit(status, [words.failing(failing.findings, failing.level)]);
}

/** For a person: where the reports are, and why the exit status is not 0. */
export function endingForPeople(ending: Ending, locale: Locale): string {
  const words = commands(locale).ending;
  const paths = [...ending.files.map(({ path }) => path), ...ending.overall];
  const why = reasonLine(ending, locale);
  const lines = ['', words.reports, ...paths.map((path) => visible(path, 400)), ...(why === '' ? [] : ['', why])];
  return `${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n`;
}

/** For a pipe: one fact a line, the same in every language. */
export function endingForPipes(ending: Ending): string {
  const why = reasonLine(ending, 'en');
  return [
    ...ending.files.map(({ tenant, path }) => `${tenant}: wrote ${visible(path, 400)}\n`),
    ...ending.overall.map((path) => `wrote ${visible(path, 400)}\n`),
    ...(why === '' ? [] : [`${why}\n`]),
  ].join('');
}
