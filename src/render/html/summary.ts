import { type Severity, severities } from '../../core/check.ts';
import { called } from '../called.ts';
import { type Digest, directoryName } from '../digest.ts';
import { endingWords } from '../phone-ends.ts';
import { shortSentenceOf } from '../sentence.ts';
import { cloudWord } from '../subjects.ts';
import { unseenWord, whyUnseen } from '../unseen.ts';
import { checkAnchor, personAnchor } from './anchors.ts';
import { sinceLine } from './changes.ts';
import {
  hiddenText,
  html,
  icon,
  type Markup,
  named,
  prose,
  quoted,
  reasonFor,
  said,
  severityMark,
  unknownMark,
} from './markup.ts';
import { mfaGlance } from './mfa.ts';

const concernedAtFirst = 4;
/** Those who need attention today are all named, as far as this many: a laptop shows no more without scrolling. */
const criticalAtFirst = 5;
/** Columns of two lines: all that is known stands in the list of people. */
const saidAtFirst = 104;
const lookedAtFirst = 7;

function severityFigures({ report, dark, catalogue: { ui } }: Digest): Markup {
  const item = (severity: Severity) => {
    const count = report.summary.failed[severity];
    const unsure = dark && count === 0;
    const tone = count === 0 ? 'zero' : severity === 'critical' ? 'critical' : '';
    return html`<li><b class="${unsure ? 'unknown' : tone}">${unsure ? '?' : ui.number(count)}</b><span class="sev ${severity}">${icon(severity)}${ui.severity[severity]}</span></li>`;
  };
  return html`<ul class="sevs">${severities.toReversed().map(item)}</ul>`;
}

function figures(digest: Digest): Markup {
  const { report, catalogue, accepted, coverage, unseen, open, judged } = digest;
  const { page, number } = catalogue.ui;
  const { unknown, excepted } = report.summary;
  const soon = accepted[0]?.soon ? accepted[0].days : null;
  return html`<dl class="figures">
    <div><dt>${digest.dark && open === 0 ? page.openUnknown : page.openFindings(open)}</dt><dd>${severityFigures(digest)}</dd></div>
    <div><dt>${page.undecided}</dt>
      <dd class="num ${unknown === 0 ? 'none' : 'unknown'}">${unknown > 0 && icon('unknown')}${number(unknown)}</dd>
      <dd class="note">${page.undecidedOf(judged)}${unseen.length > 0 && html` <a class="nowrap" href="#unseen">${page.why}</a>`}</dd></div>
    <div><dt>${page.accepted}</dt>
      <dd class="num ${excepted === 0 ? 'none' : 'accepted'}">${excepted > 0 && icon('accepted')}${number(excepted)}</dd>
      <dd class="note">${page.acceptedNote(excepted, soon)}</dd></div>
    <div><dt>${page.readInFull}</dt>
      <dd class="num">${number(coverage.complete)} <span class="of">/ ${number(coverage.offered)}</span></dd>
      <dd class="note">${page.readNote(new Set(report.directories.map(({ provider }) => provider)).size)}</dd></div>
  </dl>`;
}

/** Directories that could not be read stand above everything else. */
function darkDirectories({ failed, report, catalogue }: Digest): Markup | null {
  if (failed.length === 0) return null;
  const { ui } = catalogue;
  return html`<ul class="dark">${failed.map((directory) => {
    const gap = directory.datasets.accounts.gap;
    const text = gap === undefined ? undefined : ui.gap[gap.kind];
    return html`<li><span><span class="name">${directoryName(directory, report.directories, catalogue)}</span><br><span class="badge unknown">${icon('unknown')}${text?.name ?? ui.status.failed}</span></span>
      <span>${gap && reasonFor(gap, ui)}${quoted(gap, ui)}</span>
      <span>${gap && prose(ui.remedy(gap, `${directory.provider}/accounts`))}</span></li>`;
  })}</ul>`;
}

function actions({ actions: todo, report, open, catalogue: { ui } }: Digest): Markup {
  const closed = todo.reduce((sum, { closes }) => sum + closes, 0);
  const critical = todo.reduce((sum, action) => sum + action.critical, 0);
  const { page } = ui;
  return html`<h2>${page.doFirst(todo.length)}</h2>
    <ol class="actions">${todo.map(({ check, title, closes, minutes, cost, providers, names }) => {
      const anchor = checkAnchor({ check, provider: providers[0] ?? null });
      const where = providers.length === 0 ? ui.elsewhere : ui.list(providers.map((provider) => ui.provider[provider]));
      return html`<li><p class="title"><a href="#${anchor}">${said(title)}</a></p><p class="meta"><span>${page.closes(closes)}</span> <span>${ui.cost[cost]}</span> <span>${ui.duration(minutes)}</span> <span>${where}</span> ${names.length > 0 && html`<span>${said(ui.list(names.map((name) => called(name, 40, ui))))}</span>`}</p></li>`;
    })}</ol>
    ${todo.length > 1 && html`<p class="small muted">${page.together(closed, open, critical, report.summary.failed.critical)}</p>`}`;
}

function concerned(digest: Digest): Markup {
  const { people, catalogue } = digest;
  const { ui } = catalogue;
  const critical = people.filter(({ severity }) => severity === 'critical').length;
  const open = people.filter(({ severity }) => severity !== null).length;
  const room = Math.max(concernedAtFirst, Math.min(critical, criticalAtFirst));
  const shown = people.slice(0, room);
  const moreCritical = Math.max(0, critical - shown.length);
  const more = Math.max(0, open - shown.length);
  return html`<h2>${ui.page.whoItConcerns}</h2>
    <ul class="concern">${shown.map(
      (person, index) =>
        html`<li><div class="who"><a href="#${personAnchor(index)}">${named(person.name, 60)}</a>${person.severity === null ? unknownMark(ui) : severityMark(person.severity, ui)}</div><p class="sentence">${said(shortSentenceOf(person, digest, saidAtFirst))}</p></li>`,
    )}</ul>
    ${more > 0 && html`<p class="small"><a href="#people">${ui.page.morePeople(moreCritical, more - moreCritical)}</a></p>`}`;
}

/** Where nothing is to be done, the page says what was looked at, and no more than that. */
function lookedAt({ report, catalogue: { ui, checks } }: Digest): Markup {
  const seen = report.results.filter(({ verdict }) => verdict === 'pass' || verdict === 'fail');
  return html`<h2>${ui.page.lookedAt}</h2>
    <ul class="looked">${seen.slice(0, lookedAtFirst).map(({ check, provider, counts }) => {
      const cloud = provider === null ? ui.elsewhere : ui.provider[provider];
      return html`<li><span>${checks[check]?.topic ?? check}</span><span>${ui.label(cloud)}${ui.number(counts.judged)}</span></li>`;
    })}</ul>
    ${seen.length > lookedAtFirst && html`<p class="small"><a href="#checks">${ui.page.byCheck}</a></p>`}`;
}

function notLookedAt({ unread, catalogue: { ui } }: Digest): Markup {
  return html`<h2>${ui.page.notLookedAt}</h2>
    <ul class="looked">${unread
      .flatMap(({ provider, datasets }) =>
        datasets.map((name) => html`<li><span>${ui.dataset[name]}</span><span>${ui.provider[provider]}</span></li>`),
      )
      .slice(0, lookedAtFirst + 1)}</ul>`;
}

function couldNotSee(digest: Digest): Markup {
  const { unseen, catalogue } = digest;
  const { ui } = catalogue;
  return html`<h2>${ui.page.couldNotSee}</h2>
    <ul class="concern">${unseen.slice(0, concernedAtFirst).map((one) => {
      const { provider, gap } = one;
      const what = unseenWord(one, catalogue);
      return html`<li><div class="who"><a href="#unseen">${ui.label(cloudWord(provider, ui))}${what}</a><span class="sev unknown">${icon('unknown')}${ui.gap[gap.kind].name}</span></div><p>${said(whyUnseen(one, ui))}</p></li>`;
    })}</ul>`;
}

function left(digest: Digest): Markup {
  if (digest.actions.length > 0) return actions(digest);
  return digest.unseen.length > 0 ? couldNotSee(digest) : lookedAt(digest);
}

function right(digest: Digest): Markup | null {
  if (digest.people.some(({ severity }) => severity !== null)) return concerned(digest);
  if (digest.actions.length > 0 || digest.unseen.length > 0) return lookedAt(digest);
  return digest.unread.length > 0 ? notLookedAt(digest) : null;
}

/** Only where somebody will be stopped at sign-in. */
function countdown({ phoneEnds, catalogue: { ui } }: Digest): Markup | null {
  if (phoneEnds === null) return null;
  return html`<p class="countdown">${said(endingWords(phoneEnds, ui))} <a class="nowrap" href="#${checkAnchor(phoneEnds)}">${ui.page.howToFix}</a></p>`;
}

/** The first screen: what is wrong, for whom, what to do next. */
export function summarySection(digest: Digest): Markup {
  const { report, lead, subLead, catalogue } = digest;
  const nothing = report.directories.every(({ status }) => status === 'failed');
  return html`<section id="summary" aria-labelledby="h-summary">
  <h1 id="h-summary">${named(report.tenant.name, 100)}${hiddenText(` – ${catalogue.ui.page.nav.summary}`)}</h1>${sinceLine(digest)}
  <p class="lead">${lead}</p>
  <p class="sub-lead">${said(subLead)}</p>
  ${darkDirectories(digest)}
  ${figures(digest)}
  ${!nothing && html`<div class="first"><div>${left(digest)}${countdown(digest)}${mfaGlance(digest)}</div><div>${right(digest)}</div></div>`}
</section>`;
}
