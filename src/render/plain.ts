/** They choose among the shapes of these, and are seen by nothing else. */
const shaped = /[\p{Script=Han}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Sm}、。，．：；！？]/v.source;

/**
 * What changes how its neighbours look, or is not seen at all: controls, bidirectional marks, zero-width and other
 * invisible characters, line and paragraph separators, tags, lone surrogates, non-characters. Variation selectors stay
 * where they have something to choose: Japanese names need them.
 */
const hidden = new RegExp(
  [
    '[[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Bidi_Control}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}\\ufff9-\\ufffb\\u2800]',
    '--\\p{Variation_Selector}]',
    `|(?<!${shaped})\\p{Variation_Selector}(?!\\u20e3)`,
  ].join(''),
  'gv',
);

/** Printable ASCII without wide gaps: most texts, and nothing in them is hidden, heaped or spread. */
const ordinary = /^(?!.* {3})[ -~]*$/;

/** More marks on one letter than any script needs would climb over the lines above. */
const heaped = /(\p{Mark}{4})\p{Mark}+/gu;

/** Wider gaps than any name needs would move what follows under another heading. */
const spread = /(\p{Zs}{2})\p{Zs}+/gu;

/** So long a text is news in itself, and its length is said. */
const remarkable = 1_000;

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
  const kept = text.slice(0, parted ? length - 1 : length);
  return text.length < remarkable ? `${kept}…` : `${kept}…[+${(text.length - kept.length).toLocaleString('en')}]`;
}

/**
 * Text from a directory as it can be shown anywhere: what cannot be seen is spelled out, as `\x1b` or `\u{202e}`, and
 * what is longer than `length` is cut, with its length where that is much. Markup is not its matter: each format escapes its own.
 */
export function visible(text: string, length = 200): string {
  if (text.length <= length && ordinary.test(text)) return text;
  return withHidden(cut(text, length), escaped).replace(heaped, '$1…').replace(spread, '$1…');
}

const sentence = { longest: 600, start: 420, end: 160 };

/** A whole sentence that may hold names from a directory. A long one loses its middle: what is found stands at its end. */
export function visibleSentence(text: string): string {
  if (text.length <= sentence.longest) return visible(text, sentence.longest);
  const start = text.slice(0, sentence.start).replace(/[\ud800-\udbff]$/, '');
  const end = text.slice(-sentence.end).replace(/^[\udc00-\udfff]/, '');
  const left = text.length - start.length - end.length;
  return `${visible(start, start.length)}…[+${left.toLocaleString('en')}]…${visible(end, end.length)}`;
}
