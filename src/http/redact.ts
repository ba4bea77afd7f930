const tokenLike = /\b(?:eyJ|ya29\.)[\w.~+/=-]{5,}|[\w-]{20,}\.[\w-]{20,}\.[\w-]{10,}|\bBearer\s+[\w.~+/=-]+/gi;

const setInForm = /(?:secret|secretText|assertion|password|token)(?:\s*(?:=|%3d)|\\*["']\s*[:=])/.source;
const setInWords = /\b(?:client_?secret|(?:client_?)?assertion|(?:access|refresh|id)_?token|password)\s*:/.source;
const value = /\s*(?:"(?:[^"\\]|\\.)*"?|[^\s&]+)/.source;

/** Fields of a request that an answer may repeat: of a form, of JSON, or in words. */
const secretField = new RegExp(`(${setInForm}|${setInWords})${value}`, 'gi');
const longest = 200;

/** One line of at most 200 characters without anything that is or looks like a secret, for words of a provider. */
export function redact(text: string): string {
  const line = text
    .slice(0, 4_000)
    .replaceAll(secretField, '$1…')
    .replaceAll(tokenLike, '…')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
