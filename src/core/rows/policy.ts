import { z } from 'zod';
import { id } from './fields.ts';

/** Which methods a directory lets its users use for MFA. */
const methodsPolicySchema = z.object({
  id: z.literal('authentication-methods'),
  /** Whether older, per-user policies that no API shows can still allow more. */
  legacyPolicies: z.enum(['retired', 'in-force']).nullable(),
  methods: z.array(
    z.object({
      /** The provider's name of the method, such as `sms`. */
      name: z.string(),
      enabled: z.boolean().nullable(),
      /** Whom it is enabled for: `all_users`, or ids of groups. Null: not said. */
      scopes: z.array(z.string()).nullable(),
    }),
  ),
});
export type MethodsPolicy = z.infer<typeof methodsPolicySchema>;

/** Microsoft 365: whether the defaults are on that make every member use MFA and shut legacy clients out. */
const securityDefaultsSchema = z.object({ id: z.literal('security-defaults'), enabled: z.boolean() });

/** Microsoft 365: what everybody may do without an administrator. */
const authorizationSchema = z.object({
  id: z.literal('authorization'),
  /** Who may invite guests; `everyone` is guests too. Null: not said, or a word not known here. */
  invitations: z.enum(['everyone', 'members', 'inviters', 'administrators']).nullable(),
  /** Policies by which people may consent to applications themselves, as the provider names them; null: not said. */
  consentPolicies: z.array(z.string()).nullable(),
});
export type Authorization = z.infer<typeof authorizationSchema>;

/** Google: one setting for one part of the directory, as it was set; what holds for an account is resolved from all. */
const settingSchema = z.object({
  /** Name of the policy, `policies/…`. */
  id,
  /** Such as `security.two_step_verification_enforcement`. */
  setting: z.string().min(1),
  /** `system`: a default of Google's; `admin`: set by an administrator. */
  origin: z.enum(['system', 'admin']),
  /** Id of the organisational unit that it is set for, without a prefix; null: the whole directory, or a group. */
  orgUnit: z.string().nullable(),
  /** Id of the group that it is set for, without a prefix. */
  group: z.string().nullable(),
  /** Whom it is set for, in Google's own language; null when not said. */
  query: z.string().nullable(),
  /** Of two settings that hold for an account the one with the greater order wins; null: below all. */
  sortOrder: z.number().nullable(),
  /** The fields, as Google names them. */
  value: z.record(z.string(), z.unknown()),
});
export type Setting = z.infer<typeof settingSchema>;

/** Settings of the directory itself. */
export const policySchema = z.union([methodsPolicySchema, securityDefaultsSchema, authorizationSchema, settingSchema]);
export type Policy = z.infer<typeof policySchema>;
