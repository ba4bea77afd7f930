import type { Message } from './message.ts';
import type { Posting } from './post.ts';

/** Runs of text in a rich block are shown as they are; a plain block would read Markdown in them. */
function block(text: string, style: { weight?: 'Bolder'; size?: 'Large'; isSubtle?: true } = {}) {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...style }] };
}

/** A message with one card, as the workflow "Post to a channel when a webhook request is received" takes it. */
export function teamsPosting({ url }: { url: string }, { title, sections, more, closing }: Message): Posting {
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    msteams: { width: 'Full' },
    body: [
      block(title, { weight: 'Bolder', size: 'Large' }),
      ...sections.flatMap(({ heading, lines }) => [
        block(heading, { weight: 'Bolder' }),
        ...lines.map((line) => block(`• ${line}`)),
      ]),
      ...(more === null ? [] : [block(more)]),
      ...(closing === '' ? [] : [block(closing, { isSubtle: true })]),
    ],
  };
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content };
  return { url, headers: {}, body: JSON.stringify({ type: 'message', attachments: [attachment] }) };
}
