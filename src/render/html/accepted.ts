import type { Accepted, Digest } from '../digest.ts';
import { cloudWord, subjectWord } from '../subjects.ts';
import { html, type Markup, named, region, said, severityMark } from './markup.ts';

function row({ result, finding, days, soon }: Accepted, { report, catalogue: { ui, checks } }: Digest): Markup {
  const { exception, subject, severity } = finding;
  if (exception === undefined) return html``;
  const left = ui.page.daysLeft(days);
  const subjectName = subjectWord(finding, report, ui);
  const cloud = cloudWord(result.provider, ui);
  const aside = [
    ...(subject.login === undefined ? [] : [named(subject.login, 80)]),
    ...(cloud === subjectName ? [] : [html`${cloud}`]),
  ];
  return html`<tr><th scope="row">${named(subjectName, 80)}${aside.map((one) => html`<span class="sub">${one}</span>`)}</th><td>${checks[result.check]?.title ?? result.check}<span class="sub">${severityMark(severity, ui)}</span></td><td>${said(exception.reason)}</td><td>${named(exception.approvedBy, 80)}</td><td class="nowrap">${exception.until}<span class="sub">${soon ? html`<span class="soon">${left}</span>` : left}</span></td></tr>`;
}

export function acceptedSection(digest: Digest): Markup | null {
  const { accepted, catalogue } = digest;
  const { page } = catalogue.ui;
  if (accepted.length === 0) return null;
  const heads = [page.subject, page.finding, page.reason, page.approvedBy, page.until];
  return html`<section id="accepted" aria-labelledby="h-accepted">
  <h2 id="h-accepted">${page.acceptedTitle}</h2>
  <p class="intro">${page.acceptedIntro}</p>
  ${region(
    page.table(page.acceptedTitle),
    html`<table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${accepted.map((one) => row(one, digest))}</tbody></table>`,
  )}
</section>`;
}
