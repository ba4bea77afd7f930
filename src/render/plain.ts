/**
 * What changes how its neighbours look, or is not seen at all: controls, bidirectional marks, zero-width and other
 * invisible characters, line and paragraph separators, tags, lone surrogates, non-characters. Variation selectors stay:
 * Japanese names need them.
 */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e00ff}\u{e01f0}-\u{e0fff}]|\u034f|\u180b|\u180c|\u180d|\u180e|\u180f|\p{Surrogate}/gu;

/** Printable ASCII: most texts, and nothing in them is hidden or heaped. */
const ordinary = /^[ -~]*$/;

/** More marks on one letter than any script needs would climb over the lines above. */
const heaped = /(\p{Mark}{4})\p{Mark}+/gu;

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

/** `how` takes the place of each character that is not seen or changes how its neighbours look. */
export function withHidden(text: string, how: (character: string) => string): string {
  return text.replace(hidden, how);
}

/** Cuts without parting a surrogate pair. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  const parted = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, parted ? length - 1 : length)}…`;
}

/**
 * Text from a directory as it can be shown anywhere: what cannot be seen is spelled out, as `\x1b` or `\u{202e}`, and
 * what is longer than `length` is cut. Markup is not its matter: each format escapes its own.
 */
export function visible(text: string, length = 200): string {
  if (text.length <= length && ordinary.test(text)) return text;
  return withHidden(cut(text, length), escaped).replace(heaped, '$1…');
}

/** A whole sentence that may hold names from a directory. */
export function visibleSentence(text: string): string {
  return visible(text, 600);
}
