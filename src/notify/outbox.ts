import { createHash } from 'node:crypto';
import { severities } from '../core/check.ts';
import type { Notice, Noticed } from '../core/history/notices.ts';
import type { Channel } from './channel.ts';
import { nextDigest } from './digest-time.ts';
import { packed } from './packet.ts';

export type { Channel } from './channel.ts';

/** A message that is to be sent, as the store takes it; the same shape as `NewDelivery` there. */
export interface Outgoing {
  /** Id of the channel. */
  channel: string;
  /** Unique: what bears a key that the store knows already is not taken again. */
  key: string;
  scanId: string;
  /** Id of the tenant. */
  tenant: string;
  /** JSON. */
  payload: string;
  /** ISO 8601. */
  dueAt: string;
}

/** Whether a channel wants to hear of it. Severity limits findings alone: what ends or goes dark concerns everybody. */
function isWanted({ finding, severity }: Notice, { minSeverity }: Channel): boolean {
  return finding === null || severities.indexOf(severity) >= severities.indexOf(minSeverity);
}

function fingerprint(word: string): string {
  return createHash('sha256').update(word).digest('hex').slice(0, 24);
}

/**
 * What each channel is to be told of a scan. What changed is one message, keyed by channel, tenant and scan. Access that
 * is about to end is noticed again by every scan: each is a message of its own, keyed by what ends and when, so that
 * it is told once.
 * @param noticed `disguised`: names of the scan are pseudonyms, so that nothing is told that only an earlier scan knows
 * @param now a digest is due at the first of its instants after it
 */
export function outboxOf(
  channels: readonly Channel[],
  { tenant, scan, notices, disguised }: Noticed & { disguised: boolean },
  now: Date,
): Outgoing[] {
  return channels.flatMap((channel): Outgoing[] => {
    if (channel.tenants !== null && !channel.tenants.includes(tenant.id)) return [];
    const due = channel.digest === null ? now : nextDigest(channel.digest, channel.timeZone, now);
    const wanted = notices.filter((notice) => isWanted(notice, channel));
    const outgoing = (name: string, some: readonly Notice[]): Outgoing => {
      return {
        ...{ channel: channel.id, key: `${channel.id}/${tenant.id}/${name}`, scanId: scan.id, tenant: tenant.id },
        ...{ payload: packed({ tenant, scan, notices: some }, disguised), dueAt: due.toISOString() },
      };
    };
    const changes = wanted.filter(({ access }) => access === null);
    const ends = wanted.filter(({ access }) => access !== null);
    return [
      ...(changes.length === 0 ? [] : [outgoing(scan.id, changes)]),
      ...ends.map((end) => outgoing(`access-ending/${fingerprint(end.key)}`, [end])),
    ];
  });
}
