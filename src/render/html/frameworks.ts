import { type Verdict, worst } from '../../core/evaluate.ts';
import type { Answer, ControlResult, Difference, FrameworkResult } from '../../core/framework-verdicts.ts';
import type { Digest } from '../digest.ts';
import { frameworkName, stanceOf } from '../results.ts';
import { checkAnchor } from './anchors.ts';
import { controlBadge, hiddenText, html, icon, type Markup, region } from './markup.ts';

const order: readonly Verdict[] = ['fail', 'unknown', 'pass', 'not-applicable'];

/** Marks of the four verdicts, each with its number, so that no framework is one colour. */
function tally({ controls }: FrameworkResult, { catalogue: { ui } }: Digest): Markup {
  const counted = order.flatMap((verdict) => {
    const mine = controls.filter((control) => control.verdict === verdict);
    const severity = worst(mine.map((control) => control.severity));
    return severity === undefined ? [] : [{ verdict, severity, count: mine.length }];
  });
  return html`<span class="tally">${counted.map(
    ({ verdict, severity, count }) =>
      html`<span>${controlBadge(verdict, severity, ui)} <b>${ui.number(count)}</b></span> `,
  )}</span>`;
}

function answer({ check, provider, verdict, severity }: Answer, digest: Digest): Markup {
  const { ui, checks } = digest.catalogue;
  const cloud = provider === null ? ui.elsewhere : ui.provider[provider];
  const topic = checks[check]?.topic ?? check;
  return html`<li>${controlBadge(verdict, severity, ui)} <a href="#${checkAnchor({ check, provider })}">${topic}</a> <span class="muted">${cloud}</span></li>`;
}

function controlRow({ id, verdict, severity, answers }: ControlResult, digest: Digest): Markup {
  return html`<tr><th scope="row" lang="en">${id}</th><td>${controlBadge(verdict, severity, digest.catalogue.ui)}</td><td><ul class="answers">${answers.map((one) => answer(one, digest))}</ul></td></tr>`;
}

function row(framework: FrameworkResult, digest: Digest): Markup {
  const { ui } = digest.catalogue;
  const { control, verdict, answeredBy, table } = ui.frameworks;
  const name = frameworkName(framework);
  return html`<details class="row framework">
    <summary><span class="title" lang="en">${framework.framework}<span class="where">${framework.version}</span></span>${tally(framework, digest)}<span class="count">${ui.frameworks.controls(framework.controls.length)}</span>${icon('chevron')}</summary>
    <div class="inner">${region(
      table(name),
      html`<table><thead><tr><th scope="col">${control}</th><th scope="col">${verdict}</th><th scope="col">${answeredBy}</th></tr></thead><tbody>${framework.controls.map((one) => controlRow(one, digest))}</tbody></table>`,
    )}</div>
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
  const { title, intro } = catalogue.ui.frameworks;
  if (frameworks.length === 0) return null;
  return html`<section id="frameworks" aria-labelledby="h-frameworks">
  <h2 id="h-frameworks">${title}</h2>
  <p class="intro">${intro}</p>
  ${differing(digest)}
  <div class="rows">${frameworks.map((one) => row(one, digest))}</div>
</section>`;
}
