import { z } from 'zod';
import { severities } from '../core/check.ts';
import { locales } from '../messages/catalogue.ts';

/** Where a message may be posted without encryption: this machine. */
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

function isSafeToPost(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.test(url.hostname));
}

const address = z
  .url({ protocol: /^https?$/ })
  .refine(isSafeToPost)
  .describe('The name of an environment variable, in a dollar sign and braces: whoever knows the address may post');

/** Where alerts go. One of these kinds each. */
const channelKinds = ['webhook', 'slack', 'teams', 'email'] as const;

/** How often a channel may speak: of every change at once, or of all of a day or a week together. */
const digests = ['daily', 'weekly'] as const;

const kinds = {
  webhook: z
    .strictObject({ url: address, secret: z.string().min(16).describe('Key of the HMAC-SHA256 signature') })
    .optional(),
  slack: z.strictObject({ url: address }).optional(),
  teams: z.strictObject({ url: address }).optional(),
  email: z
    .strictObject({
      server: z
        .url({ protocol: /^smtps?$/, hostname: /./ })
        .describe('smtp://user:password@host:587 (STARTTLS) or smtps://…:465, from an environment variable'),
      from: z.email(),
      to: z.array(z.email()).min(1),
    })
    .optional(),
};

const channelSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
      .optional()
      .describe('Names the channel in the store; by default its kind'),
    ...kinds,
    tenants: z.array(z.string()).min(1).optional().describe('Only these tenants; by default all'),
    minSeverity: z
      .enum(severities)
      .default('low')
      .describe('Only findings of at least this severity; what can no longer be read is told all the same'),
    digest: z
      .enum(digests)
      .optional()
      .describe('All changes of a day (due at 08:00) or a week (Monday) in one message'),
    locale: z.enum(locales).optional(),
  })
  .superRefine((value, context) => {
    if (channelKinds.filter((kind) => value[kind] !== undefined).length === 1) return;
    context.addIssue({ code: 'custom', params: { problem: 'one-credential', keys: [...channelKinds] } });
  });

/** One entry under `notify`, as it is configured. */
export type RawChannel = z.infer<typeof channelSchema>;

/** What names a channel where nobody gave it a name. */
export function channelId(raw: Partial<RawChannel>): string | undefined {
  return raw.id ?? channelKinds.find((kind) => raw[kind] !== undefined);
}

/** All that stands under `notify`. */
export const notifySchema = z.array(channelSchema).superRefine(
  (channels, context) => {
    const seen = new Set<string>();
    for (const [index, channel] of channels.entries()) {
      const id = typeof channel === 'object' && channel !== null ? channelId(channel) : undefined;
      if (id === undefined) continue;
      if (seen.has(id)) context.addIssue({ code: 'custom', path: [index, 'id'], params: { problem: 'twice-channel' } });
      seen.add(id);
    }
  },
  { when: ({ value }) => Array.isArray(value) },
);
