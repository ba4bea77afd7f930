import { fleetOf, renderFleetHtml } from '../../src/render/fleet.ts';
import { renderHtml } from '../../src/render/html.ts';
import { failed, half, hostile, quiet, sample, small } from '../render/sample.ts';
import { options } from '../render/words.ts';
import { type Skeleton, skeletonOf } from './formats.ts';

function joined(skeletons: readonly Skeleton[]): Skeleton {
  return {
    elements: Object.assign({}, ...skeletons.map(({ elements }) => elements)),
    attributes: [...new Set(skeletons.flatMap(({ attributes }) => attributes))].sort(),
    words: '',
  };
}

/** All that pages may be made of, whatever could be read: from reports in which nothing is hostile. */
export function shapesBeside(models: Readonly<Record<string, Skeleton>>): Record<string, Skeleton> {
  const reports = [sample(), small(), quiet(), failed(), half(), hostile('calm')];
  const pages = reports.map((findings) => skeletonOf(renderHtml(findings, options('en'))));
  const groups = reports.flatMap((findings, index) => [[findings], reports.slice(index)]);
  const fleets = groups.flatMap((group) => {
    const fleet = fleetOf(group.map(({ report }) => report));
    return [{}, { linksTo: 'report.html' }].map((more) => renderFleetHtml(fleet, { ...options('en'), ...more }));
  });
  const { fleet, ...tenants } = models;
  const page = joined([...Object.values(tenants), ...pages]);
  return {
    ...Object.fromEntries(Object.keys(tenants).map((id) => [id, page])),
    fleet: joined([...(fleet === undefined ? [] : [fleet]), ...fleets.map(skeletonOf)]),
  };
}
