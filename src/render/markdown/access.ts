import type { AccessRow } from '../../core/access.ts';
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
import { codeSpan, own, plainMarkdown, table } from './text.ts';

function when(row: AccessRow, { timeZone, catalogue }: Digest): string {
  const { ui } = catalogue;
  const { last } = row;
  if (last === null) {
    const { word, known } = noSignIn(row, catalogue);
    return known ? word : `? ${word}`;
  }
  if (last.source === 'log') return minuteIn(last.at, timeZone);
  if (last.source === 'usage-report') return last.at.slice(0, 10) + ui.aside(ui.access.dayOnly);
  return minuteIn(last.at, timeZone) + ui.aside(ui.access.timeOnly);
}

function from(row: AccessRow, { directory }: AccessListing, { timeZone, catalogue }: Digest): string {
  const { ui } = catalogue;
  const { last } = row;
  if (last === null) return '';
  const country = countryOf(row, catalogue);
  const fresh = firstSeenWords(row, catalogue, timeZone).map(
    (words) => `**${ui.access.firstSeen}** ${plainMarkdown(words)}`,
  );
  return [
    country === null ? `? ${silenceOf(row, directory, catalogue)}` : plainMarkdown(country, 60),
    ...(last.address === null ? [] : [codeSpan(visible(last.address, 60))]),
    ...fresh,
  ].join(' · ');
}

function client(row: AccessRow, { directory }: AccessListing, { catalogue }: Digest): string {
  if (row.last === null) return '';
  const words = [row.last.app, row.last.client].flatMap((word) => (word === null ? [] : [plainMarkdown(word, 60)]));
  return words.length === 0 ? `? ${silenceOf(row, directory, catalogue)}` : words.join(' · ');
}

function factors(row: AccessRow, { directory }: AccessListing, { catalogue }: Digest): string {
  const { ui } = catalogue;
  if (row.last === null) return '';
  const names = row.last.factors;
  if (names === null) return `? ${silenceOf(row, directory, catalogue)}`;
  return names.length === 0 ? ui.access.noneUsed : plainMarkdown(ui.series([...new Set(names.map(ui.method))]));
}

/** What is enrolled, allowed and used, each with its own "not read". */
function threeFacts({ factors: { enrolled, allowed, used } }: AccessRow, { catalogue }: Digest): string[] {
  const { ui } = catalogue;
  const dark = `? ${ui.access.notRead}`;
  const words = used === null ? dark : used.length === 0 ? ui.access.noneUsed : plainMarkdown(usedWords(used, ui));
  return [
    enrolled === null ? dark : enrolled ? ui.access.enrolledYes : ui.access.enrolledNo,
    allowed === null ? dark : plainMarkdown(ui.enforcement.allowed(allowed.set, visible(allowed.scope, 60))),
    words,
  ];
}

function rowCells(row: AccessRow, listing: AccessListing, digest: Digest): string[] {
  const { catalogue, timeZone } = digest;
  const { ui } = catalogue;
  const { account, protection } = row;
  const isGoogle = listing.directory.provider === 'google-workspace';
  const kind = kindOf(row, catalogue);
  const state = `${protection.state === 'unknown' ? '? ' : ''}${ui.enforcement.state[protection.state]}`;
  return [
    plainMarkdown(kind === '' ? (account.name ?? '') : (account.name ?? account.login) + ui.aside(kind), 120),
    codeSpan(visible(account.login, 80)),
    `${ui.label(state)}${plainMarkdown(becauseOf(protection, catalogue, timeZone))}`,
    when(row, digest),
    ...(listing.hasLog ? [from(row, listing, digest)] : []),
    ...(listing.hasLog && listing.hasClient ? [client(row, listing, digest)] : []),
    ...(listing.hasLog && !isGoogle ? [factors(row, listing, digest)] : []),
    ...(isGoogle ? threeFacts(row, digest) : []),
  ];
}

function headsOf({ directory, hasLog, hasClient }: AccessListing, { timeZone, catalogue: { ui } }: Digest): string[] {
  const { heads, sources } = ui.access;
  const isGoogle = directory.provider === 'google-workspace';
  return [
    heads.account,
    ui.page.loginHead,
    heads.protection,
    heads.lastSignIn + ui.aside(ui.zone(timeZone)),
    ...(hasLog ? [heads.from] : []),
    ...(hasLog && hasClient ? [heads.client] : []),
    ...(hasLog && !isGoogle ? [heads.factors] : []),
    ...(isGoogle
      ? (['enrolled', 'allowed', 'used'] as const).map((fact) => heads[fact] + ui.aside(sources[fact]))
      : []),
  ];
}

function directoryPart(listing: AccessListing, digest: Digest): string[] {
  const { catalogue, timeZone } = digest;
  const { ui } = catalogue;
  const { directory, shown, more, disabled, hasRecord } = listing;
  const note = logNoteOf(listing, catalogue);
  const intro = ui.paragraph(introOf(listing, catalogue, timeZone));
  return [
    `### ${plainMarkdown(cloudOf(directory, digest))}`,
    '',
    ...(note === null
      ? []
      : [
          `**? ${ui.label(note.kind).trimEnd()}** ${note.what} ${plainMarkdown(note.reason)} ${note.detail === null ? '' : codeSpan(visible(note.detail))} ${own(note.nextStep)}${hasRecord ? ` ${ui.access.recordOnly}` : ''}`,
          '',
        ]),
    ...(intro === '' ? [] : [own(intro), '']),
    ...(shown.length === 0
      ? [ui.access.noAccounts, '']
      : table(
          headsOf(listing, digest),
          shown.map((row) => rowCells(row, listing, digest)),
        )),
    ...(more + disabled > 0 ? [own(ui.access.moreInCsv(more, disabled)), ''] : []),
  ];
}

/** Who signed in when, from where and how. */
export function access(digest: Digest): string[] {
  const { access: listings, catalogue } = digest;
  if (listings.length === 0) return [];
  const { title, intro } = catalogue.ui.access;
  return [`## ${title}`, '', own(intro), '', ...listings.flatMap((listing) => directoryPart(listing, digest))];
}
