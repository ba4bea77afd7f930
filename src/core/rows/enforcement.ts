import { z } from 'zod';
import { gapSchema } from '../gap.ts';
import { id, instant } from './fields.ts';

export const enforcementStates = ['enforced', 'partly', 'none', 'unknown'] as const;
export type EnforcementState = (typeof enforcementStates)[number];

/** Why MFA is, or is not, asked for at every sign-in. */
export const enforcementReasons = [
  // enforced
  'security-defaults',
  'per-user',
  'policy',
  /** The directory itself says so. */
  'directory',
  // partly
  'narrowed',
  // none
  'excluded',
  'report-only',
  'not-included',
  'no-policy',
  'scheduled',
  'enrolment-off',
  // unknown
  'unreadable',
] as const;
export type EnforcementReason = (typeof enforcementReasons)[number];

const decidingPolicySchema = z.object({
  id,
  name: z.string(),
  /** What narrows it, such as `platforms` or `applications`; empty when nothing does. */
  conditions: z.array(z.string()),
});
export type DecidingPolicy = z.infer<typeof decidingPolicySchema>;

/** Whether something makes one account use MFA at every sign-in to every application. */
export const enforcementSchema = z.object({
  accountId: id,
  state: z.enum(enforcementStates),
  reason: z.enum(enforcementReasons),
  /** The policies behind the reason: those that enforce, that are narrowed, or that leave the account out. */
  policies: z.array(decidingPolicySchema),
  /** Names of policies that force MFA on others and leave this account out, where the state is `partly`. */
  leftOutOf: z.array(z.string()).optional(),
  /** From when it is enforced, where the policy names a day; it can lie ahead. */
  startsAt: instant.nullable(),
  /** Whether clients that cannot do MFA are shut out for this account; null when it cannot be told. */
  legacyClients: z.enum(['blocked', 'open']).nullable(),
  /** Google: the set of second factors that policy allows the account, and whom that policy is set for. */
  allowedFactors: z.object({ set: z.string(), scope: z.string() }).nullable(),
  /** Google: users may have a trusted device not asked again. */
  trustsDevices: z.boolean().nullable(),
  /**
   * Google: which applications that nobody configured the account may use, and whom that is set for. Null: nobody chose,
   * or it cannot be told; the table may be complete all the same.
   */
  unconfiguredApps: z.object({ access: z.string(), scope: z.string() }).nullish(),
  /** What could not be read, when the state is unknown. */
  gap: gapSchema.nullable(),
});
export type Enforcement = z.infer<typeof enforcementSchema>;
