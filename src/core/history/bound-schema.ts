import { z } from 'zod';
import { severities } from '../check.ts';
import { methodStrengths } from '../rows/mfa.ts';
import { signInClasses } from './account-facts.ts';
import { type Binding, type Bound, type ExceptionVoid, voidChanges } from './bound-facts.ts';

// Objects are loose: what a later version adds passes through, and is not lost before that version reads it.
/** Facts that an exception is bound to, as they are read back from where they were written down. */
export const boundSchema = z.looseObject({
  privilege: z.enum(['top', 'high', 'none']).nullable(),
  roles: z.array(z.looseObject({ id: z.string(), name: z.string() })).nullable(),
  registered: z.boolean().nullable(),
  factors: z.array(z.enum(methodStrengths)).nullable(),
  enforcement: z.enum(['enforced', 'partly', 'none']).nullable(),
  signIn: z.enum(signInClasses).nullable(),
  message: z.string(),
  severity: z.enum(severities),
  count: z.number().nullable(),
}) satisfies z.ZodType<Bound>;

/** Why an exception holds no more, as it is read back. */
export const exceptionVoidSchema = z.looseObject({
  change: z.enum(voidChanges),
  before: boundSchema,
  after: boundSchema,
  accounts: z.looseObject({ before: z.string(), after: z.string() }).exactOptional(),
}) satisfies z.ZodType<ExceptionVoid>;

/** What an exception is bound to for one finding, as it is read back. */
export const bindingSchema = z.looseObject({
  finding: z.string(),
  facts: boundSchema,
  void: exceptionVoidSchema.nullable(),
}) satisfies z.ZodType<Binding>;
