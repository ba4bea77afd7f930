import type { Check } from '../src/core/check.ts';
import { disabledAdmin } from './disabled-admin.ts';
import { guestAdmin } from './guest-admin.ts';
import { missingMfa } from './missing-mfa.ts';
import { phishableAdmin } from './phishable-admin.ts';
import { smsMfa } from './sms-mfa.ts';
import { smsMfaAllowed } from './sms-mfa-allowed.ts';
import { staleAccount } from './stale-account.ts';
import { staleGuest } from './stale-guest.ts';
import { topAdminCount } from './top-admin-count.ts';
import { unusedAdmin } from './unused-admin.ts';

/** Every check of this version, sorted by id. */
export const checks: readonly Check[] = [
  disabledAdmin,
  guestAdmin,
  missingMfa,
  phishableAdmin,
  smsMfa,
  smsMfaAllowed,
  staleAccount,
  staleGuest,
  topAdminCount,
  unusedAdmin,
];
