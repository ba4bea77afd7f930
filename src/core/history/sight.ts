import type { ScanEntry, VerdictEntry } from './entry.ts';
import { hrList, type TrackedFinding } from './tracked-finding.ts';

/** What a scan can tell of findings that it does not hold. */
export interface EntrySight {
  /** Nobody asked: the scan was limited, and the check was not among those that were wanted. */
  isUnasked(finding: TrackedFinding): boolean;
  /** Somebody looked: a finding that the scan does not hold is gone. */
  tells(result: VerdictEntry, finding: TrackedFinding): boolean;
}

type Seen = Pick<ScanEntry, 'verdicts' | 'limited' | 'directories' | 'accounts' | 'ownRows' | 'roster'>;

function rowsRead({ accounts, ownRows }: Seen): (dataset: string, provider: string) => ReadonlySet<string> {
  const byProvider = Map.groupBy(accounts, ({ provider }) => provider);
  const known = new Map(
    ownRows.map(({ provider, dataset, accounts: bits }) => {
      const own = byProvider.get(provider) ?? [];
      return [`${provider}/${dataset}`, new Set(own.flatMap(({ id }, index) => (bits[index] === '1' ? [id] : [])))];
    }),
  );
  const nobody: ReadonlySet<string> = new Set();
  return (dataset, provider) => known.get(`${provider}/${dataset}`) ?? nobody;
}

/** What a scan can tell of findings that it does not hold. */
export function sightOf(entry: Seen): EntrySight {
  const { verdicts, limited, directories, roster } = entry;
  const names = directories.map(({ provider, directoryId }) => `${provider}/${directoryId}`);
  const present = new Set(roster === 'none' ? names : [...names, hrList]);
  const asked = new Set(verdicts.map(({ check, provider }) => `${check}/${provider ?? 'tenant'}`));
  const read = rowsRead(entry);
  const isThere = (finding: TrackedFinding) => finding.directories.every((directory) => present.has(directory));
  return {
    isUnasked: (finding) => {
      const { check, provider } = finding;
      return limited && isThere(finding) && !asked.has(`${check}/${provider ?? 'tenant'}`);
    },
    tells: ({ sight, byRows, mute, provider }, finding) => {
      if (sight === 'none' || !isThere(finding) || mute.includes(finding.message)) return false;
      if (sight === 'whole') return true;
      const { type, id } = finding.subject;
      if (provider === null || type !== 'account' || byRows.length === 0) return false;
      return byRows.every((dataset) => read(dataset, provider).has(id));
    },
  };
}
