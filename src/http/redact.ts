const tokenLike = /\b(?:eyJ|ya29\.)[\w.~+/=-]{5,}|[\w-]{20,}\.[\w-]{20,}\.[\w-]{10,}|\bBearer\s+[\w.~+/=-]+/gi;
const longest = 200;

/** One line of at most 200 characters without anything that looks like a token, for words of a provider. */
export function redact(text: string): string {
  const line = text
    .slice(0, 4_000)
    .replaceAll(tokenLike, '…')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
