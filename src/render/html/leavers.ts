import type { Digest } from '../digest.ts';
import {
  accountWords,
  type LeaverAccountRow,
  type LeaverRow,
  type LeaversDoubt,
  type LeaversView,
  lagWords,
  useWords,
} from '../leavers.ts';
import { visible } from '../plain.ts';
import { html, icon, type Markup, named, prose, region } from './markup.ts';

function stateBadge({ state, mark }: LeaverRow, { catalogue: { ui } }: Digest): Markup {
  const word = ui.leavers.state[state];
  if (state === 'closed') return html`<span class="badge pass">${icon('pass')}${word}</span>`;
  if (state === 'unknown') return html`<span class="badge unknown">${icon('unknown')}${word}</span>`;
  if (mark === 'accepted')
    return html`<span class="badge accepted">${icon('accepted')}${word} · ${ui.verdict.accepted}</span>`;
  const severity = mark ?? 'high';
  return html`<span class="badge fail ${severity}">${icon(severity)}${word}${mark !== null && html` · ${ui.severity[mark]}`}</span>`;
}

function accountLine(account: LeaverAccountRow, { catalogue: { ui }, timeZone }: Digest): Markup {
  const { provider, login } = account;
  const use = useWords(account, ui, timeZone);
  return html`<li>${ui.label(ui.provider[provider])}${named(login, 80)}<span class="sub">${accountWords(account, ui, timeZone)}${use !== null && html` · <b class="critical">${use}</b>`}</span></li>`;
}

function row(leaver: LeaverRow, digest: Digest): Markup {
  const { ui } = digest.catalogue;
  const { heads, noDate } = ui.leavers;
  const { name, leaveDate, state, lagHours, accounts } = leaver;
  const lag = lagWords(leaver, ui);
  const isUnknown = state !== 'open' && lagHours === null;
  const doubt = (word: string) => html`<span class="state unknown">${icon('unknown')}${word}</span>`;
  return html`<tr><th scope="row">${named(visible(name, 80))}</th><td class="nowrap" data-head="${ui.label(heads.leaveDate)}">${leaveDate ?? doubt(noDate)}</td><td>${stateBadge(leaver, digest)}</td><td data-head="${ui.label(heads.lag)}">${isUnknown ? doubt(lag) : lag}</td><td><ul class="which">${accounts.map((account) => accountLine(account, digest))}</ul></td></tr>`;
}

function doubtPart(doubt: LeaversDoubt, { catalogue: { ui } }: Digest): Markup {
  return html`<div class="doubt"><p><span class="badge unknown">${icon('unknown')}${ui.verdict.unknown}</span> ${ui.leavers.doubt[doubt]} <a href="#notes">${ui.page.nav.notes}</a></p></div>`;
}

function viewPart({ facts, shown, more }: LeaversView, digest: Digest): Markup {
  const { ui } = digest.catalogue;
  const { title, intro, heads, nobody, moreInCsv } = ui.leavers;
  if (shown.length === 0) return html`<p class="intro">${nobody}</p>`;
  return html`<p class="intro">${intro}</p>
  <p class="tell"><b>${ui.leavers.facts(facts)}</b></p>
  ${region(
    ui.page.table(title),
    html`<table class="leavers stacked"><thead><tr><th scope="col">${heads.person}</th><th scope="col">${heads.leaveDate}</th><th scope="col">${heads.state}</th><th scope="col">${heads.lag}</th><th scope="col">${heads.accounts}</th></tr></thead><tbody>${shown.map((one) => row(one, digest))}</tbody></table>`,
  )}
  ${more > 0 && html`<p class="more">${prose(moreInCsv(more))}</p>`}`;
}

/** Who has left, whose account is still open, and how long the others took. */
export function leaversSection(digest: Digest): Markup {
  const { leavers, catalogue } = digest;
  const { title, noList } = catalogue.ui.leavers;
  const part = () => {
    if (leavers === null) return html`<p class="intro">${prose(noList)}</p>`;
    return typeof leavers === 'string' ? doubtPart(leavers, digest) : viewPart(leavers, digest);
  };
  return html`<section id="leavers" aria-labelledby="h-leavers">
  <h2 id="h-leavers">${title}</h2>
  ${part()}
</section>`;
}
