import { createHash } from 'node:crypto';
import type { ScanEntry } from '../core/history/entry.ts';

/** PostgreSQL refuses the character zero, and neither database keeps half a character. */
const unfit = /[\0\uD800-\uDFFF]/;

function isFit(text: string | null | undefined): boolean {
  if (text === null || text === undefined || !unfit.test(text)) return true;
  return text.isWellFormed() && !text.includes('\0');
}

/** PostgreSQL indexes no more than 2,704 bytes together, and ids of providers are a tenth of it. */
const longestId = 250;

/** A key holds an id, and the names of a check and a provider. */
const longestKey = 350;

function isFitAs(id: string, longest: number): boolean {
  return id.length <= longest && isFit(id);
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

/** Another for each, and always the same: what differs only in what is lost must not become one. */
function fittedAs(id: string, longest: number): string {
  if (isFitAs(id, longest)) return id;
  const digest = createHash('sha256').update(id, 'utf16le').digest('hex').slice(0, 32);
  return `${fitted(id.slice(0, longest / 2))}…${digest}`;
}

/** What is written as JSON escapes such characters; these texts are columns. */
function isEntryFit({ accounts, findings, ...rest }: ScanEntry): boolean {
  return (
    accounts.every(
      ({ id, login, name, department }) => isFitAs(id, longestId) && isFit(login) && isFit(name) && isFit(department),
    ) &&
    findings.every(
      ({ key, subject: { id, login, name } }) =>
        isFitAs(key, longestKey) && isFitAs(id, longestId) && isFit(login) && isFit(name),
    ) &&
    isFitInside(rest)
  );
}

/** The same entry with texts that both databases keep as they are, so that the next scan finds them again. */
export function storable(entry: ScanEntry): ScanEntry {
  if (isEntryFit(entry)) return entry;
  const { accounts, findings, exceptions, ties, leavers } = entry;
  const fittedId = <T extends { id: string }>(one: T): T => ({ ...one, id: fittedAs(one.id, longestId) });
  return fitted({
    ...entry,
    accounts: accounts.map(fittedId),
    findings: findings.map(({ key, subject, holdings, ...rest }) => ({
      ...rest,
      key: fittedAs(key, longestKey),
      subject: fittedId(subject),
      ...(holdings === undefined ? {} : { holdings: holdings.map(fittedId) }),
    })),
    ties: ties.map((tie) => ({
      ...tie,
      listedAs: tie.listedAs.map(([id, person]) => [fittedAs(id, longestId), person]),
    })),
    leavers: leavers?.map((leaver) => ({ ...leaver, accounts: leaver.accounts.map(fittedId) })) ?? null,
    exceptions: exceptions.map((one) => ({ ...one, findingKey: fittedAs(one.findingKey, longestKey) })),
  }) as ScanEntry;
}
