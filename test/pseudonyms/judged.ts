import { checks } from '../../checks/index.ts';
import { accessOf } from '../../src/core/access.ts';
import { buildReport } from '../../src/core/build-report.ts';
import type { Report } from '../../src/core/report.ts';
import { tenantOf } from '../../src/core/tenant.ts';
import { phrasing } from '../../src/messages/index.ts';
import { type PseudonymKey, pseudonymKeyOf } from '../../src/pseudonyms/key.ts';
import { createWords, type Kind } from '../../src/pseudonyms/words.ts';
import type { SavedScan } from '../../src/snapshot-file.ts';

/** What a saved scan is judged to be, at its own instant. */
export function judged(saved: SavedScan): { report: Report; access: unknown } {
  const { tenant, settings, roster, snapshots } = saved;
  const asOf = new Date(saved.scan.asOf);
  const facts = tenantOf({ id: tenant.id, now: asOf, settings, roster, snapshots });
  const report = buildReport({
    ...{ version: '0', tenant, snapshots, facts, checks, settings },
    scan: { ...saved.scan, asOf },
    phrasing: phrasing('en', settings.timeZone),
  });
  const access = snapshots.map((snapshot) => {
    const { rows, ...directory } = accessOf(snapshot, facts);
    return { ...directory, rows: rows.map((row) => ({ ...row, account: row.account.id })) };
  });
  return { report, access };
}

const kinds = 'app|credential|dept|domain|file|group|ip|person|policy|reason|role|tenant|unit|user|value';
const pseudonym = new RegExp(String.raw`((?:${kinds})-[0-9a-v]{10})(?:\.invalid)?|employee-(?:\d+|[a-p]+)`, 'g');

/** A key that remembers whom its pseudonyms stand for. */
export async function tellingKey(secret: string): Promise<PseudonymKey & { undisguised(text: string): string }> {
  const key = await pseudonymKeyOf(secret);
  const words = createWords(key);
  const names = new Map<string, string>();
  return {
    fingerprint: key.fingerprint,
    codeOf(kind, value) {
      names.set(kind === 'employee' ? words.employee(value) : words.exact(kind as Kind, value), value);
      return key.codeOf(kind, value);
    },
    undisguised: (text) => text.replace(pseudonym, (found, bare: string) => names.get(bare ?? found) ?? found),
  };
}

/** Names are put in order by what they are, so that lists of them stand otherwise in disguise. */
function inOrder(text: string): string {
  return text
    .split(/, |\n|; /)
    .map((part) => part.trim())
    .sort()
    .join(', ');
}

/**
 * Sentences are made of data, and are compared by it: lists in them stand in another order. Of several addresses that
 * accounts share the first is told, which is another one in disguise.
 */
const inOtherOrder: ReadonlySet<string> = new Set(['text', 'shared']);

/** A value to be compared with another whatever the spelling and the order. */
export function comparable(value: unknown, undisguised: (text: string) => string): unknown {
  // An employee number that is none stays none, and what it was is nobody's business.
  if (typeof value === 'string' && /^[-0]+$/.test(value)) return '-';
  if (typeof value === 'string') return inOrder(undisguised(value).normalize('NFKC').toLowerCase());
  if (Array.isArray(value)) return value.map((item) => JSON.stringify(comparable(item, undisguised))).sort();
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !inOtherOrder.has(key));
  return Object.fromEntries(entries.map(([key, inner]) => [key, comparable(inner, undisguised)]));
}
