const tokenLike = /\b(?:eyJ|ya29\.)[\w.~+/=-]{5,}|[\w-]{20,}\.[\w-]{20,}\.[\w-]{10,}|\bBearer\s+[\w.~+/=-]+/gi;
/** "Basic authentication" is none. */
const basic = /\bBasic\s+(?=[a-z+/]*[A-Z\d=])[\w+/]{8,}={0,2}/g;

const setInForm =
  /(?:secret|secretText|assertion|password|token|private_?key|signature|\bsig|\bauthorization)(?:\s*(?:=|%3d)|\\*["']\s*[:=])/
    .source;
const setInWords =
  /\b(?:client_?secret|(?:client_?)?assertion|(?:access|refresh|id)_?token|password|(?:proxy-)?authorization)\s*:/
    .source;
const value = /\s*(?:"(?:[^"\\]|\\.)*"?|[^\s&]+)/.source;

/** Fields of a request that an answer may repeat: of a form, of JSON, or in words. */
const secretField = new RegExp(`(${setInForm}|${setInWords})${value}`, 'gi');

const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;
/** Who signs in, within an address. */
const userInfo = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/?#"'<>]*@/gi;
/** What an address asks for: signatures and page tokens. */
const query = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s?#"'<>]*|\/[\w$./()%=-]*)\?[^\s"'<>]+/gi;
/** A line of a key, or something as long and as mixed. */
const mixed = /(?<![\w+/])(?=[\w+/]*[a-z])(?=[\w+/]*[A-Z])(?=(?:[\w+/]*\d){2})[\w+/]{40,}={0,2}/g;

/** Without anything that is or looks like a secret; what people read of it stays. */
export function withoutSecretShapes(text: string): string {
  return text
    .replaceAll(privateKey, '…')
    .replaceAll(userInfo, '$1…@')
    .replaceAll(query, '$1?…')
    .replaceAll(tokenLike, '…')
    .replaceAll(basic, '…')
    .replaceAll(secretField, '$1…')
    .replaceAll(mixed, '…');
}

const longest = 200;

/** One line of at most 200 characters without anything that is or looks like a secret, for words of a provider. */
export function redact(text: string): string {
  const line = withoutSecretShapes(text.slice(0, 4_000))
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
