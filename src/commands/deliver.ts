import { join } from 'node:path';
import { checks } from '../../checks/index.ts';
import { buildReport, type Report } from '../core/report.ts';
import { exitStatusOf, unreadOf } from '../exit-status.ts';
import type { Io } from '../io.ts';
import type { Locale } from '../messages/catalogue.ts';
import { catalogue, phrasing } from '../messages/index.ts';
import { endingForPeople, endingForPipes } from '../output/ending.ts';
import { makePrivateFolder, writeWhole } from '../output/files.ts';
import { fleetOf, formats, renderFleetHtml, renderFleetJson, renderPlain, renderTerminal } from '../render/index.ts';
import { type SavedScan, snapshotStream } from '../snapshot-file.ts';
import { version } from '../version.ts';
import type { OutputOptions } from './options.ts';

/** A tenant judged and written; what a fleet page and the exit status need of it. */
export interface Delivered {
  report: Report;
  /** Datasets that could not be read and were not expected to be dark, `provider/dataset`. */
  unread: readonly string[];
  files: readonly string[];
}

export interface Delivery {
  options: OutputOptions;
  locale: Locale;
  timeZone: string;
  io: Io;
}

/** Judges a scan and writes its files. */
export async function deliver(saved: SavedScan, { options, locale, timeZone }: Delivery): Promise<Delivered> {
  const words = catalogue(locale);
  const asOf = options.asOf ?? new Date(saved.scan.asOf);
  const report = buildReport({
    version,
    tenant: saved.tenant,
    scan: { ...saved.scan, asOf },
    snapshots: saved.snapshots,
    checks,
    settings: saved.settings,
    phrasing: phrasing(locale),
  });
  const folder = join(options.out, saved.tenant.id);
  await makePrivateFolder(folder);
  const files: string[] = [];
  for (const name of options.format) {
    const { file, render } = formats[name];
    await writeWhole(join(folder, file), render(report, { catalogue: words, timeZone }));
    files.push(join(folder, file));
  }
  if (options.saveSnapshot) {
    const file = join(folder, 'snapshot.ndjson.gz');
    await writeWhole(file, snapshotStream(saved));
    files.push(file);
  }
  const unread = unreadOf(report, saved.settings.expectedGaps);
  return { report, unread, files };
}

function show(report: Report, { locale, timeZone, io }: Delivery): string {
  const words = catalogue(locale);
  if (!io.terminal.out) return renderPlain(report);
  return renderTerminal(report, { catalogue: words, timeZone, colour: io.colour, columns: io.columns });
}

/** Writes the pages over all tenants, shows the results and where the reports are, and says how it ended. */
export async function conclude(delivered: readonly Delivered[], delivery: Delivery): Promise<number> {
  const { options, locale, timeZone, io } = delivery;
  const overall: string[] = [];
  if (delivered.length > 1) {
    const fleet = fleetOf(delivered.map(({ report }) => report));
    const html = join(options.out, 'fleet.html');
    const linksTo = options.format.includes('html') ? { linksTo: formats.html.file } : {};
    await writeWhole(join(options.out, 'fleet.json'), renderFleetJson(fleet));
    await writeWhole(html, renderFleetHtml(fleet, { catalogue: catalogue(locale), timeZone, ...linksTo }));
    overall.push(html);
  }
  const status = exitStatusOf(delivered, options.failOn);
  if (options.quiet) return status;
  const ending = {
    files: delivered.flatMap(({ report, files }) => files.map((path) => ({ tenant: report.tenant.id, path }))),
    overall,
    status,
    unread: delivered.flatMap(({ report, unread }) => unread.map((name) => `${report.tenant.id}/${name}`)),
  };
  for (const { report } of delivered) io.out(`${show(report, delivery)}${io.terminal.out ? '\n' : ''}`);
  io.out(io.terminal.out ? endingForPeople(ending, locale) : endingForPipes(ending));
  return status;
}
