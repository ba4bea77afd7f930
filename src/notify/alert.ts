import { z } from 'zod';
import { locales } from '../messages/catalogue.ts';
import type { Channel } from './channel.ts';
import { noticeText } from './message.ts';
import { type Packet, packetSchema, toldSchema } from './packet.ts';

export const alertEvents = ['changes', 'digest', 'test'] as const;
export type AlertEvent = (typeof alertEvents)[number];

const told = toldSchema.extend({ text: z.string().describe('What happened, for people, in the locale') });

/** The body of a webhook, version 1. Fields may be added; none changes its meaning. */
export const alertSchema = z.object({
  schema: z.literal(1),
  event: z
    .enum(alertEvents)
    .describe('changes: of one scan. digest: of all scans of a day or a week. test: nothing changed'),
  id: z.string().describe('Idempotency key, as in the header Shisei-Delivery: what comes again has the same'),
  channel: z.string().describe('Id of the channel in the configuration'),
  locale: z.enum(locales),
  reports: z
    .array(packetSchema.omit({ schema: true }).extend({ notices: z.array(told) }))
    .describe('One for each scan; none in a test'),
});
export type Alert = z.infer<typeof alertSchema>;

/** What a webhook is told. */
export function alertOf(event: AlertEvent, id: string, packets: readonly Packet[], channel: Channel): Alert {
  return {
    ...{ schema: 1, event, id, channel: channel.id, locale: channel.locale },
    reports: packets.map(({ tenant, scan, counts, notices }) => {
      return { tenant, scan, counts, notices: notices.map((one) => ({ ...one, text: noticeText(one, channel) })) };
    }),
  };
}
