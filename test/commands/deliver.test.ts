import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, onTestFinished, test } from 'vitest';
import { conclude, deliver, handed } from '../../src/commands/deliver.ts';
import type { Memory } from '../../src/commands/memory.ts';
import type { OutputOptions } from '../../src/commands/options.ts';
import { datasetNames, type Snapshot } from '../../src/core/datasets.ts';
import type { ScanEntry } from '../../src/core/history/entry.ts';
import { exitStatusOf } from '../../src/exit-status.ts';
import { undisguised } from '../../src/pseudonyms/disguise.ts';
import type { SavedScan } from '../../src/snapshot-file.ts';
import { account, now, signIn } from '../check-tester.ts';
import { noSettings } from '../no-settings.ts';
import { quietIo } from '../surroundings.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function scan(): SavedScan {
  const rows: Partial<Record<string, unknown[]>> = { accounts: [account()], signIns: [signIn()] };
  const datasets = Object.fromEntries(
    datasetNames.map((name) => [name, { state: 'complete', rows: rows[name] ?? [] }]),
  ) as unknown as Snapshot['datasets'];
  const asOf = now.toISOString();
  const directory = { provider: 'microsoft365', directoryId: 'd-1', takenAt: asOf } as const;
  return {
    tenant: { id: 'acme', name: 'Acme' },
    scan: { id: 's-1', startedAt: asOf, finishedAt: asOf, asOf },
    settings: noSettings,
    roster: null,
    snapshots: [{ ...directory, requests: { sent: 0, retried: 0 }, datasets }],
  };
}

/** A scan to take, and what tells whether anybody holds it still. */
function taken(): { take: () => SavedScan; held: WeakRef<SavedScan['snapshots']> } {
  const saved = scan();
  return { take: handed(saved), held: new WeakRef(saved.snapshots) };
}

test('lets go of what was read before reports are written', async () => {
  const out = await mkdtemp(join(tmpdir(), 'shisei-deliver-'));
  onTestFinished(() => rm(out, { recursive: true, force: true }));
  const { take, held } = taken();
  const stillHeld: boolean[] = [];
  const options: OutputOptions = {
    ...{ config: '', configGiven: false, out, saveSnapshot: false, pseudonymise: false },
    ...{ quiet: true, concurrency: 1, frameworks: [] },
    get format(): OutputOptions['format'] {
      collectGarbage();
      stillHeld.push(held.deref() !== undefined);
      return ['json'];
    },
  };
  const delivery = { options, locale: 'en', timeZone: 'UTC', disguise: undisguised, memory: null } as const;
  const { files } = await deliver(take, { ...delivery, io: quietIo(now) });
  expect(files).toEqual([join(out, 'acme', 'report.json')]);
  expect(stillHeld).toEqual([false]);
});

test('a scan is handed over once', () => {
  const { take } = taken();
  take();
  expect(take).toThrow('handed over before');
});

/** What a scan leaves to a history that does not keep it. */
async function left(began: Partial<SavedScan['scan']>, asOf?: Date) {
  const out = await mkdtemp(join(tmpdir(), 'shisei-deliver-'));
  onTestFinished(() => rm(out, { recursive: true, force: true }));
  const entries: ScanEntry[] = [];
  const memory: Memory = {
    settingsOf: async (_tenant, settings) => settings,
    record: async (entry) => {
      entries.push(entry);
      return { state: 'look-back', asOf: entry.scan.asOf, newest: now.toISOString() };
    },
    ownSignIn: () => null,
    store: () => null,
  };
  const options: OutputOptions = {
    ...{ config: '', configGiven: false, out, saveSnapshot: false, pseudonymise: false, format: [] },
    ...{ quiet: true, concurrency: 1, frameworks: [], ...(asOf === undefined ? {} : { asOf }) },
  };
  const saved = scan();
  const delivery = { options, locale: 'en', timeZone: 'UTC', disguise: undisguised, memory, io: quietIo(now) } as const;
  const delivered = await deliver(handed({ ...saved, scan: { ...saved.scan, ...began } }), delivery);
  return { entry: entries[0], status: await conclude([delivered], delivery), delivered };
}

test('history is told whether somebody asked for the instant, also before the scan broke off', async () => {
  const earlier = new Date(now.getTime() - 86_400_000);
  expect((await left({})).entry?.asOfGiven).toBe(false);
  expect((await left({ asOf: earlier.toISOString() }, earlier)).entry?.asOfGiven).toBe(true);
  expect((await left({ asOf: earlier.toISOString() })).entry?.asOfGiven).toBe(true);
});

test('a look back is told in the report, and is no reason for another exit status', async () => {
  const earlier = new Date(now.getTime() - 86_400_000);
  const [plain, back] = [await left({}), await left({ asOf: earlier.toISOString() }, earlier)];
  expect(back.delivered.report.history).toMatchObject({ state: 'look-back', asOf: earlier.toISOString() });
  expect(back.status).toBe(plain.status);
  const { report } = back.delivered;
  const [kept, lost] = [{ state: 'off' }, { state: 'unavailable', reason: '' }] as const;
  const statusWith = (history: typeof kept | typeof lost | typeof report.history) =>
    exitStatusOf([{ report: { ...report, history }, unread: [] }], undefined);
  expect(statusWith(report.history)).toBe(statusWith(kept));
  expect(statusWith(lost)).not.toBe(statusWith(kept));
});
