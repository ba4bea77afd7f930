import type { AuthClient, OAuth2Client } from 'google-auth-library';
import { createSecrets } from '../../src/http/secrets.ts';
import { readKeyFile } from './key-file.ts';
import { keylessClient, openSource } from './keyless.ts';
import type { GoogleWorkspaceSettings } from './settings.ts';
import type { Transport } from './transport.ts';

/** A way to tokens, and to the service that they are for. */
export interface Access {
  /** Origin of a service that stands in for `https://admin.googleapis.com`; a path in it is not kept. */
  rootUrl?: string;
  /**
   * A new client for tokens of one scope; it sends everything through `transport`.
   * @throws CredentialError when the configured credential cannot be used
   */
  authorization(scope: string, settings: GoogleWorkspaceSettings, transport: Transport): Promise<OAuth2Client>;
}

/**
 * Domain-wide delegation, with a key file or without a key, for one session.
 * @param secrets is told the key
 */
export function officialAccess(secrets = createSecrets()): Access {
  let source: Promise<AuthClient> | undefined;
  return {
    async authorization(scope, { admin, credential }, transport) {
      if (credential.kind === 'serviceAccount') {
        const { serviceAccount } = credential;
        source ??= openSource(transport);
        return keylessClient({ serviceAccount, admin, scope, transport, source: await source });
      }
      const key = await readKeyFile(credential.keyFile);
      secrets.learn(key.private_key);
      const { JWT } = await import('google-auth-library');
      return new JWT({
        email: key.client_email,
        key: key.private_key,
        ...(key.private_key_id === undefined ? {} : { keyId: key.private_key_id }),
        subject: admin,
        scopes: [scope],
        transporterOptions: transport,
      });
    },
  };
}

/** Tokens made elsewhere, for a service at another origin. */
export function tokenAccess(rootUrl: string, tokenFor: (settings: GoogleWorkspaceSettings) => string): Access {
  return {
    rootUrl,
    async authorization(_scope, settings, transport) {
      const { OAuth2Client } = await import('google-auth-library');
      return new OAuth2Client({
        credentials: { access_token: tokenFor(settings) },
        transporterOptions: transport,
      });
    },
  };
}
