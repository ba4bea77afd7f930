import { describe, expect, it } from 'vitest';
import { checks } from '../../checks/index.ts';
import { checkPage } from '../../scripts/docs/check-page.ts';
import { frameworksPage } from '../../scripts/docs/frameworks-page.ts';
import { permissionsPage } from '../../scripts/docs/permissions-page.ts';
import { demandOf, lookAt, readsOf } from '../../scripts/docs/sources.ts';
import { controlCatalogue } from '../../src/core/control-catalogue.ts';
import { frameworks, frameworkWords } from '../../src/core/frameworks.ts';
import { catalogue } from '../../src/messages/index.ts';

const { ui } = catalogue('en');

function pageOf(id: string): string {
  const check = checks.find((one) => one.id === id);
  if (check === undefined) throw new Error(`there is no ${id}`);
  return checkPage(check);
}

describe.each(checks.map((check) => [check.id, check] as const))('the page of %s', (_id, check) => {
  const page = checkPage(check);
  const lines = page.split('\n');

  it('names every message, option and control, and how much of it is answered', () => {
    for (const message of check.messages) expect(page).toContain(`- \`${message}\`: `);
    for (const [name, value] of Object.entries(check.options)) expect(page).toContain(`- \`${name}\`: ${value} by`);
    for (const { framework, version, id, strength } of check.controls) {
      const line = lines.find((one) => one.startsWith(`| ${framework} ${version} |`) && one.includes(`| ${id} `));
      expect(line).toContain(`| ${strength} |`);
    }
  });

  it('names what it reads of each cloud, with permissions and licence', () => {
    const { about } = lookAt(check);
    expect(about).not.toEqual([]);
    for (const provider of about) {
      for (const { dataset, needed } of readsOf(check, provider)) {
        const line = lines.find((one) => one.startsWith(`| ${ui.provider[provider]} | \`${dataset}\` |`)) ?? '';
        const { permissions = [], licence = '' } = demandOf(provider, dataset) ?? {};
        for (const permission of permissions) expect(line).toContain(`\`${permission}\``);
        expect(line).toContain(licence);
        expect(line.includes('all is `unknown`')).toBe(needed);
      }
    }
  });

  it('tells what unknown means, and how to fix it', () => {
    for (const title of ['## What unknown means', '## How to fix', '## Controls']) expect(lines).toContain(title);
  });
});

describe('pages say what a check reads of the configuration:', () => {
  it.each([
    ['leaver-account', '`roster`'],
    ['unlisted-account', '`roster`'],
    ['half-offboarded', '`links`'],
    ['foreign-sign-in', '`approvedCountries`'],
  ])('%s %s', (id, words) => {
    expect(pageOf(id)).toMatch(new RegExp(`Of the configuration it reads .*${words}`));
  });

  it('and nothing where there is nothing', () => {
    expect(pageOf('missing-mfa')).not.toContain('Of the configuration');
  });
});

it('a page says which cloud a check is not about, and whom it judges together', () => {
  expect(pageOf('licensed-disabled')).toContain('It says nothing of Google Workspace.');
  expect(pageOf('stale-account')).not.toContain('It says nothing of');
  expect(pageOf('half-offboarded')).toContain('all directories of a tenant together');
  expect(pageOf('top-admin-count')).toContain('- `max`: 4 by default; 8 under the profile `cisa`');
});

it('the page of permissions holds every check for both clouds', () => {
  const page = permissionsPage();
  for (const { id } of checks) expect(page.split(`| [${id}](checks/${id}.md) |`)).toHaveLength(3);
  expect(page).toContain('| [stale-guest](checks/stale-guest.md) | `User.Read.All` | `AuditLog.Read.All`');
});

it('the page of frameworks names every id and word, and every control that is known', () => {
  const page = frameworksPage();
  for (const word of frameworkWords) expect(page).toContain(`\`${word}\``);
  for (const framework of frameworks) {
    const [, part = ''] = page.split(`### ${framework} `);
    const [mine = ''] = part.split('\n### ');
    const listed = [...mine.matchAll(/^\| ([^|]+) \| (.+) \|$/gm)].map(([, id]) => id);
    expect(listed.filter((id) => id !== 'control' && id !== '---').sort()).toEqual(
      [...controlCatalogue[framework]].sort(),
    );
  }
});
