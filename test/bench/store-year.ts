/** Fills a store with a year of nightly scans of one small directory, in which a little changes every night. */
import { checks } from '../../checks/index.ts';
import { reportSteps } from '../../src/core/build-report.ts';
import { entrySteps } from '../../src/core/history/build-entry.ts';
import type { ScanEntry } from '../../src/core/history/entry.ts';
import { finish } from '../../src/core/steps.ts';
import { tenantOf } from '../../src/core/tenant.ts';
import { demoMicrosoftJob } from '../../src/demo/jobs.ts';
import { largeMicrosoftDirectory } from '../../src/demo/large.ts';
import { startService } from '../../src/demo/service.ts';
import { phrasing } from '../../src/messages/index.ts';
import { undisguised } from '../../src/pseudonyms/disguise.ts';
import { readTenant } from '../../src/scan.ts';
import { openStore } from '../../src/store/open.ts';
import { recordScan } from '../../src/store/record.ts';
import { noSettings } from '../no-settings.ts';

const day = 86_400_000;

async function scanOnce(accounts: number, now: Date): Promise<ScanEntry> {
  const directory = largeMicrosoftDirectory(accounts, now);
  const service = await startService({ microsoft365: [directory], now });
  const settings = { ...noSettings, approvedCountries: ['JP'] };
  const job = { id: 'large', name: 'Large', directories: [demoMicrosoftJob(directory, service.origin)], settings };
  const { signal } = new AbortController();
  const reading = { signal, now: () => now, asOf: now, disguise: undisguised, onEvent: () => undefined };
  try {
    const saved = await readTenant({ ...job, roster: null }, reading);
    const { snapshots, tenant } = saved;
    const facts = tenantOf({ id: tenant.id, now, settings, roster: null, snapshots });
    const scan = { ...saved.scan, asOf: now };
    const words = phrasing('en', 'UTC');
    const input = { version: '0', tenant, scan, snapshots, facts, checks, settings, phrasing: words };
    const report = finish(reportSteps({ ...input, frameworks: [] }));
    return finish(
      entrySteps({ report, snapshots, facts, checks, settings, limited: false, disguisedBy: null, asOfGiven: false }),
    );
  } finally {
    await service.close();
  }
}

/** The same scan on another night: some accounts changed a fact, and some findings are away for a while. */
function onNight(entry: ScanEntry, night: number, now: Date): ScanEntry {
  const at = now.toISOString();
  return {
    ...entry,
    scan: { ...entry.scan, id: `night-${night}`, startedAt: at, finishedAt: at, asOf: at },
    accounts: entry.accounts.map((facts, index) => {
      if ((index + night) % 50 !== 0 || facts.enabled === null) return facts;
      return { ...facts, enabled: !facts.enabled };
    }),
    findings: entry.findings.filter((_, index) => (index + night) % 40 !== 0),
  };
}

/** @param where path of a store that is not there yet */
export async function makeYear(where: string, size: { nights: number; accounts: number }): Promise<void> {
  const last = new Date('2026-11-30T13:00:00.000Z');
  const entry = await scanOnce(size.accounts, last);
  const store = await openStore(where);
  try {
    for (let night = 1; night <= size.nights; night += 1) {
      const now = new Date(last.getTime() - (size.nights - night) * day);
      await recordScan(store, onNight(entry, night, now), () => []);
    }
  } finally {
    await store.close();
  }
}
