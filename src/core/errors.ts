import type { Gap } from './datasets.ts';

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
