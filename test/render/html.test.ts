import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fleetOf, renderFleetHtml } from '../../src/render/fleet.ts';
import type { Findings } from '../../src/render/format.ts';
import { renderHtml } from '../../src/render/html.ts';
import { peopleOf } from '../../src/render/people.ts';
import { unseenOf } from '../../src/render/unseen.ts';
import { anyText, hostileNames, unseenCharacters } from './hostile.ts';
import { big, failed, half, hostile, quiet, sample, small } from './sample.ts';
import { options } from './words.ts';

const makers = { sample, small, quiet, failed, half };
const pages = Object.entries(makers).flatMap(([name, make]) =>
  (['en', 'ja'] as const).map((locale) => ({ name: `${name} ${locale}`, locale, findings: make(locale) })),
);

function elementsOf(page: string): string[] {
  return [...page.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, name = '']) => name.toLowerCase());
}

function attributesOf(page: string): string[] {
  const tags = page.matchAll(/<[a-z][a-z0-9]*((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/gi);
  return [...tags].flatMap(([, all = '']) => [...all.matchAll(/\s([a-z-]+)(?:=|\s|$)/gi)].map(([, name = '']) => name));
}

function expectSelfContained(page: string) {
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(page).toContain(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
  expect(page.match(/<style/g)).toHaveLength(1);
  const names = new Set(elementsOf(page.replace(style, '')));
  for (const banned of ['script', 'img', 'iframe', 'object', 'embed', 'link', 'form', 'base']) {
    expect(names.has(banned)).toBe(false);
  }
  for (const name of attributesOf(page)) {
    expect(name).not.toMatch(/^on/);
    expect(name).not.toBe('style');
  }
  for (const [, target = ''] of page.matchAll(/\shref="([^"]*)"/g)) {
    expect(target).toMatch(/^#[a-z0-9-]+$|^[a-z0-9-]+\/report\.html$/);
  }
}

test.each(pages)('$name is self-contained and says its language', ({ findings, locale }) => {
  const page = renderHtml(findings, options(locale));
  expect(page).toMatch(new RegExp(`^<!doctype html>\\n<html lang="${locale}">`));
  expectSelfContained(page);
  expect(page).not.toMatch(/undefined|\[object|NaN/);
});

test.each(pages)('every link of $name has its target, and no id is used twice', ({ findings, locale }) => {
  const page = renderHtml(findings, options(locale));
  const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, target] of page.matchAll(/\shref="#([^"]*)"/g)) expect(ids).toContain(target);
});

/** The names of elements, in their order; but for those that keep letters from right to left among themselves. */
function skeletonOf(page: string): string[] {
  return elementsOf(page.replace(/<bdi>([^<]*)<\/bdi>/g, '$1'));
}

function skeleton(findings: Findings): string[] {
  return skeletonOf(renderHtml(findings, options('en')));
}

const calm = skeleton(hostile('calm'));

test.each(hostileNames.filter((name) => name.trim() !== '').map((name) => [name.slice(0, 30), name]))(
  '%j adds no element and hides no character',
  (_label, name) => {
    const page = renderHtml(hostile(name), options('en'));
    expectSelfContained(page);
    expect(skeletonOf(page)).toEqual(calm);
    expect(page.replaceAll('\n', '')).not.toMatch(unseenCharacters);
    expect(page.length).toBeLessThan(1_500_000);
  },
);

test('no text adds an element', () => {
  fc.assert(
    fc.property(
      anyText.filter((text) => text.trim() !== ''),
      (text) => {
        const page = renderHtml(hostile(text), options('en'));
        expect(skeletonOf(page)).toEqual(calm);
        expect(page.replaceAll('\n', '')).not.toMatch(unseenCharacters);
      },
    ),
    { numRuns: 30 },
  );
});

test('the first screen says what is wrong, for whom, and what to do', () => {
  const page = renderHtml(sample(), options('en'));
  const summary = /<section id="summary"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';
  const critical = peopleOf(sample()).filter(({ severity }) => severity === 'critical').length;
  expect(critical).toBeGreaterThan(2);
  expect(summary).toMatch(/people’s accounts need attention today\./);
  expect(summary).toContain('Do these three first');
  expect(summary).toContain('Shinichi Kuroda');
  expect(summary.match(/<li><p class="title">/g)).toHaveLength(3);
});

test('the same address in another case and cloud is one person', () => {
  const page = renderHtml(sample(), options('en'));
  const people = /<section id="people"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';
  expect(people.match(/<span class="name"><bdi>Taro Yamada/g)).toHaveLength(1);
  expect(people).toMatch(
    /Global Administrator in Microsoft\u00a0365: phone as the only second factor[^.]*\. Super Admin in/,
  );
});

test('only the worst row is unfolded', () => {
  const page = renderHtml(sample(), options('en'));
  expect(page.match(/<details class="row[^>]* open>/g)).toHaveLength(2);
});

test('a directory that failed is named before everything else', () => {
  const partly = renderHtml(half(), options('en'));
  expect(partly).toContain('<p class="lead">Google Workspace could not be read. In Microsoft\u00a0365, ');
  expect(partly.indexOf('class="dark"')).toBeLessThan(partly.indexOf('class="figures"'));
  const nothing = renderHtml(failed('ja'), options('ja'));
  expect(nothing).toContain('<p class="lead">何も読み取れませんでした。</p>');
  expect(nothing).not.toContain('<b class="zero">0</b>');
  expect(nothing).toContain('<dt>未対応の指摘 判定不能</dt>');
});

test('where nothing fails the page says what was looked at, and never that all is safe', () => {
  for (const locale of ['en', 'ja'] as const) {
    const page = renderHtml(quiet(locale), options(locale));
    expect(page.replace(/<style>[\s\S]*<\/style>/, '')).not.toMatch(/\bsafe\b|安全です/);
  }
  const page = renderHtml(quiet(), options('en'));
  expect(page).toMatch(/\d+ checks looked at 5 accounts and found nothing to act on\./);
  expect(page).toContain('What was not looked at');
});

test('unknown is counted and explained, with the command to repair it', () => {
  const page = renderHtml(sample(), options('en'));
  const unseen = /<section id="unseen"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';
  expect(unseen.match(/class="gap"/g)).toHaveLength(unseenOf(sample().report, sample().access).length);
  expect(unseen).toContain('<code translate="no">google-workspace/policies</code>');
});

test('an accepted risk stays, and its last 30 days are marked', () => {
  const page = renderHtml(sample(), options('en'));
  const accepted = /<section id="accepted"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';
  expect(accepted).toContain('<span class="soon">in 24 days</span>');
  expect(accepted).toContain('in 130 days');
  expect(accepted.match(/class="soon"/g)).toHaveLength(1);
  // The same person may be accepted in both clouds.
  expect(accepted.match(/<span class="sub">Microsoft\u00a0365<\/span>/g)).toHaveLength(2);
});

test('a page holds 200 people and 50 findings a check, and says how many more there are', () => {
  const report = big();
  const page = renderHtml(report, options('en'));
  expect(page.match(/<details class="row person/g)).toHaveLength(200);
  const [worst] = page.match(/<details class="row check[\s\S]*?<\/details>/g) ?? [];
  expect(worst?.match(/<li><svg/g)).toHaveLength(50);
  expect(page).toMatch(/[\d,]+ more people in findings\.csv/);
  expect(page).toMatch(/[\d,]+ more in findings\.csv/);
  expect(page.length).toBeLessThan(1_800_000);
});

test('the same report gives the same page', () => {
  expect(renderHtml(sample(), options('en'))).toBe(renderHtml(sample(), options('en')));
});

test.each(['en', 'ja'] as const)(
  'the overview of tenants in %s is self-contained, with the dark ones first',
  (locale) => {
    const fleet = fleetOf(Object.values(makers).map((make) => make(locale).report));
    const page = renderFleetHtml(fleet, { ...options(locale), linksTo: 'report.html' });
    expectSelfContained(page);
    expect(fleet.tenants[0]?.id).toBe('kirigamine');
    expect(page.indexOf('class="dark"')).toBeLessThan(page.indexOf('class="kpis"'));
    expect(page).toContain('href="sample-trading/report.html"');
    expect(page).not.toContain('href="kirigamine');
  },
);

test.each(hostileNames.filter((name) => name.trim() !== '').map((name) => [name.slice(0, 30), name]))(
  'the overview stands %j',
  (_label, name) => {
    const page = renderFleetHtml(fleetOf([hostile(name).report, failed().report]), options('en'));
    const model = renderFleetHtml(fleetOf([hostile('calm').report, failed().report]), options('en'));
    expectSelfContained(page);
    expect(elementsOf(page)).toEqual(elementsOf(model));
  },
);
