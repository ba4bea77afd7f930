import type { CheckTexts } from './catalogue.ts';
import { accountChecksEn } from './checks.accounts.en.ts';
import { adminChecksEn } from './checks.admins.en.ts';
import { appChecksEn } from './checks.apps.en.ts';
import { enforcementChecksEn } from './checks.enforcement.en.ts';
import { logChecksEn } from './checks.log.en.ts';
import { mfaChecksEn } from './checks.mfa.en.ts';
import { peopleChecksEn } from './checks.people.en.ts';

/** What checks say in English. */
export const checksEn: CheckTexts = {
  ...accountChecksEn,
  ...adminChecksEn,
  ...appChecksEn,
  ...enforcementChecksEn,
  ...logChecksEn,
  ...mfaChecksEn,
  ...peopleChecksEn,
};
