/**
 * Sets of second factors that a policy of Google Workspace lets people use; all but one leave SMS and voice out.
 * https://cloud.google.com/identity/docs/concepts/supported-policy-api-settings
 */
const sets: ReadonlyMap<string, boolean> = new Map([
  ['ALL', true],
  ['NO_TELEPHONY', false],
  ['PASSKEY_ONLY', false],
  ['PASSKEY_PLUS_SECURITY_CODE', false],
  ['PASSKEY_PLUS_IP_BOUND_SECURITY_CODE', false],
]);

/** Whether a set lets people use SMS or voice; null: a set not known here. */
export function allowsPhone(set: string): boolean | null {
  return sets.get(set) ?? null;
}
