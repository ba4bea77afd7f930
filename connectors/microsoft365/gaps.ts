import { z } from 'zod';
import { GapError, IdentityError, MalformedError } from '../../src/core/errors.ts';
import type { Gap } from '../../src/core/gap.ts';
import { ForeignAddressError, PagingError, StatusError, TransportError } from '../../src/http/errors.ts';
import { redact } from '../../src/http/redact.ts';
import { ConcealedError, GraphError, HalfReadError, SignInError, UnfoundedRefusalError } from './errors.ts';

/** Microsoft spells nearly everything of an error in several ways; what is missing or odd counts as not said. */
const errorBody = z.object({
  error: z.object({ code: z.string().catch(''), message: z.string().catch('') }),
});

interface Refusal {
  status: number;
  code: string;
  message: string;
}

function refusalOf(error: StatusError): Refusal {
  const { data } = errorBody.safeParse(error.body);
  return { status: error.status, code: data?.error.code ?? '', message: data?.error.message ?? '' };
}

/**
 * Without the licence Graph answers with 403 or 400, and PIM names a code of its own.
 * https://learn.microsoft.com/graph/api/resources/signinactivity
 */
function saysUnlicensed({ status, code, message }: Refusal): boolean {
  if (status !== 400 && status !== 403) return false;
  if (code === 'Authentication_RequestFromNonPremiumTenantOrB2CTenant' || code === 'AadPremiumLicenseRequired') {
    return true;
  }
  return /not licensed|premium license|needs? to have Microsoft Entra ID (?:P\d|Governance)/i.test(message);
}

function saysExpiredPage({ status, code, message }: Refusal): boolean {
  if (status !== 400 && status !== 410) return false;
  return code === 'Directory_ExpiredPageToken' || /page token value has expired|invalid skip ?token/i.test(message);
}

/** Where Microsoft asks for a licence. Anywhere else the words are a slip, and no fact of the tenant. */
const licensedPaths: readonly RegExp[] = [
  /\/users$/,
  /\/users\/[^/]+\/authentication\//,
  /\/(?:auditLogs|reports\/authenticationMethods|identity\/conditionalAccess|identityGovernance)\//,
  /\/policies\/authenticationStrengthPolicies$/,
  /\/roleManagement\/directory\/role(?:Assignment|Eligibility)ScheduleInstances$/,
];

/** Whether Graph refused for want of a licence. */
export function isUnlicensed(error: unknown): error is GraphError {
  if (!(error instanceof GraphError) || !saysUnlicensed(refusalOf(error))) return false;
  return licensedPaths.some((path) => path.test(error.place));
}

/** Whether Graph refused the token. */
export function isUnauthorized(error: unknown): boolean {
  return error instanceof StatusError && error.status === 401;
}

/** Whether Graph refused for want of a permission. */
export function isForbidden(error: unknown): boolean {
  return error instanceof StatusError && error.status === 403 && !isUnlicensed(error);
}

/** Whether the link to a page was too old. */
export function isExpiredPage(error: unknown): boolean {
  return error instanceof StatusError && saysExpiredPage(refusalOf(error));
}

/** Some collections refuse `$top`, in words that do not always name it. */
export function refusesTop(error: unknown): boolean {
  if (!(error instanceof StatusError) || error.status !== 400) return false;
  return /\btop\b.*not allowed|invalid\/unsupported query request/i.test(refusalOf(error).message);
}

/** Whether Graph itself says, by a code, that the thing does not exist; what stands before it answers 404 as well. */
export function isMissing(error: unknown): boolean {
  return error instanceof StatusError && error.status === 404 && refusalOf(error).code !== '';
}

/** Whether Graph refused for want of a licence that the tenant has. */
export function isUnfounded(error: unknown): boolean {
  return error instanceof UnfoundedRefusalError;
}

/** Whether Graph itself says that it has no such question, in this version or this cloud; trouble is none. */
export function isNotOffered(error: unknown): boolean {
  return isMissing(error) || (error instanceof StatusError && (error.status === 400 || error.status === 501));
}

/** Whether Graph itself says that a property is not to be had, by its name or for want of a licence. */
export function refusesProperty(error: unknown, property: string): boolean {
  if (isUnlicensed(error) || isUnfounded(error)) return true;
  if (!(error instanceof StatusError) || (error.status !== 400 && error.status !== 501)) return false;
  const { code, message } = refusalOf(error);
  if (code === '') return false;
  return message.includes(property) || /^parsing odata|could not find a property/i.test(message);
}

/** Whether what was asked for is refused, and not because of trouble, haste or a sign-in; a page is never Graph's. */
function refusesQuestion(error: unknown): error is StatusError {
  if (!(error instanceof StatusError) || (typeof error.body === 'string' && error.body.trim() !== '')) return false;
  return error.status === 400 || error.status === 403 || error.status === 501;
}

/** Whether a question was refused twice in the same way: asking for less may help then. */
export function refuseAlike(error: unknown, other: unknown): boolean {
  if (!refusesQuestion(error) || !refusesQuestion(other)) return false;
  return error.status === other.status && refusalOf(error).code === refusalOf(other).code;
}

const permissionsByPath: ReadonlyArray<readonly [RegExp, string]> = [
  [/\/organization$/, 'Organization.Read.All'],
  [/\/subscribedSkus$/, 'LicenseAssignment.Read.All'],
  [/\/users\/[^/]+\/authentication\/methods$/, 'UserAuthenticationMethod.Read.All'],
  [/\/users$/, 'User.Read.All (and AuditLog.Read.All for sign-in activity)'],
  [/\/reports\/authenticationMethods\//, 'AuditLog.Read.All'],
  [/\/reports\/getOffice365/, 'Reports.Read.All'],
  [/\/roleManagement\/directory\//, 'RoleManagement.Read.Directory'],
  [/\/groups\/[^/]+(?:\/transitiveMembers)?$/, 'GroupMember.Read.All'],
  [/\/policies\/authenticationMethodsPolicy$/, 'Policy.Read.AuthenticationMethod'],
  [/\/policies\/authenticationStrengthPolicies$/, 'Policy.Read.AuthenticationMethod'],
  [/\/policies\/identitySecurityDefaultsEnforcementPolicy$/, 'Policy.Read.All'],
  [/\/policies\/authorizationPolicy$/, 'Policy.Read.All'],
  [/\/identity\/conditionalAccess\//, 'Policy.Read.All'],
  [/\/(?:servicePrincipals(?:\/[^/]+\/appRoleAssignedTo)?|applications)$/, 'Application.Read.All'],
  [/\/auditLogs\//, 'AuditLog.Read.All'],
];

function advice(place: string): string {
  const found = permissionsByPath.find(([path]) => path.test(place));
  return found === undefined ? '' : `; grant the application permission ${found[1]}`;
}

/** What is not there may be one account or group, deleted since it was listed, or a whole part of the API. */
function isOfOneObject(error: StatusError): boolean {
  return error instanceof GraphError && /\/(?:users|groups|servicePrincipals)\/[^/]+/.test(error.place);
}

/**
 * Parts of the API that a national cloud may lack; everywhere else every tenant has all that is asked for.
 * https://learn.microsoft.com/graph/deployments
 */
const lackingPaths: readonly RegExp[] = [
  / microsoftgraph\.chinacloudapi\.cn\//,
  / (?:dod-)?graph\.microsoft\.us\/[^/]+\/reports\/getOffice365/,
];

/** Says why there is nothing where Graph itself says so. */
function explainMissing(error: StatusError, words: string, detail: string): Gap {
  if (isOfOneObject(error)) return { kind: 'absent', detail };
  if (error instanceof GraphError && lackingPaths.some((path) => path.test(error.place))) {
    return { kind: 'unsupported', detail };
  }
  return { kind: 'network', detail: `${error.message} for what every tenant has (${words})` };
}

function explainStatus(error: StatusError): Gap {
  const refusal = refusalOf(error);
  const { status, code, message } = refusal;
  const words = redact([code, message].filter((part) => part !== '').join(': '));
  const detail = words === '' ? error.message : `${error.message} ${words}`;
  if (isUnlicensed(error)) return { kind: 'licence', detail };
  if (saysExpiredPage(refusal)) return { kind: 'expired', detail };
  if (status === 401 || status === 403) {
    return { kind: 'permission', detail: detail + (error instanceof GraphError ? advice(error.place) : '') };
  }
  if (status === 429) return { kind: 'throttled', detail };
  if (status === 408 || status >= 500) return { kind: 'network', detail };
  if (status === 404 && code === '') return { kind: 'network', detail };
  if (status === 404) return explainMissing(error, words, detail);
  return { kind: 'malformed', detail };
}

function explainUnfounded({ cause }: UnfoundedRefusalError): Gap {
  const detail = `${explain(cause).detail}; the tenant has the licence, so this answer of Microsoft's is wrong: scan again`;
  return { kind: 'network', detail };
}

const signInAdvice: Readonly<Record<string, string>> = {
  AADSTS7000215: 'configure the value of a client secret of this application, not the id of the secret',
  AADSTS7000222: 'the client secret has expired; create a new one for the application and configure it',
  AADSTS700016: 'the tenant does not know the application; check clientId and tenantId, and give admin consent',
  AADSTS700027: 'the certificate is not one of the application, or has expired; upload it to the application',
  AADSTS90002: 'there is no such tenant in this cloud; check tenantId and cloud',
  AADSTS900023: 'there is no such tenant in this cloud; check tenantId and cloud',
};

function explainSignIn({ code, message }: SignInError): Gap {
  const kind = code === 'AADSTS7000222' ? 'expired' : 'permission';
  const known = code === null ? undefined : signInAdvice[code];
  return { kind, detail: `sign-in was refused: ${redact(message)}${known === undefined ? '' : `; ${known}`}` };
}

/** What went wrong, in the words of the contract; the only reader of status codes and error texts. Never throws. */
export function explain(error: unknown): Gap {
  if (error instanceof HalfReadError) return explain(error.cause);
  if (error instanceof GapError) return error.gap;
  if (error instanceof UnfoundedRefusalError) return explainUnfounded(error);
  if (error instanceof IdentityError) return { kind: 'identity', detail: error.message };
  if (error instanceof ConcealedError) return { kind: 'concealed', detail: error.message };
  if (error instanceof SignInError) return explainSignIn(error);
  if (error instanceof StatusError) return explainStatus(error);
  if (error instanceof TransportError) return { kind: 'network', detail: redact(error.message) };
  if (error instanceof MalformedError || error instanceof ForeignAddressError || error instanceof PagingError) {
    return { kind: 'malformed', detail: redact(error.message) };
  }
  const words = error instanceof Error ? `${error.name}: ${error.message}` : `thrown: ${typeof error}`;
  return { kind: 'crash', detail: redact(words) };
}
