import { describe, expect, it } from 'vitest';
import { checks } from '../../checks/index.ts';
import { controlCatalogue } from '../../src/core/control-catalogue.ts';
import { checksWithin, controlsFor } from '../../src/core/controls.ts';
import {
  concerns,
  type Framework,
  frameworks,
  frameworksNamed,
  frameworkWords,
  profileOf,
  publicationOf,
} from '../../src/core/frameworks.ts';
import { optionsOfProfile, profiles } from '../../src/core/profiles.ts';

const ids = [
  ...['cisa-scuba-m365', 'cisa-scuba-gws', 'cis-m365', 'cis-gws', 'cis-controls', 'nist-csf', 'nist-800-53'],
  ...['iso-27001', 'soc-2', 'mitre-attack', 'scs-3', 'csa-zero-trust'],
];

describe('the words for frameworks', () => {
  it('are one for each, and two for families', () => {
    expect(frameworkWords).toEqual([...ids, 'cisa', 'cis']);
    for (const framework of frameworks) expect(frameworksNamed(publicationOf(framework).id)).toEqual([framework]);
  });

  it('of families stand for the benchmark of each product', () => {
    expect(frameworksNamed('cisa')).toEqual(['CISA SCuBA M365', 'CISA SCuBA Google Workspace']);
    expect(frameworksNamed('cis')).toEqual(['CIS M365', 'CIS Google Workspace']);
  });

  it.each(['CIS', 'cis-m36', '', 'toString', '__proto__'])('"%s" stands for none', (word) => {
    expect(frameworksNamed(word)).toEqual([]);
  });
});

describe('a framework', () => {
  it('of one product concerns nobody else, one of all products everybody', () => {
    expect(concerns('CIS M365', ['google-workspace'])).toBe(false);
    expect(concerns('CIS M365', ['google-workspace', 'microsoft365'])).toBe(true);
    expect(concerns('SOC 2', ['google-workspace'])).toBe(true);
    expect(concerns('Rules of our own', [])).toBe(true);
  });

  it.each<[Framework[], string | undefined]>([
    [[], undefined],
    [['CISA SCuBA M365'], 'cisa'],
    [['CISA SCuBA M365', 'CISA SCuBA Google Workspace'], 'cisa'],
    [['CIS Google Workspace'], 'cis'],
    [['CIS M365', 'CISA SCuBA M365'], undefined],
    [['CIS M365', 'SOC 2'], undefined],
    // It shares no more than the name.
    [['CIS Controls'], undefined],
  ])('%j: the profile is %s', (chosen, profile) => {
    expect(profileOf(chosen)).toBe(profile);
  });
});

describe('a profile', () => {
  it.each(profiles)('%s sets options that checks have', (profile) => {
    for (const [id, options] of Object.entries(optionsOfProfile(profile))) {
      const known = checks.find((check) => check.id === id)?.options ?? {};
      expect(Object.keys(options).filter((name) => !(name in known))).toEqual([]);
    }
  });

  it('cisa allows two to eight top administrators, and certificates a year; cis two to four, and half a year', () => {
    expect(optionsOfProfile('cisa')).toEqual({
      'stale-credential': { limitDays: 180, certificateDays: 365 },
      'top-admin-count': { max: 8, min: 2 },
    });
    expect(optionsOfProfile('cis')).toEqual({
      'stale-credential': { limitDays: 180, certificateDays: 180 },
      'top-admin-count': { max: 4, min: 2 },
    });
    expect(optionsOfProfile(null)).toEqual({});
  });
});

describe('the catalogue of controls', () => {
  it.each(frameworks)('%s names each once', (framework) => {
    const all = controlCatalogue[framework];
    expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([]);
    expect(all.filter((id) => id.trim() !== id || id === '')).toEqual([]);
  });

  it.each(checks.map((check) => [check.id, check] as const))('knows every control that %s answers', (_id, check) => {
    const strange = check.controls.filter(({ framework, id }) => {
      return !controlCatalogue[framework as Framework].includes(id);
    });
    expect(strange.map(({ framework, id }) => `${framework} ${id}`)).toEqual([]);
  });

  it.each<[Framework, RegExp]>([
    ['CISA SCuBA M365', /^MS\.[A-Z]+\.\d+\.\d+v\d+$/],
    ['CISA SCuBA Google Workspace', /^GWS\.[A-Z]+\.\d+\.\d+v\d+$/],
    ['CIS M365', /^\d+(\.\d+){2,3}$/],
    ['CIS Google Workspace', /^\d+(\.\d+){1,4}$/],
    ['CIS Controls', /^\d+\.\d+$/],
    ['NIST CSF', /^[A-Z]{2}\.[A-Z]{2}-\d{2}$/],
    ['NIST SP 800-53', /^[A-Z]{2}-\d+(\(\d+\))?(\([a-z]\)|[a-z])?$/],
    ['ISO/IEC 27001', /^A\.[58]\.\d+$/],
    ['SOC 2', /^CC\d\.\d$/],
    ['MITRE ATT&CK', /^T\d{4}(\.\d{3})?$/],
    ['SCS ★3', /^\d-\d-\d-\d$/],
  ])('%s has ids of its own form', (framework, form) => {
    expect(controlCatalogue[framework].filter((id) => !form.test(id))).toEqual([]);
  });
});

describe('what checks answer', () => {
  it('is of every framework but those of other products', () => {
    const answered = (providers: Parameters<typeof controlsFor>[1]) =>
      new Set(checks.flatMap((check) => controlsFor(check.controls, providers).map(({ framework }) => framework)));
    expect([...answered(['microsoft365', 'google-workspace'])].sort()).toEqual([...frameworks].sort());
    expect(answered(['microsoft365']).has('CIS Google Workspace')).toBe(false);
  });

  it('is cut down to the frameworks that were asked for', () => {
    expect(checksWithin([], checks)).toBe(checks);
    const some = checksWithin(['CIS M365', 'SCS ★3'], checks);
    expect(some.length).toBeLessThan(checks.length);
    expect(new Set(some.flatMap(({ controls }) => controls.map(({ framework }) => framework)))).toEqual(
      new Set(['CIS M365', 'SCS ★3']),
    );
    for (const { id, controls } of some) {
      const whole = checks.find((check) => check.id === id)?.controls ?? [];
      expect(controls).toEqual(whole.filter(({ framework }) => framework === 'CIS M365' || framework === 'SCS ★3'));
    }
  });
});
