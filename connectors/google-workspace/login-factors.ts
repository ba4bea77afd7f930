import type { Method } from '../../src/core/rows/mfa.ts';

type Strength = Method['strength'];

/**
 * How well each challenge of the login log serves as second factor. After `saml` and `oidc` another provider asked, and
 * Google does not see for which factor, so nothing is said of it.
 * https://developers.google.com/workspace/admin/reports/v1/appendix/activity/login
 */
const strengths: ReadonlyMap<string, Strength> = new Map<string, Strength>([
  ['idv_preregistered_phone', 'phone'],
  ['idv_any_phone', 'phone'],
  ['security_key', 'resistant'],
  ['passkey', 'resistant'],
  ['cross_device', 'resistant'],
  ['google_authenticator', 'phishable'],
  ['google_prompt', 'phishable'],
  ['device_prompt', 'phishable'],
  ['offline_otp', 'phishable'],
  ['security_key_otp', 'phishable'],
  ['backup_code', 'phishable'],
  ['rescue_code', 'phishable'],
  ['internal_two_factor', 'phishable'],
  ['password', 'none'],
  ['none', 'none'],
  ['captcha', 'none'],
  ['recaptcha', 'none'],
  ['login_location', 'none'],
  ['idv_preregistered_email', 'none'],
  ['idv_any_email', 'none'],
]);

/** A name that is not known yet keeps its name. */
export function strengthOf(challenge: string): Strength {
  // To know one's employee id, or one's own phone number, is no possession of anything.
  if (challenge.startsWith('knowledge_')) return 'none';
  return strengths.get(challenge) ?? 'unknown';
}
