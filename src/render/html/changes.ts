import type { FactChange, FindingChange, SightChange } from '../../core/history/changes.ts';
import type { Digest } from '../digest.ts';
import { type ChangesView, changedSubject, changedTitle, changeGroups, type HistoryView, partOf } from '../history.ts';
import { detailOf, factWords, glanceWords, lookBackWords, sightWords, sinceWords } from '../history-words.ts';
import { cloudWord } from '../subjects.ts';
import { checkAnchor } from './anchors.ts';
import { html, icon, type Markup, named, quoted, said, severityMark } from './markup.ts';

/** Arrow up: new; aslant: worse. Arrow down: resolved. Dashed: nobody can see it. The word says it too. */
function turnMark({ kind }: FindingChange, { catalogue: { ui } }: Digest): Markup {
  const word = ui.history.kind[kind];
  if (kind === 'lost') return html`<span class="badge unknown">${icon('gap')}${word}</span>`;
  if (kind === 'resolved') return html`<span class="turn pass">${icon('new', 'down')}${word}</span>`;
  return html`<span class="turn">${icon('new', kind === 'worse' ? 'tilt' : '')}${word}</span>`;
}

function findingLine(change: FindingChange, digest: Digest): Markup {
  const { catalogue, report, timeZone } = digest;
  const { ui } = catalogue;
  const { finding } = change;
  const { check, provider, severity, subject } = finding;
  const stands = report.results.some((result) => result.check === check && result.provider === provider);
  const title = changedTitle(change, catalogue);
  const { text, note } = detailOf(change, catalogue, timeZone);
  const aside = subject.login !== undefined && subject.name !== undefined && named(subject.login, 80);
  return html`<li>${turnMark(change, digest)}${severityMark(severity, ui)}<span class="fact"><b>${named(changedSubject(finding, ui), 80)}</b>${ui.label('')}${stands ? html`<a href="#${checkAnchor(finding)}">${title}</a>` : title}${note !== null && html`<span class="sub why">${said(note)}</span>`}${text !== null && html`<span class="sub">${said(text)}</span>`}</span><span class="src">${cloudWord(provider, ui)}${aside && html`<br>${aside}`}</span></li>`;
}

function more(count: number, { catalogue: { ui } }: Digest): Markup | null {
  return count > 0 ? html`<p class="more">${ui.page.moreChanges(count)}</p>` : null;
}

function group(name: (typeof changeGroups)[number], view: ChangesView, digest: Digest): Markup | null {
  const all = view.groups[name];
  if (all.length === 0) return null;
  const { ui } = digest.catalogue;
  const part = partOf(all);
  return html`<h3>${ui.page.changeGroups[name]} <span class="of">${ui.number(all.length)}</span></h3>
  <ul class="turns">${part.shown.map((change) => findingLine(change, digest))}</ul>${more(part.more, digest)}`;
}

function factLine(change: FactChange, digest: Digest): Markup {
  const { ui } = digest.catalogue;
  const { account, provider } = change;
  const { word, detail } = factWords(change, ui);
  const login = account.name !== null && named(account.login, 80);
  return html`<li><span class="turn">${word}</span><span class="fact"><b>${named(account.name ?? account.login, 80)}</b>${detail !== null && html`${ui.label('')}${said(detail)}`}</span><span class="src">${cloudWord(provider, ui)}${login && html`<br>${login}`}</span></li>`;
}

function factPart({ facts }: ChangesView, digest: Digest): Markup | null {
  if (facts.length === 0) return null;
  const { ui } = digest.catalogue;
  const part = partOf(facts);
  return html`<h3>${ui.page.factsChanged} <span class="of">${ui.number(facts.length)}</span></h3>
  <ul class="turns plain">${part.shown.map((change) => factLine(change, digest))}</ul>${more(part.more, digest)}`;
}

function sightLine(change: SightChange, digest: Digest): Markup {
  const { ui } = digest.catalogue;
  const { kind, provider, dataset, gap } = change;
  const { word, detail } = sightWords(change, ui);
  const mark =
    kind === 'darker'
      ? html`<span class="badge unknown">${icon('gap')}${word}</span>`
      : html`<span class="turn pass">${icon('pass')}${word}</span>`;
  return html`<li>${mark}<span class="fact"><b>${ui.dataset[dataset]}</b>${ui.label('')}${said(detail)}${quoted(gap ?? undefined, ui)}</span><span class="src">${ui.provider[provider]}</span></li>`;
}

function sightPart({ sight }: ChangesView, digest: Digest): Markup | null {
  if (sight.length === 0) return null;
  const { ui } = digest.catalogue;
  return html`<h3>${ui.page.sightChanged} <span class="of">${ui.number(sight.length)}</span></h3>
  <ul class="turns plain">${sight.map((change) => sightLine(change, digest))}</ul>`;
}

function told(view: ChangesView, digest: Digest): Markup {
  const { catalogue, timeZone } = digest;
  const { ui } = catalogue;
  const { standing } = view.tally;
  return html`<p class="intro">${sinceWords(view, ui, timeZone)}</p>
  ${changeGroups.map((name) => group(name, view, digest))}
  ${factPart(view, digest)}
  ${sightPart(view, digest)}
  <p class="stands">${ui.history.standing(standing)}</p>`;
}

function doubt(reason: string, { catalogue: { ui } }: Digest): Markup {
  return html`<div class="doubt"><p><span class="badge unknown">${icon('unknown')}${ui.verdict.unknown}</span> ${said(ui.history.unavailable(reason))}</p></div>`;
}

function part(history: HistoryView, digest: Digest): Markup {
  const { ui } = digest.catalogue;
  if (history.state === 'unavailable') return doubt(history.reason, digest);
  if (history.state === 'look-back') {
    return html`<p class="intro">${lookBackWords(history, ui, digest.timeZone)}</p>`;
  }
  return history.changes === null ? html`<p class="intro">${ui.history.first}</p>` : told(history.changes, digest);
}

/** What became of findings, facts and datasets since the scan before; nothing where no history is kept. */
export function changesSection(digest: Digest): Markup | null {
  const { history, catalogue } = digest;
  if (history === null) return null;
  return html`<section id="changes" class="history" aria-labelledby="h-changes">
  <h2 id="h-changes">${catalogue.ui.page.changesTitle}</h2>
  ${part(history, digest)}
</section>`;
}

/** The change in one line, for the first screen. */
export function sinceLine({ history, catalogue, timeZone }: Digest): Markup | null {
  if (history === null || history.state !== 'kept' || history.changes === null || history.changes.none) return null;
  return html`<p class="since"><a href="#changes">${glanceWords(history.changes, catalogue.ui, timeZone)}</a></p>`;
}
