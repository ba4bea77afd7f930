import type { MfaCoverage, Share } from '../../core/mfa-coverage.ts';
import type { EnforcementState } from '../../core/rows/enforcement.ts';
import type { UiTexts } from '../../messages/ui.ts';
import { cloudOf, type Digest } from '../digest.ts';
import { countsTwice, reasonOfShare, sharesInPage, unreadClause } from '../mfa-figures.ts';
import { barOf } from './bar.ts';
import { hiddenText, html, type IconName, icon, type Markup, reasonFor, region, said } from './markup.ts';

const marks: Record<EnforcementState, { icon: IconName; name: string }> = {
  enforced: { icon: 'pass', name: 'pass' },
  partly: { icon: 'medium', name: 'medium' },
  none: { icon: 'high', name: 'high' },
  unknown: { icon: 'unknown', name: 'unknown' },
};

/** Shape, word and colour of how MFA stands. */
export function enforcementMark(state: EnforcementState, { catalogue: { ui } }: Digest): Markup {
  const { icon: shape, name } = marks[state];
  const word = ui.enforcement.state[state];
  if (state === 'unknown') return html`<span class="badge unknown">${icon(shape)}${word}</span>`;
  return html`<span class="sev ${name}">${icon(shape)}${word}</span>`;
}

/** How many are unknown beside a figure: where there is little room, the mark alone is seen, and the word is heard. */
function unknownToo(count: number, ui: UiTexts): Markup | null {
  if (count === 0) return null;
  return html` <span class="state unknown">${icon('unknown')}${hiddenText(ui.label(ui.verdict.unknown))}${ui.number(count)}</span>`;
}

/** A figure with its denominator; where nothing could be told, no number is claimed. */
function figure(count: number, unknown: number, members: number, ui: UiTexts): Markup {
  if (unknown === members) return html`<span class="state unknown">${icon('unknown')}${ui.verdict.unknown}</span>`;
  return html`<b class="nowrap">${ui.ratio(count, members)}</b>${unknownToo(unknown, ui)}`;
}

/** Both figures side by side: an administrator who sees who is registered must see who is protected. */
export function mfaGlance(digest: Digest): Markup | null {
  const { mfa, catalogue } = digest;
  const { ui } = catalogue;
  const counted = mfa.filter(({ members }) => members > 0);
  if (counted.length === 0) return null;
  return html`<table class="glance"><thead><tr><th scope="col"><a href="#mfa">${ui.page.nav.mfa}</a></th><th scope="col">${ui.enforcement.state.enforced}</th><th scope="col">${ui.mfa.registered}</th></tr></thead><tbody>${counted.map(
    (one) =>
      html`<tr><th scope="row">${cloudOf(one, digest)}</th><td>${figure(one.states.enforced, one.states.unknown, one.members, ui)}</td><td>${figure(one.registered.yes, one.registered.unknown, one.members, ui)}</td></tr>`,
  )}</tbody></table>`;
}

function directoryRow(coverage: MfaCoverage, digest: Digest): Markup {
  const { ui } = digest.catalogue;
  const { members, states, registered } = coverage;
  const parts = (['none', 'partly', 'unknown', 'enforced'] as const)
    .map((state) => ({ name: marks[state].name, count: states[state] }))
    .filter(({ count }) => count > 0);
  return html`<tr><th scope="row">${cloudOf(coverage, digest)}${barOf(parts)}</th><td class="n">${ui.number(members)}</td><td class="n"><b>${ui.ratio(states.enforced, members)}</b></td><td class="n">${figure(registered.yes, registered.unknown, members, ui)}</td><td class="n">${ui.number(states.partly)}</td><td class="n">${ui.number(states.none)}</td><td class="n ${states.unknown > 0 && 'unknown'}">${ui.number(states.unknown)}</td></tr>`;
}

function shareLine(share: Share, digest: Digest): Markup {
  const { ui } = digest.catalogue;
  return html`<li>${enforcementMark(share.state, digest)}<span>${said(ui.mfa.share(reasonOfShare(share, ui, digest.timeZone), share.count))}</span></li>`;
}

function byWhat(coverage: MfaCoverage, digest: Digest): Markup {
  const { ui } = digest.catalogue;
  const { shares, unknown, trusting, accountsGap } = coverage;
  const more = shares.length - sharesInPage;
  return html`<div class="by"><h3>${ui.label(cloudOf(coverage, digest))}${ui.mfa.byWhat}</h3>
    <ul class="shares">${shares.slice(0, sharesInPage).map((share) => shareLine(share, digest))}${unknown.map(
      ({ gap, count }) =>
        html`<li>${enforcementMark('unknown', digest)}<span>${ui.mfa.share(unreadClause(gap, ui), count)}<span class="sub">${reasonFor(gap, ui)}</span></span></li>`,
    )}</ul>
    ${more > 0 && html`<p class="small muted">${ui.mfa.moreShares(more)}</p>`}
    ${countsTwice(coverage) && html`<p class="small muted">${ui.mfa.countedTwice}</p>`}
    ${trusting > 0 && html`<p class="small muted">${ui.mfa.trusting(trusting)}</p>`}
    ${accountsGap !== null && html`<p class="doubt">${ui.mfa.accountsMissing}</p>`}</div>`;
}

/** How many members must use MFA, by which policy, beside how many could. */
export function mfaSection(digest: Digest): Markup | null {
  const { mfa, catalogue } = digest;
  const { ui } = catalogue;
  const counted = mfa.filter(({ members }) => members > 0);
  if (counted.length === 0) return null;
  const { enforced, partly, none, unknown } = ui.enforcement.state;
  const heads = [ui.mfa.members, enforced, ui.mfa.registered, partly, none, unknown];
  return html`<section id="mfa" aria-labelledby="h-mfa">
  <h2 id="h-mfa">${ui.mfa.title}</h2>
  <p class="intro">${ui.mfa.intro}</p>
  ${region(
    ui.page.table(ui.mfa.title),
    html`<table class="mfa"><thead><tr><th scope="col">${ui.mfa.cloud}</th>${heads.map((head) => html`<th scope="col" class="n">${head}</th>`)}</tr></thead><tbody>${counted.map((one) => directoryRow(one, digest))}</tbody></table>`,
  )}
  ${counted.map((one) => byWhat(one, digest))}
</section>`;
}
