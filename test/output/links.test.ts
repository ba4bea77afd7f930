import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const markdown = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

/** The heading as an address, as it is shown on the web. */
function anchorOf(heading: string): string {
  const words = heading.toLowerCase().replace(/[^\p{Letter}\p{Number}\s_-]/gu, '');
  return words.trim().replaceAll(' ', '-');
}

function linksOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8').replace(/^ *```[\s\S]*?^ *```/gm, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '');
}

function isBroken(file: string, link: string): boolean {
  if (/^[a-z]+:/.test(link)) return false;
  const [path = '', anchor] = decodeURI(link).split('#');
  const target = path === '' ? file : join(dirname(file), path);
  if (!existsSync(join(root, target))) return true;
  if (anchor === undefined || !target.endsWith('.md')) return false;
  const headings = readFileSync(join(root, target), 'utf8').matchAll(/^#+ (.*)$/gm);
  return ![...headings].some(([, heading]) => anchorOf(heading ?? '') === anchor);
}

describe('every link leads to a file and heading that is there:', () => {
  const files = [...markdown('.'), ...markdown('docs'), ...markdown('docs/checks')];
  it.each(files)('%s', (file) => {
    expect(linksOf(file).filter((link) => isBroken(file, link))).toEqual([]);
  });

  it('the reader of links finds some', () => {
    expect(linksOf('README.md').length).toBeGreaterThan(20);
    expect(isBroken('README.md', 'docs/nothing.md')).toBe(true);
    expect(isBroken('README.md', '#no-such-heading')).toBe(true);
  });
});
