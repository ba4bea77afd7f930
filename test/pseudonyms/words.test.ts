import fc from 'fast-check';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { joiningNumber } from '../../src/core/joining.ts';
import { normalEmployeeId } from '../../src/core/roster.ts';
import { pseudonymKeyOf } from '../../src/pseudonyms/key.ts';
import { createWords, type Words } from '../../src/pseudonyms/words.ts';
import { anyText } from '../render/hostile.ts';

let words: Words;
let others: Words;
beforeAll(async () => {
  words = createWords(await pseudonymKeyOf('correct horse battery staple'));
  others = createWords(await pseudonymKeyOf('correct horse battery staples'));
});

describe('a key', () => {
  it('has a fingerprint that is the same for the same secret alone, and no part of it', async () => {
    const secret = '0123456789abcdef0123456789abcdef';
    const [key, same, other] = await Promise.all([secret, secret, `${secret}0`].map(pseudonymKeyOf));
    expect(key?.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(same?.fingerprint).toBe(key?.fingerprint);
    expect(other?.fingerprint).not.toBe(key?.fingerprint);
    expect(secret).not.toContain(key?.fingerprint);
    expect(JSON.stringify(key)).toBe(JSON.stringify({ fingerprint: key?.fingerprint }));
  });

  it('tells kinds apart, and halves of characters', async () => {
    const { codeOf } = await pseudonymKeyOf('correct horse battery staple');
    const codes = [codeOf('user', 'a'), codeOf('person', 'a'), codeOf('user', '\ud800'), codeOf('user', '\udc00')];
    expect(new Set(codes).size).toBe(4);
  });

  it('gives what it has always given', () => {
    expect(words.address('Taro@acme.example')).toBe('user-0sh1h61q7q@domain-c821f82otj.invalid');
    expect(words.loose('person', '山田 太郎')).toBe('person-9snbcpif65');
    expect(words.employee('1001')).toBe('employee-674372893400574');
  });
});

describe('an address', () => {
  it('keeps its shape, and its domain is recognisable', () => {
    const [one, two, three] = ['ann@acme.example', 'bob@acme.example', 'ann@partner.example'].map(words.address);
    const domain = words.domain('acme.example');
    expect(one).toMatch(/^user-[0-9a-v]{10}@domain-[0-9a-v]{10}\.invalid$/);
    expect(one?.split('@')[1]).toBe(domain);
    expect(two?.split('@')[1]).toBe(domain);
    expect(three?.split('@')[1]).not.toBe(domain);
    expect(three?.split('@')[0]).toBe(one?.split('@')[0]);
  });

  it('of a guest keeps its mark, and the address at home', () => {
    const [user, domain] = words.address('taro.yamada@partner.example').split('@');
    const here = words.domain('acme.onmicrosoft.com');
    expect(words.address('taro.yamada_partner.example#EXT#@acme.onmicrosoft.com')).toBe(
      `${user}_${domain}#EXT#@${here}`,
    );
    expect(words.address('a_b_partner.example#ext#@acme.onmicrosoft.com')).toBe(
      `${words.address('a_b')}_${domain}#EXT#@${here}`,
    );
    expect(words.address('nobody#EXT#@acme.onmicrosoft.com')).toBe(`${words.address('nobody')}#EXT#@${here}`);
  });

  it('that is empty stays so', () => {
    expect([words.address(''), words.domain(''), words.exact('person', ' '), words.employee('')]).toEqual([
      '',
      '',
      ' ',
      '',
    ]);
  });

  const logins = fc.oneof(
    anyText,
    fc
      .tuple(fc.constantFrom('ann', 'ANN', 'a_b', ''), fc.constantFrom('@', '_', '#EXT#@', ''), anyText)
      .map((parts) => parts.join('')),
    fc.constantFrom('ann_x.example#EXT#@y.example', 'ann_X.example#ext#@y.example', 'ann@x.example#ext#@y.example'),
  );
  test('is equal to another where the two are, but for case', () => {
    fc.assert(
      fc.property(logins, logins, fc.boolean(), (one, other, isShouted) => {
        const spelled = isShouted ? one.toLowerCase() : other;
        const isSame = one.toLowerCase() === spelled.toLowerCase();
        expect(words.address(one).toLowerCase() === words.address(spelled).toLowerCase()).toBe(isSame);
      }),
    );
  });
});

describe('an employee number', () => {
  const numbers = fc.oneof(
    anyText,
    fc.constantFrom('1001', '１００１', ' 1001 ', 'A-7', 'ａ-７', '0', '000', '-', 'none', 'None', '非常勤'),
  );
  test('joins what it joined, and nothing else', () => {
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        const [first, second] = [words.employee(one), words.employee(other)];
        expect(normalEmployeeId(first) === normalEmployeeId(second)).toBe(
          normalEmployeeId(one) === normalEmployeeId(other),
        );
        expect(normalEmployeeId(first) === null).toBe(normalEmployeeId(one) === null);
        expect(joiningNumber(first) === null).toBe(joiningNumber(one) === null);
      }),
    );
  });
});

describe('a name', () => {
  it('is one in every spelling that people read alike', () => {
    const spellings = ['黒田 慎一', '黒田\u3000慎一', ' 黒田  慎一 '];
    expect(new Set(spellings.map((name) => words.loose('person', name))).size).toBe(1);
    expect(words.loose('person', 'ﾎｼ ﾕｳｺ')).toBe(words.loose('person', 'ホシ ユウコ'));
  });

  it('that judging compares is one in one spelling alone', () => {
    expect(words.exact('policy', 'Require MFA')).not.toBe(words.exact('policy', 'require MFA'));
  });

  it('is another under another key', () => {
    const all = (under: Words) => [
      under.address('ann@acme.example'),
      under.loose('person', 'Ann'),
      under.exact('policy', 'Require MFA'),
      under.employee('1001'),
      under.domain('acme.example'),
    ];
    const before = new Set(all(words));
    expect(all(others).filter((name) => before.has(name))).toEqual([]);
  });
});
