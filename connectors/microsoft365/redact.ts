const tokenLike = /\beyJ[\w-]{5,}(?:\.[\w-]*)*|[\w-]{20,}\.[\w-]{20,}\.[\w-]{10,}|\bBearer\s+[\w.~+/=-]+/gi;

/** One line of at most 200 characters without anything that looks like a token, for words of the provider. */
export function redact(text: string): string {
  const line = text.slice(0, 4_000).replaceAll(tokenLike, '…').replaceAll(/\s+/g, ' ').trim();
  return line.length <= 200 ? line : `${line.slice(0, 199)}…`;
}
