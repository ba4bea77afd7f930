import type { Digest } from '../digest.ts';
import { figureWords, lineWords, spanWords, stepWords } from '../history-words.ts';
import { scansInLine, stepOf, type TrendRow } from '../trend.ts';
import { html, icon, type Markup, region } from './markup.ts';
import { sparkline } from './sparkline.ts';

function row(one: TrendRow, digest: Digest): Markup {
  const { ui } = digest.catalogue;
  const { state, value, basis } = figureWords(one.now, ui);
  const span = spanWords(one, ui);
  const shown =
    state === 'unknown'
      ? html`<span class="badge unknown">${icon('unknown')}${value}</span>`
      : html`<b class="${state === 'none' && 'muted'}">${value}</b>`;
  return html`<tr><th scope="row">${ui.history.figure[one.id]}<span class="note">${ui.history.figureNote[one.id]}</span></th><td>${shown}${basis !== null && html`<span class="sub">${basis}</span>`}</td><td class="${(stepOf(one) ?? 0) === 0 && 'muted'}">${stepWords(one, ui)}</td><td>${sparkline(
    one.points.map((point) => point?.value ?? null),
    one.unit,
    lineWords(one, ui),
  )}${span !== null && html`<span class="sub">${span}</span>`}</td></tr>`;
}

/** The figures of the last scans; nothing where the scan is not in the history. */
export function trendSection(digest: Digest): Markup | null {
  const { history, catalogue } = digest;
  if (history === null || history.state !== 'kept') return null;
  const { page } = catalogue.ui;
  const { trend } = history;
  const scans = Math.max(0, ...trend.map(({ points }) => points.length));
  const heads = [page.figureHead, page.lastScanHead, page.stepHead, page.lineHead(Math.min(scans, scansInLine))];
  return html`<section id="trend" aria-labelledby="h-trend">
  <h2 id="h-trend">${page.trendTitle}</h2>
  <p class="intro">${page.trendIntro}</p>
  ${region(
    page.table(page.trendTitle),
    html`<table class="trend"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${trend.map((one) => row(one, digest))}</tbody></table>`,
  )}
</section>`;
}
