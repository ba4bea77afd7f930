import type { AccountFacts } from '../core/history/account-facts.ts';
import type { ScanEntry } from '../core/history/entry.ts';
import { carried, type FactPair, goneBy } from '../core/history/fact-changes.ts';
import { namelessFacts } from '../core/history/other-names.ts';
import { bitOf, optionalBit, optionalFromJson, optionalJson, optionalTruth } from './codes.ts';
import type { AccountRow } from './schema.ts';
import { sound } from './sound.ts';
import { type Held, type Moment, type Said, saysSame, turnOver } from './versions.ts';
import type { Db } from './work.ts';

type SaidAccount = Said<AccountRow>;

/** A row that says the facts. */
export function accountRow(facts: AccountFacts): SaidAccount {
  const { provider, directoryId, id, login, name, kind, enabled, createdAt, department, member, emergency } = facts;
  const { privilege, roles, registered, methods, enforcement, signIn, countries, disabled } = facts;
  return {
    provider,
    directory_id: directoryId,
    account_id: id,
    login,
    name,
    kind,
    enabled: optionalBit(enabled),
    created_at: createdAt,
    department,
    member: optionalBit(member),
    emergency: bitOf(emergency),
    privilege,
    roles: optionalJson(roles),
    registered: optionalBit(registered),
    methods: optionalJson(methods),
    enforcement,
    sign_in: signIn,
    countries: optionalJson(countries),
    disabled_at: disabled?.at ?? null,
    disabled_source: disabled?.source ?? null,
  };
}

function* accountRows(all: readonly AccountFacts[]): Generator<SaidAccount> {
  for (const facts of all) yield accountRow(facts);
}

function disabledIn({ disabled_at: at, disabled_source: source }: SaidAccount): AccountFacts['disabled'] {
  return at === null || source === null ? null : { at, source };
}

/** The facts that a row says. */
export function factsIn(row: SaidAccount): AccountFacts {
  return sound('accounts', {
    provider: row.provider,
    directoryId: row.directory_id,
    id: row.account_id,
    login: row.login,
    name: row.name,
    kind: row.kind,
    enabled: optionalTruth(row.enabled),
    createdAt: row.created_at,
    department: row.department,
    member: optionalTruth(row.member),
    emergency: row.emergency === 1,
    privilege: row.privilege,
    roles: optionalFromJson(row.roles),
    registered: optionalTruth(row.registered),
    methods: optionalFromJson(row.methods),
    enforcement: row.enforcement,
    signIn: row.sign_in,
    countries: optionalFromJson(row.countries),
    disabled: disabledIn(row),
  });
}

export const accountColumns = [
  ...(['version_id', 'provider', 'directory_id', 'account_id', 'login', 'name', 'kind', 'enabled'] as const),
  ...(['created_at', 'department', 'member', 'emergency', 'privilege', 'roles', 'registered', 'methods'] as const),
  ...(['enforcement', 'sign_in', 'countries', 'disabled_at', 'disabled_source'] as const),
] as const;

function keyOf({ provider, directory_id, account_id }: SaidAccount): string {
  return `${provider}/${directory_id}/${account_id}`;
}

/**
 * Stores the accounts of a scan as far as they changed.
 * @param areNamesOther names were disguised otherwise in the scan before, and none of them may stand beside those of now
 */
export async function recordAccounts(
  db: Db,
  moment: Moment,
  entry: ScanEntry,
  areNamesOther: boolean,
): Promise<FactPair[]> {
  const knownFrom = (row: SaidAccount) => (areNamesOther ? namelessFacts(factsIn(row)) : factsIn(row));
  const before: Array<Held<AccountRow>> = await db
    .selectFrom('accounts')
    .select(accountColumns)
    .where('tenant', '=', moment.tenant)
    .where('to_scan', 'is', null)
    .execute();
  const left = new Map(before.map((row) => [keyOf(row), row]));
  const ended: number[] = [];
  const begun: AccountFacts[] = [];
  const pairs: FactPair[] = [];
  for (const facts of entry.accounts) {
    const said = accountRow(facts);
    const key = keyOf(said);
    const earlier = left.get(key);
    left.delete(key);
    if (earlier === undefined) {
      begun.push(facts);
      pairs.push({ before: undefined, after: facts });
      continue;
    }
    if (saysSame<AccountRow>(earlier, said)) continue;
    const known = knownFrom(earlier);
    const after = carried(known, facts);
    if (saysSame<AccountRow>(earlier, accountRow(after))) continue;
    ended.push(earlier.version_id);
    begun.push(after);
    pairs.push({ before: known, after });
  }
  const isGone = goneBy(entry.directories);
  for (const row of left.values()) {
    const isLost = isGone({ provider: row.provider, directoryId: row.directory_id });
    if (!isLost && !areNamesOther) continue;
    ended.push(row.version_id);
    if (isLost) pairs.push({ before: knownFrom(row), after: undefined });
    else begun.push(knownFrom(row));
  }
  await turnOver(db, 'accounts', moment, { ended, begun: accountRows(begun) });
  return pairs;
}
