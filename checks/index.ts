import type { AnyCheck } from '../src/core/check.ts';
import { blindLog } from './blind-log.ts';
import { disabledAdmin } from './disabled-admin.ts';
import { foreignSignIn } from './foreign-sign-in.ts';
import { guestAdmin } from './guest-admin.ts';
import { legacyAuthOpen } from './legacy-auth-open.ts';
import { missingMfa } from './missing-mfa.ts';
import { phishableAdmin } from './phishable-admin.ts';
import { smsMfa } from './sms-mfa.ts';
import { smsMfaAllowed } from './sms-mfa-allowed.ts';
import { staleAccount } from './stale-account.ts';
import { staleGuest } from './stale-guest.ts';
import { topAdminCount } from './top-admin-count.ts';
import { unenforcedMfa } from './unenforced-mfa.ts';
import { unusedAdmin } from './unused-admin.ts';

/** Every check of this version, sorted by id. */
export const checks: readonly AnyCheck[] = [
  blindLog,
  disabledAdmin,
  foreignSignIn,
  guestAdmin,
  legacyAuthOpen,
  missingMfa,
  phishableAdmin,
  smsMfa,
  smsMfaAllowed,
  staleAccount,
  staleGuest,
  topAdminCount,
  unenforcedMfa,
  unusedAdmin,
];
