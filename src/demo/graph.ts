import { Hono } from 'hono';
import { addApplications } from './graph-applications.ts';
import { addBatch, type Dispatch } from './graph-batch.ts';
import { addGroupSchedules } from './graph-group-schedules.ts';
import { addGroups } from './graph-groups.ts';
import { addAuditLog, addSignInLog } from './graph-logs.ts';
import { addPolicies } from './graph-policies.ts';
import { faultAnswer, type GraphEnv, GraphFault, type GraphState } from './graph-request.ts';
import { addRoles } from './graph-roles.ts';
import { addTenant } from './graph-tenant.ts';
import { addUsers } from './graph-users.ts';
import { readGraphToken } from './tokens.ts';
import { addUsageReport } from './usage-report.ts';

const challenge =
  'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"';

/** Microsoft Graph. `inner` sees every request of a batch before it is answered. */
export function createGraph(state: GraphState, inner: (request: Request, answer: Dispatch) => Promise<Response>) {
  const app = new Hono<GraphEnv>();
  app.onError((error, context) => {
    const fault = error instanceof GraphFault ? error : new GraphFault(500, 'InternalServerError', String(error));
    return faultAnswer(context, fault);
  });
  app.use('*', async (context, next) => {
    const claims = readGraphToken(context.req.header('authorization'));
    if ('refused' in claims) {
      throw new GraphFault(401, 'InvalidAuthenticationToken', claims.refused, { 'WWW-Authenticate': challenge });
    }
    const directory = state.directories.get(claims.tid);
    if (directory === undefined) {
      throw new GraphFault(
        401,
        'Authorization_IdentityNotFound',
        'The identity of the calling application could not be established.',
      );
    }
    context.set('claims', claims);
    context.set('directory', directory);
    await next();
  });
  const routes = new Hono<GraphEnv>();
  const dispatch: Dispatch = async (request) => app.fetch(request);
  addUsers(routes, state);
  addRoles(routes, state);
  addGroups(routes, state);
  addGroupSchedules(routes, state);
  addApplications(routes, state);
  addUsageReport(routes, state);
  addPolicies(routes, state);
  addSignInLog(routes, state);
  addAuditLog(routes, state);
  addBatch(routes, (request) => inner(request, dispatch));
  addTenant(routes, state);
  app.route('/v1.0', routes);
  // Beta changes without notice, so nothing else may come to depend on it.
  const beta = new Hono<GraphEnv>();
  addSignInLog(beta, state);
  app.route('/beta', beta);
  app.notFound((context) =>
    faultAnswer(context, new GraphFault(404, 'ResourceNotFound', `Resource not found: ${context.req.path}`)),
  );
  return app;
}
