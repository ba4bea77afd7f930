import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { checks } from '../../checks/index.ts';
import { accessOf } from '../core/access.ts';
import { reportSteps } from '../core/build-report.ts';
import { type Severity, severities, type Tenant } from '../core/check.ts';
import type { Snapshot } from '../core/datasets.ts';
import { accessEndsOf } from '../core/history/access-ends.ts';
import { entrySteps } from '../core/history/build-entry.ts';
import { byProvider } from '../core/provider.ts';
import type { Report } from '../core/report.ts';
import { tenantOf } from '../core/tenant.ts';
import { exitStatus, exitStatusOf, isUnstored, unreadOf } from '../exit-status.ts';
import type { Io } from '../io.ts';
import type { Locale } from '../messages/catalogue.ts';
import { catalogue, phrasing } from '../messages/index.ts';
import { endingForPeople, endingForPipes, reasonLine } from '../output/ending.ts';
import { makePrivateFolder, writeWhole } from '../output/files.ts';
import type { Disguise } from '../pseudonyms/disguise.ts';
import {
  type Findings,
  fleetOf,
  formats,
  renderFleetHtml,
  renderFleetJson,
  renderPlain,
  terminalSteps,
} from '../render/index.ts';
import { type SavedScan, snapshotStream } from '../snapshot-file.ts';
import { version } from '../version.ts';
import { describeTenantError } from './errors.ts';
import type { Memory } from './memory.ts';
import type { OutputOptions } from './options.ts';

/** A tenant judged and written; what a fleet page and the exit status need of it. */
export interface Delivered {
  report: Report;
  /** Datasets that could not be read and were not expected to be dark, `provider/dataset`. */
  unread: readonly string[];
  files: readonly string[];
  /** What a person, or a pipe, reads of it; empty under --quiet. */
  shown: string;
}

export interface Delivery {
  options: OutputOptions;
  locale: Locale;
  /** The zone in which pages over all tenants show dates; a tenant has its own. */
  timeZone: string;
  disguise: Disguise;
  /** Null: nothing is kept, and nothing is known of earlier scans. */
  memory: Memory | null;
  io: Io;
}

/** Lets signals and other tenants have their turn: judging and rendering wait for nothing. */
async function listen(signal?: AbortSignal): Promise<void> {
  await turn();
  signal?.throwIfAborted();
}

/** @param signal not given: nothing ends it */
async function walk<T>(steps: Iterator<unknown, T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await listen(signal);
  }
}

interface Remembering {
  saved: SavedScan;
  snapshots: readonly Snapshot[];
  facts: Tenant;
}

/** Leaves the scan to history, and puts into the report what changed since the one before. */
async function remembered(
  report: Report,
  { saved, snapshots, facts }: Remembering,
  { memory, options, io }: Delivery,
): Promise<Report> {
  if (memory === null) return report;
  const limited = options.frameworks.length > 0;
  const disguisedBy = saved.disguisedBy ?? null;
  // A scan that broke off keeps the instant that was asked for when it began.
  const asOfGiven = options.asOf !== undefined || saved.scan.asOf !== saved.scan.startedAt;
  const entry = await walk(
    entrySteps({ report, snapshots, facts, checks, settings: saved.settings, limited, disguisedBy, asOfGiven }),
    io.signal,
  );
  await listen(io.signal);
  const ends = accessEndsOf(snapshots, facts.now, memory.ownSignIn(facts.id));
  return { ...report, history: await memory.record(entry, ends) };
}

/** Hands a scan to whoever asks for it first and holds it no longer: of a large tenant it is half of all memory. */
export function handed(scan: SavedScan): () => SavedScan {
  let held: SavedScan | null = scan;
  return () => {
    if (held === null) throw new Error('the scan was handed over before');
    const taken = held;
    held = null;
    return taken;
  };
}

/** A scan that is judged and left to history, and what is needed of it to write its reports. */
interface Judged {
  findings: Findings;
  timeZone: string;
  unread: readonly string[];
  files: readonly string[];
}

async function judged(take: () => SavedScan, delivery: Delivery): Promise<Judged> {
  const saved = take();
  const { options, locale, io } = delivery;
  const { timeZone } = saved.settings;
  const asOf = options.asOf ?? new Date(saved.scan.asOf);
  const { settings, roster } = saved;
  const snapshots = saved.snapshots.toSorted(byProvider);
  const facts = tenantOf({ id: saved.tenant.id, now: asOf, settings, roster, snapshots });
  const steps = reportSteps({
    version,
    tenant: saved.tenant,
    scan: { ...saved.scan, asOf },
    snapshots,
    facts,
    checks,
    frameworks: options.frameworks,
    settings: saved.settings,
    phrasing: phrasing(locale, timeZone),
  });
  const verdicts = await walk(steps, io.signal);
  await listen(io.signal);
  const folder = join(options.out, saved.tenant.id);
  await makePrivateFolder(folder);
  const files: string[] = [];
  // First what cannot be made again.
  if (options.saveSnapshot) {
    const file = join(folder, 'snapshot.ndjson.gz');
    await writeWhole(file, snapshotStream(saved), io.signal);
    files.push(file);
  }
  const report = await remembered(verdicts, { saved, snapshots, facts }, delivery);
  const access = snapshots.map((snapshot) => accessOf(snapshot, facts));
  const applications = snapshots.map(({ provider, datasets: { applications: dataset } }) => ({ provider, dataset }));
  const findings = { report, access, people: facts.people(), applications };
  return { findings, timeZone, unread: unreadOf(report, saved.settings.expectedGaps), files };
}

/** Judges a scan and writes its files. What was read is let go in between, but for what is shown of it. */
export async function deliver(take: () => SavedScan, delivery: Delivery): Promise<Delivered> {
  const { options, locale, io } = delivery;
  const { findings, timeZone, unread, files: before } = await judged(take, delivery);
  const { report } = findings;
  const words = catalogue(locale);
  const folder = join(options.out, report.tenant.id);
  const files = [...before];
  for (const name of options.format) {
    for (const { file, render } of formats[name]) {
      await listen(io.signal);
      await writeWhole(join(folder, file), render(findings, { catalogue: words, timeZone }), io.signal);
      files.push(join(folder, file));
    }
  }
  return { report, unread, files, shown: options.quiet ? '' : await show(findings, { ...delivery, timeZone }) };
}

async function show(findings: Findings, { locale, timeZone, io }: Delivery): Promise<string> {
  if (!io.terminal.out) return renderPlain(findings);
  const options = { catalogue: catalogue(locale), timeZone, colour: io.colour, columns: io.columns };
  // What is written is finished, and no signal makes it less so.
  return walk(terminalSteps(findings, options));
}

function failingAt(delivered: readonly Delivered[], level: Severity): { findings: number; level: Severity } {
  const counted = severities.slice(severities.indexOf(level));
  const findings = delivered.reduce((sum, { report }) => {
    return sum + counted.reduce((mine, severity) => mine + report.summary.failed[severity], 0);
  }, 0);
  return { findings, level };
}

/** The pages over all tenants, by what became of each; what could not be written is told. */
async function deliverFleet(
  delivered: readonly Delivered[],
  delivery: Delivery,
): Promise<{ written: string[]; broken: string[] }> {
  const written: string[] = [];
  const broken: string[] = [];
  if (delivered.length < 2) return { written, broken };
  const { options, locale, timeZone, io } = delivery;
  const fleet = fleetOf(delivered.map(({ report }) => report));
  const linksTo = options.format.includes('html') ? { linksTo: formats.html[0].file } : {};
  const pages = {
    'fleet.json': () => renderFleetJson(fleet),
    'fleet.html': () => renderFleetHtml(fleet, { catalogue: catalogue(locale), timeZone, ...linksTo }),
  };
  for (const [file, render] of Object.entries(pages)) {
    const path = join(options.out, file);
    try {
      await writeWhole(path, render());
      written.push(path);
    } catch (error) {
      io.err(describeTenantError(file, error, { locale, hide: io.hide }));
      broken.push(path);
    }
  }
  return { written, broken };
}

/**
 * Writes the pages over all tenants, shows the results and where the reports are, and says how it ended.
 * @param unfinished tenants whose scan or reports broke off; null when a signal ended it, which has a status of its own
 */
export async function conclude(
  delivered: readonly Delivered[],
  delivery: Delivery,
  unfinished: readonly string[] | null = [],
): Promise<number> {
  const { options, locale, io } = delivery;
  const overall = await deliverFleet(delivered, delivery);
  const missing = [...(unfinished ?? []), ...overall.broken];
  const status = missing.length > 0 ? exitStatus.unread : exitStatusOf(delivered, options.failOn);
  const ending = {
    files: delivered.flatMap(({ report, files }) => files.map((path) => ({ tenant: report.tenant.id, path }))),
    overall: overall.written,
    status: unfinished === null ? exitStatus.fine : status,
    unread: delivered.flatMap(({ report, unread }) => unread.map((name) => `${report.tenant.id}/${name}`)),
    unfinished: missing,
    unstored: delivered.filter(({ report }) => isUnstored(report)).map(({ report }) => report.tenant.id),
    failing: options.failOn === undefined ? null : failingAt(delivered, options.failOn),
  };
  if (options.quiet) {
    const why = reasonLine(ending, io.terminal.err ? locale : 'en');
    if (why !== '') io.err(`${why}\n`);
    return status;
  }
  for (const { shown } of delivered) io.out(`${shown}${io.terminal.out ? '\n' : ''}`);
  io.out(io.terminal.out ? endingForPeople(ending, locale) : endingForPipes(ending));
  return status;
}
