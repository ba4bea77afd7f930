import type { Digest } from '../digest.ts';
import { accountWords, type LeaverRow, lagWords, useWords } from '../leavers.ts';
import { visible } from '../plain.ts';
import { codeSpan, own, plainMarkdown, table } from './text.ts';

function rowCells(leaver: LeaverRow, { catalogue: { ui }, timeZone }: Digest): string[] {
  const { name, leaveDate, state, mark, lagHours, accounts } = leaver;
  const doubt = (isIn: boolean) => (isIn ? '? ' : '');
  const which = accounts.map((account) => {
    const use = useWords(account, ui, timeZone);
    const words = ui.aside(ui.series([accountWords(account, ui, timeZone), ...(use === null ? [] : [use])]));
    return `${ui.label(ui.provider[account.provider])}${codeSpan(visible(account.login, 80))}${words}`;
  });
  const word = mark === 'accepted' ? ui.verdict.accepted : mark && ui.severity[mark];
  const weight = state === 'open' && word !== null ? ` · **${word}**` : '';
  return [
    plainMarkdown(name, 80),
    leaveDate ?? `? ${ui.leavers.noDate}`,
    doubt(state === 'unknown') + ui.leavers.state[state] + weight,
    doubt(state !== 'open' && lagHours === null) + lagWords(leaver, ui),
    which.join(' · '),
  ];
}

/** Who has left, whose account is still open, and how long the others took. */
export function leavers(digest: Digest): string[] {
  const { leavers: view, catalogue } = digest;
  const { ui } = catalogue;
  const { title, intro, heads, facts, nobody, noList, doubt, moreInCsv } = ui.leavers;
  const head = [`## ${title}`, ''];
  if (view === null) return [...head, own(noList), ''];
  if (typeof view === 'string') return [...head, `**? ${ui.verdict.unknown}** ${doubt[view]}`, ''];
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
