import { type Provider, providers } from '../provider.ts';
import type { ScanEntry, VerdictEntry } from './entry.ts';
import type { LossCause, TrackedFinding } from './tracked-finding.ts';

/** An account as a scan knows it. */
interface Known {
  enabled: boolean | null;
  /** The HR list names its login. */
  isListed: boolean;
  /** What the list calls the person whom it names otherwise; undefined: nobody. */
  listedAs: string | undefined;
  isJoined: boolean;
}

type Seen = Pick<ScanEntry, 'accounts' | 'ties'>;
type Find = (provider: Provider | null, id: string) => Known | undefined;

function finderIn({ accounts, ties }: Seen): Find {
  const known = new Map<string, Known>();
  for (const [provider, own] of Map.groupBy(accounts, (account) => account.provider)) {
    const tie = ties.find((one) => one.provider === provider);
    const listedAs = new Map(tie?.listedAs ?? []);
    for (const [index, { id, enabled }] of own.entries()) {
      const [isListed, isJoined] = [tie?.listed[index] === '1', tie?.joined[index] === '1'];
      known.set(`${provider}/${id}`, { enabled, isListed, listedAs: listedAs.get(id), isJoined });
    }
  }
  return (provider, id) => known.get(`${provider}/${id}`);
}

/** Who is named by something else than the login may be somebody else by now: numbers and aliases are handed on. */
function isNamed({ isListed, listedAs }: Known, { data }: TrackedFinding): boolean {
  return isListed || (listedAs !== undefined && listedAs === (data.listedAs ?? data.employeeId));
}

/** Gone, or closed. */
function isShut(account: Known | undefined): boolean {
  return account === undefined || account.enabled === false;
}

function listLossOf(finding: TrackedFinding, find: Find): LossCause | null {
  const account = find(finding.provider, finding.subject.id);
  return account === undefined || isShut(account) || isNamed(account, finding) ? null : 'not-listed';
}

/**
 * A person who is found no more may have fallen apart into accounts that stand as they stood. That a cloud was closed is
 * over when one of its accounts is open again.
 */
function joinLossOf({ subject, holdings }: TrackedFinding, find: Find): LossCause | null {
  if (holdings === undefined) {
    // An earlier version did not keep which accounts there were, but for the first.
    const first = providers.flatMap((provider) => find(provider, subject.id) ?? []);
    return first.every(({ isJoined }) => isJoined) ? null : 'not-joined';
  }
  const now = holdings.map((one) => ({ ...one, account: find(one.provider, one.id) }));
  const open = now.filter(({ enabled }) => enabled !== false);
  if (open.every(({ account }) => isShut(account) || account?.isJoined === true)) return null;
  const closed = now.filter((one) => open.every(({ provider }) => provider !== one.provider));
  return closed.some(({ account }) => account?.enabled === true) ? null : 'not-joined';
}

/**
 * Tells why a finding that a scan does not hold may stand all the same although all was read: nothing ties its subject
 * any more to what it rested on. Null: nothing speaks for that.
 */
export function tieLossIn(entry: Seen): (result: VerdictEntry, finding: TrackedFinding) => LossCause | null {
  let known: Find | undefined;
  const find: Find = (provider, id) => {
    known ??= finderIn(entry);
    return known(provider, id);
  };
  return ({ byList }, finding) => {
    const { type } = finding.subject;
    if (type === 'person') return joinLossOf(finding, find);
    return byList && type === 'account' ? listLossOf(finding, find) : null;
  };
}
