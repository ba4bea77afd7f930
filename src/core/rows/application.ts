import { z } from 'zod';
import { count, id, instant } from './fields.ts';

/** What an application may do, by its own name. */
const permissionSchema = z.object({
  /** The interface that it opens, such as `Microsoft Graph`. */
  resource: z.string(),
  /** Such as `User.Read.All`, or a scope; null where the provider gives no name. */
  name: z.string().nullable(),
});
export type Permission = z.infer<typeof permissionSchema>;

const credentialSchema = z.object({
  kind: z.enum(['secret', 'certificate']),
  id,
  name: z.string().nullable(),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
});
export type Credential = z.infer<typeof credentialSchema>;

/** A program that has a name in the directory. */
export const applicationSchema = z.object({
  /** What holds roles: a service principal, or a service account; else the registration, or the client of a third party. */
  id,
  kind: z.enum(['application', 'managed-identity', 'service-account', 'third-party']),
  /** The id by which the program signs in. */
  clientId: z.string().nullable(),
  name: z.string().nullable(),
  enabled: z.boolean().nullable(),
  /** Registered in this directory; false: another organisation's. Null: the directory does not say. */
  own: z.boolean().nullable(),
  /** What it may do by itself, sorted; null: that was not read. */
  permissions: z.array(permissionSchema).nullable(),
  /** What it may do as any user of the directory, by one consent for all, sorted; null: that was not read. */
  delegated: z.array(permissionSchema).nullable(),
  /** Secrets and certificates by which it signs in, sorted by id. */
  credentials: z.array(credentialSchema),
  /** Of the scanner's own application: permissions that it holds and does not need. Not given for others. */
  unneeded: z.array(z.string()).optional(),
  /** Google: what the log of consents holds; null: it holds nothing, or there is no such log. */
  consents: z.object({ users: count, lastAt: instant }).nullable(),
});
export type Application = z.infer<typeof applicationSchema>;
