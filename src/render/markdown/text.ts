import { visible, visibleSentence } from '../plain.ts';

/**
 * What forges turn into links, mentions and pictures even when it is escaped: addresses, `@name`, `#12`, `!12`, `GH-12`,
 * URLs, `:white_check_mark:`. Only a code span keeps them from it.
 */
const magnets = /[\x21-\x7e]*(?:@|:\/\/|www\.|[#!$%&~^]\d|\bgh-\d|(?<!\d):[a-z0-9_+-]+:)[\x21-\x7e]*/gi;

const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]|<>&#~$@]|[%^!](?=[\w"])/g, (sign) => entities[sign] ?? `\\${sign}`);
}

/** At the start of a line these would open a list, or underline a heading. */
function keptFromStarting(text: string): string {
  return text.replace(/^(\d*)([-+=.):])/, '$1\\$2');
}

/** A fence longer than any run of backticks inside; a bar would end the cell of a table even in code. */
function unbroken(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const room = longest > 0 ? ' ' : '';
  return `${fence}${room}${text.replaceAll('|', '\\|')}${room}${fence}`;
}

/**
 * Text as code. Where a backslash stands before a bar, the code pauses between them: some readers of tables take the two
 * backslashes of `\\|` for one that is escaped, and the bar for the end of the cell; no other escape works in code.
 */
export function codeSpan(text: string): string {
  return text
    .split(/(?<=\\)\|/)
    .map((part) => (part === '' ? '' : unbroken(part)))
    .join('\\|');
}

/** Text of a directory: nothing in it can become markup, a link, an image, HTML, or another cell. */
export function plainMarkdown(text: string, length?: number): string {
  const shown = length === undefined ? visibleSentence(text) : visible(text, length);
  let done = '';
  let from = 0;
  for (const found of shown.matchAll(magnets)) {
    done += escaped(shown.slice(from, found.index)) + codeSpan(found[0]);
    from = found.index + found[0].length;
  }
  return keptFromStarting((done + escaped(shown.slice(from))).trim());
}

/** Our own words; backticks in them mark code as they do in Markdown. */
export function own(text: string): string {
  return visibleSentence(text)
    .split('`')
    .map((part, index) => (index % 2 === 1 ? codeSpan(part) : plainMarkdown(part) === '' ? part : spaced(part)))
    .join('');
}

/** Keeps the spaces around a part, which trimming would eat. */
function spaced(part: string): string {
  const [before = ''] = part.match(/^\s*/) ?? [];
  const [after = ''] = part.match(/\s*$/) ?? [];
  return before + plainMarkdown(part) + after;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [row(heads), row(heads.map(() => '---')), ...rows.map(row), ''];
}
