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
import { visible } from '../plain.ts';
import { codeSpan, own, plainMarkdown, table } from './text.ts';

function found(findings: readonly Finding[], { catalogue: { ui } }: Digest): string[] {
  return findings.map(({ exception, verdict, severity, text }) => {
    const state = verdict === 'unknown' ? '?' : `**${ui.severity[severity]}**`;
    return `${exception === undefined ? state : `**${ui.verdict.accepted}**`} ${plainMarkdown(text)}`;
  });
}

type Rights = 'permissions' | 'delegated' | 'scopes';

function names(all: readonly Permission[] | null, what: Rights, row: ProgramRow, digest: Digest): string {
  const { ui } = digest.catalogue;
  const { unread, none, noPermission } = ui.applications;
  if (all === null) return `? ${unread[what]}`;
  if (all.length === 0) return what === 'permissions' ? noPermission : none;
  const { names: few, more } = permissionNames(all, row, ui);
  return [...few.map(codeSpan), ...(more > 0 ? [ui.applications.moreNames(more)] : [])].join(' · ');
}

function unneeded({ application }: ProgramRow, { catalogue: { ui } }: Digest): string[] {
  const all = application?.unneeded;
  if (all === undefined) return [];
  const { nothingUnneeded, unneeded: words } = ui.applications;
  return [all.length === 0 ? nothingUnneeded : words(all.map((name) => codeSpan(visible(name, 80))).join(' · '))];
}

function credentials({ application }: ProgramRow, { report, timeZone, catalogue: { ui } }: Digest): string[] {
  if (application === null) return [];
  const { lines, more } = credentialWords(application.credentials, report.scan.asOf, timeZone, ui);
  if (lines.length === 0) return [ui.applications.none];
  return [...lines, ...(more > 0 ? [ui.applications.moreCredentials(more)] : [])];
}

function rowCells(row: ProgramRow, { provider, isDelegatedDark }: ProgramListing, digest: Digest): string[] {
  const { catalogue, timeZone } = digest;
  const { application } = row;
  const held = (what: Rights) => {
    if (application === null) return [];
    const all = what === 'permissions' ? application.permissions : application.delegated;
    return [names(all, what, row, digest)];
  };
  const about = found(findingsAbout(row, 'rights'), digest);
  const head = [plainMarkdown(row.name, 80), kindWords(row, catalogue).join(' · ')];
  if (provider === 'microsoft365') {
    return [
      ...head,
      [...about, ...unneeded(row, digest), ...held('permissions')].join(' · '),
      ...(isDelegatedDark ? [] : [held('delegated').join('')]),
      [...found(findingsAbout(row, 'credentials'), digest), ...credentials(row, digest)].join(' · '),
    ];
  }
  const consents = application?.consents ?? null;
  return [
    ...head,
    [...about, ...held('scopes')].join(' · '),
    consents === null ? '' : catalogue.ui.number(consents.users),
    consents === null ? '' : isoDayIn(consents.lastAt, timeZone),
  ];
}

function directoryPart(listing: ProgramListing, digest: Digest): string[] {
  const { catalogue, timeZone } = digest;
  const { ui } = catalogue;
  const words = ui.applications;
  const { provider, shown, more, quiet, gap, rows, isDelegatedDark } = listing;
  const { application, permissions, delegated, credentials: secrets, scopes, users, lastConsent } = words.heads;
  const rights = [permissions, ...(isDelegatedDark ? [] : [delegated])];
  const facts = provider === 'microsoft365' ? [...rights, secrets] : [scopes, users, lastConsent];
  return [
    `### ${ui.provider[provider]}`,
    '',
    own(programsIntro(listing, catalogue, timeZone)),
    '',
    ...(gap === null
      ? []
      : [
          `**? ${ui.label(ui.gap[gap.kind].name).trimEnd()}** ${rows.length === 0 ? words.notRead : words.partly} ${plainMarkdown(ui.gapReason(gap) ?? ui.gap[gap.kind].why)}${ui.gapReason(gap) === null ? ` ${codeSpan(visible(gap.detail))}` : ''}`,
          '',
        ]),
    ...(shown.length === 0
      ? []
      : table(
          [application, words.heads.kind, ...facts],
          shown.map((row) => rowCells(row, listing, digest)),
        )),
    ...(gap === null && shown.length + quiet === 0 ? [words.noneAtAll, ''] : []),
    ...(more + quiet > 0 ? [own(words.moreInCsv(more, quiet, isDelegatedDark)), ''] : []),
  ];
}

/** What programs may do, what they sign in with, and who let them in. */
export function applications(digest: Digest): string[] {
  const { programs, catalogue } = digest;
  const { title, intro } = catalogue.ui.applications;
  if (programs.length === 0) return [];
  return [`## ${title}`, '', own(intro), '', ...programs.flatMap((listing) => directoryPart(listing, digest))];
}
