import stringWidth from 'string-width';

const narrowest = 40;
const widest = 80;

/** Columns to write in: those of the terminal, within reason. */
export function columnsOf({ columns }: { columns: number }): number {
  return Math.max(narrowest, Math.min(widest, columns));
}

const opening = /[（「『［【〈《([{“‘›＞]$/;
const closing = /^[、。，．：；！？）」』］】〉》・…ー)\]}”’,.;:!?%]/;
const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;
const kana = /^\p{Script=Hiragana}+$/u;
/** Two katakana words side by side are one, such as パスキー. */
const katakana = [/[\p{Script=Katakana}ー]$/u, /^[\p{Script=Katakana}ー]/u] as const;

/** Whether a line may end between two words. Particles and endings stay with the word that they belong to. */
function mayBreak(before: string, after: string): boolean {
  if (after.startsWith(' ')) return false;
  if (before.endsWith(' ')) return true;
  if (opening.test(before) || closing.test(after) || kana.test(after)) return false;
  if (katakana[0].test(before) && katakana[1].test(after)) return false;
  if (/\d$/.test(before)) return false;
  return japanese.test(before.at(-1) ?? '') || japanese.test(after.charAt(0));
}

/** Pieces between which a line may end. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const { segment } of new Intl.Segmenter('ja', { granularity: 'word' }).segment(text)) {
    const last = pieces.at(-1);
    if (last === undefined || mayBreak(last, segment)) pieces.push(segment);
    else pieces[pieces.length - 1] = last + segment;
  }
  return pieces;
}

/** A piece that is wider than a line, such as an address, in parts. */
function parted(piece: string, width: number): string[] {
  if (stringWidth(piece.trimEnd()) <= width) return [piece];
  const parts = [''];
  for (const { segment } of new Intl.Segmenter().segment(piece)) {
    const last = parts.at(-1) ?? '';
    if (stringWidth(last + segment) <= width) parts[parts.length - 1] = last + segment;
    else parts.push(segment);
  }
  return parts;
}

/**
 * Breaks a paragraph into lines of at most `width` columns, a full-width character being two: at spaces, and in Japanese
 * between phrases. The first line begins with `head`, the others with as many spaces.
 */
export function wrapped(head: string, text: string, width: number): string[] {
  const indent = stringWidth(head);
  const room = Math.max(1, width - indent);
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text).flatMap((whole) => parted(whole, room))) {
    if (line !== '' && stringWidth(line + piece.trimEnd()) > room) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += line === '' ? piece.trimStart() : piece;
  }
  lines.push(line.trimEnd());
  return lines.map((content, index) => `${index === 0 ? head : ' '.repeat(indent)}${content}`.trimEnd());
}
