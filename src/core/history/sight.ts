import { directoryName } from '../provider.ts';
import type { ScanEntry, VerdictEntry } from './entry.ts';
import { tieLossIn } from './tie-sight.ts';
import { hrList, type LossCause, type TrackedFinding } from './tracked-finding.ts';

/** Why nobody can see whether a finding stands. `dark`: something that the check needs could not be read. */
export type Blindness = 'dark' | LossCause;

/** What a scan can tell of findings that it does not hold. */
export interface EntrySight {
  /** Nobody asked: the scan was limited, and the check was not among those that were wanted. */
  isUnasked(finding: TrackedFinding): boolean;
  /** Why a finding that the scan does not hold may stand all the same; null: somebody looked, and it is gone. */
  blindnessTo(result: VerdictEntry | undefined, finding: TrackedFinding): Blindness | null;
}

type Seen = Pick<ScanEntry, 'verdicts' | 'limited' | 'directories' | 'accounts' | 'ownRows' | 'ties' | 'roster'>;

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
  const names = directories.map(directoryName);
  const present = new Set(roster === 'none' ? names : [...names, hrList]);
  const asked = new Set(verdicts.map(({ check, provider }) => `${check}/${provider ?? 'tenant'}`));
  const read = rowsRead(entry);
  const lossOf = tieLossIn(entry);
  const isScanned = (directory: string) => directory === hrList || present.has(directory);
  const isThere = (finding: TrackedFinding) => finding.directories.every((directory) => present.has(directory));
  const isRead = ({ sight, byRows, mute, provider }: VerdictEntry, finding: TrackedFinding) => {
    if (sight === 'none' || !isThere(finding) || mute.includes(finding.message)) return false;
    if (sight === 'whole') return true;
    const { type, id } = finding.subject;
    if (provider === null || type !== 'account' || byRows.length === 0) return false;
    return byRows.every((dataset) => read(dataset, provider).has(id));
  };
  return {
    isUnasked: (finding) => {
      const { check, provider } = finding;
      return limited && isThere(finding) && !asked.has(`${check}/${provider ?? 'tenant'}`);
    },
    blindnessTo: (result, finding) => {
      if (!finding.directories.every(isScanned)) return 'not-scanned';
      return result === undefined || !isRead(result, finding) ? 'dark' : lossOf(result, finding);
    },
  };
}
