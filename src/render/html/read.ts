import { type DatasetName, datasetNames } from '../../core/datasets.ts';
import type { DirectoryReport } from '../../core/directory-report.ts';
import { type Digest, directoryName } from '../digest.ts';
import { type NoteGroup, noteGroupsOf } from '../notes.ts';
import { visible } from '../plain.ts';
import { hiddenText, html, icon, type Markup, prose, region } from './markup.ts';

function noteLine({ text, lines }: NoteGroup): Markup {
  return html`<li>${prose(text)}${lines.length > 0 && html`<ul>${lines.map((line) => html`<li>${prose(line)}</li>`)}</ul>`}</li>`;
}

export function notesSection({ report, catalogue: { ui } }: Digest): Markup | null {
  if (report.notes.length === 0) return null;
  return html`<section id="notes" aria-labelledby="h-notes">
  <h2 id="h-notes">${ui.page.notesTitle}</h2>
  <p class="intro">${ui.page.notesIntro}</p>
  <ul class="notes">${noteGroupsOf(report, ui).map(noteLine)}</ul>
</section>`;
}

function cells(directory: DirectoryReport, name: DatasetName, { catalogue: { ui } }: Digest): Markup {
  const { state, rows, gap, source } = directory.datasets[name];
  const number = state === 'unavailable' ? '–' : ui.number(rows);
  if (gap?.kind === 'unsupported') {
    return html`<td><span class="muted">${ui.page.unreadTitle}</span></td><td class="n muted">–</td>`;
  }
  const mark =
    state === 'complete'
      ? html`<span class="state pass">${icon('pass')}${ui.datasetState.complete}</span>`
      : html`<span class="badge unknown">${icon(state === 'partial' ? 'gap' : 'unknown')}${ui.datasetState[state]}</span>`;
  const note =
    source === undefined ? (gap === undefined ? '' : ui.gap[gap.kind].name) : ui.datasetSource(visible(source, 60));
  return html`<td>${mark}${note !== '' && html`<span class="sub">${note}</span>`}</td><td class="n">${number}</td>`;
}

function secondsBetween(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
}

export function readSection(digest: Digest): Markup {
  const { report, catalogue, timeZone } = digest;
  const { ui } = catalogue;
  const { page } = ui;
  const { directories, scan, summary } = report;
  const total = (count: 'sent' | 'retried') => directories.reduce((sum, { requests }) => sum + requests[count], 0);
  const heads = directories.map(
    (directory) =>
      html`<th scope="col">${directoryName(directory, directories, catalogue)}<span class="sub">${ui.status[directory.status]}</span></th><th scope="col" class="n">${page.rowsHead}${hiddenText(` – ${ui.provider[directory.provider]}`)}</th>`,
  );
  const facts: Array<[string, string]> = [
    [page.accountsHead, ui.number(summary.accounts)],
    [page.requests, page.requestsSent(total('sent'), total('retried'))],
    [page.durationHead, ui.seconds(secondsBetween(scan.startedAt, scan.finishedAt))],
    [page.judgedAt, ui.instant(scan.asOf, timeZone)],
  ];
  return html`<section id="read" aria-labelledby="h-read">
  <h2 id="h-read">${page.readTitle}</h2>
  <p class="intro">${page.readIntro}</p>
  ${region(
    page.table(page.readTitle),
    html`<table class="datasets"><thead><tr><th scope="col">${page.datasetHead}</th>${heads}</tr></thead><tbody>${datasetNames.map(
      (name) =>
        html`<tr><th scope="row">${ui.dataset[name]}<span class="sub" lang="en">${name}</span></th>${directories.map((directory) => cells(directory, name, digest))}</tr>`,
    )}</tbody></table>`,
  )}
  <dl class="facts">${facts.map(([term, fact]) => html`<div><dt>${term}</dt><dd>${fact}</dd></div>`)}</dl>
</section>`;
}
