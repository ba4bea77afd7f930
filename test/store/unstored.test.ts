import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bound } from '../../src/core/history/bound-facts.ts';
import type { ExceptionEntry, ScanEntry } from '../../src/core/history/entry.ts';
import { removeDrafts } from '../../src/output/drafts.ts';
import { OutputError } from '../../src/output/files.ts';
import { clearOutdated } from '../../src/output/retention.ts';
import { forgetUnstored, keepUnstored, type Unstored, unstoredIn } from '../../src/store/unstored.ts';
import { entryOf, nights, steadyNight } from './small-world.ts';

let out: string;
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'shisei-unstored-'));
});
afterEach(() => rm(out, { recursive: true, force: true }));

const entry = (index: number, tenant = 'acme') => entryOf(steadyNight(index, 4), index, tenant);
const waiting = (tenant = 'acme') => Array.fromAsync(unstoredIn(out, tenant));
const kept = (all: readonly Unstored[]) => all.flatMap((one) => (one.state === 'kept' ? [one.entry] : []));
const fileOf = ({ tenant, scan }: ScanEntry) => join(out, '.unstored', tenant.id, `${scan.id}.json.gz`);
const bound: Bound = {
  ...{ privilege: 'top', roles: [{ id: 'r', name: 'R' }], registered: true, factors: ['phone'], signIn: 'stale' },
  ...{ enforcement: null, message: 'stale', severity: 'high', count: 3 },
};

/** A change of what was written down. */
function change(entryToChange: ScanEntry, how: (written: string[]) => string[]): void {
  const path = fileOf(entryToChange);
  const lines = gunzipSync(readFileSync(path)).toString().trimEnd().split('\n');
  writeFileSync(path, gzipSync(`${how(lines).join('\n')}\n`));
}

describe('a scan that could not be stored', () => {
  it('lies beside the reports, for its owner alone', async () => {
    const path = await keepUnstored(out, entry(0));
    expect(path).toBe(fileOf(entry(0)));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    for (const folder of ['.unstored', '.unstored/acme']) expect(statSync(join(out, folder)).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(out, '.unstored/acme'))).toEqual(['scan-acme-0000.json.gz']);
  });

  it('comes back as it was, whatever is in it', () =>
    fc.assert(
      fc.asyncProperty(nights(3), async (row) => {
        const entries = row.map((night, index) => entryOf(night, index, 'acme'));
        for (const one of entries) await keepUnstored(out, one);
        expect(kept(await waiting())).toEqual(entries);
        for (const one of entries) await forgetUnstored(fileOf(one));
      }),
      { numRuns: 30 },
    ));

  it.each<[string, (written: ScanEntry) => unknown]>([
    ['the same account twice', ({ accounts }) => ({ accounts: [...accounts, ...accounts.slice(0, 1)] })],
    ['the same result twice', ({ verdicts }) => ({ verdicts: [...verdicts, ...verdicts.slice(0, 1)] })],
    ['the same finding twice', ({ findings }) => ({ findings: [...findings, ...findings.slice(0, 1)] })],
    ['the same figure twice', ({ figures }) => ({ figures: [...figures, ...figures.slice(0, 1)] })],
    ['two directories of one provider', ({ directories }) => ({ directories: [...directories, ...directories] })],
    [
      'more than anybody counts',
      ({ figures }) => ({ figures: figures.map((one) => ({ ...one, numerator: 2 ** 31 })) }),
    ],
    ['an endless id', ({ scan }) => ({ scan: { ...scan, id: 'x'.repeat(201) } })],
  ])('is broken with %s, which no store takes, so that it holds up nobody', async (_, how) => {
    await keepUnstored(out, entry(0));
    await keepUnstored(out, entry(1));
    change(entry(0), ([head = '', body = '']) => {
      const written: ScanEntry = JSON.parse(body);
      return [head, JSON.stringify({ ...written, ...(how(written) as object) })];
    });
    const all = await waiting();
    expect(all.map(({ state }) => state)).toEqual(['broken', 'kept']);
    expect(kept(all)).toEqual([entry(1)]);
  });

  it('comes back with its exceptions and gaps', async () => {
    const exception: ExceptionEntry = {
      ...{ id: null, check: 'stale-account', declared: 'taro', findingKey: 'k' },
      exception: { reason: '育児休業', approvedBy: 'hanako', until: '2027-03-31' },
      ...{ bound, void: { change: 'worse', before: bound, after: { ...bound, count: 4 } } },
    };
    const whole = { ...entry(10), exceptions: [exception], disguisedBy: 'f00d' };
    expect(whole.directories[0]?.datasets.mfa.gap).toBeDefined();
    await keepUnstored(out, whole);
    expect(kept(await waiting())).toEqual([whole]);
  });

  it('is one of its tenant, and nobody else', async () => {
    await keepUnstored(out, entry(0, 'acme'));
    await keepUnstored(out, entry(0, 'globex'));
    expect(kept(await waiting('globex')).map(({ tenant }) => tenant.id)).toEqual(['globex']);
    expect(await waiting('initech')).toEqual([]);
  });

  it('comes in the order in which scans ended, whatever the files are called or when they were touched', async () => {
    for (const index of [2, 0, 3, 1]) {
      const one = entry(index);
      const path = await keepUnstored(out, { ...one, scan: { ...one.scan, id: `${9 - index}` } });
      await utimes(path, new Date(0), new Date(index % 2 === 0 ? 0 : 1_000_000));
    }
    expect(kept(await waiting()).map(({ scan }) => scan.id)).toEqual(['9', '8', '7', '6']);
  });

  it('that is kept twice is there once', async () => {
    await keepUnstored(out, entry(0));
    await keepUnstored(out, entry(0));
    expect(await waiting()).toHaveLength(1);
  });

  it.each(['../../../escaped', 'a/b', '..', '名前', ''])('of the id "%s" stays in its folder', async (id) => {
    const one = entry(0);
    const path = await keepUnstored(out, { ...one, scan: { ...one.scan, id } });
    expect(readdirSync(join(out, '.unstored/acme'))).toHaveLength(1);
    expect(path.startsWith(join(out, '.unstored/acme/'))).toBe(true);
    expect((await waiting()).map(({ state }) => state)).toEqual([id === '' ? 'broken' : 'kept']);
  });

  it('is gone when it is forgotten, and its folders with the last', async () => {
    const paths = [await keepUnstored(out, entry(0)), await keepUnstored(out, entry(1))];
    await forgetUnstored(paths[0] ?? '');
    expect(kept(await waiting()).map(({ scan }) => scan.id)).toEqual([entry(1).scan.id]);
    await forgetUnstored(paths[1] ?? '');
    expect(readdirSync(out)).toEqual([]);
    await expect(forgetUnstored(paths[1] ?? '')).resolves.toBeUndefined();
  });

  it('that cannot be kept says so', async () => {
    await writeFile(join(out, '.unstored'), 'in the way');
    await expect(keepUnstored(out, entry(0))).rejects.toBeInstanceOf(OutputError);
  });
});

describe('what is broken is told, stays, and does not hold up the rest:', () => {
  const cases: Record<string, (one: ScanEntry) => void> = {
    'a file that breaks off': (one) => {
      const whole = readFileSync(fileOf(one));
      writeFileSync(fileOf(one), whole.subarray(0, whole.length - 40));
    },
    'a file of nothing': (one) => writeFileSync(fileOf(one), ''),
    'a file that is not compressed': (one) => writeFileSync(fileOf(one), '{}'),
    'no JSON': (one) => change(one, ([head = '']) => [head, '{"schema":1,']),
    'a line too many': (one) => change(one, (lines) => [...lines, '{}']),
    'a line too few': (one) => change(one, (lines) => lines.slice(0, 1)),
    'no head': (one) => change(one, (lines) => lines.slice(1)),
    'a later schema': (one) =>
      change(one, ([head = '', body = '']) => [head, body.replace('"schema":1', '"schema":2')]),
    'a fact of another type': (one) =>
      change(one, ([head = '', body = '']) => [head, body.replace('"enabled":true', '"enabled":1')]),
    'a severity that is not known': (one) =>
      change(one, ([head = '', body = '']) => [head, body.replace('"severity":"high"', '"severity":"dire"')]),
    'a scan of another tenant': (one) =>
      change(one, ([head = '', body = '']) => [head, body.replace('"tenant":{"id":"acme"', '"tenant":{"id":"globex"')]),
    'a folder in its place': (one) => {
      rmSync(fileOf(one));
      mkdirSync(fileOf(one));
    },
  };
  it.each(Object.entries(cases))('%s', async (_name, spoil) => {
    const entries = [entry(0), entry(1), entry(2)];
    for (const one of entries) await keepUnstored(out, one);
    const [, broken] = entries;
    if (broken === undefined) expect.fail('no entry');
    const before = readFileSync(fileOf(broken)).toString('hex');
    spoil(broken);
    const isSame = statSync(fileOf(broken)).isFile() && readFileSync(fileOf(broken)).toString('hex') === before;
    expect(isSame).toBe(false);
    const all = await waiting();
    expect(kept(all)).toEqual([entries[0], entries[2]]);
    const told = all.filter(({ state }) => state === 'broken');
    expect(told).toEqual([{ state: 'broken', path: fileOf(broken), reason: expect.stringMatching(/\S{3}/) }]);
    expect(existsSync(fileOf(broken))).toBe(true);
    await forgetUnstored(fileOf(entry(0)));
    expect(existsSync(fileOf(broken))).toBe(true);
  });
});

it('a folder that cannot be read is told, and holds up nobody', async () => {
  const place = join(out, '.unstored');
  writeFileSync(place, '');
  const told = { state: 'broken', path: join(place, 'acme'), reason: expect.stringContaining('ENOTDIR') };
  expect(await waiting()).toEqual([told]);
});

describe('what a version later or earlier wrote', () => {
  it('may hold more, which is not lost', async () => {
    const one = entry(0);
    await keepUnstored(out, one);
    change(one, ([head = '', body = '']) => {
      const whole = JSON.parse(body);
      whole.later = { a: [1] };
      whole.accounts[0].later = true;
      whole.findings[0].subject.later = 'x';
      whole.figures.push({ ...whole.figures[0], id: 'later-figure' });
      whole.directories[0].datasets.laterDataset = { state: 'complete', rows: 3 };
      whole.directories[0].datasets.mfa.later = 1;
      return [head.replace('{', '{"later":1,'), JSON.stringify(whole)];
    });
    const [read] = kept(await waiting());
    expect(read).toMatchObject({ later: { a: [1] }, tenant: one.tenant });
    expect(read?.accounts[0]).toMatchObject({ ...one.accounts[0], later: true });
    expect(read?.figures.map(({ id }) => String(id))).toContain('later-figure');
    expect(read?.directories[0]?.datasets).toMatchObject({ laterDataset: { rows: 3 }, mfa: { later: 1 } });
  });

  it('comes back with what ties accounts to people, and who has left', async () => {
    const one = entry(0);
    const [finding] = one.findings;
    const [ann] = one.accounts;
    if (finding === undefined || ann === undefined) throw new Error('the night is empty');
    const holding = { provider: 'microsoft365', id: ann.id } as const;
    const whole: ScanEntry = {
      ...one,
      findings: [{ ...finding, holdings: [{ ...holding, enabled: null }] }],
      ties: [{ provider: 'microsoft365', listed: '10', listedAs: [['account-0001', 'Taro']], joined: '01' }],
      leavers: [{ state: 'closed', leftAt: '2026-10-31T15:00:00.000Z', accounts: [holding] }],
    };
    await keepUnstored(out, whole);
    expect(kept(await waiting())).toEqual([whole]);
  });

  it('may lack what an earlier version did not tell, which nobody knows then', async () => {
    const one = entry(0);
    await keepUnstored(out, one);
    change(one, ([head = '', body = '']) => {
      const { ties: _, leavers: __, asOfGiven: ____, verdicts, accounts, ...rest } = JSON.parse(body) as ScanEntry;
      const older = {
        ...rest,
        verdicts: verdicts.map(({ byList: ___, ...verdict }) => verdict),
        accounts: accounts.map(({ disabled: ___, ...facts }) => facts),
      };
      return [head, JSON.stringify(older)];
    });
    const [read] = kept(await waiting());
    expect(read).toMatchObject({ ties: [], leavers: null, asOfGiven: false });
    expect(read?.accounts.map(({ disabled }) => disabled)).toEqual(one.accounts.map(() => null));
    expect(read?.verdicts.map(({ byList }) => byList)).toEqual(one.verdicts.map(() => false));
  });

  it('may lack a dataset that came later, which is then dark', async () => {
    const one = entry(0);
    await keepUnstored(out, one);
    change(one, ([head = '', body = '']) => {
      const whole = JSON.parse(body);
      delete whole.directories[0].datasets.applications;
      return [head, JSON.stringify(whole)];
    });
    const [read] = kept(await waiting());
    expect(read?.directories[0]?.datasets.applications).toMatchObject({ state: 'unavailable', rows: 0 });
    expect(read?.directories[0]?.datasets.mfa).toEqual(one.directories[0]?.datasets.mfa);
  });
});

describe('others that tidy the folder of reports', () => {
  it('leave what waits alone, however old it is', async () => {
    const path = await keepUnstored(out, entry(0));
    await mkdir(join(out, 'acme'));
    await writeFile(join(out, 'acme', 'report.json'), '{}');
    const long = new Date('2020-01-01T00:00:00Z');
    await utimes(path, long, long);
    const now = new Date();
    const cleared = await clearOutdated({
      ...{ folder: out, days: 1, clock: { began: now, now } },
      ...{ overall: new Set(['fleet.json']), perTenant: new Set(['report.json', 'scan-acme-0000.json.gz']) },
    });
    expect(cleared).toEqual({ deleted: [], failed: [], doubt: null });
    expect(await removeDrafts(out)).toEqual([]);
    expect(kept(await waiting())).toEqual([entry(0)]);
  });

  it('need not know of drafts that a killed run left there: they go when the rest is read', async () => {
    await keepUnstored(out, entry(0));
    const draft = join(out, '.unstored/acme', '.0f8fad5b-d9cb-469f-a165-70867728950e.part');
    await writeFile(draft, 'half');
    await writeFile(join(out, '.unstored/acme', 'notes.txt'), 'not ours');
    expect(kept(await waiting())).toEqual([entry(0)]);
    expect(readdirSync(join(out, '.unstored/acme')).sort()).toEqual(['notes.txt', 'scan-acme-0000.json.gz']);
  });
});
