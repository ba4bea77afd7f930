import type { PastTexts } from './past.ts';

function scans(count: number): string {
  return count === 1 ? '1 scan' : `${count.toLocaleString('en-GB')} scans`;
}

/** Words of `shisei diff` and `shisei history`, in English. */
export const pastEn: PastTexts = {
  usage: {
    noScan: (tenant, word, known) =>
      `No stored scan of ${tenant} answers to "${word}". Name an id or its beginning, a day such as 2026-11-21, "latest" or "previous". Stored are, newest first: ${known.join(', ')}.`,
    nothing: (tenants, place) =>
      `Nothing is stored of ${tenants.join(', ')} in ${place}. History begins with the first shisei scan.`,
    single: (tenant) => `Only one scan of ${tenant} is stored, so nothing can be compared yet.`,
  },
  between: (from, to) => `${from} to ${to}`,
  backwards: 'The first scan is the later one: changes are told backwards.',
  scans: (shown, all) => (shown < all ? `Last ${scans(shown)} of ${all.toLocaleString('en-GB')}` : scans(all)),
  scanHeads: { id: 'Scan', asOf: 'Judged as of', status: 'Read', hold: 'Hold' },
  limited: 'only some frameworks',
  figures: (count) => `Figures of the last ${scans(count)}`,
  figureHeads: { figure: 'Figure', now: 'Last', step: 'Change', line: 'Before, oldest first' },
};
