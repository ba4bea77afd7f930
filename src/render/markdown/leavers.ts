import type { Digest } from '../digest.ts';
import { accountWords, type LeaverRow, lagWords } from '../leavers.ts';
import { visible } from '../plain.ts';
import { codeSpan, own, plainMarkdown, table } from './text.ts';

function rowCells(leaver: LeaverRow, { catalogue: { ui }, timeZone }: Digest): string[] {
  const { id, name, leaveDate, state, lagHours, accounts } = leaver;
  const doubt = (isIn: boolean) => (isIn ? '? ' : '');
  const which = accounts.map((account) => {
    const words = ui.aside(accountWords(account, ui, timeZone));
    return `${ui.label(ui.provider[account.provider])}${codeSpan(visible(account.login, 80))}${words}`;
  });
  return [
    plainMarkdown(name ?? accounts[0]?.login ?? id, 80),
    leaveDate ?? `? ${ui.leavers.noDate}`,
    doubt(state === 'unknown') + ui.leavers.state[state],
    doubt(state !== 'open' && lagHours === null) + lagWords(leaver, ui),
    which.join(' · '),
  ];
}

/** Who has left, whose account is still open, and how long the others took. */
export function leavers(digest: Digest): string[] {
  const { leavers: view, catalogue } = digest;
  const { ui } = catalogue;
  const { title, intro, heads, facts, nobody, faulty, moreInCsv } = ui.leavers;
  if (view === null) return [];
  const head = [`## ${title}`, ''];
  if (view === 'faulty') return [...head, `**? ${ui.verdict.unknown}** ${faulty}`, ''];
  if (view.shown.length === 0) return [...head, nobody, ''];
  return [
    ...head,
    own(intro),
    '',
    `**${facts(view.facts)}**`,
    '',
    ...table(
      [heads.person, heads.leaveDate, heads.state, heads.lag, heads.accounts],
      view.shown.map((row) => rowCells(row, digest)),
    ),
    ...(view.more > 0 ? [own(moreInCsv(view.more)), ''] : []),
  ];
}
