import { z } from 'zod';

/** Why a dataset, or one account's part of it, could not be seen. */
export const gapKinds = [
  'permission',
  'licence',
  'unsupported',
  'concealed',
  'absent',
  'throttled',
  'network',
  'malformed',
  'expired',
  'identity',
  'crash',
] as const;
export type GapKind = (typeof gapKinds)[number];

/** Something that could not be seen, and why. */
export const gapSchema = z.object({
  kind: z.enum(gapKinds),
  /** What was asked and what was answered, in the provider's own words; never a secret. */
  detail: z.string(),
});
export type Gap = z.infer<typeof gapSchema>;

/**
 * What the directory leaves out.
 *
 * @param what such as `whether the account is enabled`
 */
export function silent(what: string): Gap {
  return { kind: 'absent', detail: `the directory does not say ${what}` };
}
