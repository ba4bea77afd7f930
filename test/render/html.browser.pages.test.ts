import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fleetOf, renderFleetHtml } from '../../src/render/fleet.ts';
import { renderHtml } from '../../src/render/html.ts';
import { missing, nothingWrong, opposites, others, Pages, rulesOfColour, views } from './browser.ts';
import { failed, half, quiet, sample, small } from './sample.ts';
import { options } from './words.ts';

const locales = ['en', 'ja'] as const;
const makers = { small, quiet, failed, half };
const pages = locales.flatMap((locale) => [
  ...Object.entries(makers).map(([name, make]) => ({
    name: `${name} ${locale}`,
    html: renderHtml(make(locale), options(locale)),
  })),
  {
    name: `fleet ${locale}`,
    html: renderFleetHtml(
      fleetOf([sample, ...Object.values(makers)].map((make) => make(locale).report)),
      options(locale),
    ),
  },
]);

describe.skipIf(missing)('a page in Chromium', () => {
  let browser: Pages;

  beforeAll(async () => {
    browser = await Pages.start();
  });

  afterAll(() => browser?.end());

  test.each(locales)('sample %s: no violation, no request, no complaint, no sideways scroll', async (locale) => {
    const html = renderHtml(sample(locale), options(locale));
    const found = await Promise.all([
      ...opposites.map((view) => browser.inspect(html, view)),
      ...others.map((view) => browser.inspect(html, view, [...rulesOfColour])),
    ]);
    expect(found).toEqual(nothingWrong([...opposites, ...others]));
    expect(found).toHaveLength(views.length);
  });

  test.each(pages)('$name: no violation, no request, no complaint, no sideways scroll', async ({ html }) => {
    const found = await Promise.all(opposites.map((view) => browser.inspect(html, view)));
    expect(found).toEqual(nothingWrong(opposites));
  });
});
