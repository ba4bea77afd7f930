import type { Message } from './message.ts';
import type { Posting } from './post.ts';

/** Slack takes these for its own marks, mentions and links, wherever they stand. https://docs.slack.dev/messaging/formatting-message-text/ */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const longestHeader = 150;
const longestText = 3_000;
const mostBlocks = 50;

/** Cuts what is escaped without parting an entity. */
function fitting(text: string, length: number): string {
  const whole = escaped(text);
  if (whole.length <= length) return whole;
  return `${whole.slice(0, length - 1).replace(/&[a-z]{0,4}$|[\ud800-\udbff]$/, '')}…`;
}

/** Lines put together, each as long as a block may be. */
function chunks(lines: readonly string[]): string[] {
  const found: string[] = [];
  for (const line of lines.map((one) => fitting(one, longestText))) {
    const last = found.at(-1);
    if (last === undefined || last.length + line.length + 1 > longestText) found.push(line);
    else found[found.length - 1] = `${last}\n${line}`;
  }
  return found;
}

function plain(text: string) {
  return { type: 'plain_text', text, emoji: false } as const;
}

/** Plain text all through: nothing in it is a mention, a link or markup. */
export function slackPosting({ url }: { url: string }, { title, sections, more, closing }: Message): Posting {
  const lines = sections.flatMap(({ heading, lines: own }) => [heading, ...own.map((line) => `• ${line}`)]);
  const rest = [...(more === null ? [] : [more]), ...(closing === '' ? [] : [closing])];
  const blocks = [
    { type: 'header', text: plain(fitting(title, longestHeader)) },
    ...chunks([...lines, ...rest]).map((text) => ({ type: 'section', text: plain(text) })),
  ].slice(0, mostBlocks);
  const text = fitting(title, longestText);
  const body = {
    text,
    mrkdwn: false,
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks,
  };
  return { url, headers: {}, body: JSON.stringify(body), saysMore: true };
}
