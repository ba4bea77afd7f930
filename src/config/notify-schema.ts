import { z } from 'zod';
import { severities } from '../core/check.ts';
import { locales } from '../messages/catalogue.ts';

const address = z
  .url({ protocol: /^https?$/ })
  .describe('The name of an environment variable, in a dollar sign and braces: whoever knows the address may post');

/** Where alerts go. One of these kinds each. */
export const channelKinds = ['webhook', 'slack', 'teams', 'email'] as const;

/** How often a channel may speak: of every change at once, or of all of a day or a week together. */
export const digests = ['daily', 'weekly'] as const;

const kinds = {
  webhook: z
    .strictObject({ url: address, secret: z.string().min(16).describe('Key of the HMAC-SHA256 signature') })
    .optional(),
  slack: z.strictObject({ url: address }).optional(),
  teams: z.strictObject({ url: address }).optional(),
  email: z
    .strictObject({
      server: z.url({ protocol: /^smtps?$/ }).describe('smtp://user:password@host:587, from an environment variable'),
      from: z.email(),
      to: z.array(z.email()).min(1),
    })
    .optional(),
};

export const notifySchema = z.array(
  z
    .strictObject({
      id: z
        .string()
        .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
        .optional()
        .describe('Names the channel in the store; by default its kind'),
      ...kinds,
      tenants: z.array(z.string()).min(1).optional().describe('Only these tenants; by default all'),
      minSeverity: z.enum(severities).default('low').describe('Only findings of at least this severity'),
      digest: z.enum(digests).optional().describe('All changes of a day or a week in one message'),
      locale: z.enum(locales).optional(),
    })
    .superRefine((value, context) => {
      if (channelKinds.filter((kind) => value[kind] !== undefined).length === 1) return;
      context.addIssue({ code: 'custom', params: { problem: 'one-credential', keys: [...channelKinds] } });
    }),
);

export type RawChannel = z.infer<typeof notifySchema>[number];
