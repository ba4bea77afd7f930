import stringWidth from 'string-width';

const signs: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '…': '...',
  '›': '>',
  '–': '-',
  '−': '-',
  '→': '->',
  '\u00a0': ' ',
};

/** These signs are one column wide in some terminals and two in others. */
export function plainSigns(text: string): string {
  return text.replace(/[’‘“”…›–−→\u00a0]/g, (sign) => signs[sign] ?? sign);
}

/** Cuts to so many columns; a full-width character counts as two. */
export function shorten(words: string, width: number): string {
  const text = plainSigns(words);
  if (stringWidth(text) <= width) return text;
  let cut = '';
  let used = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    const wide = stringWidth(segment);
    if (used + wide > width - 3) break;
    cut += segment;
    used += wide;
  }
  return `${cut}...`.slice(0, Math.max(0, width));
}

/** Fills up with spaces on the right; a full-width character counts as two. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

/** Fills up with spaces on the left. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - stringWidth(text))) + text;
}

/** Breaks a sentence into lines, at spaces where there are any. */
export function wrap(words: string, width: number): string[] {
  const text = plainSigns(words);
  const lines: string[] = [];
  let line = '';
  for (const { segment } of new Intl.Segmenter('ja', { granularity: 'word' }).segment(text)) {
    for (const piece of stringWidth(segment) > width ? [...segment] : [segment]) {
      const stuck = /^[、。，．,.;:!?）)」』”’：…]/.test(piece);
      if (line !== '' && stringWidth(line) + stringWidth(piece) > width - (stuck ? 0 : 2)) {
        lines.push(line.trimEnd());
        line = '';
      }
      line += line === '' ? piece.trimStart() : piece;
    }
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}

/** A line and what it spills over, set in. */
export function hanging(text: string, width: number): string[] {
  return wrap(text, width - 2).map((line, index) => (index === 0 ? line : `  ${line}`));
}
