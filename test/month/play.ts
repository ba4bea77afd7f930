import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scanNight } from '../../src/commands/demo-month.ts';
import type { Memory } from '../../src/commands/memory.ts';
import { withMemory } from '../../src/commands/memory.ts';
import type { ScanEntry } from '../../src/core/history/entry.ts';
import type { HistoryReport } from '../../src/core/history/history-report.ts';
import { nightAt, nightsOfMonth } from '../../src/demo/month.ts';
import { monthTenant } from '../../src/demo/month-people.ts';
import type { Io } from '../../src/io.ts';
import type { Channel } from '../../src/notify/channel.ts';
import { type Told, unpacked } from '../../src/notify/packet.ts';
import { undisguised } from '../../src/pseudonyms/disguise.ts';
import { deliveriesOf } from '../../src/store/deliveries.ts';
import { quietIo } from '../surroundings.ts';

/** Ten in the evening of 30 November in Tokyo; the day of a night has the same number everywhere. */
const last = { night: nightsOfMonth, now: new Date('2026-11-30T13:00:00.000Z') };

/** A channel that hears of everything; nothing is sent in this test. */
const channel: Channel = {
  id: 'everything',
  target: { kind: 'webhook', url: 'http://127.0.0.1:9/', secret: 'secret-of-the-month' },
  tenants: null,
  minSeverity: 'low',
  digest: null,
  locale: 'en',
  timeZone: 'Asia/Tokyo',
};

/** What a night left behind. */
export interface PlayedNight {
  number: number;
  entry: ScanEntry;
  history: Extract<HistoryReport, { state: 'kept' }>;
  /** What came into the outbox by it. */
  notices: readonly Told[];
}

function silentIo(now: Date): { io: Io; errors: string[] } {
  const errors: string[] = [];
  return { io: quietIo(now, { err: (text) => void errors.push(text) }), errors };
}

function noticesIn(payload: string): readonly Told[] {
  const packet = unpacked(payload);
  if (packet === null) throw new Error(`nobody can read the message ${payload}`);
  return packet.notices;
}

/** The month as it was played. */
export interface PlayedMonth {
  nights: readonly PlayedNight[];
  /** `report.md` of the last night. */
  report: string;
}

/** Plays the whole month into the store at `where`, each night as a run of its own. */
export async function playMonth(where: string): Promise<PlayedMonth> {
  const out = await mkdtemp(join(tmpdir(), 'shisei-month-'));
  const asked = { saveSnapshot: false, pseudonymise: false, quiet: true, concurrency: 1, frameworks: [] };
  const common = { config: '', configGiven: false, out, ...asked };
  const known = new Set<string>();
  const played: PlayedNight[] = [];
  try {
    for (let number = 1; number <= nightsOfMonth; number += 1) {
      const night = nightAt(number, last);
      const { io, errors } = silentIo(night.now);
      const format = number === nightsOfMonth ? (['md'] as const) : [];
      const options = { ...common, format };
      await withMemory({ where, out, channels: [channel], locale: 'en', io }, async (memory) => {
        let kept: Pick<PlayedNight, 'entry' | 'history'> | undefined;
        const watched: Memory = {
          ...memory,
          record: async (entry, ends) => {
            const history = await memory.record(entry, ends);
            if (history.state === 'kept') kept = { entry, history };
            return history;
          },
        };
        await scanNight(night, { options, locale: 'en', disguise: undisguised, memory: watched, io }, undefined);
        const store = memory.store();
        if (kept === undefined || store === null) throw new Error(`night ${number} was not stored: ${errors.join('')}`);
        const fresh = (await deliveriesOf(store)).filter(({ key }) => known.size < known.add(key).size);
        const notices = fresh.flatMap(({ payload }) => noticesIn(payload));
        played.push({ number, ...kept, notices });
      });
    }
    return { nights: played, report: await readFile(join(out, monthTenant, 'report.md'), 'utf8') };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}
