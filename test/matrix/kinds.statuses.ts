import type { GapKind } from '../../src/core/gap.ts';
import type { Fault } from '../../src/demo/faults.ts';
import type { Kind, Position } from './kinds.ts';

const all: readonly Position[] = ['once', 'later', 'always', 'last'];
/** For refusals that differ from another in their words only. */
const ends: readonly Position[] = ['once', 'last'];
const html = '<html><body><h1>Service unavailable</h1></body></html>';

interface Refusal {
  id: string;
  gaps: readonly GapKind[];
  fault: Fault;
  survives?: readonly Position[];
  positions?: readonly Position[];
  provider?: Kind['provider'];
}

function refusal({ id, gaps, fault, survives = ['once'], positions = ends, provider }: Refusal): Kind {
  return {
    id,
    gaps,
    positions,
    survives,
    ...(provider === undefined ? {} : { provider }),
    make: () => () => fault,
  };
}

function tooMany(id: string, headers: Record<string, string>, more: Partial<Refusal> = {}): Kind {
  const body = { error: { code: 'TooManyRequests', message: 'Please retry again later.' } };
  return refusal({ id, gaps: ['throttled'], fault: { status: 429, headers, body }, ...more });
}

function quota(reason: string, more: Partial<Refusal> = {}): Kind {
  const body = { error: { code: 403, message: 'Quota exceeded.', errors: [{ domain: 'usageLimits', reason }] } };
  return refusal({
    id: `403 ${reason}`,
    gaps: ['throttled'],
    fault: { status: 403, body },
    provider: 'google-workspace',
    ...more,
  });
}

function outage(status: number, body: unknown, id = `${status}`, positions = ends): Kind {
  return refusal({ id, gaps: ['network'], fault: { status, body }, positions });
}

const serverError = { error: { code: 'UnknownError', message: 'An error has occurred.' } };
const unlicensed = {
  error: {
    code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    message: "Tenant is not a B2C tenant and doesn't have premium license",
  },
};

/** Nobody pays for these, so that a refusal for want of a licence is not asked again. */
const neverLicensed =
  /\/(?:organization|subscribedSkus|applications|servicePrincipals|oauth2PermissionGrants|groups|roleDefinitions|roleAssignments\?|\$batch|policies\/(?!authenticationStrength))/;

/** Answers that are no success. */
export const statuses: readonly Kind[] = [
  tooMany('429 without Retry-After', {}, { positions: all }),
  tooMany('429 Retry-After in seconds', { 'retry-after': '1' }, { positions: ['once'] }),
  tooMany(
    '429 Retry-After as a date',
    {
      date: 'Sat, 21 Nov 2026 09:00:00 GMT',
      'retry-after': 'Sat, 21 Nov 2026 09:00:01 GMT',
    },
    { positions: ['once'] },
  ),
  tooMany('429 Retry-After in the past', {
    date: 'Sat, 21 Nov 2026 09:00:00 GMT',
    'retry-after': 'Fri, 20 Nov 2026 09:00:00 GMT',
  }),
  tooMany('429 Retry-After of a day', { 'retry-after': '86400' }, { survives: [] }),
  tooMany('429 Retry-After without end', { 'retry-after': '99999999999999999999999' }, { survives: [] }),
  tooMany('429 Retry-After in words', { 'retry-after': 'soon' }),
  tooMany('429 Retry-After below nothing', { 'retry-after': '-5' }),
  quota('userRateLimitExceeded'),
  quota('quotaExceeded'),
  quota('rateLimitExceeded'),
  quota('dailyLimitExceeded', { survives: [] }),
  refusal({
    id: '429 RESOURCE_EXHAUSTED',
    gaps: ['throttled'],
    fault: { status: 429, body: { error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'Quota exceeded.' } } },
    provider: 'google-workspace',
  }),
  outage(500, serverError),
  outage(502, html, '502 with a page'),
  outage(503, html, '503 with a page'),
  outage(503, serverError, '503', all),
  outage(504, ''),
  refusal({
    id: '401',
    positions: all,
    gaps: ['permission'],
    fault: {
      status: 401,
      body: { error: { code: 'InvalidAuthenticationToken', message: 'Access token has expired.' } },
    },
  }),
  refusal({
    id: '403 without a reason',
    positions: all,
    gaps: ['permission'],
    fault: {
      status: 403,
      body: { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges.' } },
    },
    survives: [],
  }),
  {
    ...refusal({
      id: 'licence refused on a licensed tenant',
      positions: all,
      // It is no fact of the tenant, whatever Microsoft says.
      gaps: ['network', 'permission'],
      fault: { status: 403, body: unlicensed },
      provider: 'microsoft365',
    }),
    worlds: ['p2'],
    spares: neverLicensed,
  },
  {
    ...refusal({
      id: 'licence refused on a tenant without it',
      positions: all,
      gaps: ['licence', 'permission'],
      fault: { status: 403, body: unlicensed },
      provider: 'microsoft365',
      survives: [],
    }),
    worlds: ['free'],
  },
  refusal({ id: '400 without a reason', gaps: ['malformed'], fault: { status: 400, body: {} }, survives: [] }),
  refusal({
    id: '404 with a page',
    gaps: ['network', 'absent', 'malformed'],
    fault: { status: 404, body: html },
    survives: [],
  }),
  refusal({ id: '418', gaps: ['malformed'], fault: { status: 418, body: 'I am a teapot' }, survives: [] }),
];
