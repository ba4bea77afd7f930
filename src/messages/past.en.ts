import type { PastTexts } from './past.ts';
import { number } from './words.en.ts';

function scans(count: number): string {
  return count === 1 ? '1 scan' : `${number(count)} scans`;
}

/** Words of `shisei diff` and `shisei history`, in English. */
export const pastEn: PastTexts = {
  usage: {
    noScan: (tenant, word, known) =>
      `No stored scan of ${tenant} answers to "${word}". Name a day such as 2026-11-21, an id or its beginning, "latest" or "previous". The newest are ${known.join(', ')}; shisei history lists more.`,
    nothing: (tenants, place) =>
      `Nothing is stored of ${tenants.join(', ')} in ${place}. History begins with the first shisei scan.`,
    single: (tenant) => `Only one scan of ${tenant} is stored, so nothing can be compared yet.`,
  },
  between: (from, to) => `${from} to ${to}`,
  backwards: 'The first scan is the later one: changes are told backwards.',
  same: 'Both are the same scan, so nothing can differ. Name an earlier day, or the id of another scan.',
  scans: (shown, all) => (shown < all ? `Last ${scans(shown)} of ${number(all)}` : scans(all)),
  scanHeads: { id: 'Scan', asOf: 'Judged as of', status: 'Read', hold: 'Hold' },
  limited: 'only some frameworks',
  figures: (count) => `Figures of the last ${scans(count)}`,
  figureHeads: { figure: 'Figure', now: 'Last', step: 'Change', line: 'Before, oldest first' },
};
