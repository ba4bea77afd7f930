import { z } from 'zod';
import { StatusError } from '../../src/http/errors.ts';
import { CapabilityError, UnfinishedReportError } from './errors.ts';

/** What the provider says about a failure, from any of its three styles of error bodies. */
export interface Fault {
  status: number;
  /** Every reason that is named: `errors[].reason`, `details[].reason`, `status`, or the error of the token endpoint. */
  reasons: readonly string[];
  domains: readonly string[];
  message: string;
  /** Whether the token endpoint said it. */
  fromTokenEndpoint: boolean;
}

const text = z.string().optional().catch(undefined);
const items = z
  .array(z.object({ reason: text, domain: text }).catch({}))
  .optional()
  .catch(undefined);
const apiSchema = z.object({ error: z.object({ message: text, status: text, errors: items, details: items }) });
const tokenSchema = z.object({ error: z.string(), error_description: text });

function present(values: readonly (string | undefined)[]): string[] {
  return values.filter((value) => value !== undefined);
}

export function faultOf({ status, body }: { status: number; body: unknown }): Fault {
  const token = tokenSchema.safeParse(body).data;
  if (token !== undefined) {
    const message = token.error_description ?? '';
    return { status, reasons: [token.error], domains: [], message, fromTokenEndpoint: true };
  }
  const error = apiSchema.safeParse(body).data?.error;
  const named = [...(error?.errors ?? []), ...(error?.details ?? [])];
  return {
    status,
    reasons: present([...named.map(({ reason }) => reason), error?.status]),
    domains: present(named.map(({ domain }) => domain)),
    message: error?.message ?? '',
    fromTokenEndpoint: false,
  };
}

/** The error and what caused it, outermost first. */
export function chainOf(error: unknown): readonly unknown[] {
  const chain: unknown[] = [];
  for (let link = error; link !== undefined && chain.length < 10; ) {
    chain.push(link);
    link = link instanceof Error ? link.cause : undefined;
  }
  return chain;
}

export function capabilityOf(error: unknown): CapabilityError['capability'] | undefined {
  return chainOf(error).find((link) => link instanceof CapabilityError)?.capability;
}

function finalAnswerOf(error: unknown): Fault | undefined {
  const refused = chainOf(error).find((link) => link instanceof StatusError);
  return refused === undefined ? undefined : faultOf(refused);
}

const tooMany: ReadonlySet<string> = new Set([
  'userRateLimitExceeded',
  'quotaExceeded',
  'rateLimitExceeded',
  'sharingRateLimitExceeded',
  'RATE_LIMIT_EXCEEDED',
  'RESOURCE_EXHAUSTED',
]);
const tooManyToday: ReadonlySet<string> = new Set(['dailyLimitExceeded', 'dailyLimitExceededUnreg']);
/** Comes with the domain `usageLimits` too, but waiting does not help. */
const notForTooMany: ReadonlySet<string> = new Set(['accessNotConfigured', 'SERVICE_DISABLED']);

/** The Reports API answers 503 over its limits: https://developers.google.com/workspace/admin/reports/v1/limits */
function isQuotaAsOutage({ status, message }: Fault): boolean {
  return status === 503 && /quota|rate limit|too many/i.test(message);
}

function isTooManyNow(fault: Fault): boolean {
  const { reasons, domains } = fault;
  if (reasons.some((reason) => notForTooMany.has(reason) || tooManyToday.has(reason))) return false;
  return isQuotaAsOutage(fault) || reasons.some((reason) => tooMany.has(reason)) || domains.includes('usageLimits');
}

/** Refused for a limit, whatever the status: https://developers.google.com/workspace/admin/directory/v1/limits */
export function isThrottled(fault: Fault): boolean {
  return fault.status === 429 || isTooManyNow(fault) || fault.reasons.some((reason) => tooManyToday.has(reason));
}

/** users.list answers so now and then, and the same request succeeds a moment later. */
export function isFalsePrecondition({ status, reasons, message }: Fault): boolean {
  const named = reasons.some((reason) => reason === 'failedPrecondition' || reason === 'FAILED_PRECONDITION');
  return status === 400 && named && /precondition check failed/i.test(message);
}

/** Whether the same request may well succeed a little later. */
export function isTransient(answer: { status: number; body: unknown }): boolean {
  const fault = faultOf(answer);
  return isTooManyNow(fault) || isFalsePrecondition(fault);
}

/** The API no longer accepts the token, though it is not past its time. */
export function isTokenRejected(error: unknown): boolean {
  const fault = finalAnswerOf(error);
  // The Reports API says 401 to an administrator without the privilege, whom no new token helps.
  return fault?.status === 401 && !fault.fromTokenEndpoint && !/you are not authorized/i.test(fault.message);
}

const notYet = /not yet available|date can not be later than|end date greater than lastreporteddate/i;

/** The report of a day is not there yet; that of an earlier day may be. */
export function isNotYetReported(error: unknown): boolean {
  if (chainOf(error).some((link) => link instanceof UnfinishedReportError)) return true;
  const fault = finalAnswerOf(error);
  return fault?.status === 400 && notYet.test(fault.message);
}

/** The answer to a page token that is too old: it lives three days, and less when the list changes under it. */
export function saysExpiredPage({ status, message }: Pick<Fault, 'status' | 'message'>): boolean {
  return status === 410 || (status === 400 && /page\s?token/i.test(message));
}

export function isPageTokenExpired(error: unknown): boolean {
  const fault = finalAnswerOf(error);
  return fault !== undefined && saysExpiredPage(fault);
}

/** What was asked for is not there. The page of somebody on the way, under the same status, does not say so. */
export function isNotFound(error: unknown): boolean {
  const fault = finalAnswerOf(error);
  return fault?.status === 404 && (fault.reasons.length > 0 || fault.message !== '');
}
