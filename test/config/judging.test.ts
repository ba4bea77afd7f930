import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checks } from '../../checks/index.ts';
import { topAdminCount } from '../../checks/top-admin-count.ts';
import { judgingOf, judgingUnder } from '../../src/config/judging.ts';
import { loadConfiguration } from '../../src/config/load.ts';
import { configurationSchema, type RawConfiguration } from '../../src/config/schema.ts';
import type { Options } from '../../src/core/check.ts';
import { optionsUnder, type Profile, profiles } from '../../src/core/profiles.ts';
import type { JudgingSettings } from '../../src/core/report.ts';

interface Written {
  locale?: 'ja';
  timeZone?: string;
  profile?: Profile;
  checks?: Record<string, Options>;
}

const count = 'top-admin-count';

function configurationOf(everywhere: Written, here: Written = {}): RawConfiguration {
  const tenantId = '3f1c2d4e-5b6a-4c7d-8e9f-0a1b2c3d4e5f';
  return configurationSchema(checks).parse({
    version: 1,
    ...everywhere,
    tenants: [{ id: 'acme', name: 'Acme', microsoft365: { tenantId, azureCli: true }, ...here }],
  });
}

/** The options of the tenant that a check is judged by. */
function options(everywhere: Written, here: Written = {}, asked?: Profile): Options {
  const configuration = configurationOf(everywhere, here);
  const [tenant] = configuration.tenants;
  if (tenant === undefined) throw new Error('no tenant');
  return optionsUnder(judgingOf(configuration, tenant, asked), topAdminCount);
}

const own = (max: number) => ({ checks: { [count]: { max } } });

describe('the options of a tenant', () => {
  it.each<[string, Written, Written, Profile | undefined, Options]>([
    ['are those of the check', {}, {}, undefined, { max: 4, min: 2 }],
    ['come from the profile', { profile: 'cisa' }, {}, undefined, { max: 8, min: 2 }],
    [
      'come from the profile of the tenant first',
      { profile: 'cisa' },
      { profile: 'cis' },
      undefined,
      { max: 4, min: 2 },
    ],
    [
      'come from the profile of the command line first',
      { profile: 'cis' },
      { profile: 'cis' },
      'cisa',
      { max: 8, min: 2 },
    ],
    ['win over the profile', { profile: 'cisa', ...own(6) }, {}, undefined, { max: 6, min: 2 }],
    ['win over the profile of the tenant', own(6), { profile: 'cisa' }, undefined, { max: 6, min: 2 }],
    ['win over the profile of the command line', own(6), {}, 'cisa', { max: 6, min: 2 }],
    ['are the tenant’s own first', { profile: 'cisa', ...own(6) }, own(5), undefined, { max: 5, min: 2 }],
  ])('%s', (_how, everywhere, here, asked, expected) => {
    expect(options(everywhere, here, asked)).toEqual(expected);
  });

  it('come from the nearest that says anything, whatever else is written', () => {
    const profile = fc.constantFrom<Profile | undefined>(undefined, ...profiles);
    const max = fc.option(fc.nat({ max: 20 }), { nil: undefined });
    const written = fc.record({ profile, max });
    fc.assert(
      fc.property(written, written, profile, (everywhere, here, asked) => {
        const write = (one: { profile: Profile | undefined; max: number | undefined }): Written => ({
          ...(one.profile === undefined ? {} : { profile: one.profile }),
          ...(one.max === undefined ? {} : own(one.max)),
        });
        const named = asked ?? here.profile ?? everywhere.profile;
        const ofProfile = named === 'cisa' ? 8 : 4;
        expect(options(write(everywhere), write(here), asked).max).toBe(here.max ?? everywhere.max ?? ofProfile);
      }),
    );
  });

  it.each([
    ['profile: nist', '', 'profile', 2],
    ['', 'profile: CISA', 'tenants[0].profile', 5],
  ])('refuse a profile that does not exist, by its place: %s%s', async (top, ofTenant, key, line) => {
    const folder = await mkdtemp(join(tmpdir(), 'shisei-profile-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'shisei.yaml');
    const ids = '{ tenantId: 3f1c2d4e-5b6a-4c7d-8e9f-0a1b2c3d4e5f, azureCli: true }';
    const lines = ['version: 1', top, 'tenants:', '  - { id: acme, name: Acme,', `      ${ofTenant || 'links: []'},`];
    await writeFile(file, [...lines, `      microsoft365: ${ids} }`, ''].join('\n'));
    const loading = loadConfiguration(file, { env: {}, checks, locale: 'en' });
    const problem = { key, line, kind: 'wrong', expected: 'one-of', about: 'cisa, cis' };
    await expect(loading).rejects.toMatchObject({ problems: [problem] });
  });
});

describe('the time zone of a tenant', () => {
  const zoneOf = (everywhere: Written, here: Written = {}) => {
    const configuration = configurationOf(everywhere, here);
    const [tenant] = configuration.tenants;
    return tenant && judgingOf(configuration, tenant).timeZone;
  };
  it.each<[string, Written, Written, string]>([
    ['UTC, in English', {}, {}, 'UTC'],
    ['Tokyo, in Japanese', { locale: 'ja' }, {}, 'Asia/Tokyo'],
    ['that of all', { locale: 'ja', timeZone: 'Asia/Seoul' }, {}, 'Asia/Seoul'],
    ['its own', { timeZone: 'Asia/Seoul' }, { timeZone: 'Asia/Tokyo' }, 'Asia/Tokyo'],
  ])('is %s', (_name, everywhere, here, zone) => {
    expect(zoneOf(everywhere, here)).toBe(zone);
  });

  it('is one that exists', () => {
    expect(() => configurationOf({ timeZone: 'Mars/Olympus' })).toThrow();
  });
});

describe('settings saved with a snapshot', () => {
  const configuration = configurationOf({ profile: 'cisa', checks: { 'stale-account': { limitDays: 30 } } });
  const [tenant] = configuration.tenants;
  if (tenant === undefined) throw new Error('no tenant');
  const saved = judgingOf(configuration, tenant);

  it('hold the profile that they were judged under, apart from the options', () => {
    expect(saved).toMatchObject({ profile: 'cisa', checks: { 'stale-account': { limitDays: 30 } } });
    expect(optionsUnder(saved, topAdminCount)).toEqual({ max: 8, min: 2 });
    expect(judgingUnder(saved, undefined)).toEqual(saved);
  });

  it('give way to the profile of the command line, and keep the rest', () => {
    expect(judgingUnder(saved, 'cis')).toEqual({ ...saved, profile: 'cis' });
  });

  it('keep options that win over whatever profile, as a scan does', () => {
    const own: JudgingSettings = { ...saved, checks: { [count]: { max: 3 } } };
    expect(optionsUnder(judgingUnder(own, 'cis'), topAdminCount)).toEqual({ max: 3, min: 2 });
  });
});
