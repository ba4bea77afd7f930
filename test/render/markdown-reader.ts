/**
 * How readers of Markdown find the end of a cell. `pairs`: a backslash takes the backslash or bar after it with it;
 * `neighbour`: a bar after a backslash, whatever stands before that, ends nothing.
 */
export const tableRules = ['pairs', 'neighbour'] as const;
export type TableRule = (typeof tableRules)[number];

/** The cells of a row, with what is before the first and after the last. */
export function cellsOf(row: string, rule: TableRule): string[] {
  const cells = [''];
  const sign = rule === 'pairs' ? /\\[\\|]|./gs : /\\\||./gs;
  for (const [found] of row.matchAll(sign)) {
    if (found === '|') cells.push('');
    else cells[cells.length - 1] += rule === 'neighbour' && found === '\\|' ? '|' : found;
  }
  return cells;
}

export interface Inline {
  /** What is left when escaped signs and code are taken away: all that can be markup. */
  bare: string;
  /** What somebody sees, if the bare part is no markup. */
  shown: string;
  /** What of it is not code: in this, forges look for addresses and mentions, escaped or not. */
  words: string;
}

function codeIn(content: string, rule: TableRule | null): string {
  if (rule !== 'pairs') return content;
  return content.replace(/\\([\\|])/g, (both, sign) => (sign === '|' ? '|' : both));
}

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** Reads a line, or by a rule the content of a cell, as far as escapes, entities and code go. */
export function readInline(markdown: string, rule: TableRule | null = null): Inline {
  let bare = '';
  let shown = '';
  let words = '';
  for (let at = 0; at < markdown.length; ) {
    const rest = markdown.slice(at);
    const [, sign] = /^\\([!-/:-@[-`{-~])/.exec(rest) ?? [];
    const [fence] = /^`+/.exec(rest) ?? [];
    const end = fence === undefined ? null : new RegExp(`(?<!\`)${fence}(?!\`)`).exec(rest.slice(fence.length));
    const [entity] = /^&(?:lt|gt|amp);/.exec(rest) ?? [];
    if (sign !== undefined) {
      shown += sign;
      words += sign;
      at += 2;
    } else if (fence !== undefined && end !== null) {
      shown += codeIn(rest.slice(fence.length, fence.length + end.index), rule);
      words += ' ';
      at += 2 * fence.length + end.index;
    } else {
      const text = fence ?? entity ?? rest.charAt(0);
      bare += text;
      shown += entities[text] ?? text;
      words += entities[text] ?? text;
      at += text.length;
    }
  }
  return { bare, shown, words };
}
