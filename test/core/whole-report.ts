import { checks } from '../../checks/index.ts';
import { accessOf } from '../../src/core/access.ts';
import { buildReport } from '../../src/core/build-report.ts';
import type { Snapshot } from '../../src/core/datasets.ts';
import { byProvider } from '../../src/core/provider.ts';
import type { CheckResult, DeclaredException, Finding, JudgingSettings, Report } from '../../src/core/report.ts';
import type { Roster } from '../../src/core/roster.ts';
import { tenantOf } from '../../src/core/tenant.ts';
import { catalogue, phrasing } from '../../src/messages/index.ts';
import { type Findings, formats, renderPlain } from '../../src/render/index.ts';
import { type JudgingOptions, now } from '../check-tester.ts';

/** What a tenant is judged by, as its configuration and its HR list say. */
export interface Circumstances extends Pick<JudgingOptions, 'emergency' | 'links' | 'timeZone'> {
  approvedCountries: readonly string[];
  roster?: Roster;
  exceptions?: readonly DeclaredException[];
}

function settingsOf({
  emergency = [],
  approvedCountries,
  links = [],
  timeZone = 'UTC',
  exceptions = [],
}: Circumstances) {
  const nothing = { expectedGaps: [], profile: null, checks: {}, unusedKeys: [] };
  return { ...nothing, emergency, approvedCountries, links, timeZone, exceptions } satisfies JudgingSettings;
}

/** Judges a tenant as a scan does, by every check. */
export function findingsOf(read: readonly Snapshot[], how: Circumstances): Findings {
  const snapshots = read.toSorted(byProvider);
  const settings = settingsOf(how);
  const facts = tenantOf({ id: 'acme', now, settings, roster: how.roster ?? null, snapshots });
  const at = now.toISOString();
  const report = buildReport({
    version: '0.1.0',
    tenant: { id: 'acme', name: 'Acme' },
    scan: { id: 'scan-1', startedAt: at, finishedAt: at, asOf: now },
    snapshots: read,
    facts,
    checks,
    settings,
    phrasing: phrasing('en', settings.timeZone),
  });
  return {
    report,
    access: snapshots.map((snapshot) => accessOf(snapshot, facts)),
    people: facts.people(),
    applications: snapshots.map(({ provider, datasets: { applications } }) => ({ provider, dataset: applications })),
  };
}

export function reportOf(snapshots: readonly Snapshot[], how: Circumstances): Report {
  return findingsOf(snapshots, how).report;
}

/** Everything that is written of a tenant, by file. */
export function written(findings: Findings, timeZone: string): Record<string, string> {
  const texts = Object.values(formats).flatMap((files) =>
    files.map(({ file, render }): [string, string] => {
      const content: string | Uint8Array | Iterable<string> = render(findings, {
        catalogue: catalogue('en'),
        timeZone,
      });
      if (typeof content === 'string') return [file, content];
      return [file, content instanceof Uint8Array ? Buffer.from(content).toString('utf8') : [...content].join('')];
    }),
  );
  return { ...Object.fromEntries(texts), terminal: renderPlain(findings) };
}

export function nameOf({ check, provider }: Pick<CheckResult, 'check' | 'provider'>): string {
  return `${check}/${provider ?? 'tenant'}`;
}

/** Everybody who fails, and why. */
export function accusations({ results }: Report): Map<string, Finding> {
  const failing = results.flatMap(({ findings }) => findings.filter(({ verdict }) => verdict === 'fail'));
  return new Map(failing.map((finding) => [finding.key, finding]));
}

/** Verdicts by what they are about: checks, controls, and the controls of frameworks. */
export function verdicts({ results, frameworks }: Report): Map<string, string> {
  return new Map([
    ...results.map((result): [string, string] => [nameOf(result), result.verdict]),
    ...results.flatMap((result) =>
      result.controls.map(({ framework, version, id, verdict }): [string, string] => {
        return [`${nameOf(result)} ${framework} ${version} ${id}`, verdict];
      }),
    ),
    ...frameworks.flatMap(({ framework, version, controls }) =>
      controls.map(({ id, verdict }): [string, string] => [`${framework} ${version} ${id}`, verdict]),
    ),
  ]);
}

/** Where two sets of files part; null: nowhere. */
export function firstDifference(here: Readonly<Record<string, string>>, there: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(here)) {
    const lines = (there[path] ?? '').split('\n');
    const found = text.split('\n').findIndex((line, index) => line !== lines[index]);
    if (found >= 0) return { path, here: text.split('\n')[found]?.slice(0, 800), there: lines[found]?.slice(0, 800) };
    if (there[path] !== text) return { path, here: text.length, there: there[path]?.length };
  }
  return null;
}
