import type { ScanEntry } from '../core/history/entry.ts';

/** PostgreSQL refuses the character zero, and neither database keeps half a character. */
const unfit = /[\0\uD800-\uDFFF]/;

function isFit(text: string | null | undefined): boolean {
  if (text === null || text === undefined || !unfit.test(text)) return true;
  return text.isWellFormed() && !text.includes('\0');
}

function isFitInside(value: unknown): boolean {
  if (typeof value === 'string') return isFit(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isFitInside);
}

function fitted(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '\uFFFD').toWellFormed();
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(fitted);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fitted(item)]));
}

/** What is written as JSON escapes such characters; these texts are columns. */
function isEntryFit({ accounts, findings, ...rest }: ScanEntry): boolean {
  return (
    accounts.every(
      ({ id, login, name, department }) => isFit(id) && isFit(login) && isFit(name) && isFit(department),
    ) &&
    findings.every(({ key, subject: { id, login, name } }) => isFit(key) && isFit(id) && isFit(login) && isFit(name)) &&
    isFitInside(rest)
  );
}

/** The same entry with texts that both databases keep as they are, so that the next scan finds them again. */
export function storable(entry: ScanEntry): ScanEntry {
  return isEntryFit(entry) ? entry : (fitted(entry) as ScanEntry);
}
