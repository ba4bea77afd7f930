import { reasonIdOf } from '../messages/reasons.ts';
import type { KnownNames } from './known-names.ts';
import { isGuid } from './provider-words.ts';
import type { Readers } from './rows.ts';
import type { Kind, Words } from './words.ts';

/** Whatever looks like an e-mail address, as far as it is not a part of a link; links write the sign as `%40`. */
const addresses =
  /([\p{L}\p{N}_][\p{L}\p{N}.!#$'*+^_`~-]{0,255}(?:@|%40)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,20})/u;
/** Reasons in words of this program, or of Node, that quote a name. */
const quoting: ReadonlyArray<readonly [pattern: RegExp, kind: Kind]> = [
  [/^(group )([\s\S]*)( hides its members;)/, 'group'],
  [/^(key file )([\s\S]*)(: (?:cannot be read|not JSON|private_key is|not a key of ))/, 'file'],
  [/((?:open|stat|lstat|access) ')([^'\n]*)(')/, 'file'],
];

/** What the details of one directory are read with. */
export interface DetailSources {
  words: Words;
  readers: Readers;
  /** Every name that the directory is known to hold. */
  known(): KnownNames;
}

function unquoted(detail: string, words: Words): string {
  return quoting.reduce((text, [pattern, kind]) => {
    return text.replace(pattern, (_whole, before: string, name: string, after: string) => {
      return `${before}${isGuid(name) ? name : words.exact(kind, name)}${after}`;
    });
  }, detail);
}

function withoutNames(detail: string, { words, readers, known }: DetailSources): string {
  const said = unquoted(detail, words);
  if (reasonIdOf(detail) !== null) return said;
  // Every other part is an address.
  const parts = said.split(addresses).map((part, index) => {
    if (index % 2 === 1) return words.address(part.replace('%40', '@'));
    return known().replacedIn(part, (name, reading) => readers[reading](name));
  });
  return parts.join('');
}

/** Takes names out of the detail of a gap, which is mostly in the words of a provider. */
export function detailReader(sources: () => DetailSources): (detail: string) => string {
  const done = new Map<string, string>();
  return (detail) => {
    const before = done.get(detail);
    if (before !== undefined) return before;
    const made = withoutNames(detail, sources());
    done.set(detail, made);
    return made;
  };
}
