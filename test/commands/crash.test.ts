import { expect, test } from 'vitest';
import { describeCrash } from '../../src/commands/crash.ts';
import { createSecrets } from '../../src/http/secrets.ts';

const secret = 'q8Q~Secret.of-acme';
const secrets = createSecrets();
secrets.learn(secret);

function told(error: unknown): string {
  return describeCrash(error, (words) => secrets.hide(words));
}

test('names the fault and its place, and says what to do', () => {
  const text = told(new RangeError('too far'));
  expect(text).toMatch(
    /^shisei stopped because of a fault of its own:\nRangeError: too far\n\s+at .*crash\.test\.ts:\d+/,
  );
  expect(text).toContain('Run it again.');
  expect(text.endsWith('\n')).toBe(true);
});

test.each([
  ['one that is known', `wrong: ${secret}`, secret],
  ['one that is known, in base64', `wrong: ${Buffer.from(`id:${secret}`).toString('base64')}`, 'U2VjcmV0'],
  ['a token', 'wrong: Bearer abcdefgh123', 'abcdefgh123'],
  ['the password of a proxy', 'to http://me:hunter2@proxy.example:8080/ failed', 'hunter2'],
  ['what stands below a line like a place', 'x\n    at https://a.example/b?sig=12345678', '12345678'],
  ['a private key', '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----', 'MIIE'],
])('tells no secret: %s', (_name, words, part) => {
  for (const error of [new Error(words), words]) expect(told(error)).not.toContain(part);
});

test('shows what cannot be seen, in the words of the fault', () => {
  expect(told(new Error('a\u001b[31mb'))).toContain('a\\x1b[31mb');
});

test('keeps long words short', () => {
  expect(told(new Error('word '.repeat(10_000))).length).toBeLessThan(6_000);
});

test.each([undefined, null, 7, { password: 'hunter2' }])('bears that %j is thrown', (thrown) => {
  expect(told(thrown)).toContain('fault of its own');
  expect(told(thrown)).not.toContain('hunter2');
});
