import { describe, expect, it } from 'vitest';
import { type Ending, endingForPeople, endingForPipes, reasonLine } from '../../src/output/ending.ts';

const fine: Ending = {
  files: [{ tenant: 'acme', path: 'out/acme/report.json' }],
  overall: ['out/fleet.json', 'out/fleet.html'],
  status: 0,
  unread: [],
  unfinished: [],
  unstored: [],
  failing: { findings: 3, level: 'high' },
};

describe('the ending', () => {
  it('names every file that was written', () => {
    expect(endingForPipes(fine)).toBe('acme: wrote out/acme/report.json\nwrote out/fleet.json\nwrote out/fleet.html\n');
    for (const path of ['out/acme/report.json', 'out/fleet.json', 'out/fleet.html']) {
      expect(endingForPeople(fine, 'ja')).toContain(`  ${path}\n`);
    }
  });

  it('says nothing more when all is well', () => {
    expect(reasonLine(fine, 'en')).toBe('');
  });

  it('says how many findings are at or above which level', () => {
    const failing = { ...fine, status: 1 };
    expect(reasonLine(failing, 'en')).toBe('exit 1: 3 findings at or above --fail-on high');
    expect(reasonLine(failing, 'ja')).toBe('終了コード 1：--fail-on high 以上の指摘が 3件あります');
    expect(reasonLine({ ...failing, failing: { findings: 1, level: 'low' } }, 'en')).toContain('1 finding at');
  });

  it('says what could not be read, and which tenants broke off', () => {
    const unread = { ...fine, status: 3, unread: ['acme/microsoft365/mfa'], unfinished: ['globex'] };
    expect(reasonLine(unread, 'en')).toBe(
      'exit 3: could not be read in full: acme/microsoft365/mfa; not finished: globex',
    );
    expect(reasonLine({ ...unread, unread: [] }, 'en')).toBe('exit 3: not finished: globex');
    expect(reasonLine(unread, 'ja')).toMatch(/^終了コード 3：.*acme\/microsoft365\/mfa.*globex$/);
  });
});

describe('a scan that is not in the history', () => {
  it('is named in the last line', () => {
    const ending = { ...fine, status: 3, unstored: ['acme'], failing: null };
    expect(reasonLine(ending, 'en')).toContain('not in the history: acme');
    expect(reasonLine(ending, 'ja')).toContain('acme');
  });
});
