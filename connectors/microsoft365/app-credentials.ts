import { z } from 'zod';
import type { Credential } from '../../src/core/datasets.ts';
import { instant } from './shapes.ts';

const credential = {
  keyId: z.string().min(1),
  displayName: z.string().nullish(),
  startDateTime: instant.nullish(),
  endDateTime: instant.nullish(),
};

/** Secrets and certificates of a registration or a service principal; their values are never told, or left unread. */
export const credentialsShape = z.object({
  passwordCredentials: z.array(z.object(credential)).nullish(),
  keyCredentials: z
    .array(z.object({ ...credential, usage: z.string().nullish(), customKeyIdentifier: z.string().nullish() }))
    .nullish(),
});
type Credentials = z.infer<typeof credentialsShape>;

type Key = NonNullable<Credentials['keyCredentials']>[number];

function isForSigning({ usage }: Key): boolean {
  return usage?.toLowerCase() === 'sign';
}

function byId(a: Credential, b: Credential): number {
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/**
 * By what a program signs in. A certificate by which Entra signs tokens for single sign-on is kept as three things: the
 * private key, the secret that opens it, of the same id, and the public key, of the same identifier. Nobody signs in
 * with those. https://learn.microsoft.com/graph/api/serviceprincipal-addtokensigningcertificate
 */
function ownCredentials({ passwordCredentials, keyCredentials }: Credentials): Credential[] {
  const signing = (keyCredentials ?? []).filter(isForSigning);
  const signingIds = new Set(signing.map(({ keyId }) => keyId.toLowerCase()));
  const identifiers = new Set(signing.flatMap(({ customKeyIdentifier }) => customKeyIdentifier || []));
  const secrets = (passwordCredentials ?? []).filter(({ keyId }) => !signingIds.has(keyId.toLowerCase()));
  const certificates = (keyCredentials ?? []).filter(
    (key) => !isForSigning(key) && !identifiers.has(key.customKeyIdentifier ?? ''),
  );
  const rename = (kind: Credential['kind'], found: readonly Omit<Key, 'usage' | 'customKeyIdentifier'>[]) =>
    found.map(({ keyId, displayName, startDateTime, endDateTime }) => ({
      kind,
      id: keyId,
      name: displayName || null,
      startsAt: startDateTime ?? null,
      endsAt: endDateTime ?? null,
    }));
  return [...rename('secret', secrets), ...rename('certificate', certificates)];
}

/** The credentials of all the objects that stand for one program, sorted by id. */
export function credentialsOf(objects: readonly Credentials[]): Credential[] {
  return objects.flatMap(ownCredentials).sort(byId);
}
