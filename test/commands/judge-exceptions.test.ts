import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { judge } from '../../src/commands/judge.ts';
import type { Snapshot } from '../../src/core/datasets.ts';
import type { Binding, Bound } from '../../src/core/history/bound-facts.ts';
import type { DeclaredException, Report } from '../../src/core/report.ts';
import { writeWhole } from '../../src/output/files.ts';
import { pseudonymKeyOf } from '../../src/pseudonyms/key.ts';
import { createDisguise, disguised } from '../../src/pseudonyms/keyed.ts';
import { readSnapshotFile, type SavedScan, snapshotStream } from '../../src/snapshot-file.ts';
import { account, mfa, role } from '../check-tester.ts';
import { directory } from '../core/directory.ts';
import { reportOf } from '../core/whole-report.ts';
import { noSettings } from '../no-settings.ts';
import { quietIo } from '../surroundings.ts';

const asOf = '2026-11-21T09:00:00.000Z';

/** Ann holds a role that the organisation made; neither she nor Bob has a second factor. */
function people(): Snapshot {
  const accounts = [account(), account({ id: 'bob' })];
  return directory('microsoft365', accounts, {
    mfa: {
      state: 'complete',
      rows: accounts.map(({ id }) => mfa({ accountId: id, registered: false, usable: false })),
    },
    roles: { state: 'complete', rows: [role({ roleId: 'r-1', roleName: 'Hanako Suzuki deputy', tier: 'high' })] },
  });
}

function exception(subject: string, more: Partial<DeclaredException> = {}): DeclaredException {
  return { check: 'missing-mfa', subject, reason: 'known', approvedBy: 'boss', until: '2027-03-31', ...more };
}

/** As the store gives them back: one that is void since Ann became an administrator, one for Bob that holds. */
function remembered(): DeclaredException[] {
  const logins = ['ann@example.com', 'bob@example.com'];
  const unbound = logins.map((login) => exception(login));
  const { results } = reportOf([people()], { approvedCountries: [], exceptions: unbound });
  const found = results.flatMap(({ findings }) =>
    findings.flatMap(({ key, acceptance }) => (acceptance ? [{ key, facts: acceptance.bound }] : [])),
  );
  return found.map(({ key: finding, facts }, index) => {
    const before: Bound = { ...facts, privilege: 'none', roles: [{ id: 'r-0', name: 'Hanako Suzuki intern' }] };
    const binding: Binding =
      index === 0
        ? { finding, facts: before, void: { change: 'roles', before, after: facts } }
        : { finding, facts, void: null };
    return exception(logins[index] ?? '', { id: `id-${index}`, bound: [binding] });
  });
}

function scan(): SavedScan {
  return {
    tenant: { id: 't-1', name: 'Acme' },
    scan: { id: 's-1', startedAt: asOf, finishedAt: asOf, asOf },
    settings: { ...noSettings, exceptions: remembered() },
    roster: null,
    snapshots: [people()],
  };
}

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shisei-judge-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

async function save(saved: SavedScan): Promise<string> {
  const file = join(folder, 'snapshot.ndjson.gz');
  await writeWhole(file, snapshotStream(saved));
  return file;
}

async function judged(file: string): Promise<{ report: Report; html: string; md: string }> {
  const said: string[] = [];
  const say = (text: string) => said.push(text);
  const io = quietIo(new Date(asOf), { out: say, err: say });
  await judge(
    [file],
    {
      ...{
        config: join(folder, 'shisei.yaml'),
        configGiven: false,
        out: join(folder, 'out'),
        format: ['json', 'html', 'md'],
      },
      ...{ saveSnapshot: false, pseudonymise: false, quiet: true, concurrency: 1, frameworks: [] },
    },
    io,
  );
  const read = (name: string) => readFile(join(folder, 'out', 't-1', name), 'utf8');
  return {
    report: JSON.parse(await read('report.json')),
    html: await read('report.html'),
    md: await read('report.md'),
  };
}

function standing({ results }: Report) {
  const findings = results.find(({ check }) => check === 'missing-mfa')?.findings ?? [];
  return findings.map(({ exception: valid, acceptance }) => [
    acceptance?.id,
    valid !== undefined,
    acceptance?.void?.change,
  ]);
}

const asScanned = [
  ['id-0', false, 'roles'],
  ['id-1', true, undefined],
];

describe('a saved scan', () => {
  it('keeps what exceptions are bound to, and is judged as it was', async () => {
    const saved = scan();
    const file = await save(saved);
    expect((await readSnapshotFile(file)).settings.exceptions).toEqual(saved.settings.exceptions);
    const { report, html, md } = await judged(file);
    expect(standing(report)).toEqual(asScanned);
    expect(report.summary).toMatchObject({ excepted: 1 });
    const why =
      'Acceptance ended: the roles of the account changed from “Hanako Suzuki intern” to “Hanako Suzuki deputy”.';
    expect(html.split(why)).toHaveLength(3);
    expect(md).toContain(why);
  });

  it('without what exceptions are bound to is read as before', async () => {
    const saved = scan();
    const plain = saved.settings.exceptions.map(({ subject }) => exception(subject));
    const { report } = await judged(await save({ ...saved, settings: { ...saved.settings, exceptions: plain } }));
    expect(standing(report)).toEqual([
      [null, true, undefined],
      [null, true, undefined],
    ]);
  });

  it('is judged by the exceptions of the configuration at hand, which are bound to nothing yet', async () => {
    const lines = [
      ...['version: 1', 'tenants:', '  - id: t-1', '    name: Acme', '    exceptions:'],
      '      - { check: missing-mfa, subject: ann, reason: known, approvedBy: boss, until: 2027-03-31 }',
      '    googleWorkspace: { customerId: C01, admin: taro@acme.example, keyFile: key.json }',
      '',
    ];
    await writeFile(join(folder, 'shisei.yaml'), lines.join('\n'));
    const { report } = await judged(await save(scan()));
    expect(standing(report)).toEqual([
      [null, true, undefined],
      [undefined, false, undefined],
    ]);
  });

  it('in disguise is judged the same, and no name is left of what exceptions are bound to', async () => {
    const disguise = createDisguise(await pseudonymKeyOf('correct horse battery staple'));
    const hidden = disguised(scan(), disguise);
    const { report, html, md } = await judged(await save(hidden));
    expect(standing(report)).toEqual(asScanned);
    const [first] = hidden.settings.exceptions;
    const login = hidden.snapshots[0]?.datasets.accounts;
    expect(login?.state === 'complete' && login.rows.map((one) => one.login)).toContain(first?.subject);
    const all = [JSON.stringify(hidden.settings), JSON.stringify(report), html, md].join('\n');
    expect(['Hanako', 'Suzuki', 'ann@example.com', 'bob@example.com'].filter((name) => all.includes(name))).toEqual([]);
  });
});
