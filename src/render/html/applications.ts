import type { Finding } from '../../core/report.ts';
import type { Permission } from '../../core/rows/application.ts';
import { isoDayIn } from '../../messages/when.ts';
import {
  credentialWords,
  findingsAbout,
  kindWords,
  type ProgramListing,
  type ProgramRow,
  permissionNames,
  programsIntro,
} from '../applications.ts';
import type { Digest } from '../digest.ts';
import { html, icon, type Markup, named, prose, quoted, reasonFor, region, said, severityMark } from './markup.ts';

interface Column {
  head: string;
  /** Null: it has nothing to do with such a program. */
  cell: (row: ProgramRow, digest: Digest) => Markup | null;
}

function dark(word: string): Markup {
  return html`<span class="state unknown">${icon('unknown')}${word}</span>`;
}

function mark({ exception, verdict, severity }: Finding, { catalogue: { ui } }: Digest): Markup {
  if (exception !== undefined) return html`<span class="sev accepted">${icon('accepted')}${ui.verdict.accepted}</span>`;
  // The sentence itself says that it is unknown.
  if (verdict === 'unknown') return html`<span class="sev unknown">${icon('unknown')}</span>`;
  return severityMark(severity, ui);
}

function found(findings: readonly Finding[], digest: Digest): Markup[] {
  return findings.map((finding) => html`<p class="found">${mark(finding, digest)} ${said(finding.text)}</p>`);
}

function headCell(row: ProgramRow, { catalogue }: Digest): Markup {
  return html`<th scope="row">${named(row.name, 80)}<span class="sub">${kindWords(row, catalogue).join(' · ')}</span></th>`;
}

type Rights = 'permissions' | 'delegated' | 'scopes';

function names(all: readonly Permission[] | null, what: Rights, row: ProgramRow, digest: Digest): Markup {
  const { ui } = digest.catalogue;
  const { unread, none, noPermission } = ui.applications;
  if (all === null) return dark(unread[what]);
  if (all.length === 0) return html`<span class="muted">${what === 'permissions' ? noPermission : none}</span>`;
  const { names: few, more } = permissionNames(all, row, ui);
  return html`<ul class="names">${few.map((name) => html`<li><code translate="no"><bdi>${name}</bdi></code></li>`)}</ul>${more > 0 && html`<span class="sub">${ui.applications.moreNames(more)}</span>`}`;
}

function unneeded({ application }: ProgramRow, { catalogue: { ui } }: Digest): Markup | null {
  const all = application?.unneeded;
  if (all === undefined) return null;
  const { nothingUnneeded, unneeded: words } = ui.applications;
  return html`<p class="found">${all.length === 0 ? nothingUnneeded : said(words(ui.list(all)))}</p>`;
}

function rightsCell(row: ProgramRow, digest: Digest): Markup {
  const { application } = row;
  const own = application === null ? null : names(application.permissions, 'permissions', row, digest);
  return html`${found(findingsAbout(row, 'rights'), digest)}${unneeded(row, digest)}${own}`;
}

function scopesCell(row: ProgramRow, digest: Digest): Markup {
  const { application } = row;
  const scopes = application === null ? null : names(application.delegated, 'scopes', row, digest);
  return html`${found(findingsAbout(row, 'rights'), digest)}${scopes}`;
}

function delegatedCell(row: ProgramRow, digest: Digest): Markup | null {
  return row.application === null ? null : names(row.application.delegated, 'delegated', row, digest);
}

/** Days that no line end parts. */
function keptDates(words: string): Markup[] {
  return words
    .split(/(\d{4}-\d{2}-\d{2})/)
    .map((part, index) => (index % 2 === 1 ? html`<span class="nowrap">${part}</span>` : html`${part}`));
}

function credentialsCell(row: ProgramRow, digest: Digest): Markup {
  const { report, timeZone, catalogue } = digest;
  const { ui } = catalogue;
  const findings = found(findingsAbout(row, 'credentials'), digest);
  const { lines, more } = credentialWords(row.application?.credentials ?? [], report.scan.asOf, timeZone, ui);
  if (lines.length === 0)
    return html`${findings}<span class="muted">${row.application === null ? '–' : ui.applications.none}</span>`;
  return html`${findings}<ul>${lines.map((line) => html`<li>${keptDates(line)}</li>`)}</ul>${more > 0 && html`<span class="sub">${ui.applications.moreCredentials(more)}</span>`}`;
}

function usersCell({ application }: ProgramRow, { catalogue: { ui } }: Digest): Markup | null {
  const consents = application?.consents ?? null;
  return consents === null ? null : html`${ui.number(consents.users)}`;
}

function consentCell({ application }: ProgramRow, { timeZone }: Digest): Markup | null {
  const consents = application?.consents ?? null;
  if (consents === null) return null;
  return html`<time class="nowrap" datetime="${consents.lastAt}">${isoDayIn(consents.lastAt, timeZone)}</time>`;
}

function columnsOf({ provider, isDelegatedDark }: ProgramListing, { catalogue: { ui } }: Digest): Column[] {
  const { heads } = ui.applications;
  if (provider === 'microsoft365') {
    return [
      { head: heads.permissions, cell: rightsCell },
      ...(isDelegatedDark ? [] : [{ head: heads.delegated, cell: delegatedCell }]),
      { head: heads.credentials, cell: credentialsCell },
    ];
  }
  return [
    { head: heads.scopes, cell: scopesCell },
    { head: heads.users, cell: usersCell },
    { head: heads.lastConsent, cell: consentCell },
  ];
}

/** On a phone its head stands before it, and none that is blank is shown. */
function factCell({ head, cell }: Column, row: ProgramRow, digest: Digest): Markup {
  const content = cell(row, digest);
  if (content === null) return html`<td class="blank">–</td>`;
  return html`<td data-head="${digest.catalogue.ui.label(head)}">${content}</td>`;
}

/** Why programs may be missing. */
function doubt({ gap, rows }: ProgramListing, { catalogue: { ui } }: Digest): Markup | null {
  if (gap === null) return null;
  const { notRead, partly } = ui.applications;
  return html`<div class="doubt"><p><span class="badge unknown">${icon('unknown')}${ui.gap[gap.kind].name}</span> ${rows.length === 0 ? notRead : partly}</p>
    <p>${reasonFor(gap, ui)}${quoted(gap, ui)}</p></div>`;
}

function directoryPart(listing: ProgramListing, digest: Digest): Markup {
  const { catalogue, timeZone } = digest;
  const { ui } = catalogue;
  const words = ui.applications;
  const { provider, shown, more, quiet, gap, isDelegatedDark } = listing;
  const cloud = ui.provider[provider];
  const columns = columnsOf(listing, digest);
  const intro = programsIntro(listing, catalogue, timeZone);
  const table = html`<table class="programs stacked"><thead><tr><th scope="col">${words.heads.application}</th>${columns.map(
    ({ head }) => html`<th scope="col">${head}</th>`,
  )}</tr></thead><tbody>${shown.map(
    (row) => html`<tr>${headCell(row, digest)}${columns.map((column) => factCell(column, row, digest))}</tr>`,
  )}</tbody></table>`;
  return html`<div class="log"><h3>${cloud}</h3>
    <p class="small muted">${prose(intro)}</p>
    ${doubt(listing, digest)}
    ${shown.length > 0 && region(words.table(cloud), table)}
    ${gap === null && shown.length + quiet === 0 && html`<p class="small muted">${words.noneAtAll}</p>`}
    ${more + quiet > 0 && html`<p class="more">${prose(words.moreInCsv(more, quiet, isDelegatedDark))}</p>`}</div>`;
}

/** What programs may do, what they sign in with, and who let them in. */
export function applicationsSection(digest: Digest): Markup | null {
  const { programs, catalogue } = digest;
  const { title, intro } = catalogue.ui.applications;
  if (programs.length === 0) return null;
  return html`<section id="applications" aria-labelledby="h-applications">
  <h2 id="h-applications">${title}</h2>
  <p class="intro">${intro}</p>
  ${programs.map((listing) => directoryPart(listing, digest))}
</section>`;
}
