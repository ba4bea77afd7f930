import { joiningNumber } from '../core/joining.ts';
import { normalEmployeeId } from '../core/roster.ts';
import type { PseudonymKey } from './key.ts';

/** What a name is the name of; the word begins its pseudonym. */
export type Kind =
  | 'app'
  | 'credential'
  | 'dept'
  | 'domain'
  | 'file'
  | 'group'
  | 'ip'
  | 'person'
  | 'policy'
  | 'reason'
  | 'role'
  | 'tenant'
  | 'unit'
  | 'user'
  | 'value';

/** Makes pseudonyms: names that judging takes for equal get equal ones, and others get others. */
export interface Words {
  /** Compared as it is written. */
  exact(kind: Kind, name: string): string;
  /** Read by people alone: without case, width and spare spaces, so that spellings of two directories are one. */
  loose(kind: Kind, name: string): string;
  /** An address or a login: compared without case. */
  address(text: string): string;
  domain(name: string): string;
  employee(number: string): string;
}

/** Fifty bits, as ten digits and small letters: of a million names no two are likely to meet. */
const code = { hexDigits: 13, below: 2 ** 50, radix: 32, length: 10 };
const wordLength = 12;
const fillsField = '-';

function spelled(hex: string): string {
  const { hexDigits, below, radix, length } = code;
  return (Number.parseInt(hex.slice(0, hexDigits), 16) % below).toString(radix).padStart(length, '0');
}

/** At least 1, since a number of nothing but zeros is nobody's. */
function asNumber(hex: string): number {
  return 1 + (Number.parseInt(hex.slice(0, code.hexDigits), 16) % code.below);
}

/** Letters and no digit. */
function asWord(hex: string): string {
  return hex.slice(0, wordLength).replaceAll(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? digit);
}

/** Normalising takes time by the square of a run of marks; no name is longer. */
const longestName = 1_000;

function looseForm(name: string): string {
  if (name.length > longestName) return name;
  return name.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

/** Names that nearly everybody has for themselves: to remember them would take longer than to make them again. */
const ownKinds: ReadonlySet<Kind> = new Set(['person', 'user']);

/** Ends the login of a guest, which holds the address at home: `taro_partner.example#EXT#`. */
const guestMark = '#EXT#';

/** Pseudonyms under one key. They remember names that come again and again, so that each tenant gets its own. */
export function createWords(key: PseudonymKey): Words {
  const known = new Map<string, string>();
  const make = (kind: Kind, name: string) => `${kind}-${spelled(key.codeOf(kind, name))}`;
  const exact = (kind: Kind, name: string) => {
    if (name.trim() === '') return name;
    if (ownKinds.has(kind)) return make(kind, name);
    const place = `${kind}\n${name}`;
    const before = known.get(place);
    if (before !== undefined) return before;
    const made = make(kind, name);
    known.set(place, made);
    return made;
  };
  const domain = (name: string) => (name === '' ? name : `${exact('domain', name.toLowerCase())}.invalid`);

  function localPart(text: string): string {
    if (!text.endsWith(guestMark.toLowerCase())) return exact('user', text);
    const guest = text.slice(0, -guestMark.length);
    const at = guest.lastIndexOf('_');
    const home = guest.slice(at + 1);
    if (at === -1 || !home.includes('.')) return `${exact('user', guest)}${guestMark}`;
    return `${exact('user', guest.slice(0, at))}_${domain(home)}${guestMark}`;
  }

  const address = (text: string) => {
    const lower = text.toLowerCase();
    const at = lower.lastIndexOf('@');
    return at === -1 ? localPart(lower) : `${localPart(lower.slice(0, at))}@${domain(lower.slice(at + 1))}`;
  };

  // A number joins accounts, a word such as `contractor` joins none, and what only fills the field is nobody's.
  const employee = (number: string) => {
    const normal = normalEmployeeId(number);
    if (normal === null) return number.trim() === '' ? number : fillsField;
    const hex = key.codeOf('employee', normal);
    return `employee-${joiningNumber(number) === null ? asWord(hex) : asNumber(hex)}`;
  };

  return { exact, loose: (kind, name) => exact(kind, looseForm(name)), address, domain, employee };
}
