import type { Method } from './rows/mfa.ts';
import type { SignInEvent } from './rows/sign-in-event.ts';

/** A factor that was passed at a sign-in. */
export interface PassedFactor extends Method {
  /** Whether it served as second factor; null: the log does not say. */
  second: boolean | null;
}

/** One successful sign-in of an account. Null: the log does not say. */
export interface SuccessfulSignIn {
  accountId: string;
  at: string;
  address: string | null;
  country: string | null;
  app: string | null;
  client: string | null;
  factors: readonly PassedFactor[] | null;
}

type Country = SignInEvent['countries'][number];
type Factor = SignInEvent['factors'][number];
type ClientProgram = SignInEvent['clients'][number];

interface Sums {
  /** Null: only factors were told so far. */
  last: SuccessfulSignIn | null;
  countries: Map<string, Country>;
  factors: Map<string, Factor>;
  clients: Map<string, ClientProgram>;
}

/** Sums up sign-ins by account in one pass, in whatever order they come. */
export interface SignInTally {
  add(signIn: SuccessfulSignIn): void;
  /** A factor that was passed on the way to a sign-in, where the log has an entry of its own for it. */
  addFactor(accountId: string, factor: PassedFactor, at: string): void;
  /** Forgets everything, for a reading that begins again. */
  clear(): void;
  rows(): SignInEvent[];
}

/** The log writes instants with fractions of different lengths, which do not compare as text. */
function isLater(instant: string, than: string): boolean {
  return Date.parse(instant) > Date.parse(than);
}

function addCountry(countries: Sums['countries'], { country, at, address, app }: SuccessfulSignIn): void {
  const key = country ?? '';
  const known = countries.get(key);
  if (known === undefined) {
    countries.set(key, { country, firstAt: at, lastAt: at, address, app, count: 1 });
    return;
  }
  known.count += 1;
  if (isLater(known.firstAt, at)) known.firstAt = at;
  if (isLater(at, known.lastAt)) Object.assign(known, { lastAt: at, address, app });
}

/** Counts one more of its kind. */
function addTo<Entry extends { lastAt: string; count: number }>(
  entries: Map<string, Entry>,
  key: string,
  fresh: Entry,
): void {
  const known = entries.get(key);
  if (known === undefined) {
    entries.set(key, fresh);
    return;
  }
  known.count += 1;
  if (isLater(fresh.lastAt, known.lastAt)) known.lastAt = fresh.lastAt;
}

function sorted<Entry>(entries: ReadonlyMap<string, Entry>): Entry[] {
  if (entries.size < 2) return [...entries.values()];
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

/** A log may tell a second factor twice: in an entry of its own, and in that of the sign-in, which may not say "second". */
function toldOnce(factors: Factor[]): Factor[] {
  if (factors.length < 2) return factors;
  const second = new Set(factors.filter((factor) => factor.second === true).map(({ name }) => name));
  return factors.filter((factor) => factor.second !== null || !second.has(factor.name));
}

function lastOf(signIn: SuccessfulSignIn): SignInEvent['last'] {
  const { at, address, country, app, client, factors } = signIn;
  return { at, address, country, app, client, factors: factors?.map(({ name }) => name) ?? null };
}

function rowOf(accountId: string, { last, countries, factors, clients }: Sums): SignInEvent {
  return {
    accountId,
    last: last === null ? null : lastOf(last),
    countries: sorted(countries),
    factors: toldOnce(sorted(factors)),
    clients: sorted(clients),
  };
}

/** Begins a sum of sign-ins by account; pages may come in any order. */
export function createSignInTally(): SignInTally {
  const accounts = new Map<string, Sums>();

  function sumsOf(accountId: string): Sums {
    const known = accounts.get(accountId);
    if (known !== undefined) return known;
    const fresh: Sums = { last: null, countries: new Map(), factors: new Map(), clients: new Map() };
    accounts.set(accountId, fresh);
    return fresh;
  }

  function addFactor(accountId: string, factor: PassedFactor, at: string): void {
    const { name, strength, second } = factor;
    addTo(sumsOf(accountId).factors, `${name}\n${second}`, { name, strength, second, lastAt: at, count: 1 });
  }

  return {
    addFactor,
    add(signIn) {
      const { accountId, at, client } = signIn;
      const sums = sumsOf(accountId);
      if (sums.last === null || isLater(at, sums.last.at)) sums.last = signIn;
      addCountry(sums.countries, signIn);
      for (const factor of signIn.factors ?? []) addFactor(accountId, factor, at);
      if (client !== null) addTo(sums.clients, client, { name: client, lastAt: at, count: 1 });
    },
    clear: () => accounts.clear(),
    rows: () => [...accounts].map(([accountId, sums]) => rowOf(accountId, sums)),
  };
}
