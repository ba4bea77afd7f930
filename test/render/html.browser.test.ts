import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fleetOf, renderFleetHtml } from '../../src/render/fleet.ts';
import { renderHtml } from '../../src/render/html.ts';
import { missing, nothingWrong, opposites, Pages } from './browser.ts';
import { changed } from './history-sample.ts';
import { quiet, sample } from './sample.ts';
import { options } from './words.ts';

const locales = ['en', 'ja'] as const;
const wide = { width: 1280, colorScheme: 'light' } as const;
const phone = { width: 390, colorScheme: 'light' } as const;

describe.skipIf(missing)('in Chromium', () => {
  let browser: Pages;

  beforeAll(async () => {
    browser = await Pages.start();
  });

  afterAll(() => browser?.end());

  test('filters show what they say', async () => {
    const { page, close } = await browser.open(renderHtml(sample(), options('en')), wide);
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
    await close();
  });

  test.each(locales)(
    'the summary of the sample in %s fits into the first screen, with what changed',
    async (locale) => {
      for (const findings of [sample(locale), changed(sample(locale))]) {
        const { page, close } = await browser.open(renderHtml(findings, options(locale)), wide);
        const box = await page.locator('#summary').boundingBox();
        expect((box?.y ?? 0) + (box?.height ?? Number.POSITIVE_INFINITY)).toBeLessThanOrEqual(900);
        await close();
      }
    },
  );

  test.each(locales)('a phone shows the whole trend in %s', async (locale) => {
    const { page, close } = await browser.open(renderHtml(changed(sample(locale)), options(locale)), phone);
    const [inner, outer] = await page
      .locator('#trend .scroll')
      .evaluate(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth]);
    expect(inner).toBe(outer);
    expect(await page.locator('#trend .spark:visible').count()).toBe(14);
    await close();
  });

  test.each(locales)('a phone shows whole rows of leavers and applications in %s', async (locale) => {
    const { page, close } = await browser.open(renderHtml(sample(locale), options(locale)), phone);
    for (const region of await page.locator(':is(#leavers, #applications) .scroll').all()) {
      const [inner, outer] = await region.evaluate(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth]);
      expect(inner).toBe(outer);
    }
    const first = page.locator('#leavers tbody tr').first();
    const [name, badge] = await Promise.all([first.locator('th').boundingBox(), first.locator('.badge').boundingBox()]);
    expect(Math.abs((name?.y ?? 0) - (badge?.y ?? 999))).toBeLessThan(20);
    await close();
  });

  test('paper unfolds every row', async () => {
    const paper = { width: 800, colorScheme: 'dark' } as const;
    const { page, close } = await browser.open(renderHtml(sample(), options('en')), paper);
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
    await close();
  });

  const html = renderFleetHtml(fleetOf([quiet().report]), options('en'));
  const planted = (markup: string) => html.replace('</main>', `${markup}</main>`);
  const unguarded = (page: string) => page.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
  const pale = unguarded(planted('<p style="color: #bbb; background: #fff">Pale words</p>'));
  const faults = [
    ['words that are too pale', pale, { violations: [expect.stringContaining('color-contrast')] }],
    ['a picture without words', planted('<img src="data:,">'), { violations: [expect.stringContaining('image-alt')] }],
    [
      'a line that is too wide',
      unguarded(planted('<p style="width: 5000px">x</p>')),
      { wide: expect.toSatisfy((by: number) => by > 3000) },
    ],
    ['a picture from elsewhere', unguarded(planted('<img alt="" src="http://127.0.0.1:9/x.png">')), { requests: 2 }],
    [
      'a picture that the policy refuses',
      planted('<img alt="" src="http://127.0.0.1:9/x.png">'),
      { complaints: [expect.stringContaining('Content Security Policy')] },
    ],
    [
      'a script that fails',
      unguarded(planted('<script>nothing.here()</script>')),
      { complaints: [expect.stringContaining('nothing is not defined')] },
    ],
  ] as const;

  test.each(faults)('%s would not go unseen', async (_name, page, wrong) => {
    const found = await Promise.all(opposites.map((view) => browser.inspect(page, view)));
    expect(found).not.toEqual(nothingWrong(opposites));
    for (const one of found) expect(one).toMatchObject(wrong);
  });
});
