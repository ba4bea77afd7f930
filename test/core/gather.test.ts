import { describe, expect, it } from 'vitest';
import type { Collector, Collectors, Connector, DirectorySession, Upstream } from '../../src/core/connector.ts';
import { type DatasetName, datasetNames } from '../../src/core/datasets.ts';
import { LackingError } from '../../src/core/errors.ts';
import type { Gap, GapKind } from '../../src/core/gap.ts';
import { type GatherEvent, gather } from '../../src/core/gather.ts';
import type { Account } from '../../src/core/rows/account.ts';
import type { SignIn } from '../../src/core/rows/sign-in.ts';

const takenAt = new Date('2026-11-21T09:00:00.000Z');

class Failure extends Error {
  readonly kind: GapKind;
  constructor(kind: GapKind) {
    super(`failed: ${kind}`);
    this.kind = kind;
  }
}

function account(id: string, facts: Partial<Account> = {}): Account {
  const plain = { name: null, enabled: true, kind: 'member', createdAt: null, invitation: null } as const;
  return { ...plain, id, login: `${id}@example.com`, ...facts };
}

function signIn(accountId: string): SignIn {
  return { accountId, lastSuccess: null, recordedSince: null, source: 'activity' };
}

function collector<K extends DatasetName>(
  _name: K,
  collect: Collector<DirectorySession, K>['collect'],
): Collector<DirectorySession, K> {
  return { permissions: [], collect, probe: async () => undefined };
}

const accountsOf = (...rows: Account[]) =>
  collector('accounts', async function* () {
    yield rows;
    return undefined;
  });

const failing = <K extends DatasetName>(name: K, error: Error) =>
  collector(name, async function* () {
    yield* [];
    throw error;
  });

function explain(error: unknown): Gap {
  if (error instanceof Failure) return { kind: error.kind, detail: error.message };
  return { kind: 'crash', detail: String(error) };
}

interface Script {
  datasets?: Partial<Collectors<DirectorySession>>;
  open?: () => Promise<DirectorySession>;
}

function connectorOf({ datasets = {}, open }: Script): Connector<null, DirectorySession> {
  const none = Object.fromEntries(datasetNames.map((name) => [name, { unsupported: `no ${name} here` }]));
  const session = { requests: () => ({ sent: 7, retried: 2 }), clockAheadMs: () => null, granted: async () => null };
  return {
    provider: 'microsoft365',
    product: 'Microsoft 365',
    open: open ?? (async () => session),
    datasets: { ...none, accounts: accountsOf(account('ann')), ...datasets } as Collectors<DirectorySession>,
    explain,
  };
}

function gathering(
  script: Script,
  { signal = new AbortController().signal, events }: { signal?: AbortSignal; events?: GatherEvent[] } = {},
) {
  const onEvent = (event: GatherEvent) => void events?.push(event);
  return gather(connectorOf(script), null, { directoryId: 'directory-1', signal, now: () => takenAt, onEvent });
}

describe('a dataset', () => {
  it('is complete when its collector ends, with its rows and the snapshot around it', async () => {
    const snapshot = await gathering({});
    expect(snapshot.datasets.accounts).toEqual({ state: 'complete', rows: [account('ann')] });
    expect(snapshot).toMatchObject({
      provider: 'microsoft365',
      directoryId: 'directory-1',
      takenAt: '2026-11-21T09:00:00.000Z',
      requests: { sent: 7, retried: 2 },
    });
  });

  it('keeps the name of the source that was read', async () => {
    const signIns = collector('signIns', async function* () {
      yield [signIn('ann')];
      return { source: 'usage-report' };
    });
    const { datasets } = await gathering({ datasets: { signIns } });
    expect(datasets.signIns).toEqual({ state: 'complete', rows: [signIn('ann')], source: 'usage-report' });
  });

  it('fails where datasets wait on each other, instead of never ending', async () => {
    const waiting = <K extends DatasetName>(name: K, other: DatasetName) =>
      collector(name, async function* (_session, upstream: Upstream) {
        await upstream(other);
        yield* [];
        return undefined;
      });
    const { datasets } = await gathering({
      datasets: { mfa: waiting('mfa', 'signIns'), signIns: waiting('signIns', 'mfa') },
    });
    const states = [datasets.mfa, datasets.signIns].map(({ state }) => state);
    expect(states.sort()).toEqual(['complete', 'unavailable']);
  });

  it('tells what the missing rows are about, where the collector knows', async () => {
    const signIns = collector('signIns', async function* () {
      yield [signIn('ann')];
      throw new LackingError(['owner'], new Failure('permission'));
    });
    const { datasets } = await gathering({ datasets: { signIns } });
    expect(datasets.signIns).toMatchObject({ state: 'partial', gap: { kind: 'permission' }, lacking: ['owner'] });
  });

  it('is partial after an error on a later page, with the rows before it', async () => {
    const accounts = collector('accounts', async function* () {
      yield [account('ann')];
      yield [account('bob')];
      throw new Failure('throttled');
    });
    const { datasets } = await gathering({ datasets: { accounts } });
    expect(datasets.accounts).toEqual({
      state: 'partial',
      rows: [account('ann'), account('bob')],
      gap: { kind: 'throttled', detail: 'failed: throttled' },
    });
  });

  it('is unavailable after an error before the first row', async () => {
    const signIns = failing('signIns', new Failure('licence'));
    const { datasets } = await gathering({ datasets: { signIns } });
    expect(datasets.signIns).toEqual({ state: 'unavailable', gap: { kind: 'licence', detail: 'failed: licence' } });
  });

  it('that the connector does not offer is unavailable as unsupported', async () => {
    const { datasets } = await gathering({});
    expect(datasets.roles).toEqual({ state: 'unavailable', gap: { kind: 'unsupported', detail: 'no roles here' } });
  });

  it('that fails leaves the others alone', async () => {
    const mfa = failing('mfa', new TypeError('x is not a function'));
    const { datasets } = await gathering({ datasets: { mfa } });
    expect(datasets.mfa).toMatchObject({ state: 'unavailable', gap: { kind: 'crash' } });
    expect(datasets.accounts.state).toBe('complete');
  });

  it('has its rows sorted by key, and each key once: the last row read stands', async () => {
    const rows = [account('zoe'), account('ann', { name: 'old' }), account('bob'), account('ann', { name: 'new' })];
    const { datasets } = await gathering({ datasets: { accounts: accountsOf(...rows) } });
    expect(datasets.accounts).toEqual({
      state: 'complete',
      rows: [account('ann', { name: 'new' }), account('bob'), account('zoe')],
    });
  });

  it('without rows is complete, for there may be none', async () => {
    const roles = collector('roles', async function* () {
      yield* [];
      return undefined;
    });
    expect((await gathering({ datasets: { roles } })).datasets.roles).toEqual({ state: 'complete', rows: [] });
  });
});

describe('an empty list of accounts', () => {
  it('is refused, since a directory always holds the account that made it', async () => {
    const { datasets } = await gathering({ datasets: { accounts: accountsOf() } });
    expect(datasets.accounts).toMatchObject({ state: 'unavailable', gap: { kind: 'malformed' } });
  });

  it('is refused for those who read upstream, too', async () => {
    let seen: string | undefined;
    const signIns = collector('signIns', async function* (_session, upstream: Upstream) {
      seen = (await upstream('accounts')).state;
      yield* [];
      return undefined;
    });
    await gathering({ datasets: { accounts: accountsOf(), signIns } });
    expect(seen).toBe('unavailable');
  });
});

describe('upstream', () => {
  it('waits for another dataset, which is read once however many ask', async () => {
    let reads = 0;
    const accounts = collector('accounts', async function* () {
      reads += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      yield [account('ann')];
      yield [account('bob')];
      return undefined;
    });
    const signIns = collector('signIns', async function* (_session, upstream: Upstream) {
      const known = await upstream('accounts');
      for (const { id } of known.state === 'unavailable' ? [] : known.rows) yield [signIn(id)];
      return undefined;
    });
    const mfa = collector('mfa', async function* (_session, upstream: Upstream) {
      await upstream('accounts');
      yield [{ accountId: 'ann', registered: true, usable: true, methods: null }];
      return undefined;
    });
    const { datasets } = await gathering({ datasets: { accounts, signIns, mfa } });
    expect(reads).toBe(1);
    expect(datasets.signIns).toEqual({ state: 'complete', rows: [signIn('ann'), signIn('bob')] });
  });

  it('reads datasets that do not depend on each other at the same time', async () => {
    const under: string[] = [];
    const slow = <K extends 'accounts' | 'signIns'>(name: K) =>
      async function* () {
        under.push(`${name} starts`);
        await new Promise((resolve) => setTimeout(resolve, 20));
        under.push(`${name} ends`);
      };
    const accounts = collector('accounts', async function* () {
      yield* slow('accounts')() as AsyncGenerator<never>;
      yield [account('ann')];
      return undefined;
    });
    const signIns = collector('signIns', async function* () {
      yield* slow('signIns')() as AsyncGenerator<never>;
      return undefined;
    });
    await gathering({ datasets: { accounts, signIns } });
    expect(under.slice(0, 2).sort()).toEqual(['accounts starts', 'signIns starts']);
  });

  it('tells of a dataset that this connector does not offer', async () => {
    let seen: Gap | undefined;
    const signIns = collector('signIns', async function* (_session, upstream: Upstream) {
      const roles = await upstream('roles');
      if (roles.state !== 'complete') seen = roles.gap;
      yield* [];
      return undefined;
    });
    await gathering({ datasets: { signIns } });
    expect(seen).toEqual({ kind: 'unsupported', detail: 'no roles here' });
  });
});

describe('an answer of another tenant', () => {
  const gap = { kind: 'identity', detail: 'failed: identity' };

  const accounts = accountsOf(account('ann'));
  const read = { organization: failing('organization', new Failure('licence')), accounts };
  const readNames = ['organization', 'accounts'] as const;

  it('while the directory is opened leaves everything dark', async () => {
    const snapshot = await gathering({ datasets: read, open: () => Promise.reject(new Failure('identity')) });
    expect(snapshot.requests).toEqual({ sent: 0, retried: 0 });
    for (const name of readNames) expect(snapshot.datasets[name]).toEqual({ state: 'unavailable', gap });
    expect(snapshot.datasets.policies).toMatchObject({ gap: { kind: 'unsupported' } });
  });

  it('in one dataset poisons every other, even those read in full', async () => {
    const organization = failing('organization', new Failure('identity'));
    const { datasets, requests } = await gathering({ datasets: { ...read, organization } });
    for (const name of readNames) expect(datasets[name]).toEqual({ state: 'unavailable', gap });
    expect(datasets.policies).toMatchObject({ gap: { kind: 'unsupported' } });
    expect(requests).toEqual({ sent: 7, retried: 2 });
  });
});

describe('a directory that cannot be opened', () => {
  it('is a dark snapshot that says why', async () => {
    const accounts = accountsOf(account('ann'));
    const snapshot = await gathering({ datasets: { accounts }, open: () => Promise.reject(new Failure('network')) });
    const gap = { kind: 'network', detail: 'failed: network' };
    expect(snapshot.datasets.accounts).toEqual({ state: 'unavailable', gap });
    expect(snapshot.datasets.policies).toMatchObject({ gap: { kind: 'unsupported' } });
  });
});

describe('cancellation', () => {
  const reason = new Error('interrupted');

  it('while the directory is opened throws its reason', async () => {
    const controller = new AbortController();
    const open = async () => {
      controller.abort(reason);
      throw new Failure('network');
    };
    await expect(gathering({ open }, { signal: controller.signal })).rejects.toBe(reason);
  });

  it('while datasets are read throws its reason, and no half of a snapshot comes out', async () => {
    const controller = new AbortController();
    const accounts = collector('accounts', async function* () {
      yield [account('ann')];
      controller.abort(reason);
      throw reason;
    });
    await expect(gathering({ datasets: { accounts } }, { signal: controller.signal })).rejects.toBe(reason);
  });
});

describe('events', () => {
  it('tell how every dataset ended', async () => {
    const events: GatherEvent[] = [];
    await gathering({}, { events });
    const done = events.filter((event) => event.type === 'done');
    expect(done.map(({ dataset }) => dataset).sort()).toEqual([...datasetNames].sort());
    expect(done).toContainEqual({ type: 'done', dataset: 'accounts', state: 'complete', rows: 1, gap: null });
    expect(done).toContainEqual({
      type: 'done',
      dataset: 'roles',
      state: 'unavailable',
      rows: 0,
      gap: { kind: 'unsupported', detail: 'no roles here' },
    });
  });

  it('tell of rows on the way, page by page', async () => {
    const events: GatherEvent[] = [];
    const accounts = accountsOf(...Array.from({ length: 1_200 }, (_, index) => account(`user-${index}`)));
    await gathering({ datasets: { accounts } }, { events });
    expect(events.filter((event) => event.type === 'rows').map(({ rows }) => rows)).toEqual([1_200]);
  });
});

describe('rows of the same role', () => {
  it('that end at different times are different facts', async () => {
    const role = {
      holderId: 'ann',
      holder: 'account',
      roleId: 'super',
      roleName: 'Super',
      tier: 'top',
      throughGroup: null,
      state: 'active',
      scope: '/',
    } as const;
    const roles = collector('roles', async function* () {
      yield [
        { ...role, endsAt: null },
        { ...role, endsAt: '2020-01-01T00:00:00Z' },
      ];
      return undefined;
    });
    const { datasets } = await gathering({ datasets: { roles } });
    expect(datasets.roles).toMatchObject({
      state: 'complete',
      rows: [{ endsAt: null }, { endsAt: '2020-01-01T00:00:00Z' }],
    });
  });
});

describe('the clock of this machine', () => {
  const day = 86_400_000;
  const session = (aheadMs: number | null) => async (): Promise<DirectorySession> => ({
    requests: () => ({ sent: 1, retried: 0 }),
    clockAheadMs: () => aheadMs,
    granted: async () => null,
  });

  it.each([
    [730 * day, '730 days ahead of'],
    [-3 * day, '3 days behind'],
  ])('that is off by %i ms darkens everything, since days cannot be counted', async (ahead, words) => {
    const { datasets } = await gathering({ open: session(ahead) });
    expect(datasets.accounts).toMatchObject({ state: 'unavailable', gap: { kind: 'malformed' } });
    expect(JSON.stringify(datasets.accounts)).toContain(words);
  });

  it('that is right leaves everything as it was read', async () => {
    expect((await gathering({ open: session(null) })).datasets.accounts.state).toBe('complete');
  });
});
