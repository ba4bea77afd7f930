import type { PrunedCounts, StoreTexts } from './store.ts';

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`;
}

function rest({ held, kept }: PrunedCounts): string {
  const hold = held === 0 ? '' : `, of which ${count(held, 'old one is held', 'old ones are held')}`;
  return `${count(kept, 'stays', 'stay')}${hold}`;
}

export const storeEn: StoreTexts = {
  noStore: (place) => `There is no history at ${place} yet. shisei scan begins one.`,
  unknownTenant: (id, known) => `--tenant: the history holds no tenant "${id}". It holds: ${known.join(', ')}.`,
  whichTenant: (known) => `The history holds several tenants. Name one with --tenant: ${known.join(', ')}.`,
  prune: {
    age: (value) => `--older-than: "${value}" is no number of days such as 400d.`,
    noAge: 'Say how old scans may get: --older-than 400d, or in the configuration retention: { scans: 400d }.',
    done: (counts) => `${counts.tenant}: ${count(counts.removed, 'scan', 'scans')} removed, ${rest(counts)}`,
    wouldBe: (counts) =>
      `${counts.tenant}: ${count(counts.removed, 'scan', 'scans')} would be removed, ${rest(counts)}`,
    nothing: 'The history holds no scans.',
    size: (before, after) => `Size of the history: ${megabytes(before)} before, ${megabytes(after)} after`,
    sizeNow: (bytes) => `Size of the history: ${megabytes(bytes)}`,
    unvacuumed: (fault) => `The scans are removed, but their space was not given back. ${fault}`,
  },
  hold: {
    noReason: 'Say why the scan must stay with --reason TEXT, or let it go with --release.',
    noScan: (tenant, word) => `${tenant}: no scan in the history is "${word}". shisei history lists them.`,
    held: (tenant, scan, asOf, reason) => `${tenant}: the scan ${scan} of ${asOf} is held: ${reason}`,
    released: (tenant, scan, asOf) => `${tenant}: the scan ${scan} of ${asOf} is no longer held.`,
    notHeld: (tenant, scan, asOf) => `${tenant}: the scan ${scan} of ${asOf} was not held.`,
  },
};
