import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import stringWidth from 'string-width';
import { expect } from 'vitest';
import { unseenCharacters } from '../render/hostile-names.ts';
import { cellsOf, readInline, tableRules } from '../render/markdown-reader.ts';

/** The text of a file; throws where it is not UTF-8. */
export function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes ?? new Uint8Array());
}

/** Where a hidden character stands, with what is around it: a message that can be read. */
function firstUnseen(text: string, allowed: RegExp): string | null {
  const found = unseenCharacters.exec(text.replace(allowed, ' '));
  return found === null ? null : JSON.stringify(text.slice(Math.max(0, found.index - 40), found.index + 40));
}

/** Fails with what is around the place, since whole files are too long to read. */
function expectNone(text: string, pattern: RegExp, what: string): void {
  const found = pattern.exec(text);
  if (found !== null)
    expect.fail(`${what}: ${JSON.stringify(text.slice(Math.max(0, found.index - 150), found.index + 150))}`);
}

export function expectJson(text: string): void {
  expect(firstUnseen(text, /\n/g)).toBeNull();
  expect(() => JSON.parse(text)).not.toThrow();
}

const tag = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z0-9:-]+(?:="[^"<>]*")?)*)\s*\/?>/gi;

/** What a page is made of. */
export interface Skeleton {
  /** How often each element occurs. */
  elements: Readonly<Record<string, number>>;
  /** `element attribute`, each once; for classes and roles their values too. */
  attributes: readonly string[];
  /** Everything between tags. */
  words: string;
}

export function skeletonOf(page: string): Skeleton {
  const body = page.replace(/<style>[\s\S]*?<\/style>/, '<style></style>').replace('<!doctype html>', '');
  const elements: Record<string, number> = {};
  const attributes = new Set<string>();
  for (const [, closing, name = '', all = ''] of body.matchAll(tag)) {
    if (closing === '/') continue;
    elements[name] = (elements[name] ?? 0) + 1;
    for (const [, key = '', value = ''] of all.matchAll(/\s([a-z0-9:-]+)(?:="([^"]*)")?/gi)) {
      attributes.add(
        /^(?:class|role|type|name|scope|tabindex|lang|dir|translate)$/.test(key)
          ? `${name} ${key}=${value}`
          : `${name} ${key}`,
      );
    }
  }
  return { elements, attributes: [...attributes].sort(), words: body.replace(tag, '\u0001') };
}

/** A page that loads and runs nothing, in which every `<` is one of ours. */
export function expectPage(page: string, model: Skeleton): void {
  expect(firstUnseen(page, /\n/g)).toBeNull();
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  expect(page).toContain(`<meta http-equiv="Content-Security-Policy" content="${policy}">`);
  expect(page.match(/<meta http-equiv/g)).toHaveLength(1);
  const { attributes, elements, words } = skeletonOf(page);
  expectNone(words, /[<>]|&(?!(?:amp|lt|gt|quot|#39|nbsp);)/, 'markup');
  const known = new Set(model.attributes);
  expect(attributes.filter((one) => !known.has(one))).toEqual([]);
  expect(Object.keys(elements).filter((name) => !(name in model.elements))).toEqual([]);
  for (const [, target = ''] of page.matchAll(/\shref="([^"]*)"/g)) {
    expect(target).toMatch(/^#[a-z0-9-]+$|^[a-z0-9-]+\/report\.html$/);
  }
  const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
}

const formula = /^[\s"]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212]/u;

export function expectCsv(text: string): void {
  expect(text.startsWith('\ufeff')).toBe(true);
  expect(firstUnseen(text.slice(1), /\r\n/g)).toBeNull();
  const rows = parse(text, { bom: true, record_delimiter: '\r\n' }) as string[][];
  for (const row of rows) {
    expect(row.length).toBe(rows[0]?.length);
    for (const cell of row) {
      if (cell.length > 32_767) expect.fail(`a cell of ${cell.length} characters`);
      for (const part of cell.split(/[;|\n]/)) if (formula.test(part)) expect.fail(`a formula: ${part.slice(0, 80)}`);
    }
  }
}

/** Lines by what they begin with, which is what structure a reader of Markdown sees. */
export function outlineOf(markdown: string): string[] {
  return markdown.split('\n').flatMap((line) => {
    const [mark = ''] = /^(?:#{1,6} |\|(?= ---)|```|~~~|> |={3,}|-{3,}|\t| {4})/.exec(line) ?? [];
    return mark === '' ? [] : [mark.trim()];
  });
}

/** What forges make links, mentions or pictures of. */
const magnet = /:\/\/|www\.|@|[#!$%&~^]\d|\bgh-\d|(?<!\d):[\w+-]+:/i;

export function expectMarkdown(markdown: string): void {
  expect(firstUnseen(markdown, /\n/g)).toBeNull();
  const lines = markdown.split('\n');
  let code = false;
  lines.forEach((line, index) => {
    if (line === '```') code = !code;
    if (code || line === '```') return;
    if (/^\| --- /.test(line)) {
      for (let row = index + 1; lines[row]?.startsWith('|'); row += 1) {
        for (const rule of tableRules) expect(cellsOf(lines[row] ?? '', rule).length).toBe(cellsOf(line, rule).length);
      }
    }
    for (const rule of line.startsWith('|') ? tableRules : [null]) {
      const { bare, words } = readInline(line, rule);
      // Bold words and bars of tables are our own.
      const rest = bare.replaceAll('**', '').replace(/^#{1,6} /, '');
      if (/[`*_[\]<>~]/.test(rest))
        expect.fail(`markup in line ${index + 1}: ${line.slice(0, 300)} ==> ${rest.slice(0, 200)}`);
      if (magnet.test(words)) expect.fail(`a link in line ${index + 1}: ${magnet.exec(words)} ${words.slice(0, 300)}`);
    }
  });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: our own colours
const colours = /\x1b\[(?:1|2|22|3[1-6]|39)m/g;

export function expectTerminal(text: string, columns: number, colour: boolean): void {
  const bare = colour ? text.replace(colours, '') : text;
  expect(firstUnseen(bare, /\n/g)).toBeNull();
  for (const line of bare.split('\n')) {
    // Paths, and the reason of the exit status, are not broken: they are for copying.
    if (stringWidth(line) > columns && !/shisei-hostile-|^ {2}(?:exit|終了コード) 3/.test(line))
      expect.fail(`wider than ${columns}: ${line}`);
  }
}

/** One fact a line, each of one tenant. */
export function expectPiped(text: string, tenants: readonly string[]): void {
  for (const line of text.trimEnd().split('\n')) {
    expect(line).toMatch(/^[ -~]+$/);
    const known = [...tenants.map((id) => `${id}: `), 'wrote ', 'exit 3: '];
    expect(known.filter((start) => line.startsWith(start))).toHaveLength(1);
  }
}

export function expectLogs(text: string): void {
  expect(firstUnseen(text, /\n/g)).toBeNull();
  expect(text === '' || text.endsWith('\n')).toBe(true);
  for (const line of text.split('\n').slice(0, -1)) {
    if (line === '') continue;
    const entry: unknown = JSON.parse(line);
    expect(entry).toMatchObject({ level: expect.stringMatching(/^(?:info|warn)$/), msg: expect.any(String) });
  }
}

/** Lines for people, each about one tenant. */
export function expectLogsForPeople(text: string, tenants: readonly string[]): void {
  expect(firstUnseen(text, /\n/g)).toBeNull();
  for (const line of text.split('\n').slice(0, -1)) {
    expect(tenants.some((id) => line.startsWith(`  ${id}`)) || line === '', line).toBe(true);
  }
}
