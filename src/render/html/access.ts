import type { AccessRow, DirectoryAccess } from '../../core/access.ts';
import {
  type AccessListing,
  becauseOf,
  countryOf,
  firstSeenWords,
  introOf,
  kindOf,
  logNoteOf,
  noSignIn,
  silenceOf,
  usedWords,
} from '../access.ts';
import { cloudOf, type Digest } from '../digest.ts';
import { minuteIn } from '../moment.ts';
import { visible } from '../plain.ts';
import { html, icon, type Markup, named, prose, region, said } from './markup.ts';
import { enforcementMark } from './mfa.ts';

interface Column {
  head: string;
  /** Under the head: where the fact comes from, or the time zone. */
  below?: string;
  cell: (row: AccessRow) => Markup;
}

function silent(word: string): Markup {
  return html`<span class="state unknown">${icon('unknown')}${word}</span>`;
}

function accountHead(row: AccessRow, { catalogue }: Digest): Markup {
  const { name, login } = row.account;
  const kind = kindOf(row, catalogue);
  return html`<th scope="row">${named(name ?? login, 80)}${name !== null && html`<span class="sub">${named(login, 80)}</span>`}${kind !== '' && html`<span class="sub">${kind}</span>`}</th>`;
}

function lastCell(row: AccessRow, { timeZone, catalogue }: Digest): Markup {
  const { ui } = catalogue;
  const { last } = row;
  if (last === null) {
    const { word, known } = noSignIn(row, catalogue);
    return known ? html`${word}` : silent(word);
  }
  const { at, source } = last;
  const byDay = source === 'usage-report';
  const shown = byDay ? at.slice(0, 10) : minuteIn(at, timeZone);
  const note = source === 'log' ? null : byDay ? ui.access.dayOnly : ui.access.timeOnly;
  return html`<time class="nowrap" datetime="${at}">${shown}</time>${note !== null && html`<span class="sub">${note}</span>`}`;
}

/** A mark and a word: a colour alone would say nothing on paper. */
function firstSeen(row: AccessRow, { timeZone, catalogue }: Digest): Markup[] {
  return firstSeenWords(row, catalogue, timeZone).map(
    (words) =>
      html`<span class="fresh"><span class="badge">${icon('new')}${catalogue.ui.access.firstSeen}</span> ${said(words)}</span>`,
  );
}

function fromCell(row: AccessRow, directory: DirectoryAccess, digest: Digest): Markup {
  const { catalogue } = digest;
  const { last } = row;
  if (last === null) return html`–`;
  const country = countryOf(row, catalogue);
  const where = country === null ? silent(silenceOf(row, directory, catalogue)) : named(country);
  return html`${where}${last.address !== null && html`<span class="sub">${named(last.address, 60)}</span>`}${firstSeen(row, digest)}`;
}

function clientCell(row: AccessRow, directory: DirectoryAccess, { catalogue }: Digest): Markup {
  const { last } = row;
  if (last === null) return html`–`;
  const { app, client } = last;
  if (app === null && client === null) return silent(silenceOf(row, directory, catalogue));
  return html`${named(app ?? client ?? '', 60)}${app !== null && client !== null && html`<span class="sub">${named(client, 60)}</span>`}`;
}

function factorsCell(row: AccessRow, directory: DirectoryAccess, { catalogue }: Digest): Markup {
  const { ui } = catalogue;
  const { last } = row;
  if (last === null) return html`–`;
  if (last.factors === null) return silent(silenceOf(row, directory, catalogue));
  if (last.factors.length === 0) return html`${ui.access.noneUsed}`;
  return said(ui.series([...new Set(last.factors.map((name) => ui.method(name)))]));
}

function enrolledCell({ factors }: AccessRow, { catalogue: { ui } }: Digest): Markup {
  if (factors.enrolled === null) return silent(ui.access.notRead);
  return html`${factors.enrolled ? ui.access.enrolledYes : ui.access.enrolledNo}`;
}

function allowedCell({ factors: { allowed } }: AccessRow, { catalogue: { ui } }: Digest): Markup {
  return allowed === null
    ? silent(ui.access.notRead)
    : said(ui.enforcement.allowed(allowed.set, visible(allowed.scope, 60)));
}

function usedCell({ factors: { used } }: AccessRow, { catalogue: { ui } }: Digest): Markup {
  if (used === null) return silent(ui.access.notRead);
  if (used.length === 0) return html`${ui.access.noneUsed}`;
  return said(usedWords(used, ui));
}

function protectionCell({ protection }: AccessRow, digest: Digest): Markup {
  const { catalogue, timeZone } = digest;
  return html`${enforcementMark(protection.state, digest)}<span class="sub">${said(becauseOf(protection, catalogue, timeZone))}</span>`;
}

/** Where the log is dark, columns that could only say so are left out: the note above says it once. */
function columnsOf({ directory, hasLog, hasClient }: AccessListing, digest: Digest): Column[] {
  const { ui } = digest.catalogue;
  const { heads, sources } = ui.access;
  const isGoogle = directory.provider === 'google-workspace';
  const fromLog: Column[] = [
    { head: heads.from, cell: (row) => fromCell(row, directory, digest) },
    ...(hasClient ? [{ head: heads.client, cell: (row: AccessRow) => clientCell(row, directory, digest) }] : []),
    ...(isGoogle ? [] : [{ head: heads.factors, cell: (row: AccessRow) => factorsCell(row, directory, digest) }]),
  ];
  const factors: Column[] = [
    { head: heads.enrolled, below: sources.enrolled, cell: (row) => enrolledCell(row, digest) },
    { head: heads.allowed, below: sources.allowed, cell: (row) => allowedCell(row, digest) },
    { head: heads.used, below: sources.used, cell: (row) => usedCell(row, digest) },
  ];
  return [
    { head: heads.protection, cell: (row) => protectionCell(row, digest) },
    { head: heads.lastSignIn, below: ui.zone(digest.timeZone), cell: (row) => lastCell(row, digest) },
    ...(hasLog ? fromLog : []),
    ...(isGoogle ? factors : []),
  ];
}

/** Why the log is dark, and what would show it. */
function logNote(listing: AccessListing, { catalogue }: Digest): Markup | null {
  const note = logNoteOf(listing, catalogue);
  if (note === null) return null;
  const { kind, what, reason, detail, nextStep } = note;
  return html`<div class="doubt"><p><span class="badge unknown">${icon('unknown')}${kind}</span> ${what}</p>
    <p>${said(reason)}${detail !== null && html` <code class="detail" lang="en">${visible(detail)}</code>`}</p>
    <p>${prose(nextStep)}</p>${listing.hasRecord && html`<p>${catalogue.ui.access.recordOnly}</p>`}</div>`;
}

function directoryPart(listing: AccessListing, digest: Digest): Markup {
  const { catalogue, timeZone } = digest;
  const { ui } = catalogue;
  const { directory, shown, more, disabled } = listing;
  const cloud = cloudOf(directory, digest);
  const columns = columnsOf(listing, digest);
  const intro = ui.paragraph(introOf(listing, catalogue, timeZone));
  const heads = columns.map(
    ({ head, below }) =>
      html`<th scope="col">${head}${below !== undefined && html`<span class="sub">${below}</span>`}</th>`,
  );
  return html`<div class="log"><h3>${cloud}</h3>
    ${intro !== '' && html`<p class="small muted">${intro}</p>`}
    ${logNote(listing, digest)}
    ${
      shown.length === 0
        ? html`<p class="small muted">${ui.access.noAccounts}</p>`
        : region(
            ui.access.table(cloud),
            html`<table class="access"><thead><tr><th scope="col">${ui.access.heads.account}</th>${heads}</tr></thead><tbody>${shown.map(
              (row) =>
                html`<tr>${accountHead(row, digest)}${columns.map(({ cell }) => html`<td>${cell(row)}</td>`)}</tr>`,
            )}</tbody></table>`,
          )
    }
    ${more + disabled > 0 && html`<p class="more">${prose(ui.access.moreInCsv(more, disabled))}</p>`}</div>`;
}

/** Who signed in when, from where and how: what a review of the log needs. */
export function accessSection(digest: Digest): Markup | null {
  const { access, catalogue } = digest;
  const { title, intro } = catalogue.ui.access;
  if (access.length === 0) return null;
  return html`<section id="access" aria-labelledby="h-access">
  <h2 id="h-access">${title}</h2>
  <p class="intro">${intro}</p>
  ${access.map((listing) => directoryPart(listing, digest))}
</section>`;
}
