import { describe, expect, it } from 'vitest';
import { parseFrameworks, parseProfile, UsageError } from '../../src/commands/options.ts';
import { frameworkWords } from '../../src/core/frameworks.ts';

function refused(parse: () => unknown): string {
  try {
    parse();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return '';
}

describe('--framework', () => {
  it('takes ids and groups, in any order, each once', () => {
    expect(parseFrameworks([], 'en')).toEqual([]);
    expect(parseFrameworks(['soc-2', 'cis', 'cis-m365'], 'en')).toEqual(['CIS M365', 'CIS Google Workspace', 'SOC 2']);
  });

  it.each(['en', 'ja'] as const)('refuses others in %s, and lists what there is', (locale) => {
    const text = refused(() => parseFrameworks(['cis', 'cis-m356'], locale));
    expect(text).toContain('cis-m356');
    for (const word of frameworkWords) expect(text).toContain(word);
  });
});

describe('--profile', () => {
  it('is the one that was named, else that of the family of frameworks', () => {
    expect(parseProfile('cis', ['CISA SCuBA M365'], 'en')).toBe('cis');
    expect(parseProfile(undefined, ['CISA SCuBA M365'], 'en')).toBe('cisa');
    expect(parseProfile(undefined, ['CISA SCuBA M365', 'CIS M365'], 'en')).toBeUndefined();
    expect(parseProfile(undefined, [], 'en')).toBeUndefined();
  });

  it.each(['en', 'ja'] as const)('refuses others in %s, and lists what there is', (locale) => {
    expect(refused(() => parseProfile('nist', [], locale))).toMatch(/nist.*cisa, cis/);
  });
});
