import { exitStatus } from '../exit-status.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/commands.ts';
import { visible } from '../render/plain.ts';

/** How a command ended: what it wrote, and the exit status with its reason. */
export interface Ending {
  files: readonly { tenant: string; path: string }[];
  /** Pages over all tenants. */
  overall: readonly string[];
  status: number;
  /** What could not be read, `tenant/provider/dataset`. */
  unread: readonly string[];
}

function reason({ status, unread }: Ending, locale: Locale): string {
  const words = commands(locale).ending;
  if (status === exitStatus.unread) return words.unread(unread.map((name) => visible(name)));
  return status === exitStatus.failing ? words.failing : '';
}

/** For a person: where the reports are, and why the exit status is not 0. */
export function endingForPeople(ending: Ending, locale: Locale): string {
  const words = commands(locale).ending;
  const paths = [...ending.files.map(({ path }) => path), ...ending.overall];
  const why = reason(ending, locale);
  const lines = ['', words.reports, ...paths.map((path) => visible(path, 400)), ...(why === '' ? [] : ['', why])];
  return `${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n`;
}

/** For a pipe: one fact a line, the same in every language. */
export function endingForPipes(ending: Ending): string {
  const why = reason(ending, 'en');
  return [
    ...ending.files.map(({ tenant, path }) => `${tenant}: wrote ${visible(path, 400)}\n`),
    ...ending.overall.map((path) => `wrote ${visible(path, 400)}\n`),
    ...(why === '' ? [] : [`${why}\n`]),
  ].join('');
}
