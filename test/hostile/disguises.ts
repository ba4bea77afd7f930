import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { Faults } from '../../src/demo/faults.ts';
import { endpointOf, rewritten, sortOf } from './places.ts';
import { hostileFor } from './words.ts';

/**
 * How much is hostile. `names`: all that no verdict hangs on, while the same thing keeps one name everywhere.
 * `everything`: each string by itself, ids and the words of the protocol too, so that nothing fits together.
 */
export type Extent = 'names' | 'everything';

export interface Spoiler {
  faults: Faults;
  words(text: string, place: string): string;
  login(text: string): string;
  roster(bytes: Uint8Array): Uint8Array;
  /** Places at which something was replaced, with how many different hostile texts each held. */
  places: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface SpoilerOptions {
  extent: Extent;
  run: number;
  /** By these the right tenants are known. */
  tenantIds: ReadonlySet<string>;
  /** Ids that the scanner asks for by address, which the service would not know under another name. */
  asked: ReadonlySet<string>;
  /** Addresses of the HR list, in lower case: an address in a list is plain, or a fault. */
  listed: ReadonlySet<string>;
}

/** The longest texts stand once at a place, and so much of them everywhere else there. */
const enough = 1_000;

const plain = /[^!-~]|[@,;:<>()[\]"]/g;

export function spoilerOf({ extent, run, tenantIds, asked, listed }: SpoilerOptions): Spoiler {
  const places = new Map<string, Set<string>>();
  const owners = new Map<string, string>();

  const words = (text: string, place: string): string => {
    const hostile = hostileFor([place, text], run);
    const before = places.get(place) ?? new Set();
    // Logs of a thousand lines would otherwise be of a hundred megabytes.
    if (hostile.length > enough && before.has(hostile)) return hostile.slice(0, enough);
    places.set(place, before.add(hostile));
    // Nothing at all is no name, and what has none is another matter.
    return hostile === '' && extent === 'names' ? ' ' : hostile;
  };

  /** The same for the same thing, and nobody else's: as it is where nobody has it yet, else with the thing behind. */
  const unique = (hostile: string, own: string): string => {
    const owner = owners.get(hostile.toLowerCase());
    if (hostile.trim() === '' || (owner !== undefined && owner !== own)) return `${hostile}.${own}`;
    owners.set(hostile.toLowerCase(), own);
    return hostile;
  };

  const local = (name: string, address: string): string => {
    const hostile = hostileFor(['login', name], run);
    if (!listed.has(address)) return `${hostile}.${name}`;
    const tame = hostile.slice(0, 200).replaceAll(plain, '');
    return `${tame}.${name}`;
  };

  /** Domains stay, since verdicts hang on whose they are. */
  const login = (text: string, place = 'settings'): string => {
    const [, prefix = '', name = '', domain = ''] = /^(smtp:)?(.*)(@[^@]+)$/i.exec(text) ?? [];
    if (name === '') return words(text, place);
    const made = local(name.toLowerCase(), (name + domain).toLowerCase());
    places.set(place, (places.get(place) ?? new Set()).add(hostileFor(['login', name.toLowerCase()], run)));
    return prefix + made + domain;
  };

  const id = (text: string, place: string): string => {
    if (asked.has(text)) return text;
    const hostile = hostileFor(['id', text], run);
    places.set(place, (places.get(place) ?? new Set()).add(hostile));
    return unique(hostile, text);
  };

  const unit = (text: string, place: string): string => {
    if (text !== '/') words(text, place);
    const names = text.split('/').map((name) => {
      return name === ''
        ? ''
        : unique(hostileFor(['unit', name], run).replaceAll('/', '').slice(0, 500), `unit ${name}`);
    });
    return names.join('/');
  };

  const replace = (text: string, place: string): string => {
    const sort = sortOf(place, text, tenantIds);
    if (sort === 'protocol' || text === '') return text;
    if (extent === 'everything') return words(text, place);
    if (sort === 'decides') return text;
    return { login, id, unit, words }[sort](text, place);
  };

  const table = (text: string, change: (cell: string, head: string, line: number) => string): string => {
    const [head = [], ...lines] = parse(text, { bom: true }) as string[][];
    const changed = lines.map((cells, line) => cells.map((cell, index) => change(cell, head[index] ?? '', line)));
    return stringify([head, ...changed], { bom: true, quoted: true, record_delimiter: 'windows' });
  };

  return {
    words,
    login,
    places,
    faults: ({ url }) => {
      // What a batch holds is rewritten piece by piece.
      if (url.includes('$batch')) return undefined;
      const endpoint = endpointOf(url);
      return {
        rewrite: ({ status, body }) => {
          if (endpoint.startsWith('/data/download')) {
            const usage = (cell: string, head: string) => {
              if (head === 'User Principal Name') return login(cell, `${endpoint} ${head}`);
              return head === 'Display Name' ? words(cell, `${endpoint} ${head}`) : cell;
            };
            return status === 200 ? { body: table(String(body), usage) } : null;
          }
          return typeof body === 'string' ? null : { body: rewritten(body, `${endpoint} `, replace) };
        },
      };
    },
    roster: (bytes) => {
      const change = (cell: string, head: string) => {
        if (cell === '') return cell;
        if (head === 'メールアドレス' || head === '上長') return login(cell, `roster ${head}`);
        return head === '氏名' || head === '部署' ? words(cell, `roster ${head}`) : cell;
      };
      return new TextEncoder().encode(table(new TextDecoder().decode(bytes), change));
    },
  };
}
