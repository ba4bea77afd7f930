import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fleetOf, renderFleetHtml } from '../../src/render/fleet.ts';
import { renderHtml } from '../../src/render/html.ts';
import { changed, withHistory } from './history-sample.ts';
import { failed, half, hostile, quiet, sample, small } from './sample.ts';
import { options } from './words.ts';

const executablePath = '/usr/bin/chromium';
const missing = !existsSync(executablePath);
if (missing) console.warn(`${executablePath} is missing: the tests in a browser are SKIPPED`);

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const args = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

const makers = { sample, small, quiet, failed, half };
const locales = ['en', 'ja'] as const;
const pages = [
  ...locales.flatMap((locale) =>
    Object.entries(makers).map(([name, make]) => ({
      name: `${name} ${locale}`,
      html: renderHtml(make(locale), options(locale)),
    })),
  ),
  ...locales.map((locale) => {
    const fleet = fleetOf(Object.values(makers).map((make) => make(locale).report));
    return { name: `fleet ${locale}`, html: renderFleetHtml(fleet, options(locale)) };
  }),
  ...locales.map((locale) => ({
    name: `changed ${locale}`,
    html: renderHtml(changed(sample(locale)), options(locale)),
  })),
  { name: 'changed hostile', html: renderHtml(changed(sample(), 'W'.repeat(500)), options('en')) },
  {
    name: 'history that could not be used',
    html: renderHtml(withHistory(sample(), { state: 'unavailable', reason: 'W'.repeat(500) }), options('en')),
  },
  { name: 'hostile', html: renderHtml(hostile('<img src=x onerror=alert(1)>'), options('en')) },
  { name: 'long words', html: renderHtml(hostile('W'.repeat(500)), options('en')) },
  { name: 'fleet of long words', html: renderFleetHtml(fleetOf([hostile('W'.repeat(500)).report]), options('en')) },
];
const views = [1280, 390].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);
/** Enough for pages that are made of the same parts. */
const opposites = views.filter(({ width, colorScheme }) => (width === 390) === (colorScheme === 'dark'));

interface Violation {
  id: string;
  nodes: { html: string }[];
}
declare const window: { axe: { run(): Promise<{ violations: Violation[] }> } };
declare const document: {
  documentElement: { scrollWidth: number };
  querySelectorAll(selector: string): Iterable<{ open: boolean; offsetParent: unknown }>;
};

describe.skipIf(missing)('in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shisei-pages-'));
  let browser: Browser;
  let count = 0;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args });
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(html: string, width: number, colorScheme: 'light' | 'dark') {
    count += 1;
    const file = join(folder, `${count}.html`);
    writeFileSync(file, html);
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
    await page.goto(pathToFileURL(file).href);
    return { context, page, requests, complaints };
  }

  test.each(pages)('$name: no violation, no request, no complaint, no sideways scroll', async ({ name, html }) => {
    for (const { width, colorScheme } of name.startsWith('sample') ? views : opposites) {
      const { context, page, requests, complaints } = await open(html, width, colorScheme);
      await page.evaluate(() => {
        for (const row of document.querySelectorAll('details')) row.open = true;
      });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(complaints).toEqual([]);
      expect(requests).toHaveLength(1);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run());
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      await context.close();
    }
  });

  test('filters show what they say', async () => {
    const { context, page } = await open(renderHtml(sample(), options('en')), 1280, 'light');
    const shown = () => page.locator('.person:visible').count();
    const all = await shown();
    await page.locator('#p-critical').check();
    expect(await shown()).toBe(4);
    await page.locator('#p-all').check();
    expect(await shown()).toBe(all);
    await page.locator('#c-pass').check();
    expect(await page.locator('.row.check:visible').count()).toBe(0);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.row.check:visible').count()).toBeGreaterThan(5);
    await context.close();
  });

  test.each(locales)(
    'the summary of the sample in %s fits into the first screen, with what changed',
    async (locale) => {
      for (const findings of [sample(locale), changed(sample(locale))]) {
        const { context, page } = await open(renderHtml(findings, options(locale)), 1280, 'light');
        const box = await page.locator('#summary').boundingBox();
        expect((box?.y ?? 0) + (box?.height ?? Number.POSITIVE_INFINITY)).toBeLessThanOrEqual(900);
        await context.close();
      }
    },
  );

  test.each(locales)('a phone shows the whole trend in %s', async (locale) => {
    const { context, page } = await open(renderHtml(changed(sample(locale)), options(locale)), 390, 'light');
    const [inner, outer] = await page
      .locator('#trend .scroll')
      .evaluate(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth]);
    expect(inner).toBe(outer);
    expect(await page.locator('#trend .spark:visible').count()).toBe(14);
    await context.close();
  });

  test.each(locales)('a phone shows whole rows of leavers and applications in %s', async (locale) => {
    const { context, page } = await open(renderHtml(sample(locale), options(locale)), 390, 'light');
    for (const region of await page.locator(':is(#leavers, #applications) .scroll').all()) {
      const [inner, outer] = await region.evaluate(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth]);
      expect(inner).toBe(outer);
    }
    const first = page.locator('#leavers tbody tr').first();
    const [name, badge] = await Promise.all([first.locator('th').boundingBox(), first.locator('.badge').boundingBox()]);
    expect(Math.abs((name?.y ?? 0) - (badge?.y ?? 999))).toBeLessThan(20);
    await context.close();
  });

  test('paper unfolds every row', async () => {
    const { context, page } = await open(renderHtml(sample(), options('en')), 800, 'dark');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const folded = await page.locator('.row:not([open]):not(.is-unsure) .evidence li:not(:visible)').count();
    expect(folded).toBe(0);
    expect(await page.locator('#people .fix:visible').count()).toBe(0);
    expect(await page.locator('#people .on-paper:visible').count()).toBeGreaterThan(5);
    expect(await page.locator('#checks .fix:visible').count()).toBeGreaterThan(5);
    expect(await page.locator('#checks .controls').count()).toBeGreaterThan(5);
    expect(await page.locator('#checks .controls:visible').count()).toBe(0);
    expect(await page.locator('#frameworks tbody tr:visible').count()).toBeGreaterThan(20);
    expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(1000);
    await context.close();
  });
});
