import type { CheckTexts } from './catalogue.ts';
import { accountChecksJa } from './checks.accounts.ja.ts';
import { adminChecksJa } from './checks.admins.ja.ts';
import { appChecksJa } from './checks.apps.ja.ts';
import { enforcementChecksJa } from './checks.enforcement.ja.ts';
import { logChecksJa } from './checks.log.ja.ts';
import { mfaChecksJa } from './checks.mfa.ja.ts';
import { peopleChecksJa } from './checks.people.ja.ts';

/** What checks say in Japanese. */
export const checksJa: CheckTexts = {
  ...accountChecksJa,
  ...adminChecksJa,
  ...appChecksJa,
  ...enforcementChecksJa,
  ...logChecksJa,
  ...mfaChecksJa,
  ...peopleChecksJa,
};
