import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { GoogleDirectory, MicrosoftDirectory } from './directory.ts';
import { findUser } from './google-index.ts';
import { googleToken, graphToken, readAssertion } from './tokens.ts';

const lifetime = 3599;

interface Refusal {
  status: ContentfulStatusCode;
  error: string;
  description: string;
}

function refuse(status: ContentfulStatusCode, error: string, description: string): Refusal {
  return { status, error, description };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function microsoftRefusal(
  directory: MicrosoftDirectory | undefined,
  form: URLSearchParams,
  tenant: string,
): Refusal | null {
  if (directory === undefined) {
    return refuse(400, 'invalid_request', `AADSTS90002: Tenant '${tenant}' not found.`);
  }
  const { application, organization } = directory;
  if (form.get('grant_type') !== 'client_credentials') {
    return refuse(
      400,
      'unsupported_grant_type',
      `AADSTS70003: The app requested an unsupported grant type '${form.get('grant_type')}'.`,
    );
  }
  if (form.get('client_id') !== application.clientId) {
    return refuse(
      400,
      'unauthorized_client',
      `AADSTS700016: Application with identifier '${form.get('client_id')}' was not found in the directory '${organization.displayName}'.`,
    );
  }
  if (
    !form
      .get('scope')
      ?.split(' ')
      .some((scope) => scope.endsWith('/.default'))
  ) {
    return refuse(
      400,
      'invalid_scope',
      'AADSTS1002012: The provided value for scope is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier.',
    );
  }
  const assertion = form.get('client_assertion');
  if (assertion === null) {
    if (form.get('client_secret') === application.clientSecret) return null;
    return refuse(401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.');
  }
  const read = readAssertion(assertion, application.publicKey);
  if (read?.genuine !== true) {
    return refuse(
      401,
      'invalid_client',
      'AADSTS700027: The certificate with identifier used to sign the client assertion is not registered on application.',
    );
  }
  const { exp } = read.claims;
  if (typeof exp !== 'number' || exp * 1000 <= Date.now()) {
    return refuse(401, 'invalid_client', 'AADSTS700024: Client assertion is not within its valid time range.');
  }
  return null;
}

/** login.microsoftonline.com: client credentials, and what MSAL asks before it uses them. */
export function createMicrosoftLogin(directories: ReadonlyMap<string, MicrosoftDirectory>) {
  const app = new Hono();
  app.post('/:tenant/oauth2/v2.0/token', async (context) => {
    const tenant = context.req.param('tenant');
    const directory =
      directories.get(tenant.toLowerCase()) ??
      [...directories.values()].find(({ organization }) => organization.domains.some(({ name }) => name === tenant));
    const form = new URLSearchParams(await context.req.text());
    const refusal = microsoftRefusal(directory, form, tenant);
    if (refusal !== null || directory === undefined) {
      const { status, error, description } = refusal ?? refuse(400, 'invalid_request', 'AADSTS900144');
      const code = Number(/^AADSTS(\d+)/.exec(description)?.[1] ?? 0);
      return context.json(
        {
          error,
          error_description: description,
          error_codes: [code],
          timestamp: new Date().toISOString().replace('T', ' '),
          trace_id: crypto.randomUUID(),
          correlation_id: context.req.header('client-request-id') ?? crypto.randomUUID(),
        },
        status,
      );
    }
    const { clientId, permissions } = directory.application;
    return context.json({
      token_type: 'Bearer',
      expires_in: lifetime,
      ext_expires_in: lifetime,
      access_token: graphToken({ tid: directory.tenantId, appid: clientId, roles: permissions }, lifetime),
    });
  });
  app.get('/:tenant/v2.0/.well-known/openid-configuration', (context) => {
    const { origin } = new URL(context.req.url);
    const tenant = context.req.param('tenant');
    return context.json({
      token_endpoint: `${origin}/${tenant}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      jwks_uri: `${origin}/${tenant}/discovery/v2.0/keys`,
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      issuer: `${origin}/${tenant}/v2.0`,
      authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/authorize`,
      end_session_endpoint: `${origin}/${tenant}/oauth2/v2.0/logout`,
      tenant_region_scope: 'AS',
      cloud_instance_name: 'microsoftonline.com',
      msgraph_host: 'graph.microsoft.com',
    });
  });
  app.get('/:tenant/discovery/instance', (context) => {
    const { origin, host } = new URL(context.req.url);
    return context.json({
      tenant_discovery_endpoint: `${origin}/common/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    });
  });
  return app;
}

function googleRefusal(directories: readonly GoogleDirectory[], form: URLSearchParams, address: string) {
  if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer') {
    return refuse(400, 'unsupported_grant_type', `Invalid grant_type: ${form.get('grant_type')}`);
  }
  const assertion = form.get('assertion') ?? '';
  const unverified = readAssertion(assertion, undefined);
  const issuer = textOf(unverified?.claims.iss);
  const offered = directories.filter(({ serviceAccount }) => serviceAccount.email === issuer);
  const publicKey = offered[0]?.serviceAccount.publicKey;
  const read = readAssertion(assertion, publicKey);
  if (read === null || offered.length === 0) return refuse(400, 'invalid_grant', 'Invalid grant: account not found');
  if (!read.genuine) return refuse(400, 'invalid_grant', 'Invalid JWT Signature.');
  const { aud, exp, iat, sub, scope } = read.claims;
  if (aud !== 'https://oauth2.googleapis.com/token' && aud !== address) {
    return refuse(
      400,
      'invalid_grant',
      'Invalid JWT: Failed audience check. The right audience is https://oauth2.googleapis.com/token',
    );
  }
  const now = Date.now() / 1000;
  const timely =
    typeof exp === 'number' && typeof iat === 'number' && exp > now && iat < now + 300 && exp - iat <= 3600;
  if (!timely) {
    return refuse(
      400,
      'invalid_grant',
      'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
    );
  }
  const subject = textOf(sub).toLowerCase();
  const directory = offered.find((candidate) => findUser(candidate, subject) !== undefined);
  const user = directory === undefined ? undefined : findUser(directory, subject);
  if (directory === undefined || user === undefined) return refuse(400, 'invalid_grant', 'Invalid email or User ID');
  if (user.suspended) return refuse(400, 'invalid_grant', 'Account has been suspended');
  const scopes = textOf(scope)
    .split(' ')
    .filter((name) => name !== '');
  const delegated =
    scopes.length > 0 && scopes.every((name) => directory.serviceAccount.delegatedScopes.includes(name));
  if (!delegated) {
    return refuse(
      401,
      'unauthorized_client',
      'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.',
    );
  }
  return {
    access_token: googleToken({ sub: subject, iss: issuer, scopes }, lifetime),
    expires_in: lifetime,
    token_type: 'Bearer',
  };
}

/** oauth2.googleapis.com: the JWT-bearer grant of domain-wide delegation. */
export function createGoogleLogin(directories: readonly GoogleDirectory[]) {
  const app = new Hono();
  app.post('/token', async (context) => {
    const form = new URLSearchParams(await context.req.text());
    const result = googleRefusal(directories, form, context.req.url);
    if (!('error' in result)) return context.json(result);
    return context.json({ error: result.error, error_description: result.description }, result.status);
  });
  return app;
}
