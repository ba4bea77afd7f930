import { Hono } from 'hono';
import { addGooglePolicies } from './cloud-identity.ts';
import { addGoogleActivities } from './google-activities.ts';
import { addGoogleCustomer } from './google-customer.ts';
import { findUser } from './google-index.ts';
import { faultAnswer, type GoogleEnv, GoogleFault, type GoogleState, notAuthorized } from './google-request.ts';
import { addGoogleUsage } from './google-usage.ts';
import { addGoogleUsers } from './google-users.ts';
import { readGoogleToken } from './tokens.ts';

const perMinute = 2400;

/** The Directory and Reports APIs of admin.googleapis.com, and the policies of cloudidentity.googleapis.com. */
export function createGoogle(state: GoogleState) {
  const app = new Hono<GoogleEnv>();
  app.onError((error, context) => {
    const fault = error instanceof GoogleFault ? error : new GoogleFault(500, 'backendError', String(error));
    return faultAnswer(context, fault);
  });
  app.use('*', async (context, next) => {
    const claims = readGoogleToken(context.req.header('authorization'));
    if (claims === null) {
      throw new GoogleFault(
        401,
        'authError',
        'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
        {
          extra: { status: 'UNAUTHENTICATED' },
          headers: { 'WWW-Authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"' },
        },
      );
    }
    const subject = claims.sub?.toLowerCase();
    const directory = state.directories.find((candidate) => findUser(candidate, subject ?? '') !== undefined);
    const user = directory === undefined ? undefined : findUser(directory, subject ?? '');
    if (directory === undefined || user === undefined || !(user.isAdmin || user.isDelegatedAdmin))
      throw notAuthorized();
    const service = /^\/admin\/(\w+)\//.exec(context.req.path)?.[1];
    const wait =
      service === undefined ? null : state.throttle.spend(`google/${service}/${claims.iss}/${subject}`, perMinute, 60);
    if (wait !== null) {
      throw new GoogleFault(
        403,
        'userRateLimitExceeded',
        "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user' of service 'admin.googleapis.com'.",
        { domain: 'usageLimits' },
      );
    }
    context.set('claims', claims);
    context.set('directory', directory);
    await next();
  });
  const routes = new Hono<GoogleEnv>();
  addGoogleUsers(routes, state);
  addGoogleCustomer(routes, state);
  app.route('/admin/directory/v1', routes);
  const reports = new Hono<GoogleEnv>();
  addGoogleActivities(reports, state);
  addGoogleUsage(reports, state);
  app.route('/admin/reports/v1', reports);
  const cloudIdentity = new Hono<GoogleEnv>();
  addGooglePolicies(cloudIdentity, state);
  app.route('/v1', cloudIdentity);
  app.notFound((context) => faultAnswer(context, new GoogleFault(404, 'notFound', 'Not Found')));
  return app;
}
