import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { asWord, exampleNames, spelledAlike } from './example-names.ts';
import { run, workFolder } from './run.ts';

// Logs reach back only so far from the present.
const asOf = new Date(Date.now() - 3_600_000).toISOString();
const names = exampleNames(new Date(asOf));
const everything = ['--format', 'json,html,csv,md', '--save-snapshot', '--as-of', asOf];
const tenants = ['sample-trading', 'kita-clinic'] as const;
const keyFile = 'shisei-pseudonym.key';

async function writtenIn(folder: string): Promise<Array<[file: string, text: string]>> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async ({ parentPath, name }): Promise<[string, string]> => {
      const bytes = await readFile(join(parentPath, name));
      return [name, (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')];
    }),
  );
}

/** The ids of the tenants stay, since they name folders; two of the names begin like them. */
function withoutTenantIds(text: string): string {
  return text.replaceAll(/(?<![\w.-])(?:sample-trading|kita-clinic)(?![\w-]|\.\w*example)/g, '');
}

function namesIn(text: string): string[] {
  const searched = spelledAlike(withoutTenantIds(text));
  return names.filter((name) => searched.includes(spelledAlike(name)) && asWord(name).test(searched));
}

async function reportsIn(folder: string): Promise<Report[]> {
  return Promise.all(
    tenants.map(async (id) => JSON.parse(await readFile(join(folder, id, 'report.json'), 'utf8')) as Report),
  );
}

/** Verdicts, counts and joins, which say nothing of names. */
function judgedIn(reports: readonly Report[]) {
  return reports.map(({ results, frameworks, summary, people, leavers, notes, directories, scan }) => ({
    status: scan.status,
    directories: directories.map(({ provider, status, datasets }) => ({
      provider,
      status,
      datasets: sizesOf(datasets),
    })),
    results: results.map(({ findings, gaps, ...result }) => ({
      ...result,
      gaps: gaps.map(({ kind }) => kind),
      findings: findings.map(({ key, subject, verdict, message, severity, exception, gap }) => {
        return { key, id: subject.id, verdict, message, severity, until: exception?.until, gap: gap?.kind };
      }),
    })),
    frameworks,
    summary,
    joined: people.joined.map(({ id, joinedBy, accounts, severity, protection, factor }) => {
      return { id, joinedBy, accounts: accounts.map((account) => account.id), severity, protection, factor };
    }),
    unjoined: people.unjoined.map(({ reason, accounts }) => [reason, ...accounts.map(({ id }) => id)].join()).sort(),
    leavers: leavers && {
      ...leavers,
      persons: leavers.persons.map(({ name: _, accounts, ...person }) => ({
        ...person,
        accounts: accounts.map(({ id, enabled, disabledAt }) => ({ id, enabled, disabledAt })),
      })),
    },
    notes: notes.map(({ id }) => id).sort(),
  }));
}

function sizesOf(datasets: Report['directories'][number]['datasets']) {
  return Object.entries(datasets).map(([name, { state, rows, gap }]) => [name, state, rows, gap?.kind]);
}

/** What is said of whom, in words too; without the port of the example service, and how far back from now a log goes. */
function toldIn(reports: readonly Report[]): unknown {
  const told = reports.map(({ tenant, results, people, leavers, notes }) => [tenant, results, people, leavers, notes]);
  const text = JSON.stringify(told).replaceAll(/(127\.0\.0\.1):\d+/g, '$1');
  return JSON.parse(text.replaceAll(/("auditSince":)"[^"]*"/g, '$1null'));
}

test('the example tenants are full of names', () => {
  expect(names.length).toBeGreaterThan(500);
  const some = [
    'サンプル商事株式会社',
    'sample-trading.example',
    'saito@sample-trading.example',
    '斎藤 由美',
    '営業部',
  ];
  const others = ['1051', '/倉庫', 'Board office', 'Key custodian', '198.51.100.10', '育児休業 (parental leave)'];
  expect(names).toEqual(expect.arrayContaining([...some, ...others]));
});

describe('shisei demo --pseudonymise', () => {
  test.each(['en', 'ja'])('writes none of them anywhere, in %s, and judges as without', async (locale) => {
    const cwd = await workFolder();
    const hidden = await run(['demo', '--pseudonymise', '--locale', locale, ...everything], { cwd });
    expect(hidden.status).toBe(0);
    const written = await writtenIn(join(cwd, 'shisei-out'));
    expect(written.map(([file]) => file).filter((file) => file === 'snapshot.ndjson.gz')).toHaveLength(2);
    const texts: ReadonlyArray<readonly [string, string]> = [
      ...written,
      ['stdout', hidden.out],
      ['stderr', hidden.err],
    ];
    expect(texts.flatMap(([file, text]) => namesIn(text).map((name) => `${file}: ${name}`))).toEqual([]);

    const plain = await run(['demo', '--out', 'plain', '--locale', locale, ...everything], { cwd });
    const plainly = await writtenIn(join(cwd, 'plain'));
    expect(plainly.flatMap(([, text]) => namesIn(text)).length).toBeGreaterThan(500);
    const [reports, others] = [await reportsIn(join(cwd, 'shisei-out')), await reportsIn(join(cwd, 'plain'))];
    expect(judgedIn(reports)).toEqual(judgedIn(others));
    expect(hidden.out.replaceAll('shisei-out/', 'plain/')).toBe(plain.out);
  });

  test('gives the same pseudonyms with the same key, which it keeps out of the reports', async () => {
    const cwd = await workFolder();
    const first = await run(['demo', '--pseudonymise', ...everything], { cwd });
    const second = await run(['demo', '--pseudonymise', '--out', 'again', ...everything], { cwd });
    expect(toldIn(await reportsIn(join(cwd, 'again')))).toEqual(toldIn(await reportsIn(join(cwd, 'shisei-out'))));
    expect(first.err.split('\n').filter((line) => line.includes(keyFile))).toHaveLength(1);
    expect(second.err).not.toContain(keyFile);
    const secret = (await readFile(join(cwd, keyFile), 'utf8')).trim();
    const mode = (await stat(join(cwd, keyFile))).mode & 0o777;
    expect({ length: Buffer.from(secret, 'base64url').length, mode }).toEqual({ length: 32, mode: 0o600 });
    const written = await writtenIn(join(cwd, 'shisei-out'));
    const heads = written
      .filter(([file]) => file === 'snapshot.ndjson.gz')
      .map(([, text]) => text.split('\n')[0] ?? '');
    const marks = new Set(heads.map((head) => JSON.parse(head).disguisedBy));
    expect([...marks]).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
    const said = [...written.map(([, text]) => text), first.out, first.err, second.out, second.err];
    expect(said.filter((text) => text.includes(secret))).toEqual([]);
  });

  test('gives others with another key', async () => {
    const folders = [await workFolder(), await workFolder()];
    const reports = await Promise.all(
      folders.map(async (cwd) => {
        await run(['demo', '--pseudonymise', '--quiet', '--format', 'json', '--as-of', asOf], { cwd });
        return reportsIn(join(cwd, 'shisei-out'));
      }),
    );
    const logins = reports.map((all) => {
      const subjects = all.flatMap(({ results }) => results.flatMap(({ findings }) => findings));
      return new Set(subjects.flatMap(({ subject: { login } }) => login ?? []));
    });
    expect(logins[0]?.size).toBeGreaterThan(30);
    expect([...(logins[0] ?? [])].filter((login) => logins[1]?.has(login))).toEqual([]);
  });

  test('makes one key when several programs make it at once', async () => {
    const cwd = await workFolder();
    const outs = ['a', 'b', 'c'];
    const ended = await Promise.all(
      outs.map((out) =>
        run(['demo', '--pseudonymise', '--quiet', '--out', out, '--format', 'json', '--as-of', asOf], { cwd }),
      ),
    );
    expect(ended.map(({ status }) => status)).toEqual([0, 0, 0]);
    const [first, ...others] = await Promise.all(outs.map(async (out) => toldIn(await reportsIn(join(cwd, out)))));
    for (const other of others) expect(other).toEqual(first);
    expect((await readdir(cwd)).sort()).toEqual([...outs, keyFile]);
  });

  test('does not put the key among the reports', async () => {
    const cwd = await workFolder();
    const { status, err } = await run(['demo', '--pseudonymise', '--out', '.'], { cwd });
    expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining('--out') });
    expect(await readdir(cwd)).toEqual([]);
  });
});

describe('shisei judge', () => {
  test('judges a snapshot with pseudonyms as it was judged, without a key and a word', async () => {
    const [cwd, elsewhere] = [await workFolder(), await workFolder()];
    await run(['demo', '--pseudonymise', '--quiet', ...everything], { cwd });
    const snapshots = tenants.map((id) => join(cwd, 'shisei-out', id, 'snapshot.ndjson.gz'));
    const { status, err } = await run(['judge', ...snapshots, '--quiet'], { cwd: elsewhere });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const [before, after] = [await reportsIn(join(cwd, 'shisei-out')), await reportsIn(join(elsewhere, 'shisei-out'))];
    expect(after).toEqual(before);
    expect(await readdir(elsewhere)).toEqual(['shisei-out']);
  });

  test('--pseudonymise makes of a plain snapshot what the scan would have made', async () => {
    const cwd = await workFolder();
    await run(['demo', '--quiet', '--out', 'plain', ...everything], { cwd });
    await run(['demo', '--pseudonymise', '--quiet', ...everything], { cwd });
    const snapshots = tenants.map((id) => join('plain', id, 'snapshot.ndjson.gz'));
    await run(['judge', ...snapshots, '--pseudonymise', '--out', 'judged', '--save-snapshot', '--quiet'], { cwd });
    const [scanned, judged] = [await reportsIn(join(cwd, 'shisei-out')), await reportsIn(join(cwd, 'judged'))];
    expect(toldIn(judged)).toEqual(toldIn(scanned));
    const written = await writtenIn(join(cwd, 'judged'));
    expect(written.flatMap(([, text]) => namesIn(text))).toEqual([]);
  });
});
