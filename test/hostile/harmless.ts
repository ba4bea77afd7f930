import { parse } from 'csv-parse/sync';
import { demoConfiguration, demoDirectories } from '../../src/demo/tenants.ts';
import { usageReport } from '../../src/demo/usage-report.ts';
import type { Locale } from '../../src/messages/catalogue.ts';
import type { SpoilerOptions } from './disguises.ts';
import { now, type Told, told } from './world.ts';

type Known = Pick<SpoilerOptions, 'tenantIds' | 'asked' | 'listed'>;

function columnOf(text: string, head: string): string[] {
  const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];
  return rows.flatMap((row) => row[head]?.toLowerCase() ?? []);
}

/** Addresses that stand in a list of an HR department, or in a report that is a list. */
function listedAddresses(): Set<string> {
  const { microsoft365 } = demoDirectories(now);
  const lists = demoConfiguration(now).tenants.flatMap(({ roster }) => roster ?? []);
  return new Set([
    ...lists.flatMap(({ bytes }) => columnOf(new TextDecoder().decode(bytes), 'メールアドレス')),
    ...microsoft365.flatMap((directory) => columnOf(usageReport(directory, 180, now), 'User Principal Name')),
  ]);
}

/** The scan as it is without anything hostile, and what of it a hostile one has to keep. */
export async function harmless(locale: Locale = 'en'): Promise<{ told: Told; known: Known }> {
  const asked = new Set<string>();
  const note = (url: string) => {
    for (const [id] of decodeURIComponent(url).matchAll(/[0-9a-f]{8}-[0-9a-f-]{27}|(?<=\/(?:groups|users)\/)\w+/g))
      asked.add(id);
    return undefined;
  };
  const found = await told({ locale, faults: ({ url }) => note(url) });
  const { microsoft365, google } = demoDirectories(now);
  const customers = google.flatMap(({ customer }) => [customer.id, `customers/${customer.id}`]);
  const tenantIds = new Set([...microsoft365.map(({ tenantId }) => tenantId), ...customers]);
  return { told: found, known: { tenantIds, asked, listed: listedAddresses() } };
}
