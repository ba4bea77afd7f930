import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checks } from '../../checks/index.ts';
import { describeError } from '../../src/commands/errors.ts';
import { loadConfiguration } from '../../src/config/load.ts';
import { ConfigurationError } from '../../src/config/problems.ts';
import { locales } from '../../src/messages/catalogue.ts';
import { scheduleEn } from '../../src/messages/schedule.en.ts';
import { scheduleJa } from '../../src/messages/schedule.ja.ts';

const folder = mkdtempSync(join(tmpdir(), 'shisei-plans-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const file = join(folder, 'shisei.yaml');
const rest = `tenants:
  - id: acme
    name: Acme
    googleWorkspace: { customerId: C01abc23d, admin: a@acme.example, serviceAccount: s@p.iam.gserviceaccount.com }
`;

async function load(schedule: string, tenants = rest) {
  await writeFile(file, `version: 1\nschedule:\n${schedule}${tenants}`);
  return loadConfiguration(file, { env: {}, checks, locale: undefined });
}

async function mistakes(schedule: string, tenants = rest): Promise<ConfigurationError> {
  const error = await load(schedule, tenants).catch((reason: unknown) => reason);
  if (!(error instanceof ConfigurationError)) throw new Error('this was accepted');
  return error;
}

describe('plans that are right', () => {
  it('are taken over', async () => {
    const { schedule } = await load(`  - cron: "15 3 * * *"
  - { cron: "0 */6 * * MON-FRI", timeZone: Asia/Tokyo, tenants: [acme] }
`);
    expect(schedule).toEqual([
      { cron: '15 3 * * *' },
      { cron: '0 */6 * * MON-FRI', timeZone: 'Asia/Tokyo', tenants: ['acme'] },
    ]);
  });
});

describe('a mistake in a plan is named with line and key, in both languages:', () => {
  it.each([
    ['no expression', '  - cron: every night\n', 3, 'schedule[0].cron', 'cron-unreadable'],
    ['six fields', '  - cron: "0 15 3 * * *"\n', 3, 'schedule[0].cron', 'cron-unreadable'],
    ['a day that never comes', '  - cron: "0 3 30 2 *"\n', 3, 'schedule[0].cron', 'cron-never'],
    ['every five minutes', '  - cron: "15 3 * * *"\n  - cron: "*/5 * * * *"\n', 4, 'schedule[1].cron', 'cron-often'],
    ['no known zone', '  - cron: "15 3 * * *"\n    timeZone: Mars/Base\n', 4, 'schedule[0].timeZone', 'wrong'],
    ['nobody', '  - cron: "15 3 * * *"\n    tenants: []\n', 4, 'schedule[0].tenants', 'wrong'],
    [
      'a stranger',
      '  - cron: "15 3 * * *"\n    tenants: [acme, beta]\n',
      4,
      'schedule[0].tenants[1]',
      'unknown-tenant',
    ],
    ['no cron', '  - timeZone: UTC\n', 3, 'schedule[0].cron', 'missing'],
    ['a number', '  - cron: 3\n', 3, 'schedule[0].cron', 'wrong'],
    ['an unknown key', '  - cron: "15 3 * * *"\n    zone: UTC\n', 4, 'schedule[0].zone', 'unknown-key'],
    ['no list', '  cron: "15 3 * * *"\n', 2, 'schedule', 'wrong'],
  ])('%s', async (_name, schedule, line, key, kind) => {
    const error = await mistakes(schedule);
    expect(error.problems).toEqual([expect.objectContaining({ line, key, kind })]);
    const texts = locales.map((locale) => describeError(new ConfigurationError(file, error.problems, locale)).text);
    for (const text of texts) expect(text).toContain(`${file}:${line}:`);
    expect(texts[0]).not.toBe(texts[1]);
  });

  it('strangers are found also where something else is wrong', async () => {
    const { problems } = await mistakes(
      '  - { cron: "15 3 * * *", tenants: [beta] }\n',
      rest.replace('name: Acme', 'nom: Acme'),
    );
    expect(problems.map(({ key }) => key)).toEqual(['schedule[0].tenants[0]', 'tenants[0].name', 'tenants[0].nom']);
  });

  it('what cannot be an id is not repeated', async () => {
    const error = await mistakes('  - { cron: "15 3 * * *", tenants: ["hunter2 Zq8!"] }\n');
    expect(describeError(error).text).not.toContain('hunter2');
    expect(describeError(await mistakes('  - cron: hunter2-Zq8\n')).text).not.toContain('hunter2');
  });
});

describe('the words of the schedule', () => {
  it('are all there in both languages, and differ', () => {
    const at = '2026-11-22 03:15 JST';
    for (const words of [scheduleEn, scheduleJa]) {
      const said = [
        ...[words.state.next(at, ['acme']), words.missed(['acme'], at), words.begins(['acme'])],
        ...[words.ended(['acme'], 3, 12), words.refused(['acme'], 5), words.answered(['acme'])],
      ];
      for (const text of said) expect(text).toContain('acme');
      expect(words.ended(['acme'], 3, 12)).toMatch(/3.*12/);
      expect(words.usage.port(9464, 'EADDRINUSE')).toContain('127.0.0.1:9464');
      expect(words.usage.noPlan('./shisei.yaml')).toContain('./shisei.yaml');
    }
    expect(scheduleEn.ended(['acme'], 0, 1)).toContain('1 minute:');
    expect(scheduleEn.broken).not.toBe(scheduleJa.broken);
  });
});
