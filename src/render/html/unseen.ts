import type { Digest } from '../digest.ts';
import { cloudWord } from '../subjects.ts';
import { remedyOf, rowsLeft, type Unseen, unseenWord, whyUnseen } from '../unseen.ts';
import { html, icon, type Markup, prose, quoted, said } from './markup.ts';

function gapNote(unseen: Unseen, digest: Digest): Markup {
  const { ui, checks } = digest.catalogue;
  const { provider, gap } = unseen;
  const rows = rowsLeft(unseen, ui);
  const { page } = ui;
  const text = ui.gap[gap.kind];
  const topics = ui.list(
    unseen.checks.map(({ check, count }) => page.hiddenJudgements(checks[check]?.topic ?? check, count)),
  );
  return html`<div class="gap"><h3><span class="badge unknown">${icon('unknown')}${text.name}</span>${ui.label(cloudWord(provider, ui))}${unseenWord(unseen, digest.catalogue)}</h3>
    <dl><div><dt>${page.gapWhy}</dt><dd>${said(ui.paragraph([whyUnseen(unseen, ui), ...(rows === null ? [] : [rows])]))}${quoted(gap, ui, 300)}</dd></div>
    <div><dt>${page.gapHides}</dt><dd>${topics === '' ? page.hidesNothing : page.hidesChecks(topics)}</dd></div>
    <div><dt>${page.gapToDo}</dt><dd>${prose(remedyOf(unseen, ui))}</dd></div></dl></div>`;
}

export function unseenSection(digest: Digest): Markup {
  const { unseen, unread, report, catalogue } = digest;
  const { ui } = catalogue;
  const { page } = ui;
  return html`<section id="unseen" aria-labelledby="h-unseen">
  <h2 id="h-unseen">${page.unseenTitle}</h2>
  <p class="intro">${unseen.length > 0 ? page.unseenIntro(report.summary.unknown) : page.unseenNone}</p>
  ${unseen.length > 0 && html`<div class="gaps">${unseen.map((one) => gapNote(one, digest))}</div>`}
  ${unread.length > 0 && html`<div class="unread"><h3>${page.unreadTitle}</h3><p>${page.unreadIntro}</p><ul>${unread.map(({ provider, datasets }) => html`<li>${ui.label(ui.provider[provider])}${ui.list(datasets.map((name) => ui.dataset[name]))}</li>`)}</ul></div>`}
</section>`;
}
