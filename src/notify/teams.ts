import { visible } from '../render/plain.ts';
import type { Message } from './message.ts';
import type { Posting } from './post.ts';

/** Runs of text in a rich block are shown as they are; a plain block would read Markdown in them. */
function block(text: string, style: { weight?: 'Bolder'; size?: 'Large'; isSubtle?: true } = {}) {
  // Some programs would make a date of `{{DATE(…)}}`.
  const plain = text.replaceAll(/\{(?=\{)/g, '{ ');
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: plain, ...style }] };
}

/** Teams refuses more than 28 KB, which it may count in UTF-16. */
const mostUnits = 13_000;
const mostBytes = 26_000;
/** How long lines may be, from what is right to what always fits. */
const lengths = [Number.POSITIVE_INFINITY, 300, 200, 120] as const;

function bodyOf({ title, sections, more, closing }: Message, longest: number): string {
  const cut = (text: string) => visible(text, longest);
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    msteams: { width: 'Full' },
    body: [
      block(cut(title), { weight: 'Bolder', size: 'Large' }),
      ...sections.flatMap(({ heading, lines }) => [
        block(cut(heading), { weight: 'Bolder' }),
        ...lines.map((line) => block(`• ${cut(line)}`)),
      ]),
      ...(more === null ? [] : [block(more)]),
      ...(closing === '' ? [] : [block(closing, { isSubtle: true })]),
    ],
  };
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content };
  return JSON.stringify({ type: 'message', attachments: [attachment] });
}

function fits(body: string): boolean {
  return body.length <= mostUnits && Buffer.byteLength(body) <= mostBytes;
}

/** A message with one card, as the workflow "Post to a channel when a webhook request is received" takes it. */
export function teamsPosting({ url }: { url: string }, message: Message): Posting {
  const bodies = lengths.map((longest) => bodyOf(message, longest));
  return { url, headers: {}, body: bodies.find(fits) ?? bodies.at(-1) ?? '', saysMore: true };
}
