import type { AuthClient, OAuth2Client } from 'google-auth-library';
import { z } from 'zod';
import { readAnswer } from './answers.ts';
import { CredentialError } from './errors.ts';
import type { Transport } from './transport.ts';

const tokenUrl = 'https://oauth2.googleapis.com/token';
const lifetimeSeconds = 3_600;

const signedSchema = z.object({ signedJwt: z.string().min(1) });
const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

export interface KeylessOptions {
  serviceAccount: string;
  admin: string;
  scope: string;
  transport: Transport;
  /** What signs; its own token is fetched once where several scopes share it. */
  source: AuthClient;
}

/**
 * The application default credentials of this machine.
 * @throws CredentialError when there are none
 */
export async function openSource(transport: Transport): Promise<AuthClient> {
  const { GoogleAuth } = await import('google-auth-library');
  const auth = new GoogleAuth({
    // Without a project the library looks for one, with the gcloud command and on the network; none is needed.
    projectId: '-',
    scopes: ['https://www.googleapis.com/auth/cloud-platform'],
    clientOptions: { transporterOptions: transport },
  });
  try {
    return await auth.getClient();
  } catch {
    throw new CredentialError('no application default credentials that could sign for the service account were found');
  }
}

async function sign({ serviceAccount, admin, scope, source }: KeylessOptions): Promise<string> {
  const issued = Math.floor(Date.now() / 1_000);
  const claims = {
    iss: serviceAccount,
    sub: admin,
    scope,
    aud: tokenUrl,
    iat: issued,
    exp: issued + lifetimeSeconds,
  };
  const url = `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${encodeURIComponent(serviceAccount)}:signJwt`;
  const { data } = await source.request({ url, method: 'POST', data: { payload: JSON.stringify(claims) } });
  return readAnswer('iamcredentials signJwt', signedSchema, data).signedJwt;
}

async function exchange(client: OAuth2Client, assertion: string) {
  const grant = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
  const { data } = await client.transporter.request({ url: tokenUrl, method: 'POST', data: grant });
  const token = readAnswer('oauth2 token', tokenSchema, data);
  return { access_token: token.access_token, expiry_date: Date.now() + token.expires_in * 1_000 };
}

function oneAtATime<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
}

/**
 * A client for domain-wide delegation without a key: Google signs the assertion of the service account for whoever
 * may create its tokens. The official library cannot do it: https://github.com/googleapis/google-auth-library-nodejs/issues/916
 */
export async function keylessClient(options: KeylessOptions): Promise<OAuth2Client> {
  const { OAuth2Client } = await import('google-auth-library');
  const client = new OAuth2Client({ transporterOptions: options.transport });
  client.refreshHandler = oneAtATime(async () => exchange(client, await sign(options)));
  return client;
}
