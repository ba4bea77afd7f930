import type { Severity } from '../../core/check.ts';
import type { Difference } from '../../core/framework-verdicts.ts';
import type { UiTexts } from '../../messages/ui.ts';
import type { Digest } from '../digest.ts';
import { type CheckAnswers, type ControlRow, type FrameworkRows, type Tally, tallyOf } from '../framework-rows.ts';
import { frameworkName, stanceOf } from '../results.ts';
import { checkAnchor } from './anchors.ts';
import { controlBadge, hiddenText, html, icon, type Markup, raw, region } from './markup.ts';

function standingBadge(standing: Tally['standing'], severity: Severity, ui: UiTexts): Markup {
  const { notCovered, outside } = ui.frameworks;
  if (standing === 'outside') return html`<span class="badge na">${outside}</span>`;
  if (standing !== 'not covered') return controlBadge(standing, severity, ui);
  return html`<span class="badge na">${icon('na')}${notCovered}</span>`;
}

/** Marks of all verdicts in columns, each with its number, so that no framework is one colour. */
function tally(framework: FrameworkRows, { catalogue: { ui } }: Digest): Markup {
  return html`<span class="tally">${tallyOf(framework).map(
    ({ standing, count, inPart, severity }) =>
      html`<span${standing === 'accepted' && raw(' class="below"')}>${count > 0 && html`${standingBadge(standing, severity, ui)} <b>${ui.number(count)}</b>${inPart > 0 && html` <span class="sub">${ui.frameworks.inPartOf(inPart)}</span>`}`}</span> `,
  )}</span>`;
}

/** One line a check, however many directories it judged. What decides nothing wears no colour. */
function answersOf({ check, strength, answers }: CheckAnswers, { catalogue: { ui, checks } }: Digest): Markup {
  const [worstOne] = answers;
  const alike = [...Map.groupBy(answers, ({ verdict, severity }) => `${verdict} ${severity}`).values()];
  const said = alike.flatMap((mine) => {
    const [first] = mine;
    if (first === undefined) return [];
    const clouds = ui.series(mine.map(({ provider }) => (provider === null ? ui.elsewhere : ui.provider[provider])));
    const { verdict, severity } = first;
    if (strength === 'related') return [html`<span class="muted">${ui.label(ui.verdict[verdict])}${clouds}</span> `];
    const colour = verdict === 'fail' ? severity : verdict === 'not-applicable' ? 'muted' : verdict;
    return [html`<span><b class="${colour}">${ui.verdict[verdict]}</b> ${clouds}</span> `];
  });
  return html`<li><a href="#${checkAnchor(worstOne)}">${checks[check]?.topic ?? check}</a> <span class="muted">${ui.frameworks.strength[strength]}</span> ${said}</li>`;
}

function controlRow({ id, verdict, severity, inPart, checks }: ControlRow, digest: Digest): Markup {
  const { ui } = digest.catalogue;
  return html`<tr><th scope="row" lang="en">${id}</th><td>${standingBadge(verdict, severity, ui)}${inPart && html`<span class="sub">${ui.frameworks.inPart}</span>`}</td><td><ul class="answers">${checks.map((one) => answersOf(one, digest))}</ul></td></tr>`;
}

function answered({ rows, ...framework }: FrameworkRows, digest: Digest): Markup | null {
  const { control, verdict, answeredBy, table } = digest.catalogue.ui.frameworks;
  if (rows.length === 0) return null;
  return region(
    table(frameworkName(framework)),
    html`<table><thead><tr><th scope="col">${control}</th><th scope="col">${verdict}</th><th scope="col">${answeredBy}</th></tr></thead><tbody>${rows.map((one) => controlRow(one, digest))}</tbody></table>`,
  );
}

function row(framework: FrameworkRows, digest: Digest): Markup {
  const { ui, locale } = digest.catalogue;
  const { rows, unanswered } = framework;
  return html`<details class="row framework">
    <summary><span class="title" lang="en">${framework.framework}<span class="where">${framework.version} · <span lang="${locale}">${ui.frameworks.controls(rows.length + unanswered.length)}</span></span></span>${tally(framework, digest)}${icon('chevron')}</summary>
    <div class="inner">${answered(framework, digest)}${unanswered.length > 0 && html`<p class="more">${ui.frameworks.unanswered(unanswered)}</p>`}</div>
  </details>`;
}

function stance(framework: string, difference: Difference, { catalogue: { ui } }: Digest): Markup {
  const found = stanceOf(framework, difference, ui);
  if (found === null)
    return html`<td><span class="muted" aria-hidden="true">–</span>${hiddenText(ui.frameworks.silent)}</td>`;
  const { word, verdict } = found;
  const mark = verdict === 'fail' ? difference.severity : verdict === 'not-applicable' ? 'na' : verdict;
  return html`<td><span class="sev ${mark}">${icon(mark)}${word}</span></td>`;
}

/** Only what frameworks judge differently: the reason to set them side by side. */
function differing(digest: Digest): Markup | null {
  const { differences, catalogue } = digest;
  const { ui, checks } = catalogue;
  const { differTitle, check: head } = ui.frameworks;
  if (differences.rows.length === 0) return null;
  const row = (difference: Difference) => {
    const { check, provider } = difference;
    const cloud = provider === null ? ui.elsewhere : ui.provider[provider];
    return html`<tr><th scope="row"><a href="#${checkAnchor({ check, provider })}">${checks[check]?.topic ?? check}</a><span class="sub">${cloud}</span></th>${differences.frameworks.map((name) => stance(name, difference, digest))}</tr>`;
  };
  return html`<div class="differing"><h3>${differTitle}</h3>
    ${region(
      ui.page.table(differTitle),
      html`<table class="differ"><thead><tr><th scope="col">${head}</th>${differences.frameworks.map((name) => html`<th scope="col" lang="en">${name}</th>`)}</tr></thead><tbody>${differences.rows.map(row)}</tbody></table>`,
    )}</div>`;
}

/** Each framework beside the others, with the controls that checks answer. */
export function frameworksSection(digest: Digest): Markup | null {
  const { frameworks, catalogue } = digest;
  const { title, intro, readingTitle, reading } = catalogue.ui.frameworks;
  if (frameworks.length === 0) return null;
  return html`<section id="frameworks" aria-labelledby="h-frameworks">
  <h2 id="h-frameworks">${title}</h2>
  <p class="intro">${intro}</p>
  <details class="reading"><summary>${readingTitle}</summary><ul>${reading.map((line) => html`<li>${line}</li>`)}</ul></details>
  ${differing(digest)}
  <div class="rows">${frameworks.map((one) => row(one, digest))}</div>
</section>`;
}
