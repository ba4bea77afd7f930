import { cloudOf, type Digest } from '../digest.ts';
import { enforcedLine, reasonOfShare, registeredLine, sharesInPage } from '../mfa-figures.ts';
import { own, plainMarkdown } from './text.ts';

/** How many members must use MFA, by which policy, beside how many could. */
export function mfa(digest: Digest): string[] {
  const { mfa: all, catalogue } = digest;
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
              `- ${ui.label(ui.enforcement.state[share.state])}${plainMarkdown(ui.mfa.share(reasonOfShare(share, ui), share.count))}`,
          ),
        ...one.unknown.map(
          ({ gap, count }) =>
            `- ? ${ui.label(ui.enforcement.state.unknown)}${ui.mfa.share(ui.gap[gap.kind].name, count)}. ${plainMarkdown(ui.gapReason(gap) ?? ui.gap[gap.kind].why)}`,
        ),
        ...(more > 0 ? [`- ${own(ui.mfa.moreShares(more))}`] : []),
        '',
        ...(one.trusting > 0 ? [own(ui.mfa.trusting(one.trusting)), ''] : []),
        ...(one.accountsGap === null ? [] : [own(ui.mfa.accountsMissing), '']),
      ];
    }),
  ];
}
