import { expect, test } from 'vitest';
import { fleetOf, renderFleetHtml, renderFleetJson } from '../../src/render/fleet.ts';
import { failed, half, quiet, sample, small } from './sample.ts';
import { options } from './words.ts';

const reports = [quiet().report, small().report, failed().report, sample().report, half().report];

test('not scanned first, then the worst, whatever the order of reports', () => {
  const ids = ['kirigamine', 'sample-trading', 'half', 'kita-clinic', 'quiet'];
  expect(fleetOf(reports).tenants.map(({ id }) => id)).toEqual(ids);
  expect(renderFleetJson(fleetOf(reports.toReversed()))).toBe(renderFleetJson(fleetOf(reports)));
});

test('a check of two directories is one cell, and unknown is no pass', () => {
  const { tenants } = fleetOf(reports);
  const half = tenants.find(({ id }) => id === 'half');
  expect(half?.checks['missing-mfa']).toMatchObject({ verdict: 'fail', severity: 'critical', reason: 'network' });
  expect(half?.checks['top-admin-count']).toMatchObject({ verdict: 'unknown', failed: 0, unknown: 1 });
  const clinic = tenants.find(({ id }) => id === 'kita-clinic');
  expect(clinic?.checks['stale-account']).toMatchObject({ verdict: 'unknown', reason: 'licence' });
});

test('what is unknown stands right after the severities, where every screen shows it', () => {
  const { ui, checks } = options('en').catalogue;
  const page = renderFleetHtml(fleetOf(reports), options('en'));
  const heads = [...page.matchAll(/<th scope="col"[^>]*>([^<]*)/g)].map(([, head]) => head);
  const { critical, high } = ui.severity;
  expect(heads.slice(2, 6)).toEqual([critical, high, ui.fleet.notDecided, ui.fleet.readInFull]);
  const topics = Object.values(checks).map(({ topic }) => topic);
  for (const head of heads.slice(6)) expect(topics).toContain(head);
});

test('statuses add up', () => {
  expect(fleetOf(reports).scan.status).toBe('partial');
  expect(fleetOf([failed().report]).scan.status).toBe('failed');
  expect(fleetOf([quiet().report]).scan.status).toBe('complete');
});

test('nothing at all is a page too', () => {
  const fleet = fleetOf([]);
  expect(JSON.parse(renderFleetJson(fleet)).tenants).toEqual([]);
  expect(renderFleetHtml(fleet, options('en'))).toContain('No tenant is configured.');
});
