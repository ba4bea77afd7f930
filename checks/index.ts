import type { AnyCheck } from '../src/core/check.ts';
import { blindLog } from './blind-log.ts';
import { dailyUseAdmin } from './daily-use-admin.ts';
import { disabledAdmin } from './disabled-admin.ts';
import { emergencyAccess } from './emergency-access.ts';
import { foreignSignIn } from './foreign-sign-in.ts';
import { guestAdmin } from './guest-admin.ts';
import { halfOffboarded } from './half-offboarded.ts';
import { leaverAccount } from './leaver-account.ts';
import { legacyAuthOpen } from './legacy-auth-open.ts';
import { licensedDisabled } from './licensed-disabled.ts';
import { missingMfa } from './missing-mfa.ts';
import { openConsent } from './open-consent.ts';
import { openInvites } from './open-invites.ts';
import { phishableAdmin } from './phishable-admin.ts';
import { privilegedApp } from './privileged-app.ts';
import { redundantRole } from './redundant-role.ts';
import { smsMfa } from './sms-mfa.ts';
import { smsMfaAllowed } from './sms-mfa-allowed.ts';
import { staleAccount } from './stale-account.ts';
import { staleCredential } from './stale-credential.ts';
import { staleGuest } from './stale-guest.ts';
import { standingAdmin } from './standing-admin.ts';
import { syncedAdmin } from './synced-admin.ts';
import { topAdminCount } from './top-admin-count.ts';
import { unenforcedMfa } from './unenforced-mfa.ts';
import { unlistedAccount } from './unlisted-account.ts';
import { unusedAdmin } from './unused-admin.ts';

/** Every check of this version, sorted by id. */
export const checks: readonly AnyCheck[] = [
  blindLog,
  dailyUseAdmin,
  disabledAdmin,
  emergencyAccess,
  foreignSignIn,
  guestAdmin,
  halfOffboarded,
  leaverAccount,
  legacyAuthOpen,
  licensedDisabled,
  missingMfa,
  openConsent,
  openInvites,
  phishableAdmin,
  privilegedApp,
  redundantRole,
  smsMfa,
  smsMfaAllowed,
  staleAccount,
  staleCredential,
  staleGuest,
  standingAdmin,
  syncedAdmin,
  topAdminCount,
  unenforcedMfa,
  unlistedAccount,
  unusedAdmin,
];
