import fc from 'fast-check';
import { inject } from 'vitest';

/** All properties of a run begin at one seed, which the run has printed: https://fast-check.dev/docs/configuration/global-settings/ */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: inject('seed') });
