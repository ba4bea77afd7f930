import type { Data } from './check.ts';
import { daysBetween } from './days.ts';
import type { Credential } from './rows/application.ts';

/** How many days from its start to its end a credential may live. */
export type CredentialLimits = { readonly [K in Credential['kind']]: number };

/** A credential by its dates. */
export interface DatedCredential {
  credential: Credential;
  /** Whole days from its start to its end; null when one of them is not known. */
  days: number | null;
  limit: number;
  isLong: boolean;
  isExpired: boolean;
}

/** For how many days a credential was made, and whether that is too long or over. */
export function datedCredential(credential: Credential, limits: CredentialLimits, now: Date): DatedCredential {
  const { kind, startsAt, endsAt } = credential;
  const limit = limits[kind];
  const days = startsAt === null || endsAt === null ? null : daysBetween(startsAt, new Date(endsAt));
  const isExpired = endsAt !== null && Date.parse(endsAt) <= now.getTime();
  return { credential, days, limit, isLong: days !== null && days > limit, isExpired };
}

/** Long ones before others, those first that are furthest over their limit; then those that ended first. */
function byWorst(one: DatedCredential, other: DatedCredential): number {
  const excess = ({ isLong, days, limit }: DatedCredential) => (isLong && days !== null ? days - limit : 0);
  const end = ({ credential: { endsAt } }: DatedCredential) => (endsAt === null ? Infinity : Date.parse(endsAt));
  return excess(other) - excess(one) || end(one) - end(other) || (one.credential.id < other.credential.id ? -1 : 1);
}

/** The worst of these as evidence; nothing when there is none. */
export function worstCredentialFacts(all: readonly DatedCredential[], now: Date): Data {
  const [worst] = all.toSorted(byWorst);
  if (worst === undefined) return {};
  const { credential, days, limit } = worst;
  const { kind, id, name, startsAt, endsAt } = credential;
  const endedDays = endsAt === null ? null : daysBetween(endsAt, now);
  return { kind, credential: name ?? id, credentialId: id, days, limit, startsAt, endsAt, endedDays };
}
