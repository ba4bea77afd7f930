import type { ReportedLeaver } from '../../core/people-report.ts';
import type { Digest } from '../digest.ts';
import { accountWords, type LeaverRow, lagWords } from '../leavers.ts';
import { visible } from '../plain.ts';
import { html, icon, type Markup, named, prose, region } from './markup.ts';

function stateBadge(state: ReportedLeaver['state'], { catalogue: { ui } }: Digest): Markup {
  const word = ui.leavers.state[state];
  if (state === 'open') return html`<span class="badge fail high">${icon('high')}${word}</span>`;
  if (state === 'closed') return html`<span class="badge pass">${icon('pass')}${word}</span>`;
  return html`<span class="badge unknown">${icon('unknown')}${word}</span>`;
}

function accountLine(account: ReportedLeaver['accounts'][number], { catalogue: { ui }, timeZone }: Digest): Markup {
  const { provider, login } = account;
  return html`<li>${ui.label(ui.provider[provider])}${named(login, 80)}<span class="sub">${accountWords(account, ui, timeZone)}</span></li>`;
}

function row(leaver: LeaverRow, digest: Digest): Markup {
  const { ui } = digest.catalogue;
  const { id, name, leaveDate, state, lagHours, accounts } = leaver;
  const lag = lagWords(leaver, ui);
  const isUnknown = state !== 'open' && lagHours === null;
  const when =
    leaveDate === null ? html`<span class="state unknown">${icon('unknown')}${ui.leavers.noDate}</span>` : leaveDate;
  return html`<tr><th scope="row">${named(visible(name ?? accounts[0]?.login ?? id, 80))}</th><td class="nowrap">${when}</td><td>${stateBadge(state, digest)}</td><td>${isUnknown ? html`<span class="state unknown">${icon('unknown')}${lag}</span>` : lag}</td><td><ul class="which">${accounts.map((account) => accountLine(account, digest))}</ul></td></tr>`;
}

/** Who has left, whose account is still open, and how long the others took. */
export function leaversSection(digest: Digest): Markup | null {
  const { leavers, catalogue } = digest;
  const { ui } = catalogue;
  const { title, intro, heads } = ui.leavers;
  if (leavers === null) return null;
  const faulty = html`<div class="doubt"><p><span class="badge unknown">${icon('unknown')}${ui.verdict.unknown}</span> ${ui.leavers.faulty} <a href="#notes">${ui.page.nav.notes}</a></p></div>`;
  const part = (view: Exclude<typeof leavers, 'faulty'>) =>
    view.shown.length === 0
      ? html`<p class="intro">${ui.leavers.nobody}</p>`
      : html`<p class="intro">${intro}</p>
  <p class="tell"><b>${ui.leavers.facts(view.facts)}</b></p>
  ${region(
    ui.page.table(title),
    html`<table class="leavers"><thead><tr><th scope="col">${heads.person}</th><th scope="col">${heads.leaveDate}</th><th scope="col">${heads.state}</th><th scope="col">${heads.lag}</th><th scope="col">${heads.accounts}</th></tr></thead><tbody>${view.shown.map((one) => row(one, digest))}</tbody></table>`,
  )}
  ${view.more > 0 && html`<p class="more">${prose(ui.leavers.moreInCsv(view.more))}</p>`}`;
  return html`<section id="leavers" aria-labelledby="h-leavers">
  <h2 id="h-leavers">${title}</h2>
  ${leavers === 'faulty' ? faulty : part(leavers)}
</section>`;
}
