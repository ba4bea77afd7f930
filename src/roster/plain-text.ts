const plain = /^[!-~](?:[ -~]*[!-~])?$/;

/** Normalising takes time by the square of a run of marks; nothing that a list names is longer. */
const longest = 1_000;

/**
 * A value as it is meant: full and half width alike, without spaces around, the ideographic one too, and without
 * characters that nobody sees.
 */
export function plainText(text: string): string {
  if (plain.test(text) || text.length > longest) return text;
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim();
}
