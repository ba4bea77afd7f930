import type { MicrosoftDirectory } from './directory.ts';
import {
  addressOf,
  bytesAnswer,
  contextOf,
  cutPage,
  type GraphContext,
  type GraphRoutes,
  type GraphState,
  optionsOf,
  requirePremium,
  requireReportPermission,
  spendReport,
  versionOf,
} from './graph-request.ts';
import { guidOf } from './ids.ts';
import { isWithin, type LogFilter, readLogFilter } from './log-filter.ts';
import type { AuditRecord, SignInRecord, SignInStep } from './microsoft-logs.ts';

const sizes = { usual: 1000, most: 1000 };
const day = 86_400_000;

/** Thirty days, seven without P1: https://learn.microsoft.com/entra/identity/monitoring-health/reference-reports-data-retention */
function keptSince({ plan }: MicrosoftDirectory, now: Date): string {
  return new Date(now.getTime() - (plan === 'free' ? 7 : 30) * day).toISOString();
}

function later(one: string, other: string | null): string {
  return other === null || one > other ? one : other;
}

function withinRetention(filter: LogFilter, directory: MicrosoftDirectory, now: Date): LogFilter {
  return { ...filter, from: later(keptSince(directory, now), filter.from) };
}

function stepRow({ method, detail, succeeded, result }: SignInStep, at: string, index: number) {
  return {
    authenticationStepDateTime: at,
    authenticationMethod: method,
    authenticationMethodDetail: detail,
    succeeded,
    authenticationStepResultDetail: result,
    authenticationStepRequirement: index === 0 ? 'Primary authentication' : 'Multifactor authentication',
  };
}

/** What only beta tells. */
function betaPart(record: SignInRecord): Record<string, unknown> {
  return {
    authenticationRequirement: record.multiFactor ? 'multiFactorAuthentication' : 'singleFactorAuthentication',
    authenticationDetails: record.steps.map((step, index) => stepRow(step, record.at, index)),
    authenticationMethodsUsed: [],
    authenticationRequirementPolicies: [],
    authenticationProcessingDetails: [],
    authenticationProtocol: 'none',
    signInEventTypes: ['interactiveUser'],
    signInIdentifier: record.login,
    tokenIssuerType: 'AzureAD',
    crossTenantAccessType: record.guest ? 'b2bCollaboration' : 'none',
    userType: record.guest ? 'guest' : 'member',
  };
}

function signInRow(context: GraphContext, record: SignInRecord): Record<string, unknown> {
  const { directory } = context.var;
  const risk = directory.plan === 'p2' ? 'none' : 'hidden';
  return {
    id: record.id,
    createdDateTime: record.at,
    userDisplayName: record.name,
    userPrincipalName: record.login,
    userId: record.userId,
    appId: guidOf(`app/${record.app}`),
    appDisplayName: record.app,
    ipAddress: record.address,
    clientAppUsed: record.client,
    correlationId: record.id,
    conditionalAccessStatus: record.multiFactor ? 'success' : 'notApplied',
    isInteractive: true,
    riskDetail: 'none',
    riskLevelAggregated: risk,
    riskLevelDuringSignIn: risk,
    riskState: 'none',
    riskEventTypes: [],
    riskEventTypes_v2: [],
    resourceDisplayName: record.app,
    resourceId: guidOf(`app/${record.app}`),
    homeTenantId: directory.tenantId,
    resourceTenantId: directory.tenantId,
    appliedConditionalAccessPolicies: [],
    status: { errorCode: record.errorCode, failureReason: record.failureReason, additionalDetails: null },
    deviceDetail: {
      deviceId: '',
      displayName: '',
      operatingSystem: '',
      browser: '',
      isCompliant: false,
      isManaged: false,
      trustType: '',
    },
    location:
      record.place === null
        ? {
            city: '',
            state: '',
            countryOrRegion: '',
            geoCoordinates: { altitude: null, latitude: null, longitude: null },
          }
        : {
            city: record.place.city,
            state: '',
            countryOrRegion: record.place.country,
            geoCoordinates: { altitude: null, latitude: null, longitude: null },
          },
    ...(versionOf(context) === 'beta' ? betaPart(record) : {}),
  };
}

function auditRow({
  id,
  at,
  user,
  application,
  target,
  modified = [],
  ...record
}: AuditRecord): Record<string, unknown> {
  return {
    id,
    category: record.category,
    correlationId: guidOf(`correlation/${id}`),
    result: record.result,
    resultReason: '',
    activityDisplayName: record.activity,
    activityDateTime: at,
    loggedByService: record.service,
    operationType: record.operation,
    initiatedBy: {
      user:
        user === null
          ? null
          : { id: user.id, displayName: user.name, userPrincipalName: user.login, ipAddress: user.address },
      app: application === null ? null : { ...application, servicePrincipalId: null, servicePrincipalName: null },
    },
    targetResources: [
      {
        id: target.id,
        displayName: target.displayName,
        type: target.type,
        userPrincipalName: target.login,
        groupType: null,
        modifiedProperties: modified,
      },
    ],
    additionalDetails: [],
  };
}

/** One answer to a log: newest first, a thousand rows a page. */
function answerLog<Row>(
  context: GraphContext,
  state: GraphState,
  what: string,
  log: { rows: () => readonly Row[]; shape: (row: Row) => unknown },
  options: ReadonlyMap<string, string>,
): Response {
  const bytes = state.pages.get(`${context.var.directory.tenantId} ${addressOf(context)}`, () => {
    const { rows, link } = cutPage(context, log.rows(), options, { ...sizes, ordered: true });
    return { '@odata.context': contextOf(context, what), ...link, value: rows.map(log.shape) };
  });
  return bytesAnswer(context, bytes);
}

/** The one part of beta that this service plays. */
export function addSignInLog(routes: GraphRoutes, state: GraphState): void {
  routes.get('/auditLogs/signIns', (context) => {
    requireReportPermission(context, 'AuditLog.Read.All');
    const options = optionsOf(context, ['filter', 'top', 'skiptoken']);
    requirePremium(context);
    const { directory } = context.var;
    const filter = withinRetention(readLogFilter(options.get('filter'), 'createdDateTime', true), directory, state.now);
    spendReport(context, state);
    const log = {
      rows: () =>
        directory.signIns.filter(
          ({ at, errorCode }) => (filter.errorCode === null || errorCode === filter.errorCode) && isWithin(at, filter),
        ),
      shape: (record: SignInRecord) => signInRow(context, record),
    };
    return answerLog(context, state, 'auditLogs/signIns', log, options);
  });
}

export function addAuditLog(routes: GraphRoutes, state: GraphState): void {
  routes.get('/auditLogs/directoryAudits', (context) => {
    requireReportPermission(context, 'AuditLog.Read.All');
    const options = optionsOf(context, ['filter', 'top', 'skiptoken']);
    const { directory } = context.var;
    const filter = withinRetention(
      readLogFilter(options.get('filter'), 'activityDateTime', false),
      directory,
      state.now,
    );
    spendReport(context, state);
    const log = { rows: () => directory.audits.filter(({ at }) => isWithin(at, filter)), shape: auditRow };
    return answerLog(context, state, 'auditLogs/directoryAudits', log, options);
  });
}
