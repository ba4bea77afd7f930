/** What one session must never show; every session has its own. */
export interface Secrets {
  /** From now on this is taken out, in every spelling in which somebody could repeat it. Short ones are passed over. */
  learn(secret: string | null | undefined): void;
  /** The same for words for people alone: whoever sent it chose it, and must not choose what is taken out of facts. */
  learnForWords(secret: string | null | undefined): void;
  /** Text whose rest is used, without the secrets that stand in it whole and in a usual spelling. */
  cut(text: string): string;
  /** Words for people, without the secrets and without pieces of them, wherever lines are broken. */
  hide(words: string): string;
}

/** What is shorter could be a word of any sentence. */
const shortest = 8;
/** Pieces of this length are found: of a secret that is cut off, less than this stays. */
const piece = 12;
/** Nobody spells a token digit by digit. */
const longestInDigits = 200;
const sign = '…';

/** Base64 of anything that holds the secret holds one of these three, whatever stands before it and after it. */
function inBase64(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const mixed = (offset + bytes.length) % 3 === 0 ? 0 : 1;
    return text.slice(offset === 0 ? 0 : offset + 1, text.length - mixed);
  });
}

function inEntities(secret: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return secret.replace(/[&<>"]/g, (character) => entities[character] ?? '').replaceAll("'", '&#39;');
}

function byPercent(secret: string): string {
  const hex = Buffer.from(secret).toString('hex');
  return hex.replace(/../g, '%$&');
}

/** In the spellings that a service gives to all its texts. */
function usualSpellings(secret: string): string[] {
  const form = new URLSearchParams({ a: secret }).toString().slice(2);
  return [secret, encodeURIComponent(secret), form, JSON.stringify(secret).slice(1, -1)];
}

function rareSpellings(secret: string): string[] {
  const [, url = '', form = '', json = ''] = usualSpellings(secret);
  const base64 = inBase64(secret);
  return [
    encodeURIComponent(url),
    encodeURIComponent(form),
    json.replaceAll('/', '\\/'),
    JSON.stringify(json).slice(1, -1),
    inEntities(secret),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    ...base64.map((text) => encodeURIComponent(text)),
    ...(secret.length > longestInDigits ? [] : [byPercent(secret), Buffer.from(secret).toString('hex')]),
  ];
}

/** Whatever breaks a line, in the spellings of text, JSON, addresses and HTML. */
const lineBreaks = /\s|\\[nrt]|%0[ad]|%20|&#(?:10|13|x[ad]);|<w?br\s*\/?>/giu;

/** Text in small letters without spaces and breaks, and where each of its characters stands in the whole. */
function compacted(text: string): { letters: string; places: Uint32Array } {
  const places = new Uint32Array(text.length);
  const parts: string[] = [];
  let length = 0;
  let from = 0;
  const take = (until: number) => {
    parts.push(text.slice(from, until));
    for (let at = from; at < until; at += 1) places[length++] = at;
  };
  for (const { index, 0: gap } of text.matchAll(lineBreaks)) {
    take(index);
    from = index + gap.length;
  }
  take(text.length);
  const joined = parts.join('');
  const small = joined.toLowerCase();
  // The small form of a few letters is longer than they are.
  return { letters: small.length === joined.length ? small : joined, places };
}

/** The lines of a private key, without what stands around every key. */
function bare(secret: string): string {
  return secret.replaceAll(/-----(?:BEGIN|END)[^-]*-----/g, '').trim();
}

export function createSecrets(): Secrets {
  /** In the usual spellings. */
  const whole = new Set<string>();
  /** Every piece of every spelling, by its length: that of a piece, or of a shorter secret. */
  const pieces = new Map<number, Set<string>>();
  /** Spellings whose pieces nobody has asked for yet. */
  let unparted: string[] = [];

  function part(spelling: string): void {
    const { letters } = compacted(spelling);
    const length = Math.min(piece, letters.length);
    const some = pieces.get(length) ?? new Set();
    for (let at = 0; at + length <= letters.length; at += 1) some.add(letters.slice(at, at + length));
    pieces.set(length, some);
  }

  /** Its spellings, those that everybody uses first; null: too short, or known. */
  function unknownSpellings(secret: string | null | undefined): { usual: string[]; rare: string[] } | null {
    const value = bare(secret ?? '');
    if (value.length < shortest || whole.has(value)) return null;
    return { usual: usualSpellings(value), rare: rareSpellings(value).filter((text) => text.length >= shortest) };
  }

  return {
    learn(secret) {
      const spellings = unknownSpellings(secret);
      if (spellings === null) return;
      for (const spelling of spellings.usual) whole.add(spelling);
      unparted.push(...spellings.usual, ...spellings.rare);
    },

    learnForWords(secret) {
      const spellings = unknownSpellings(secret);
      if (spellings !== null) unparted.push(...spellings.usual, ...spellings.rare);
    },

    cut(text) {
      let clean = text;
      for (const spelling of whole) if (clean.includes(spelling)) clean = clean.replaceAll(spelling, sign);
      return clean;
    },

    hide(words) {
      for (const spelling of unparted) part(spelling);
      unparted = [];
      const { letters, places } = compacted(words);
      const hidden = new Uint8Array(words.length);
      for (const [length, some] of pieces) {
        for (let at = 0; at + length <= letters.length; at += 1) {
          if (!some.has(letters.slice(at, at + length))) continue;
          hidden.fill(1, places[at] ?? 0, (places[at + length - 1] ?? 0) + 1);
        }
      }
      let clean = '';
      for (let at = 0; at < words.length; at += 1) {
        if (hidden[at] === 0) clean += words[at];
        else if (hidden[at - 1] !== 1) clean += sign;
      }
      return clean;
    },
  };
}
