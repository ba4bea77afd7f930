import type { Digest } from '../digest.ts';
import { visible } from '../plain.ts';
import { accountsOfUnjoined, unjoinedInPage } from '../unjoined.ts';
import { codeSpan, own, table } from './text.ts';

/** Accounts that something speaks for joining and something against. */
export function unjoined({ report, catalogue: { ui } }: Digest): string[] {
  const all = report.people.unjoined;
  const { unjoinedTitle, unjoinedIntro, shared, accounts, whyHead, why, moreUnjoined } = ui.people;
  if (all.length === 0) return [];
  const more = all.length - unjoinedInPage;
  const rows = all.slice(0, unjoinedInPage).map((one) => {
    const { shown, more: rest } = accountsOfUnjoined(one);
    const which = shown.map(({ provider, login }) => ui.label(ui.provider[provider]) + codeSpan(visible(login, 80)));
    return [
      codeSpan(visible(one.shared, 80)),
      [...which, ...(rest > 0 ? [ui.people.more(rest)] : [])].join(' · '),
      why[one.reason],
    ];
  });
  return [
    `### ${unjoinedTitle}`,
    '',
    own(unjoinedIntro),
    '',
    ...table([shared, accounts, whyHead], rows),
    ...(more > 0 ? [moreUnjoined(more), ''] : []),
  ];
}
