import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { createSecrets } from '../../src/http/secrets.ts';
import { leaksIn } from '../e2e/leaks.ts';

const secret = 'q8Q~Sec/ret+&=%"\\<é>-of\'s_one';

function knowing(...all: string[]) {
  const secrets = createSecrets();
  for (const one of all) secrets.learn(one);
  return secrets;
}

const spellings: ReadonlyArray<readonly [string, (text: string) => string]> = [
  ['as it is', String],
  ['in other letters', (text) => text.toUpperCase()],
  ['in an address', encodeURIComponent],
  ['in an address in small letters', (text) => encodeURIComponent(text).toLowerCase()],
  ['twice in an address', (text) => encodeURIComponent(encodeURIComponent(text))],
  ['in a form', (text) => new URLSearchParams({ a: text }).toString().slice(2)],
  ['by percent signs', (text) => Buffer.from(text).toString('hex').replace(/../g, '%$&')],
  ['in JSON', (text) => JSON.stringify({ a: text })],
  ['in JSON in JSON', (text) => JSON.stringify(JSON.stringify({ a: text }))],
  ['in base64', (text) => Buffer.from(text).toString('base64')],
  ['in base64 after one byte', (text) => Buffer.from(`:${text}:`).toString('base64')],
  ['in base64 after two bytes', (text) => Buffer.from(`id${text}id`).toString('base64')],
  ['in base64 for addresses', (text) => Buffer.from(`id:${text}`).toString('base64url')],
  ['in hexadecimal digits', (text) => Buffer.from(text).toString('hex')],
  ['in lines', (text) => text.replaceAll(/.{3}/g, '$&\r\n\t')],
  ['in lines of JSON', (text) => JSON.stringify(text.replaceAll(/.{5}/g, '$&\n'))],
];

describe('hiding', () => {
  test.each(spellings)('takes out a secret %s, and leaves the rest', (_name, spell) => {
    const hidden = knowing(secret).hide(`before ${spell(secret)} after`);
    expect(hidden).toMatch(/^before .*…/);
    expect(hidden).toMatch(/ after$/);
    expect(leaksIn(hidden, new Map([['it', secret]]))).toEqual([]);
  });

  it('leaves less than twelve characters of one that is cut off', () => {
    const secrets = knowing(secret);
    for (let length = 12; length <= secret.length; length += 1) {
      expect(secrets.hide(`x ${secret.slice(0, length)}`)).toBe('x …');
      expect(secrets.hide(`x ${secret.slice(-length)}`)).toBe('x …');
    }
    expect(secrets.hide(`x ${secret.slice(0, 11)}`)).toBe(`x ${secret.slice(0, 11)}`);
  });

  it('knows a key line by line, whatever stands around it', () => {
    const lines = [
      'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC',
      'BKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj',
      'AgMBAAECggEBAKTmjaS6tkK8BlPX',
    ];
    const key = ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n');
    const secrets = knowing(key);
    for (const line of lines) expect(secrets.hide(`of ${line}!`)).toBe('of …!');
    expect(secrets.hide(key.replaceAll('\n', '\\n'))).toBe(
      '-----BEGIN PRIVATE KEY-----\\n…\\n-----END PRIVATE KEY-----\\n',
    );
    expect(secrets.hide('no -----BEGIN PRIVATE KEY----- here')).toBe('no -----BEGIN PRIVATE KEY----- here');
  });

  it('leaves no piece of any secret in any words, and changes no others', () => {
    const token = fc
      .string({ minLength: 8, maxLength: 60, unit: 'grapheme-ascii' })
      .filter((text) => /^\S{8,}$/.test(text));
    const spelled = fc.constantFrom(...spellings.map(([, spell]) => spell));
    fc.assert(
      fc.property(token, spelled, fc.string({ maxLength: 7 }), (value, spell, words) => {
        const secrets = knowing(value);
        expect(leaksIn(secrets.hide(`${words} ${spell(value)} ${words}`), new Map([['it', value]]))).toEqual([]);
        const others = words.replaceAll(/[\w%]/g, '?');
        expect(secrets.hide(others)).toBe(others);
      }),
      { numRuns: 300 },
    );
  });
});

describe('cutting', () => {
  test.each(spellings.filter(([name]) => /^(?:as it is|in an address|in a form|in JSON)$/.test(name)))(
    'takes out a whole secret %s',
    (_name, spell) => {
      expect(knowing(secret).cut(`{"a":1,${spell(secret)}}`)).not.toContain('ret');
    },
  );

  it('touches no part of one, which may be part of anything else', () => {
    expect(knowing(secret).cut(secret.slice(1))).toBe(secret.slice(1));
  });
});

it('passes over what is too short to be told from a word', () => {
  const secrets = knowing('example', '', 'x');
  secrets.learn(null);
  expect(secrets.hide('an example')).toBe('an example');
  expect(secrets.cut('an example')).toBe('an example');
});

it('knows nothing of what another session knows', () => {
  knowing(secret);
  expect(createSecrets().hide(secret)).toBe(secret);
});

it('takes no time over long words and many tokens', () => {
  const tokens = Array.from({ length: 20 }, (_, index) => Buffer.alloc(1_200, index + 1).toString('base64'));
  const secrets = knowing(...tokens);
  const started = performance.now();
  secrets.hide('an error message '.repeat(2_000));
  expect(performance.now() - started).toBeLessThan(5_000);
});
