import { z } from 'zod';
import { id } from './fields.ts';

/** How well a registered method serves as second factor. `none`: it is none. `unknown`: a name not known here. */
export const methodStrengths = ['resistant', 'phishable', 'phone', 'none', 'unknown'] as const;
export const methodSchema = z.object({
  /** The provider's own name of the method. */
  name: z.string(),
  strength: z.enum(methodStrengths),
});
export type Method = z.infer<typeof methodSchema>;

/** Registration of second factors by one account. */
export const mfaSchema = z.object({
  accountId: id,
  /** A second factor is registered. */
  registered: z.boolean().nullable(),
  /** Some policy lets the account use a registered second factor. */
  usable: z.boolean().nullable(),
  /** The registered methods; null when the provider does not say which. */
  methods: z.array(methodSchema).nullable(),
});
export type Mfa = z.infer<typeof mfaSchema>;
