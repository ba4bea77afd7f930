import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { said } from '../../src/render/html/markup.ts';
import { spoilerOf } from './disguises.ts';
import { textOf } from './formats.ts';
import { harmless } from './harmless.ts';
import { type Told, told } from './world.ts';

const executablePath = '/usr/bin/chromium';
const missing = !existsSync(executablePath);
if (missing) console.warn(`${executablePath} is missing: hostile names are NOT tried in a browser`);

const args = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** What the page holds, as the browser understood it. */
interface Found {
  width: number;
  elements: Record<string, number>;
  handlers: string[];
  targets: string[];
  /** Words that stand left of those before them, on the same line. */
  reordered: string[];
  title: string;
  ran: unknown;
}
interface Box {
  left: number;
  top: number;
  height: number;
}
interface Element {
  localName: string;
  open: boolean;
  className: unknown;
  attributes: Iterable<{ name: string; value: string }>;
  childNodes: Iterable<{ nodeType: number; textContent: string | null }>;
}
declare const document: {
  title: string;
  documentElement: { scrollWidth: number };
  querySelectorAll(selector: string): Iterable<Element>;
  createRange(): {
    selectNodeContents(node: unknown): void;
    setStart(node: unknown, at: number): void;
    setEnd(node: unknown, at: number): void;
    getClientRects(): Iterable<Box>;
    getBoundingClientRect(): Box;
  };
  createTreeWalker(root: unknown, what: number): { nextNode(): { textContent: string | null } | null };
};
declare const window: { ran?: unknown };

function look(): Found {
  const elements: Record<string, number> = {};
  const handlers: string[] = [];
  const targets: string[] = [];
  for (const { localName, attributes } of document.querySelectorAll('*')) {
    elements[localName] = (elements[localName] ?? 0) + 1;
    for (const { name, value } of attributes) {
      if (/^on|^style$|^src/.test(name)) handlers.push(`${localName} ${name}`);
      if (name === 'href' && !/^#[a-z0-9-]+$/.test(value)) targets.push(value);
    }
  }
  const reordered: string[] = [];
  for (const sentence of document.querySelectorAll('bdi[dir=ltr]')) {
    let before: Box | undefined;
    for (const node of sentence.childNodes) {
      const range = document.createRange();
      range.selectNodeContents(node);
      const [first] = range.getClientRects();
      if (first === undefined) continue;
      if (before !== undefined && Math.abs(first.top - before.top) < first.height / 2 && first.left < before.left) {
        reordered.push(node.textContent ?? '');
      }
      before = first;
    }
  }
  const width = document.documentElement.scrollWidth;
  return { width, elements, handlers, targets, reordered, title: document.title, ran: window.ran };
}

/** How far from the left each of some words stands. */
function placesOfWords(element: unknown, words: readonly string[]): number[] {
  const texts = document.createTreeWalker(element, 4);
  const found: number[] = [];
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    for (const word of words) {
      const at = node.textContent?.indexOf(word) ?? -1;
      if (at === -1) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + word.length);
      found[words.indexOf(word)] = range.getBoundingClientRect().left;
    }
  }
  return found;
}

/** One in seven scans: every hostile text stands in some places of these. */
const runs = [0, 7, 14, 21, 28, 35] as const;

describe.skipIf(missing)('a hostile report in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shisei-hostile-pages-'));
  const hits: string[] = [];
  let browser: Browser;
  let server: Server;
  let model: Awaited<ReturnType<typeof harmless>>;
  let count = 0;

  beforeAll(async () => {
    server = createServer(({ url }, response) => {
      hits.push(url ?? '');
      response.setHeader('content-type', 'text/javascript').end('window.ran = "from outside"');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    [browser, model] = await Promise.all([chromium.launch({ executablePath, args }), harmless()]);
  });

  afterAll(async () => {
    await browser?.close();
    await new Promise((done) => server.close(done));
    rmSync(folder, { recursive: true, force: true });
  });

  async function shown(html: string, width: number): Promise<Found & { requests: string[]; complaints: string[] }> {
    count += 1;
    const file = join(folder, `${count}.html`);
    writeFileSync(file, html);
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const page = await context.newPage();
    const [requests, complaints]: [string[], string[]] = [[], []];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(pathToFileURL(file).href);
    await page.evaluate(() => {
      for (const row of document.querySelectorAll('details')) row.open = true;
    });
    const found = await page.evaluate(look);
    await context.close();
    return { ...found, requests, complaints };
  }

  const pageOf = ({ scan }: Told, path = 'sample-trading/report.html') => textOf(scan.written.get(path));

  async function hostile(run: number): Promise<Told> {
    const spoiler = spoilerOf({ extent: 'names', run, ...model.known });
    return told({ locale: run % 2 === 0 ? 'en' : 'ja', faults: spoiler.faults, spoiler });
  }

  test.each(runs)('run %i: runs nothing, loads nothing, has no element by a name, and fits a phone', async (run) => {
    const found = await hostile(run);
    const plain = (await shown(pageOf(model.told), 1280)).elements;
    for (const width of [1280, 390]) {
      const page = await shown(pageOf(found), width);
      expect({ ...page, elements: {}, title: '' }).toEqual({
        ...{ elements: {}, title: '', handlers: [], targets: [], reordered: [], complaints: [], ran: undefined },
        ...{ requests: [expect.stringMatching(/^file:/)], width },
      });
      // Names make lines longer and lists shorter, but nothing that is not there without them.
      expect(Object.keys(page.elements).filter((name) => !(name in plain))).toEqual([]);
      for (const name of ['section', 'table', 'h1', 'h2', 'h3', 'details', 'form', 'input', 'style', 'meta', 'title']) {
        expect([name, page.elements[name]]).toEqual([name, plain[name]]);
      }
      const fleet = await shown(pageOf(found, 'fleet.html'), width);
      expect(fleet).toMatchObject({ width, handlers: [], reordered: [], complaints: [] });
    }
  });

  test('the policy holds where escaping would fail: nothing runs or loads, though it stands in the page as markup', async () => {
    const { port } = server.address() as AddressInfo;
    const origin = `http://127.0.0.1:${port}`;
    const attacks = [
      '<script>window.ran = 1</script>',
      '<img src=x onerror="window.ran = 2">',
      '<svg onload="window.ran = 3"></svg>',
      '<details open ontoggle="window.ran = 4"><summary>x</summary></details>',
      '<input autofocus onfocus="window.ran = 5">',
      `<script src="${origin}/script.js"></script>`,
      `<script type="module">import "${origin}/module.js"</script>`,
      `<img src="${origin}/image.png"><video src="${origin}/video" autoplay></video><audio src="${origin}/audio"></audio>`,
      `<link rel="stylesheet" href="${origin}/style.css"><link rel="preload" as="script" href="${origin}/preload.js">`,
      `<iframe src="${origin}/frame"></iframe><iframe srcdoc="<script>parent.ran = 6</script>"></iframe>`,
      `<object data="${origin}/object"></object><embed src="${origin}/embed">`,
      `<style>body { background: url(${origin}/background.png) }</style>`,
      `<p style="background: url(${origin}/inline.png)">x</p>`,
      `<base href="${origin}/base/">`,
    ];
    const whole = pageOf(model.told);
    const spoilt = whole.replace('<main', `${attacks.join('\n')}<main`);
    expect(spoilt.length).toBeGreaterThan(whole.length);
    hits.length = 0;
    const page = await shown(spoilt, 1280);
    expect(page.ran).toBeUndefined();
    expect(hits).toEqual([]);
    expect(page.complaints.length).toBeGreaterThan(attacks.length - 2);
    for (const complaint of page.complaints) expect(complaint).toMatch(/Content Security Policy/i);
    // Without the policy all of this would work: the attacks are real ones.
    const open = await shown(spoilt.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''), 1280);
    expect(open.ran).toBeDefined();
    expect(hits.length).toBeGreaterThan(5);
  });

  test('a name that is written from right to left leaves the number beside it where it is', async () => {
    const sentence = 'Held by עברית: 90 days';
    const probes = `<p id="isolated">${said(sentence)}</p><p id="bare"><bdi dir="ltr">${sentence}</bdi></p>`;
    const file = join(folder, 'probes.html');
    writeFileSync(file, pageOf(model.told).replace('<main', `${probes}<main`));
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
    const places = (id: string) => page.locator(`#${id}`).evaluate(placesOfWords, ['עברית', '90']);
    const [name = 0, number = 0] = await places('isolated');
    expect(number).toBeGreaterThan(name);
    const [bareName = 0, bareNumber = 0] = await places('bare');
    expect(bareNumber).toBeLessThan(bareName);
    await page.close();
  });
});
