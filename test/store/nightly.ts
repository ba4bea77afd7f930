import type { ScanEntry } from '../../src/core/history/entry.ts';
import type { NewDelivery } from '../../src/store/deliveries.ts';
import { entryOf, scanId, steadyNight } from './small-world.ts';

const accounts = 60;
const channels = ['slack', 'siem'];

/** The scan of a night, the same each time. */
export function nightlyEntry(index: number, tenant: string): ScanEntry {
  return entryOf(steadyNight(index, accounts), index, tenant);
}

/** Keys of the alerts of a night. */
export function keysOfNight(index: number, tenant: string): string[] {
  return channels.map((channel) => `${channel}/${scanId(index, tenant)}`);
}

/** Two alerts for every scan. */
export function outboxOfNight({ tenant: { id }, scan }: ScanEntry): () => NewDelivery[] {
  return () =>
    channels.map((channel) => {
      const key = `${channel}/${scan.id}`;
      return { channel, key, scanId: scan.id, tenant: id, payload: '{}', dueAt: scan.finishedAt };
    });
}
