import { expect, test } from 'vitest';
import { redact } from '../../src/http/redact.ts';

test.each([
  'client_secret=s3cr3t~.x',
  'client_secret = s3cr3t',
  'grant_type=client_credentials&client_secret=s3cr3t&scope=x',
  'client_secret%3Ds3cr3t%26scope',
  'CLIENT_SECRET=s3cr3t',
  'client_secret: s3cr3t',
  'clientSecret: "s3cr3t"',
  '{"client_secret":"s3cr3t","scope":"x"}',
  '{"client_secret": "a s3cr3t of \\"words\\" s3cr3t"}',
  '{"secretText":"s3cr3t"}',
  '{\\"client_secret\\":\\"s3cr3t\\"}',
  "{'client_secret': 's3cr3t'}",
  'client_secret="s3cr3t, cut off s3cr3t',
  'client_assertion=s3cr3t',
  'client_assertion_type=urn:x&client_assertion=s3cr3t',
  'assertion=s3cr3t',
  'refresh_token=s3cr3t',
  'refresh_token:\ns3cr3t',
  'access_token=s3cr3t',
  'id_token=s3cr3t',
  'password=s3cr3t',
  'username=a&password=s3cr3t/&x=y',
  '"password":"s3cr3t"',
  'new_password=s3cr3t',
  'Authorization: Bearer s3cr3t.s3cr3t',
  'Authorization: Basic czNjcjN0OnM=s3cr3t',
  '{"Authorization":"Basic s3cr3t"}',
  'private_key=s3cr3t',
  '{"private_key": "-----BEGIN PRIVATE KEY-----\\ns3cr3t\\n-----END PRIVATE KEY-----\\n"}',
  '-----BEGIN RSA PRIVATE KEY-----\ns3cr3t\ns3cr3t\n-----END RSA PRIVATE KEY-----',
  '-----BEGIN PRIVATE KEY-----\ns3cr3t and no',
  'https://graph.example/v1.0/users?$skiptoken=s3cr3t',
  '/v1.0/users?$top=1&$skiptoken=s3cr3t',
  'https://files.example/report.csv?sv=1&sig=s3cr3t',
  'http://me:s3cr3t@proxy.example:8080/',
  'http://s3cr3t@proxy.example',
  'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCs3cr3tBKcwggSjAgEAAoIBAQC7VJTU==',
])('cuts the secret of %j', (words) => {
  const shown = redact(`bad request: ${words} end`);
  expect(shown).toMatch(/^bad request: /);
  expect(shown).toContain('…');
  expect(shown).not.toContain('s3cr3t');
});

test('keeps the rest of a form', () => {
  expect(redact('client_id=app&client_secret=x&scope=y')).toBe('client_id=app&client_secret=…&scope=y');
  expect(redact('{"client_secret":"x","scope":"y"}')).toBe('{"client_secret":…,"scope":"y"}');
});

test.each([
  'AADSTS7000215: Invalid client secret provided. Ensure the secret being sent is the client secret value.',
  'AADSTS700027: Client assertion contains an invalid signature.',
  'InvalidAuthenticationToken: Access token has expired or is not yet valid.',
  'InvalidAccessToken: Access token is of another tenant.',
  'AADSTS50055: The password is expired.',
  'client_assertion_type=urn:ietf:params:oauth',
  'invalid_grant: Invalid JWT Signature.',
  'Basic authentication is disabled for the tenant.',
  'Is this the right tenant? https://learn.microsoft.com/entra/identity says more.',
  "Resource '11111111-2222-4333-8444-555555555555' does not exist in /v1.0/roleManagement/directory/roleAssignments.",
  'The scope https://www.googleapis.com/auth/admin.directory.rolemanagement.readonly is not delegated to auditor@acme.example.',
])('leaves %j alone', (words) => {
  expect(redact(words)).toBe(words);
});

test('takes no time over long words', () => {
  for (const part of ['secret', 'secret\\\\', 'client_secret ', 'password="\\']) {
    const started = performance.now();
    redact(part.repeat(10_000));
    expect(performance.now() - started).toBeLessThan(10_000);
  }
});
