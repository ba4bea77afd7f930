import { rowsOf, type Snapshot } from '../datasets.ts';
import type { Application, Credential } from '../rows/application.ts';
import type { Organization } from '../rows/organization.ts';
import type { AccessEnd } from './notices.ts';

/**
 * By what the scanner signs in to Microsoft 365, as the configuration tells. A secret: nobody knows which one of the
 * directory's list it is. A certificate: this one. `untold`: something that does not end by itself, or whose end cannot be
 * read.
 */
export type OwnSignIn =
  | { kind: 'secret' }
  /** `endsAt` is ISO 8601; the thumbprint names it where the directory gives no name. */
  | { kind: 'certificate'; endsAt: string; thumbprint: string }
  | { kind: 'untold' };

type Product = NonNullable<Organization['products']>[number];
type Ending = Pick<AccessEnd, 'what' | 'name' | 'endsAt' | 'days'>;

const day = 86_400_000;

/** Whole days ahead; 0: within a day, below: it is over. */
function daysUntil(endsAt: string, now: Date): number {
  return Math.floor((Date.parse(endsAt) - now.getTime()) / day);
}

function endOf(what: Credential['kind'], name: string, endsAt: string, now: Date): Ending {
  return { what, name, endsAt, days: daysUntil(endsAt, now) };
}

function nameOf({ name, id }: Credential): string {
  return name === null || name.trim() === '' ? id : name;
}

/**
 * The credential of a kind that ends last. Others are not told: where there is one that lasts longer, they were replaced,
 * or are to be. One that is over was not what the scanner signed in by, and one without an end never ends.
 */
function lastEnding({ credentials }: Application, kind: Credential['kind'], now: Date): Ending[] {
  const mine = credentials.filter((one) => one.kind === kind);
  if (mine.some(({ endsAt }) => endsAt === null)) return [];
  const ahead = mine.flatMap((one) => {
    return one.endsAt !== null && Date.parse(one.endsAt) > now.getTime() ? [{ one, endsAt: one.endsAt }] : [];
  });
  const last = ahead.reduce<(typeof ahead)[number] | null>((latest, next) => {
    return latest === null || Date.parse(next.endsAt) > Date.parse(latest.endsAt) ? next : latest;
  }, null);
  return last === null ? [] : [endOf(kind, nameOf(last.one), last.endsAt, now)];
}

/** Of a certificate that is configured the end is known, whatever the directory lists. */
function certificateEnd(
  own: Application | undefined,
  { endsAt, thumbprint }: Extract<OwnSignIn, { kind: 'certificate' }>,
  now: Date,
): Ending {
  const listed = own?.credentials.find((one) => {
    return one.kind === 'certificate' && one.endsAt !== null && Date.parse(one.endsAt) === Date.parse(endsAt);
  });
  return endOf('certificate', listed === undefined ? thumbprint : nameOf(listed), endsAt, now);
}

function credentialEnds(own: Application | undefined, signIn: OwnSignIn | null, now: Date): Ending[] {
  if (signIn?.kind === 'untold') return [];
  if (signIn?.kind === 'certificate') return [certificateEnd(own, signIn, now)];
  if (own === undefined) return [];
  const kinds = signIn === null ? (['secret', 'certificate'] as const) : ([signIn.kind] as const);
  return kinds.flatMap((kind) => lastEnding(own, kind, now));
}

const plans = ['none', 'p1', 'p2'] as const;

function bestPlan(products: readonly Product[]): number {
  return Math.max(0, ...products.map(({ plan }) => plans.indexOf(plan ?? 'none')));
}

/** Products in their last weeks, or suspended, without which less could be read than with them. */
function licenceEnds({ products }: Organization): Ending[] {
  if (products === null || products === undefined) return [];
  const lasting = bestPlan(products.filter(({ standing }) => standing === 'active'));
  return products
    .filter(({ paid, standing }) => paid === true && (standing === 'grace' || standing === 'suspended'))
    .filter((product) => bestPlan([product]) > lasting)
    .map(({ name }) => ({ what: 'licence', name, endsAt: null, days: null }));
}

/**
 * Our own means of reading that end: credentials of the scanner's own application, and licences on which reading depends.
 * Of Google nothing is known: neither keys of service accounts nor editions tell their end.
 * @param signIn null: nobody knows by what the scanner signs in, so that the last credential of each kind counts
 */
export function accessEndsOf(snapshots: readonly Snapshot[], now: Date, signIn: OwnSignIn | null = null): AccessEnd[] {
  return snapshots.flatMap(({ provider, datasets }): AccessEnd[] => {
    if (provider !== 'microsoft365') return [];
    // Only the scanner's own row tells what it holds and does not need.
    const own = rowsOf(datasets.applications).find(({ unneeded }) => unneeded !== undefined);
    const [organization] = rowsOf(datasets.organization);
    const ends = [
      ...credentialEnds(own, signIn, now),
      ...(organization === undefined ? [] : licenceEnds(organization)),
    ];
    return ends.map((end) => ({ provider, ...end }));
  });
}
