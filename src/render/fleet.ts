import { type Severity, severities } from '../core/check.ts';
import { compareText } from '../core/compare-text.ts';
import { datasetNames } from '../core/datasets.ts';
import type { Status } from '../core/directory-report.ts';
import type { Gap, GapKind } from '../core/gap.ts';
import type { Provider } from '../core/provider.ts';
import type { Report } from '../core/report.ts';
import type { Verdict } from '../core/result.ts';
import { type Coverage, coverageOf } from './digest.ts';
import type { RenderOptions } from './format.ts';
import { hiddenText, html, icon, type Markup, named, prose, raw, region } from './html/markup.ts';
import { page } from './html/page.ts';
import { fleetStyle } from './html/style.ts';
import { safeJson } from './json.ts';
import { visible } from './plain.ts';
import { shownVerdict } from './results.ts';
import { isOpen, rankOf } from './urgency.ts';

/** One check in one tenant, all its directories together. */
export interface FleetCheck {
  verdict: Verdict;
  /** Worst open severity; null when nothing is open. */
  severity: Severity | null;
  judged: number;
  failed: number;
  unknown: number;
  /** Failures under valid exceptions; a pass with any is shown as accepted. */
  accepted: number;
  /** Why something is unknown; null when nothing is. */
  reason: GapKind | null;
}

/** One scanned tenant among all. */
export interface FleetTenant {
  id: string;
  name: string;
  status: Status;
  providers: Provider[];
  summary: Report['summary'];
  datasets: Coverage;
  /** Gaps of datasets that could have been read. */
  gaps: number;
  /** Why directories could not be read at all. */
  failures: Array<{ provider: Provider; gap: Gap | null }>;
  checks: Record<string, FleetCheck>;
}

/** The public contract of `fleet.json`, schema 1. Tenants not scanned come first, then the worst. */
export interface Fleet {
  schema: 1;
  tool: { name: 'shisei'; version: string };
  scan: { startedAt: string; finishedAt: string; status: Status };
  tenants: FleetTenant[];
}

const verdictRanks: Record<Verdict, number> = { fail: 3, unknown: 2, pass: 1, 'not-applicable': 0 };

function checksOf({ results }: Report): Record<string, FleetCheck> {
  const found = new Map<string, FleetCheck>();
  for (const { check, verdict, counts, findings, gaps } of results) {
    const known = found.get(check);
    const open = findings.filter(isOpen).map(({ severity }) => severity);
    const all = known?.severity ? [...open, known.severity] : open;
    const reason = findings.find((finding) => finding.verdict === 'unknown')?.gap?.kind ?? gaps[0]?.kind ?? null;
    found.set(check, {
      verdict: known !== undefined && verdictRanks[known.verdict] > verdictRanks[verdict] ? known.verdict : verdict,
      severity: severities.findLast((severity) => all.includes(severity)) ?? null,
      judged: (known?.judged ?? 0) + counts.judged,
      failed: (known?.failed ?? 0) + counts.failed,
      unknown: (known?.unknown ?? 0) + counts.unknown,
      accepted: (known?.accepted ?? 0) + counts.excepted,
      reason: known?.reason ?? reason,
    });
  }
  return Object.fromEntries([...found].sort(([a], [b]) => compareText(a, b)));
}

function tenantOf(report: Report): FleetTenant {
  const { tenant, scan, summary, directories } = report;
  const gaps = directories.flatMap(({ datasets }) => datasetNames.flatMap((name) => datasets[name].gap ?? []));
  return {
    id: tenant.id,
    name: tenant.name,
    status: scan.status,
    providers: directories.map(({ provider }) => provider),
    summary,
    datasets: coverageOf(report),
    gaps: gaps.filter(({ kind }) => kind !== 'unsupported').length,
    failures: directories
      .filter(({ status }) => status === 'failed')
      .map(({ provider, datasets }) => ({ provider, gap: datasets.accounts.gap ?? null })),
    checks: checksOf(report),
  };
}

function byWorst(a: FleetTenant, b: FleetTenant): number {
  const dark = Number(b.status === 'failed') - Number(a.status === 'failed');
  const failures = severities.toReversed().map((severity) => b.summary.failed[severity] - a.summary.failed[severity]);
  return (
    dark ||
    failures.find((difference) => difference !== 0) ||
    b.summary.unknown - a.summary.unknown ||
    compareText(a.id, b.id)
  );
}

/** Many reports as one overview. */
export function fleetOf(reports: readonly Report[]): Fleet {
  const starts = reports.map(({ scan }) => scan.startedAt).sort();
  const ends = reports.map(({ scan }) => scan.finishedAt).sort();
  const statuses = reports.map(({ scan }) => scan.status);
  const all = (status: Status) => statuses.length > 0 && statuses.every((one) => one === status);
  return {
    schema: 1,
    tool: { name: 'shisei', version: reports[0]?.tool.version ?? '' },
    scan: {
      startedAt: starts[0] ?? '',
      finishedAt: ends.at(-1) ?? '',
      status: all('failed') ? 'failed' : all('complete') ? 'complete' : 'partial',
    },
    tenants: reports.map(tenantOf).sort(byWorst),
  };
}

/** `fleet.json`. */
export function renderFleetJson(fleet: Fleet): string {
  return `${safeJson(fleet, 2)}\n`;
}

function openOf({ summary }: FleetTenant): number {
  return severities.reduce((sum, severity) => sum + summary.failed[severity], 0);
}

function sum(tenants: readonly FleetTenant[], count: (tenant: FleetTenant) => number): number {
  return tenants.reduce((total, tenant) => total + count(tenant), 0);
}

/** Checks that hurt most come first. */
function columnsOf(tenants: readonly FleetTenant[]): string[] {
  const ids = [...new Set(tenants.flatMap(({ checks }) => Object.keys(checks)))];
  const worth = (id: string) =>
    sum(tenants, ({ checks }) => {
      const check = checks[id];
      if (check === undefined) return 0;
      return check.failed * 5 ** (check.severity === null ? 0 : rankOf(check.severity)) + (check.unknown > 0 ? 0.5 : 0);
    });
  const weighed = new Map(ids.map((id) => [id, worth(id)]));
  return ids.sort((a, b) => (weighed.get(b) ?? 0) - (weighed.get(a) ?? 0) || compareText(a, b));
}

function notScanned(tenants: readonly FleetTenant[], { catalogue: { ui } }: RenderOptions): Markup | null {
  if (tenants.length === 0) return null;
  const gapLine = ({ provider, gap }: FleetTenant['failures'][number]) => ({
    why:
      gap === null
        ? html`${ui.status.failed}`
        : html`${ui.gap[gap.kind].why}<span class="sub" lang="en">${visible(gap.detail)}</span>`,
    remedy: gap === null ? null : prose(ui.remedy(gap, `${provider}/accounts`)),
    badge: html`<span class="badge unknown">${icon('unknown')}${gap === null ? ui.verdict.unknown : ui.gap[gap.kind].name}</span>`,
    cloud: ui.provider[provider],
  });
  return html`<h2 class="dark-title" id="not-scanned">${ui.fleet.notScanned}</h2>
  <ul class="dark" aria-labelledby="not-scanned">${tenants.flatMap((tenant) => {
    const failures =
      tenant.failures.length === 0 ? [{ provider: 'microsoft365' as const, gap: null }] : tenant.failures;
    return failures.map((failure) => {
      const { why, remedy, badge, cloud } = gapLine(failure);
      return html`<li><span><span class="name">${named(tenant.name, 80)}</span><span class="sub">${cloud}</span>${badge}</span><span>${why}</span><span class="small">${remedy}</span></li>`;
    });
  })}</ul>`;
}

function kpis(scanned: readonly FleetTenant[], { catalogue: { ui } }: RenderOptions): Markup {
  const { fleet, number } = ui;
  const of = (severity: Severity) => sum(scanned, ({ summary }) => summary.failed[severity]);
  const critical = scanned.filter(({ summary }) => summary.failed.critical > 0).length;
  const unknown = sum(scanned, ({ summary }) => summary.unknown);
  const unsure = scanned.filter(({ summary }) => summary.unknown > 0).length;
  return html`<dl class="kpis">
    <div><dt>${fleet.criticalTenants}</dt><dd class="num ${critical > 0 ? 'critical' : 'zero'}">${number(critical)} <small>${fleet.ofScanned(scanned.length)}</small></dd></div>
    <div><dt>${fleet.openFindings}</dt><dd class="num">${number(sum(scanned, openOf))}</dd><dd class="note">${fleet.highNote(of('critical'), of('high'))}</dd></div>
    <div><dt>${fleet.undecided}</dt><dd class="num ${unknown > 0 ? 'unknown' : 'zero'}">${number(unknown)}</dd><dd class="note">${fleet.undecidedNote(unsure, scanned.length)}</dd></div>
    <div><dt>${fleet.readInFull}</dt><dd class="num">${number(sum(scanned, ({ datasets }) => datasets.complete))} <small>/ ${number(sum(scanned, ({ datasets }) => datasets.offered))}</small></dd><dd class="note">${fleet.readNote(scanned.length)}</dd></div>
  </dl>`;
}

function heatCell(check: FleetCheck | undefined, whole: boolean, { catalogue: { ui } }: RenderOptions): Markup {
  if (check === undefined) return html`<td><span class="muted">–</span>${hiddenText(ui.fleet.notJudged)}</td>`;
  const { severity, judged, failed, unknown, accepted, reason } = check;
  const verdict = shownVerdict(check);
  const doubt = reason === null ? ui.verdict.unknown : ui.gap[reason].name;
  if (failed > 0 && severity !== null) {
    const also =
      unknown > 0 && html`<span class="and">? ${ui.number(unknown)}${hiddenText(` ${ui.verdict.unknown}`)}</span>`;
    if (whole)
      return html`<td class="h-${severity}"><span class="sev ${severity}">${icon(severity)}${hiddenText(ui.severity[severity])}</span>${also}</td>`;
    return html`<td class="h-${severity}">${hiddenText(ui.label(ui.severity[severity]))}<b>${ui.number(failed)}</b> <span class="of">/ ${ui.number(judged)}</span>${also}</td>`;
  }
  if (verdict === 'unknown') return html`<td class="q">?&nbsp;${doubt}</td>`;
  if (verdict === 'not-applicable')
    return html`<td><span class="muted" aria-hidden="true">–</span>${hiddenText(ui.verdict[verdict])}</td>`;
  if (verdict === 'accepted') {
    const mark = html`<span class="state accepted">${icon('accepted')}${hiddenText(ui.verdict.accepted)}</span>`;
    if (whole) return html`<td>${mark}</td>`;
    return html`<td>${mark} ${ui.number(accepted)} <span class="of">/ ${ui.number(judged)}</span></td>`;
  }
  if (whole) return html`<td><span class="state pass">${icon('pass')}</span>${hiddenText(ui.verdict.pass)}</td>`;
  return html`<td>0 <span class="of">/ ${ui.number(judged)}</span></td>`;
}

function severityCell(tenant: FleetTenant, severity: Severity, { catalogue: { ui } }: RenderOptions): Markup {
  const count = tenant.summary.failed[severity];
  return html`<td class="${count > 0 && `h-${severity}`}">${count > 0 ? html`<b>${ui.number(count)}</b>` : '0'}</td>`;
}

/** How the page over all tenants is made. */
export interface FleetOptions extends RenderOptions {
  /** File in the folder of each tenant that its name links to; without one, names are no links. */
  linksTo?: string;
}

const safeId = /^[a-z0-9][a-z0-9-]{0,62}$/;

function tenantRow(tenant: FleetTenant, columns: readonly string[], options: FleetOptions): Markup {
  const { ui, checks: texts } = options.catalogue;
  const { id, name, providers, summary, datasets, checks } = tenant;
  const shown = named(name, 60);
  const clouds = providers.map((provider) => ui.fleet.cloud[provider]).join('\u00a0+ ');
  return html`<tr><th scope="row">${options.linksTo !== undefined && safeId.test(id) ? html`<a href="${id}/${options.linksTo}">${shown}</a>` : shown}</th><td class="clouds">${clouds}</td>${severityCell(tenant, 'critical', options)}${severityCell(tenant, 'high', options)}<td${summary.unknown > 0 && raw(' class="unknown"')}>${ui.number(summary.unknown)}</td><td>${ui.number(datasets.complete)} <span class="of">/ ${ui.number(datasets.offered)}</span></td>${columns.map((column) => heatCell(checks[column], texts[column]?.about === 'directory', options))}</tr>`;
}

function heat(scanned: readonly FleetTenant[], options: FleetOptions): Markup {
  const { ui, checks } = options.catalogue;
  const { fleet } = ui;
  const columns = columnsOf(scanned);
  const keys = ['critical', 'high', 'medium', 'low', 'none', 'unknown'] as const;
  return html`<section id="all" aria-labelledby="h-all">
  <h2 id="h-all">${fleet.all}</h2>
  <p class="intro">${fleet.allIntro}</p>
  <p class="key">${keys.map((key) => html`<span><i class="k-${key}"></i>${fleet.key[key]}</span>`)}<span>${fleet.key.notApplicable}</span></p>
  ${region(
    ui.page.table(fleet.all),
    html`<table class="heat"><thead><tr><th scope="col">${fleet.tenant}</th><th scope="col" class="clouds">${fleet.clouds}</th><th scope="col">${ui.severity.critical}</th><th scope="col">${ui.severity.high}</th><th scope="col">${fleet.notDecided}</th><th scope="col">${fleet.readInFull}</th>${columns.map((id) => html`<th scope="col">${checks[id]?.topic ?? id}</th>`)}</tr></thead><tbody>${scanned.map((tenant) => tenantRow(tenant, columns, options))}</tbody></table>`,
  )}
</section>`;
}

/** All tenants on one page, as a table of tenants and checks. */
export function renderFleetHtml(fleet: Fleet, options: FleetOptions): string {
  const { catalogue, timeZone } = options;
  const { ui, locale } = catalogue;
  const { tenants, scan, tool } = fleet;
  const dark = tenants.filter(({ status }) => status === 'failed');
  const scanned = tenants.filter(({ status }) => status !== 'failed');
  const facts = {
    tenants: tenants.length,
    failed: dark.length,
    critical: scanned.filter(({ summary }) => summary.failed.critical > 0).length,
    high: scanned.filter(({ summary }) => summary.failed.high > 0).length,
    open: sum(scanned, openOf),
    unknown: sum(scanned, ({ summary }) => summary.unknown),
  };
  const when = scan.finishedAt === '' ? null : scan.finishedAt;
  const body = html`<header class="top"><span class="mark">shisei<small>${ui.fleet.name}</small></span>${when !== null && html`<span>${ui.page.scanned} <time datetime="${when}">${ui.instant(when, timeZone)}</time></span>`}</header>
<main id="main" tabindex="-1">
<section aria-labelledby="h-fleet">
  <h1 id="h-fleet">${ui.fleet.tenants(tenants.length)}</h1>
  <p class="lead">${ui.fleet.lead(facts)}</p>
  <p class="sub-lead">${ui.fleet.subLead(facts)}</p>
  ${notScanned(dark, options)}
  ${scanned.length > 0 && kpis(scanned, options)}
</section>
${scanned.length > 0 && heat(scanned, options)}
</main>
<footer><p>${ui.fleet.footer}</p><p>${ui.page.footer(visible(tool.version, 40), fleet.schema)}</p></footer>`;
  const title = ui.fleet.title(tenants.length, when === null ? '' : ui.day(when, timeZone));
  return page({ locale, title, skip: ui.page.skip, style: fleetStyle, body });
}
