import type { Gap } from './gap.ts';

/** Another tenant or customer than the configured one answered; nothing that was read may be used. */
export class IdentityError extends Error {
  override name = 'IdentityError';
}

/** An answer of another shape than documented. Tells the place and the field, never a value. */
export class MalformedError extends Error {
  override name = 'MalformedError';
  constructor(place: string, problem: string) {
    super(`${place}: ${problem}`);
  }
}

/** A gap that is known already, such as that of another dataset which this one builds on. */
export class GapError extends Error {
  override name = 'GapError';
  readonly gap: Gap;
  constructor(gap: Gap) {
    super(gap.detail);
    this.gap = gap;
  }
}

/** A failure after which the rows of some owners are missing, and those of all others were read. */
export class LackingError extends Error {
  override name = 'LackingError';
  /** What the missing rows are about, such as ids of roles. */
  readonly lacking: readonly string[];
  constructor(lacking: readonly string[], cause: unknown) {
    super('some rows are missing', { cause });
    this.lacking = lacking;
  }
}
