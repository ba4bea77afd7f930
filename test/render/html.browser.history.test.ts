import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fleetOf, renderFleetHtml } from '../../src/render/fleet.ts';
import type { Findings } from '../../src/render/format.ts';
import { renderHtml } from '../../src/render/html.ts';
import { missing, nothingWrong, opposites, Pages } from './browser.ts';
import { changed, withHistory } from './history-sample.ts';
import { hostile, sample } from './sample.ts';
import { options } from './words.ts';

const locales = ['en', 'ja'] as const;

/** The section of frameworks is the largest, and knows of no history; pages that have none are to be looked at for it. */
function withoutFrameworks(findings: Findings): Findings {
  return { ...findings, report: { ...findings.report, frameworks: [] } };
}

const long = 'W'.repeat(500);
const plain = withoutFrameworks(sample());
const pages = [
  ...locales.map((locale) => ({
    name: `changed ${locale}`,
    html: renderHtml(changed(withoutFrameworks(sample(locale))), options(locale)),
  })),
  { name: 'changed hostile', html: renderHtml(changed(plain, long), options('en')) },
  {
    name: 'history that could not be used',
    html: renderHtml(withHistory(plain, { state: 'unavailable', reason: long }), options('en')),
  },
  { name: 'hostile', html: renderHtml(hostile('<img src=x onerror=alert(1)>'), options('en')) },
  { name: 'long words', html: renderHtml(hostile(long), options('en')) },
  { name: 'fleet of long words', html: renderFleetHtml(fleetOf([hostile(long).report]), options('en')) },
];

describe.skipIf(missing)('a page with a past, or of somebody hostile, in Chromium', () => {
  let browser: Pages;

  beforeAll(async () => {
    browser = await Pages.start();
  });

  afterAll(() => browser?.end());

  test.each(pages)('$name: no violation, no request, no complaint, no sideways scroll', async ({ html }) => {
    const found = await Promise.all(opposites.map((view) => browser.inspect(html, view)));
    expect(found).toEqual(nothingWrong(opposites));
  });
});
