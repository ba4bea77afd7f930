import { expect, test } from 'vitest';
import { staleCredential } from '../../checks/stale-credential.ts';
import type { Credential } from '../../src/core/rows/application.ts';
import { application, daysAgo, judge, partial, secret, snapshotOf, testCheck, unavailable } from '../check-tester.ts';

const long = { subject: 'app', message: 'long', severity: 'low' } as const;
const expired = { subject: 'app', message: 'expired', severity: 'low' } as const;
const unknown = { subject: 'app', kind: 'absent' } as const;
const certificate = (ageDays: number, lifeDays: number, facts: Partial<Credential> = {}) =>
  secret(ageDays, lifeDays, { kind: 'certificate', id: 'certificate-1', ...facts });
const having = (...credentials: Credential[]) => ({ applications: [application({ credentials })] });

testCheck(staleCredential, {
  valid: [
    { name: 'a secret of exactly 180 days', data: having(secret(1, 180)) },
    { name: 'a secret of not yet 181 days', data: having(secret(1, 180.99)) },
    { name: 'a certificate of exactly 365 days', data: having(certificate(1, 365)) },
    { name: 'a secret that ends in a moment', data: having(secret(10, 10.00001)) },
    { name: 'a secret that has not begun', data: having(secret(-10, 180)) },
    {
      name: 'limits of their own',
      options: { limitDays: 730, certificateDays: 1095 },
      data: having(secret(1, 730), certificate(1, 1095)),
    },
    { name: 'no credentials', verdict: 'not-applicable', data: having() },
    {
      name: 'a managed identity, whose certificate Azure renews',
      verdict: 'not-applicable',
      data: { applications: [application({ kind: 'managed-identity', credentials: [certificate(1, 3650)] })] },
    },
    {
      name: 'Google, whose keys nobody may list',
      provider: 'google-workspace',
      verdict: 'not-applicable',
      data: { applications: unavailable() },
    },
  ],
  invalid: [
    {
      name: 'a secret of 181 days',
      data: having(secret(1, 181)),
      fails: [
        {
          ...long,
          data: {
            ...{ secrets: 1, certificates: 0, longSecrets: 1, longCertificates: 0, expired: 0, undated: 0 },
            ...{ kind: 'secret', credential: 'secret-1', days: 181, limit: 180, endedDays: -180 },
            ...{ startsAt: daysAgo(1), endsAt: daysAgo(-180) },
          },
        },
      ],
    },
    {
      name: 'a certificate of 366 days',
      data: having(certificate(1, 366, { name: 'CN=backup' })),
      fails: [
        { ...long, data: { longCertificates: 1, credential: 'CN=backup', credentialId: 'certificate-1', limit: 365 } },
      ],
    },
    {
      name: 'a secret that has expired at this moment',
      data: having(secret(90, 90)),
      fails: [{ ...expired, data: { expired: 1, longSecrets: 0, days: 90, endedDays: 0, endsAt: daysAgo(0) } }],
    },
    {
      name: 'long over expired, and an expired long one is long too',
      data: having(secret(100, 90), secret(800, 730, { id: 'secret-2', name: 'old' })),
      fails: [
        { ...long, data: { secrets: 2, longSecrets: 1, expired: 2, credential: 'old', days: 730, endedDays: 70 } },
      ],
    },
    {
      name: 'of several the worst is named: the furthest over its own limit',
      data: having(certificate(1, 1000), secret(1, 900, { id: 'secret-2' }), secret(1, 400)),
      fails: [{ ...long, data: { longSecrets: 2, longCertificates: 1, credential: 'secret-2', days: 900 } }],
    },
    {
      name: 'of equally bad ones the first by id is named',
      data: having(secret(1, 400, { id: 'b' }), secret(1, 400, { id: 'a' })),
      fails: [{ ...long, data: { credential: 'a' } }],
    },
    {
      name: 'of expired ones the oldest is named',
      data: having(secret(100, 90), certificate(300, 100)),
      fails: [{ ...expired, data: { expired: 2, credential: 'certificate-1', endedDays: 200 } }],
    },
    {
      name: 'one is long, of another nothing is said',
      data: having(secret(1, 181), certificate(1, 1, { startsAt: null, endsAt: null })),
      fails: [{ ...long, data: { undated: 1 } }],
    },
    {
      name: 'expired, though nobody says since when it was valid',
      data: having(secret(100, 90, { startsAt: null })),
      fails: [{ ...expired, data: { days: null, endedDays: 10, undated: 1 } }],
    },
    {
      name: 'applications of another organisation and disabled ones count too',
      data: { applications: [application({ own: false, enabled: false, credentials: [secret(1, 181)] })] },
      fails: [long],
    },
    {
      name: 'a limit of their own',
      options: { limitDays: 90 },
      data: having(secret(1, 91)),
      fails: [{ ...long, data: { limit: 90 } }],
    },
    {
      name: 'applications were read in part',
      data: { applications: partial([application({ credentials: [secret(1, 181)] })]) },
      fails: [long],
    },
  ],
  unknown: [
    {
      name: 'not said when it ends',
      data: having(secret(1, 90), secret(1, 90, { id: 'secret-2', endsAt: null })),
      doubts: [{ ...unknown, detail: /how long a credential lives/ }],
    },
    { name: 'not said when it began', data: having(certificate(1, 90, { startsAt: null })), doubts: [unknown] },
    {
      name: 'none are bad of those that were read',
      data: { applications: partial([application({ credentials: [secret(1, 90)] })], 'network') },
      gaps: ['network'],
    },
    {
      name: 'applications cannot be read',
      data: { applications: unavailable() },
      doubts: [{ subject: 'directory-1', kind: 'permission' }],
    },
  ],
});

test.each([
  ['a long secret', [secret(1, 181)], 'fail', 'pass'],
  ['a long certificate', [certificate(1, 366)], 'pass', 'fail'],
  ['both', [secret(1, 181), certificate(1, 366)], 'fail', 'fail'],
  ['an expired one', [secret(100, 90)], 'pass', 'pass'],
  [
    'an expired one, of which nobody says how long it lived',
    [secret(100, 90, { startsAt: null })],
    'unknown',
    'unknown',
  ],
  ['one without dates', [secret(1, 1, { endsAt: null })], 'unknown', 'unknown'],
])('what the baselines say of secrets and of certificates: %s', (_name, credentials, ofSecrets, ofCertificates) => {
  const options = { limitDays: 9999, certificateDays: 9999 };
  const snapshot = snapshotOf(staleCredential, { name: '', data: having(...credentials) });
  const { controls } = judge(staleCredential, snapshot, { options }).result;
  const said = Object.fromEntries(controls.map(({ id, verdict }) => [id, verdict]));
  expect(said).toMatchObject({ 'MS.AAD.5.6v1': ofSecrets, '5.1.5.4': ofSecrets, 'MS.AAD.5.7v1': ofCertificates });
});
