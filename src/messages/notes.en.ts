import type { Data } from '../core/check.ts';
import type { RosterFault } from '../core/roster.ts';
import { acceptanceEn } from './acceptance.en.ts';
import { namesEn } from './names.en.ts';
import { type NoteTexts, text, toldIn } from './notes.ts';
import { rosterProblemsEn } from './roster.en.ts';
import { counted } from './words.en.ts';

const clouds: Readonly<Record<string, string>> = namesEn.provider;

/** Said where people could not be held against the list. */
export const listUnusable = 'The HR list cannot be used, so nobody was compared with it.';

/** One fault of the list: file, line and what is wrong there. */
export function listFault({ file, line, problem, value }: Data): string {
  const place = `${text(file)}${line === null ? '' : `, line ${text(line)}`}`;
  return `${place}: ${rosterProblemsEn[problem as RosterFault['problem']](text(value))}.`;
}

/** Notes about the scan itself, in English. */
export const notesEn: NoteTexts = {
  'key-unused': ({ key }) => `The configuration key \`${text(key)}\` is checked, but this version does not use it yet.`,
  'expected-gap-readable': ({ dataset }) =>
    `\`${text(dataset)}\` is listed under \`expectedGaps\`, but it could be read. The line can go.`,
  'exception-expired': ({ check, subject, until, unseen }) =>
    `The exception of \`${text(check)}\` for ${text(subject)} ended on ${text(until)}. ${unseen === true ? 'Nobody can see now whether the finding still stands.' : 'The finding counts again.'}`,
  'exception-void': (data, meanings) =>
    `The exception of \`${text(data.check)}\` for ${text(data.subject)} holds no more: ${acceptanceEn.changed(toldIn(data), meanings)}. ${data.change === 'subject' ? 'Nobody accepted the finding of this account, so it counts; give it an exception of its own if it is acceptable.' : 'The finding counts again; accept it anew if it is still acceptable.'}`,
  'exception-ending': ({ check, subject, until, days }) =>
    `The exception of \`${text(check)}\` for ${text(subject)} ends ${days === 0 ? `today, ${text(until)}` : `on ${text(until)}, in ${counted(Number(days), 'day')}`}. Renew it or repair the finding.`,
  'exception-unmatched': ({ check, subject }) =>
    `The exception of \`${text(check)}\` for ${text(subject)} covers no finding. It may be out of date or misspelt.`,
  'emergency-unmatched': ({ account }) => `The declared emergency account ${text(account)} is in no directory.`,
  'audit-window': ({ provider, days, idleDays }) =>
    `The audit trail of ${clouds[String(provider)] ?? text(provider)} ${typeof days === 'number' ? `reaches back ${counted(days, 'day')}` : 'does not tell how far it reaches back'}; to call an administrator idle it must cover ${text(idleDays)} days, so nobody was called idle.`,
  'roster-faulty': (data) => `${listUnusable} ${listFault(data)}`,
  'roster-silent': ({ file }) =>
    `The HR list ${text(file)} has neither a column \`status\` nor a column \`leave_date\`, so it does not tell who has left. Check the names of its columns.`,
  'link-unmatched': ({ account }) => `${text(account)} is named under \`links\`, but is in no directory.`,
  'group-eligibility-unread': () =>
    'Roles are held through groups in Microsoft 365, and who could make themselves a member was not readable (PIM for groups).',
  'delegated-unread': () =>
    'What applications may do in the name of every user was not readable in Microsoft 365. That takes the permission `Directory.Read.All`, which is optional.',
  profile: ({ profile, limits }) =>
    `Judged by the profile \`${text(profile)}\`: ${text(limits)}, where the configuration sets nothing else.`,
  'limited-to-frameworks': ({ frameworks }) =>
    `This report was limited to ${text(frameworks)}. Checks that answer none of those controls were not made.`,
  'framework-elsewhere': ({ framework }) =>
    `${text(framework)} is about a product that this tenant has no directory of, so nothing was judged by it.`,
};
