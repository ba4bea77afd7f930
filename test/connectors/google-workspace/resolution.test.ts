import { describe, expect, test } from 'vitest';
import { type Field, ladderOf, resolve } from '../../../connectors/google-workspace/resolution.ts';
import type { Setting } from '../../../src/core/rows/policy.ts';
import { type Input, people, ruleOf, survey } from './two-step.ts';

const factors: Field<string> = {
  name: 'set',
  read: (raw) => (typeof raw === 'string' ? raw : undefined),
  fallback: 'ALL',
};

function rules(text: string): Setting[] {
  return text
    .split(';')
    .filter((part) => part.trim() !== '')
    .map((part) => ruleOf(part, 'security.x', 'set', (value) => (value === 'odd' ? 7 : value)));
}

/** `KEYS 200`: the value, and the order of the rule that decides; `? vip`: not known, and what is to blame. */
function outcome(text: string, who: keyof typeof people, dark: readonly Input[]): string {
  const resolved = resolve(ladderOf(rules(text)), factors, survey(dark)(people[who]));
  if ('gap' in resolved) {
    const blame = /^(units|vip|roles) could/.exec(resolved.gap.detail)?.[1];
    return `? ${blame ?? resolved.gap.kind}`;
  }
  return `${resolved.value} ${resolved.by === null ? 'default' : (resolved.by.sortOrder ?? 'none')}`;
}

describe('units', () => {
  test.each([
    ['', 'bob', 'ALL default'],
    ['1 /: KEYS', 'bob', 'KEYS 1'],
    ['1 /: KEYS', 'ann', 'KEYS 1'],
    ['1 *: KEYS', 'ann', 'KEYS 1'],
    ['1 /Sales: KEYS', 'ann', 'KEYS 1'],
    ['1 /Sales/West: KEYS', 'ann', 'KEYS 1'],
    ['1 /Sales: KEYS', 'bob', 'ALL default'],
    ['1 /Sales: KEYS', 'eve', 'ALL default'],
    ['1 /: OTP; 2 /Sales: KEYS', 'ann', 'KEYS 2'],
    ['1 /: OTP; 2 /Sales: KEYS', 'bob', 'OTP 1'],
    ['1 /: OTP; 2 /Sales: KEYS; 3 /Sales/West: ALL', 'ann', 'ALL 3'],
    ['3 /: OTP; 2 /Sales: KEYS', 'ann', 'OTP 3'],
    ['1 /Gone: KEYS', 'ann', 'ALL default'],
    ['1 /Sales | /Ops: KEYS', 'eve', 'KEYS 1'],
    ['1 /Sales | /Ops: KEYS', 'bob', 'ALL default'],
    ['1 !/Sales: KEYS', 'ann', 'ALL default'],
    ['1 !/Sales: KEYS', 'bob', 'KEYS 1'],
  ] as const)('%s | %s → %s', (text, who, expected) => {
    expect(outcome(text, who, [])).toBe(expected);
  });
});

describe('groups and administrators', () => {
  test.each([
    ['1 vip: KEYS', 'ann', 'KEYS 1'],
    ['1 vip: KEYS', 'bob', 'ALL default'],
    ['1 empty: KEYS', 'ann', 'ALL default'],
    ['1 all: KEYS', 'bob', 'KEYS 1'],
    ['1 !vip: KEYS', 'bob', 'KEYS 1'],
    ['1 !vip: KEYS', 'ann', 'ALL default'],
    ['1 /Sales & vip: KEYS', 'ann', 'KEYS 1'],
    ['1 /Ops & vip: KEYS', 'ann', 'ALL default'],
    ['2 /: OTP; 1 vip: KEYS', 'ann', 'OTP 2'],
    ['1 /: OTP; 2 vip: KEYS', 'ann', 'KEYS 2'],
    ['1 admins: KEYS', 'eve', 'KEYS 1'],
    ['1 admins: KEYS', 'hal', 'KEYS 1'],
    ['1 admins: KEYS', 'bob', 'ALL default'],
    ['1 /: OTP; 2 / & admins: KEYS', 'hal', 'KEYS 2'],
    ['1 !admins: OTP', 'eve', 'ALL default'],
  ] as const)('%s | %s → %s', (text, who, expected) => {
    expect(outcome(text, who, [])).toBe(expected);
  });
});

describe('rank', () => {
  test.each([
    ['1 system /: OTP; 2 /: KEYS', 'KEYS 2'],
    ['2 system /: OTP; 1 /: KEYS', 'OTP 2'],
    ['1 system /: OTP; 1 /: KEYS', 'KEYS 1'],
    ['1 /: KEYS; 1 system /: OTP', 'KEYS 1'],
    ['- /: KEYS; 1 system /: OTP', 'OTP 1'],
    ['- /: KEYS', 'KEYS none'],
    ['-5 /: KEYS; - /Sales: OTP', 'KEYS -5'],
    ['0.5 /: KEYS; 0.25 /Sales: OTP', 'KEYS 0.5'],
    ['2 /: unset; 1 /: KEYS', 'KEYS 1'],
    ['2 /: unset', 'ALL default'],
    ['1 /: KEYS; 1 /Sales: KEYS', 'KEYS 1'],
    ['1 /: KEYS; 1 /Sales: OTP', '? malformed'],
    ['2 /Sales: ALL; 1 /: KEYS; 1 /Sales: OTP', 'ALL 2'],
    ['1 /: odd', '? malformed'],
    ['2 /: KEYS; 1 /: odd', 'KEYS 2'],
    ['2 /Ops: odd; 1 /: KEYS', 'KEYS 1'],
  ] as const)('%s | ann → %s', (text, expected) => {
    expect(outcome(text, 'ann', [])).toBe(expected);
  });
});

test('a value that is not as documented is named by its place', () => {
  expect(resolve(ladderOf(rules('1 /: odd')), factors, survey()(people.bob))).toMatchObject({
    gap: { detail: expect.stringContaining('security.x.set') },
  });
});

describe('what cannot be told', () => {
  test.each([
    ['1 vip: KEYS', 'ann', ['vip'], '? vip'],
    ['1 vip: KEYS', 'bob', ['vip'], '? vip'],
    ['1 vip: ALL', 'bob', ['vip'], 'ALL default'],
    ['2 /: OTP; 1 vip: KEYS', 'ann', ['vip'], 'OTP 2'],
    ['1 /: OTP; 2 vip: KEYS', 'ann', ['vip'], '? vip'],
    ['1 /: KEYS; 2 vip: KEYS', 'ann', ['vip'], 'KEYS 1'],
    ['1 /: OTP; 2 /Ops & vip: KEYS', 'ann', ['vip'], 'OTP 1'],
    ['1 /: OTP; 2 /Ops & vip: KEYS', 'eve', ['vip'], '? vip'],
    ['1 /: OTP; 2 /Ops | vip: KEYS', 'eve', ['vip'], 'KEYS 2'],
    ['1 /: OTP; 2 !vip: KEYS', 'ann', ['vip'], '? vip'],
    ['1 vip: unset', 'ann', ['vip'], 'ALL default'],
    ['1 /: OTP; 2 vip: KEYS; 3 all: ALL', 'ann', ['vip'], 'ALL 3'],
    ['1 /: KEYS', 'ann', ['units'], '? units'],
    ['1 *: KEYS', 'ann', ['units'], 'KEYS 1'],
    ['1 vip: KEYS', 'ann', ['units'], 'KEYS 1'],
    ['1 /Sales & vip: KEYS', 'bob', ['units'], 'ALL default'],
    ['1 /Sales & vip: KEYS', 'ann', ['units'], '? units'],
    ['1 admins: KEYS', 'eve', ['roles'], 'KEYS 1'],
    ['1 admins: KEYS', 'bob', ['roles'], '? roles'],
    ['1 /Sales & admins: KEYS', 'bob', ['roles'], 'ALL default'],
    ['1 licensed: KEYS', 'bob', [], '? unsupported'],
    ['1 licensed: ALL', 'bob', [], 'ALL default'],
    ['1 /Sales & licensed: KEYS', 'bob', [], 'ALL default'],
    ['1 riddle: KEYS', 'bob', [], '? unsupported'],
    ['1 /Sales & riddle: KEYS', 'bob', [], 'ALL default'],
    ['1 / | riddle: KEYS', 'bob', [], 'KEYS 1'],
    ['2 riddle: odd; 1 /: KEYS', 'bob', [], '? unsupported'],
    ['1 /Sales: KEYS', 'lost', [], '? absent'],
    ['1 all: KEYS', 'lost', [], 'KEYS 1'],
    ['1 /Sales: KEYS', 'new', [], '? absent'],
    ['1 unread: KEYS', 'bob', [], '? absent'],
  ] as const)('%s | %s, without %o → %s', (text, who, dark, expected) => {
    expect(outcome(text, who, dark)).toBe(expected);
  });
});
