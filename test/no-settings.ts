import type { JudgingSettings } from '../src/core/report.ts';

/** What a scan judges by where the configuration says nothing. */
export const noSettings: JudgingSettings = {
  emergency: [],
  exceptions: [],
  expectedGaps: [],
  checks: {},
  profile: null,
  timeZone: 'UTC',
  approvedCountries: null,
  links: [],
  unusedKeys: [],
};
