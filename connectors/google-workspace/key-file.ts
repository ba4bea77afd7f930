import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { CredentialError } from './errors.ts';

const keyFileSchema = z.object({
  type: z.literal('service_account'),
  client_email: z.string().min(1),
  private_key: z.string().min(1),
  private_key_id: z.string().optional(),
});

export type ServiceAccountKey = z.infer<typeof keyFileSchema>;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new CredentialError(`key file ${path}: cannot be read${codeOf(error)}`);
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CredentialError(`key file ${path}: not JSON`);
  }
}

function checkPrivateKey(path: string, key: string): void {
  try {
    createPrivateKey(key);
  } catch {
    throw new CredentialError(`key file ${path}: private_key is not a readable private key`);
  }
}

/**
 * Reads the key file of a service account.
 * @throws CredentialError that names the file and what is wrong, with nothing of its contents
 */
export async function readKeyFile(path: string): Promise<ServiceAccountKey> {
  const parsed = keyFileSchema.safeParse(parseJson(path, await readText(path)));
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') || 'its top level';
    throw new CredentialError(`key file ${path}: not a key of a service account (look at ${field})`);
  }
  checkPrivateKey(path, parsed.data.private_key);
  return parsed.data;
}
