import type { Capability } from './capabilities.ts';

/** The configured credential cannot be used; nothing was sent. Holds no part of a key. */
export class CredentialError extends Error {
  override name = 'CredentialError';
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

/** Google says that the report of this day is not there yet, or not whole. */
export class UnfinishedReportError extends Error {
  override name = 'UnfinishedReportError';
}
