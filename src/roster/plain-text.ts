const plain = /^[!-~](?:[ -~]*[!-~])?$/;

/** A value as it is meant: full and half width alike, and without spaces around, the ideographic one too. */
export function plainText(text: string): string {
  return plain.test(text) ? text : text.normalize('NFKC').trim();
}
