import { z } from 'zod';
import type { Credential } from '../../src/core/rows/application.ts';
import { toldInstant } from './shapes.ts';

const credential = {
  keyId: z.string().min(1),
  displayName: z.string().nullish(),
  startDateTime: toldInstant,
  endDateTime: toldInstant,
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
type Secret = NonNullable<Credentials['passwordCredentials']>[number];

function isFor(use: 'sign' | 'verify', { usage }: Key): boolean {
  return usage?.toLowerCase() === use;
}

function isSameInstant(a: string | null | undefined, b: string | null | undefined): boolean {
  return Boolean(a) && Boolean(b) && Date.parse(a ?? '') === Date.parse(b ?? '');
}

function liveAlike(a: Secret, b: Secret): boolean {
  return isSameInstant(a.startDateTime, b.startDateTime) && isSameInstant(a.endDateTime, b.endDateTime);
}

/**
 * A service principal without the certificates by which Entra signs tokens for single sign-on. Entra makes each as three
 * things with one start and one end: the private key, the public key of the same identifier, and the secret that opens
 * the private key, of the same id. Owners choose ids and identifiers, so whatever only resembles these stays, and
 * registrations have none. https://learn.microsoft.com/graph/api/serviceprincipal-addtokensigningcertificate
 */
export function withoutSigning({ passwordCredentials, keyCredentials }: Credentials): Credentials {
  const secrets = passwordCredentials ?? [];
  const keys = keyCredentials ?? [];
  const signing = keys
    .filter((key) => isFor('sign', key))
    .flatMap((own) => {
      const openers = secrets.filter(
        (secret) => secret.keyId.toLowerCase() === own.keyId.toLowerCase() && liveAlike(secret, own),
      );
      const twins = keys.filter(
        (key) =>
          isFor('verify', key) &&
          Boolean(own.customKeyIdentifier) &&
          key.customKeyIdentifier === own.customKeyIdentifier &&
          liveAlike(key, own),
      );
      return openers.length === 1 && twins.length === 1 ? [own, ...openers, ...twins] : [];
    });
  const isOwn = (one: Secret) => !signing.includes(one);
  return { passwordCredentials: secrets.filter(isOwn), keyCredentials: keys.filter(isOwn) };
}

function byId(a: Credential, b: Credential): number {
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

function rename(kind: Credential['kind'], found: readonly Secret[] | null | undefined): Credential[] {
  return (found ?? []).map(({ keyId, displayName, startDateTime, endDateTime }) => ({
    kind,
    id: keyId,
    name: displayName || null,
    startsAt: startDateTime ?? null,
    endsAt: endDateTime ?? null,
  }));
}

/** The credentials of all the objects that stand for one program, sorted by id. */
export function credentialsOf(objects: readonly Credentials[]): Credential[] {
  return objects
    .flatMap((one) => [...rename('secret', one.passwordCredentials), ...rename('certificate', one.keyCredentials)])
    .sort(byId);
}
