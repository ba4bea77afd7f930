import type { Gap } from '../../src/core/datasets.ts';
import type { Capability } from './capabilities.ts';

/** The answer is that of another customer. */
export class IdentityError extends Error {
  override name = 'IdentityError';
}

/** An answer of a shape that is not documented. Names the place and the field, never a value. */
export class MalformedError extends Error {
  override name = 'MalformedError';
  constructor(place: string, problem: string) {
    super(`${place}: ${problem}`);
  }
}

/** The configured credential cannot be used; nothing was sent. Holds no part of a key. */
export class CredentialError extends Error {
  override name = 'CredentialError';
}

/** A dataset that this one builds on could not be read completely. */
export class UpstreamError extends Error {
  override name = 'UpstreamError';
  readonly gap: Gap;
  constructor(gap: Gap) {
    super(gap.detail);
    this.gap = gap;
  }
}

/** Whatever went wrong (`cause`) while a capability was used, so that the right next step can be named. */
export class CapabilityError extends Error {
  override name = 'CapabilityError';
  readonly capability: Capability;
  constructor(capability: Capability, cause: unknown) {
    super(`while using ${capability.scope}`, { cause });
    this.capability = capability;
  }
}
