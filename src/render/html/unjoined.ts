import type { Digest } from '../digest.ts';
import { accountsOfUnjoined, unjoinedInPage } from '../unjoined.ts';
import { html, type Markup, named, prose, region } from './markup.ts';

/** Accounts that something speaks for joining and something against: both, what they share, and why they are apart. */
export function unjoinedPart(digest: Digest): Markup | null {
  const { report, catalogue } = digest;
  const { ui } = catalogue;
  const { unjoined } = report.people;
  const { unjoinedTitle, unjoinedIntro, shared, accounts, whyHead, why, moreUnjoined } = ui.people;
  if (unjoined.length === 0) return null;
  const more = unjoined.length - unjoinedInPage;
  const rows = unjoined.slice(0, unjoinedInPage).map((one) => {
    const { shown, more: rest } = accountsOfUnjoined(one);
    return html`<tr><th scope="row">${named(one.shared, 80)}</th><td><ul class="which">${shown.map(
      ({ provider, login }) => html`<li>${ui.label(ui.provider[provider])}${named(login, 80)}</li>`,
    )}</ul>${rest > 0 && html`<span class="sub">${ui.people.more(rest)}</span>`}</td><td>${why[one.reason]}</td></tr>`;
  });
  return html`<div class="unjoined"><h3>${unjoinedTitle}</h3>
    <p class="small muted">${prose(unjoinedIntro)}</p>
    ${region(
      ui.page.table(unjoinedTitle),
      html`<table><thead><tr><th scope="col">${shared}</th><th scope="col">${accounts}</th><th scope="col">${whyHead}</th></tr></thead><tbody>${rows}</tbody></table>`,
    )}
    ${more > 0 && html`<p class="more">${moreUnjoined(more)}</p>`}</div>`;
}
