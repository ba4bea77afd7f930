import type { JoinedAccount } from '../../core/people-report.ts';
import type { UiTexts } from '../../messages/ui.ts';
import { findingWords } from '../acceptance.ts';
import type { Digest } from '../digest.ts';
import { cloudsOf, type Person } from '../people.ts';
import { tellingLogin } from '../person-accounts.ts';
import { visible } from '../plain.ts';
import { repairsOf } from '../repairs.ts';
import { sentenceOf } from '../sentence.ts';
import type { Entry } from '../urgency.ts';
import { checkAnchor, personAnchor } from './anchors.ts';
import { fixBox } from './fix.ts';
import {
  filter,
  hiddenText,
  html,
  type IconName,
  icon,
  type Markup,
  named,
  quoted,
  raw,
  said,
  severityMark,
  unknownMark,
} from './markup.ts';
import { unjoinedPart } from './unjoined.ts';

export const peopleInPage = 200;

function evidenceMark({ finding }: Entry): IconName {
  if (finding.exception !== undefined) return 'accepted';
  return finding.verdict === 'unknown' ? 'unknown' : finding.severity;
}

/** The cloud, and the account where the person has several there. */
function sourceOf({ result: { provider }, finding: { subject } }: Entry, { human }: Person, ui: UiTexts): Markup {
  if (provider === null) return html`${ui.elsewhere}`;
  const login = tellingLogin(human, provider, subject.id);
  return html`${ui.provider[provider]}${login !== null && html`<br>${named(login, 80)}`}`;
}

function evidence(entry: Entry, person: Person, { catalogue: { ui, checks } }: Digest): Markup {
  const { result, finding } = entry;
  const mark = evidenceMark(entry);
  const failing = finding.verdict === 'fail';
  const text = checks[result.check];
  const title = (failing ? text?.title : text?.topic) ?? result.check;
  const word = mark === 'accepted' || mark === 'unknown' ? ui.verdict[mark] : ui.severity[finding.severity];
  return html`<li>${icon(mark, mark)}<span class="fact">${hiddenText(ui.label(word))}<a href="#${checkAnchor(result)}">${title}</a>${ui.label('')}${said(findingWords(result.check, finding, { ui, checks }))}${quoted(finding.gap, ui)}</span><span class="src">${sourceOf(entry, person, ui)}</span></li>`;
}

function roleLine(person: Person, { catalogue: { ui } }: Digest): Markup {
  const { login, name, human, left, roles, guest, adminOf } = person;
  const names = roles.map((name) => visible(ui.role(name), 60));
  const right =
    names.length > 0 ? visible(ui.series([...new Set(names)]), 80) : adminOf.length > 0 ? ui.page.administrator : '';
  const standing =
    left !== null ? ui.people.left(left.day) : human?.listed?.status === 'leave' ? ui.people.onLeave : '';
  const department = visible(human?.listed?.department ?? human?.holdings[0]?.account.department ?? '', 60);
  const parts = [guest ? ui.page.guest : '', right, department].filter((part) => part !== '');
  const clouds = cloudsOf(person)
    .map((provider) => ui.provider[provider])
    .join(' · ');
  return html`<span class="role">${standing !== '' && html`<span class="nowrap">${standing}</span><br>`}${parts.length > 0 && html`${said(parts.join(' · '))}<br>`}${login !== null && login !== name && html`${named(login, 80)}<br>`}${clouds}</span>`;
}

/** Which accounts belong to the person, why, and how weak the weakest is. */
function identity({ human, joined }: Person, { catalogue: { ui } }: Digest): Markup | null {
  if (human === null || joined === null) return null;
  const { accounts, joinedBy, join, weakest, weakestOf, noneEnabled, disabled, enabledUnknown } = ui.people;
  const state = (enabled: boolean | null) =>
    enabled === true ? '' : ui.aside(enabled === null ? enabledUnknown : disabled);
  const { protection, factor } = joined;
  const where = (which: (account: JoinedAccount) => boolean) =>
    joined.accounts.filter(which).map(({ provider, id }) => {
      const login = tellingLogin(human, provider, id);
      return login === null ? ui.provider[provider] : visible(login, 80);
    });
  const weakestWords =
    protection === null || factor === null
      ? noneEnabled
      : weakestOf(
          { state: protection, of: where((account) => account.protection === protection) },
          { state: factor, of: where((account) => account.factor === factor) },
        );
  return html`<dl class="identity"><div><dt>${accounts}</dt><dd><ul>${human.holdings.map(
    ({ provider, account: { login, enabled } }) =>
      html`<li>${ui.label(ui.provider[provider])}${named(login, 80)}${state(enabled)}</li>`,
  )}</ul></dd></div>
    <div><dt>${joinedBy}</dt><dd>${ui.list(human.joinedBy.map((why) => join[why]))}</dd></div>
    <div><dt>${weakest}</dt><dd>${said(weakestWords)}</dd></div></dl>`;
}

function counts({ open, unknown }: Person, { catalogue: { ui } }: Digest): Markup {
  return html`<span class="count">${open.length > 0 && html`<span>${ui.page.findings(open.length)}</span>`}${unknown.length > 0 && html`<span>${ui.page.unknowns(unknown.length)}</span>`}</span>`;
}

/** One box for each check and directory; on paper a line leads to them, since they are printed with the checks. */
function fixesOf(person: Person, digest: Digest): Markup | null {
  const { catalogue } = digest;
  const { ui, checks } = catalogue;
  const repairs = repairsOf(person, catalogue);
  if (repairs.length === 0) return null;
  const titles = [...new Set(repairs.map(({ check }) => ui.quote(checks[check]?.title ?? check)))];
  return html`<div class="fixes">${repairs.map((repair) => fixBox(repair, digest))}</div><p class="on-paper">${ui.page.fixUnder(ui.list(titles))}</p>`;
}

function personRow(person: Person, index: number, digest: Digest): Markup {
  const { ui } = digest.catalogue;
  const marks = [
    person.severity === 'critical' && 'is-critical',
    person.adminOf.length > 0 && 'is-admin',
    person.unknown.length > 0 && 'is-unknown',
    person.open.length === 0 && 'is-unsure',
  ].filter((mark) => mark !== false);
  const entries = [...person.open, ...person.unknown, ...person.accepted];
  return html`<details class="row person ${marks.join(' ')}" id="${personAnchor(index)}"${index === 0 && raw(' open')}>
    <summary>${person.severity === null ? unknownMark(ui) : severityMark(person.severity, ui)}
      <span class="name">${named(person.name, 80)}${roleLine(person, digest)}</span>
      <span class="sentence">${said(sentenceOf(person, digest))}</span>
      ${counts(person, digest)}
      ${icon('chevron')}
    </summary>
    <div class="inner">${identity(person, digest)}<ul class="evidence">${entries.map((entry) => evidence(entry, person, digest))}</ul>${fixesOf(person, digest)}</div>
  </details>`;
}

function choices({ people, catalogue: { ui } }: Digest) {
  const { page } = ui;
  const some = (test: (person: Person) => boolean) => people.some(test) && !people.every(test);
  return [
    { id: 'p-all', label: page.everyone },
    ...(some(({ severity }) => severity === 'critical') ? [{ id: 'p-critical', label: page.criticalOnly }] : []),
    ...(some(({ adminOf }) => adminOf.length > 0) ? [{ id: 'p-admin', label: page.administrators }] : []),
    ...(some(({ unknown }) => unknown.length > 0) ? [{ id: 'p-unknown', label: page.withUnknowns }] : []),
  ];
}

export function peopleSection(digest: Digest): Markup | null {
  const { people, open, undecidable, report, catalogue } = digest;
  const { page } = catalogue.ui;
  if (people.length + undecidable + report.people.unjoined.length === 0) return null;
  const failing = people.filter(({ severity }) => severity !== null).length;
  const elsewhere = open - people.reduce((sum, person) => sum + person.open.length, 0);
  const more = people.length - peopleInPage;
  return html`<section id="people" aria-labelledby="h-people">
  <h2 id="h-people">${page.peopleTitle}</h2>
  <p class="intro">${page.peopleIntro(failing, people.length - failing)}${elsewhere > 0 && html`${page.peopleElsewhere(elsewhere)} <a href="#checks">${page.byCheck}</a>`}</p>
  ${undecidable > 0 && html`<p class="intro">${page.peopleUndecidable(undecidable)} <a href="#unseen">${page.nav.unseen}</a></p>`}
  ${filter('p', page.show, choices(digest))}
  <div class="rows">${people.slice(0, peopleInPage).map((person, index) => personRow(person, index, digest))}
  ${more > 0 && html`<p class="more">${page.morePeopleInCsv(more)}</p>`}</div>
  ${unjoinedPart(digest)}
</section>`;
}
