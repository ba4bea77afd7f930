import { cloudOf, type Digest } from '../digest.ts';
import {
  countsTwice,
  enforcedLine,
  reasonOfShare,
  registeredLine,
  sharesInPage,
  unreadClause,
} from '../mfa-figures.ts';
import { own, plainMarkdown } from './text.ts';

/** How many members must use MFA, by which policy, beside how many could. */
export function mfa(digest: Digest): string[] {
  const { mfa: all, catalogue, timeZone } = digest;
  const { ui } = catalogue;
  const counted = all.filter(({ members }) => members > 0);
  if (counted.length === 0) return [];
  return [
    `## ${ui.mfa.title}`,
    '',
    own(ui.mfa.intro),
    '',
    ...counted.flatMap((one) => {
      const more = one.shares.length - sharesInPage;
      return [
        `### ${plainMarkdown(cloudOf(one, digest))}`,
        '',
        `**${own(enforcedLine(one, ui))}** · **${own(registeredLine(one, ui))}**`,
        '',
        ...one.shares
          .slice(0, sharesInPage)
          .map(
            (share) =>
              `- ${ui.label(ui.enforcement.state[share.state])}${plainMarkdown(ui.mfa.share(reasonOfShare(share, ui, timeZone), share.count))}`,
          ),
        ...one.unknown.map(
          ({ gap, count }) =>
            `- ? ${ui.label(ui.enforcement.state.unknown)}${ui.sentence(ui.mfa.share(unreadClause(gap, ui), count))}${plainMarkdown(ui.gapReason(gap) ?? ui.gap[gap.kind].why)}`,
        ),
        ...(more > 0 ? [`- ${own(ui.mfa.moreShares(more))}`] : []),
        '',
        ...(countsTwice(one) ? [own(ui.mfa.countedTwice), ''] : []),
        ...(one.trusting > 0 ? [own(ui.mfa.trusting(one.trusting)), ''] : []),
        ...(one.accountsGap === null ? [] : [own(ui.mfa.accountsMissing), '']),
      ];
    }),
  ];
}
