import fc from 'fast-check';
import { inject } from 'vitest';

/** Every property of the run begins at its seed. https://fast-check.dev/docs/configuration/global-settings/ */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: inject('seed') });
