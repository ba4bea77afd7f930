import { applicationSubject } from '../src/core/applications.ts';
import { defineCheck, type Failure, fail, pass, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import { type DatedCredential, datedCredential, worstCredentialFacts } from '../src/core/credential-age.ts';
import { silent } from '../src/core/gap.ts';
import type { Application, Credential } from '../src/core/rows/application.ts';

/** Azure itself renews the certificates of managed identities. */
function hasCredentials({ kind, credentials }: Application): boolean {
  return kind !== 'managed-identity' && credentials.length > 0;
}

function count(all: readonly DatedCredential[], kind: Credential['kind']): number {
  return all.filter(({ credential }) => credential.kind === kind).length;
}

/** The baselines speak of secrets and of certificates by themselves, and only of how long they live. */
function accepts(fact: 'longSecrets' | 'longCertificates'): (failure: Failure) => boolean | null {
  return ({ data }) => (data[fact] !== 0 ? false : data.undated === 0 || null);
}
const withoutLongSecret = accepts('longSecrets');
const withoutLongCertificate = accepts('longCertificates');

export const staleCredential = defineCheck({
  id: 'stale-credential',
  severity: 'low',
  messages: ['long', 'expired'],
  options: { limitDays: 180, certificateDays: 365 },
  controls: controls(
    {
      'CISA SCuBA M365': { 'MS.AAD.5.6v1': 'partial', 'MS.AAD.5.7v1': 'partial' },
      // They ask for a policy, which binds new ones alone.
      'CIS M365': { '5.1.5.4': 'related', '5.1.5.6': 'related' },
      'CIS Controls': { '5.5': 'related' },
      'NIST CSF': { 'PR.AA-01': 'partial' },
      'NIST SP 800-53': { 'IA-5': 'partial', 'SC-12': 'related' },
      'ISO/IEC 27001': { 'A.5.17': 'partial' },
      'SOC 2': { 'CC6.1': 'related' },
      'MITRE ATT&CK': { 'T1098.001': 'related', 'T1552.001': 'related' },
    },
    {
      tolerates: {
        'CISA SCuBA M365': (failure, id) =>
          id === 'MS.AAD.5.6v1' ? withoutLongSecret(failure) : withoutLongCertificate(failure),
        'CIS M365': (failure, id) => (id === '5.1.5.4' ? withoutLongSecret(failure) : withoutLongCertificate(failure)),
      },
      limits: {
        'CISA SCuBA M365': { 'MS.AAD.5.6v1': { limitDays: 180 }, 'MS.AAD.5.7v1': { certificateDays: 365 } },
        'CIS M365': { '5.1.5.4': { limitDays: 180 }, '5.1.5.6': { certificateDays: 180 } },
      },
    },
  ),
  needs: ['applications'],
  uses: [],
  applies: ({ provider }) => provider === 'microsoft365',
  subjects: ({ applications }) => applications.rows.filter(hasCredentials),
  name: (application: Application) => applicationSubject(application),
  judge({ clientId, credentials }, _tables, { options: { limitDays, certificateDays }, now }) {
    const limits = { secret: limitDays, certificate: certificateDays };
    const all = credentials.map((credential) => datedCredential(credential, limits, now));
    const long = all.filter(({ isLong }) => isLong);
    const expired = all.filter(({ isExpired }) => isExpired);
    const undated = all.filter(({ days }) => days === null);
    const facts = {
      clientId,
      secrets: count(all, 'secret'),
      certificates: count(all, 'certificate'),
      longSecrets: count(long, 'secret'),
      longCertificates: count(long, 'certificate'),
      expired: expired.length,
      undated: undated.length,
      ...worstCredentialFacts(long.length > 0 ? long : expired, now),
    };
    if (long.length > 0) return fail('long', 'low', facts);
    if (expired.length > 0) return fail('expired', 'low', facts);
    if (undated.length === 0) return pass();
    return unknown(silent('how long a credential lives'), facts);
  },
});
