import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { RawTenant } from '../config/schema.ts';
import type { OwnSignIn } from '../core/history/access-ends.ts';

/** Of the first certificate in a PEM file, which is the one that signs; a file that cannot be read tells nothing. */
async function certificateIn(path: string): Promise<OwnSignIn> {
  try {
    const { validToDate, fingerprint256 } = new X509Certificate(await readFile(path));
    return { kind: 'certificate', endsAt: validToDate.toISOString(), thumbprint: fingerprint256.replaceAll(':', '') };
  } catch {
    return { kind: 'untold' };
  }
}

/** By what the scanner signs in to Microsoft 365, so that it can be told when that ends; null: it does not. */
export async function ownSignInOf({ microsoft365 }: RawTenant): Promise<OwnSignIn | null> {
  if (microsoft365 === undefined) return null;
  if (microsoft365.clientSecret !== undefined) return { kind: 'secret' };
  return microsoft365.certificatePath === undefined ? { kind: 'untold' } : certificateIn(microsoft365.certificatePath);
}
