import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { checks } from '../../checks/index.ts';
import { examineAll, type Patient } from '../../src/commands/doctor.ts';
import { configurationSchema } from '../../src/config/schema.ts';
import type { Faults } from '../../src/demo/faults.ts';
import { demoGoogleJob, demoMicrosoftJob } from '../../src/demo/jobs.ts';
import { type Service, startService } from '../../src/demo/service.ts';
import { demoDirectories } from '../../src/demo/tenants.ts';
import { parseRoster } from '../../src/roster/parse.ts';
import type { TenantJob } from '../../src/scan.ts';
import { expectSound, modelsOf } from './expectations.ts';
import { expectTerminal } from './formats.ts';
import { harmless } from './harmless.ts';
import { refusals } from './refusals.ts';
import { shapesBeside } from './shapes.ts';
import { hostileTexts, runs } from './words.ts';
import { listener, now, told } from './world.ts';

describe('words of refusals', () => {
  let models: ReturnType<typeof modelsOf> = {};

  beforeAll(async () => {
    models = shapesBeside(modelsOf((await harmless()).told));
  });

  test.each([0, 7, 14, 21, 28, 35])('run %i: change no format', async (run) => {
    const found = await told({ faults: refusals(run) });
    expectSound(found, models);
    const gaps = Object.values(found.reports).flatMap(({ directories }) =>
      directories.flatMap(({ datasets }) => Object.values(datasets).flatMap(({ gap }) => gap ?? [])),
    );
    expect(gaps.length).toBeGreaterThan(5);
    expect(gaps.filter(({ kind }) => kind === 'crash')).toEqual([]);
  });
});

describe('an HR list that cannot be used', () => {
  const heads = ['メールアドレス', '社員番号', '氏名', '在籍状況', '退職日'];
  const lists = [
    ['in its cells', [heads, ...hostileTexts.map((text) => [text, text, text, text, text])]],
    ['in its header', [hostileTexts.slice(0, 5), heads]],
    ['in its name', [heads, ['x', '1', '', '', '']]],
  ] as const;

  test.each(lists)('changes no format by what stands %s', async (where, lines) => {
    const bytes = new TextEncoder().encode(
      stringify(
        lines.map((line) => [...line]),
        { quoted: true },
      ),
    );
    const file = where === 'in its name' ? (hostileTexts.at(-1) ?? '') : 'list.csv';
    const change = (job: TenantJob) => ({ ...job, roster: async () => parseRoster(bytes, file) });
    const found = await told({ change });
    expectSound(found, shapesBeside(modelsOf((await harmless()).told)));
    const notes = Object.values(found.reports).flatMap((report) => report.notes.map(({ id }) => id));
    expect(notes).toContain('roster-faulty');
  });
});

describe('shisei doctor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shisei-hostile-doctor-'));
  const roster = join(folder, 'list.csv');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Both directories of an example tenant, to which more was granted than is needed. */
  function patientOf(service: Service, granted: readonly string[]): Patient {
    const { microsoft365, google } = demoDirectories(now);
    const [directory] = microsoft365;
    const [customer] = google;
    if (directory === undefined || customer === undefined) throw new Error('the example tenants are missing');
    const { tenantId, application } = directory;
    const permissions = [...application.permissions, ...granted];
    const known = { tenantId, clientId: application.clientId, clientSecret: 'x' };
    const tenants = [{ id: 'acme', name: 'Acme', roster, microsoft365: known }];
    const [tenant] = configurationSchema(checks).parse({ version: 1, tenants }).tenants;
    if (tenant === undefined) throw new Error('there is a tenant');
    const generous = { ...directory, application: { ...application, permissions } };
    return {
      tenant,
      directories: [demoMicrosoftJob(generous, service.origin), demoGoogleJob(customer, service.origin)],
    };
  }

  const every = Array.from({ length: runs }, (_, run) => run);

  test.each(every)('run %i: lets no words of a provider do anything', async (run) => {
    const text = hostileTexts[run] ?? '';
    const refused = refusals(run);
    // Else nobody is let in, and there is nothing to tell of what was granted.
    const faults: Faults = (request) =>
      /\/(?:organization|customers)\b/.test(request.url) ? undefined : refused(request);
    const service = await startService({ ...demoDirectories(now), now, faults });
    onTestFinished(() => service.close());
    writeFileSync(
      roster,
      stringify(
        [
          ['email', 'status'],
          [text, text],
        ],
        { quoted: true },
      ),
    );
    // The token that lists them travels in a header, which holds so much.
    const granted = [text.slice(0, 2_000), `${text.slice(0, 500)}.ReadWrite.All`, 'Mail.ReadWrite'];
    for (const columns of [40, 80]) {
      const io = listener({ out: columns === 80, err: columns === 80 }, false, columns);
      await examineAll([patientOf(service, granted)], columns === 80 ? 'en' : 'ja', io);
      const { out, err } = io.heard;
      // Commands and addresses are for copying, and stand as they are.
      const lines = out.split('\n');
      const [first, last] = [lines.findIndex((line) => line.startsWith('    $tenant = ')), lines.indexOf('      }')];
      const words = lines
        .toSpliced(first, last - first)
        .filter((line) => !/^ {6}https:\/\/www\.googleapis\.com/.test(line));
      expectTerminal(out, Number.POSITIVE_INFINITY, false);
      expectTerminal(words.join('\n'), columns, false);
      // The notice is drawn, and taken away again.
      expectTerminal(err.replaceAll('\r\x1b[2K', '\n'), columns, false);
      expect(lines.filter((line) => line.startsWith('  acme'))).toHaveLength(3);
      const names = lines.slice(lines.indexOf('    $names = @(') + 1, lines.indexOf('    )'));
      expect(names).toContain("      'Mail.ReadWrite'");
      for (const name of names) expect(name).toMatch(/^ {6}'[\w.-]+'$/);
    }
  });
});
