import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capabilities } from '../../../connectors/google-workspace/capabilities.ts';
import { CapabilityError, CredentialError } from '../../../connectors/google-workspace/errors.ts';
import { explain } from '../../../connectors/google-workspace/gaps.ts';
import { GapError, IdentityError, MalformedError } from '../../../src/core/errors.ts';
import { gapSchema } from '../../../src/core/gap.ts';
import { ForeignAddressError, PagingError, StatusError, TransportError } from '../../../src/http/errors.ts';

const place = 'GET admin.googleapis.com/admin/directory/v1/users';

function refused(status: number, body: unknown, at = place): StatusError {
  return new StatusError(at, { status, headers: new Headers(), body });
}

function oldStyle(reason: string, message = 'said so', domain = 'global') {
  return { error: { code: 403, message, errors: [{ domain, reason, message }] } };
}

function newStyle(status: string, reason?: string) {
  const details = reason === undefined ? [] : [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason }];
  return { error: { code: 403, status, message: 'said so', details } };
}

describe('an answer', () => {
  test.each([
    [403, oldStyle('forbidden'), 'permission'],
    [403, oldStyle('notAuthorized'), 'permission'],
    [403, oldStyle('insufficientPermissions'), 'permission'],
    [403, oldStyle('accessNotConfigured', 'off', 'usageLimits'), 'permission'],
    [401, oldStyle('authError'), 'permission'],
    [401, { error: 'unauthorized_client', error_description: 'no' }, 'permission'],
    [400, { error: 'unauthorized_client' }, 'permission'],
    [403, { error: 'access_denied' }, 'permission'],
    [400, { error: 'admin_policy_enforced' }, 'permission'],
    [403, newStyle('PERMISSION_DENIED'), 'permission'],
    [403, newStyle('PERMISSION_DENIED', 'SERVICE_DISABLED'), 'permission'],
    [403, {}, 'permission'],
    [400, { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' }, 'expired'],
    [403, oldStyle('userRateLimitExceeded'), 'throttled'],
    [403, oldStyle('quotaExceeded'), 'throttled'],
    [403, oldStyle('dailyLimitExceeded', 'today', 'usageLimits'), 'throttled'],
    [403, oldStyle('something', 'new', 'usageLimits'), 'throttled'],
    [429, newStyle('RESOURCE_EXHAUSTED'), 'throttled'],
    [403, newStyle('PERMISSION_DENIED', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'), 'permission'],
    [401, oldStyle('authError', 'Access denied. You are not authorized to read activity records.'), 'permission'],
    [503, oldStyle('backendError', 'Quota exceeded for quota metric'), 'throttled'],
    [503, oldStyle('backendError', 'Backend Error'), 'network'],
    [429, 'text', 'throttled'],
    [403, oldStyle('domainCannotUseApis'), 'unsupported'],
    [500, oldStyle('backendError'), 'network'],
    [503, '<html>', 'network'],
    [400, oldStyle('failedPrecondition', 'Precondition check failed.'), 'network'],
    [302, '', 'malformed'],
    [404, oldStyle('notFound'), 'absent'],
    [400, oldStyle('invalid'), 'malformed'],
  ])('%s %j is %s', (status, body, kind) => {
    expect(explain(new CapabilityError(capabilities.users, refused(status, body))).kind).toBe(kind);
  });

  test('the place, the words of the provider and the next step are told', () => {
    const detail = (status: number, body: unknown, at?: string) =>
      explain(new CapabilityError(capabilities.users, refused(status, body, at))).detail;
    expect(detail(403, oldStyle('forbidden', 'Not Authorized'))).toBe(
      `${place}: answered 403 forbidden – Not Authorized – the administrator needs the privilege "Users > Read"`,
    );
    expect(detail(401, { error: 'unauthorized_client' })).toContain(`add the scope ${capabilities.users.scope}`);
    expect(detail(403, oldStyle('accessNotConfigured'))).toContain('enable this API');
    expect(detail(400, { error: 'admin_policy_enforced' })).toContain('API controls');
    const ofPolicies = (status: number, body: unknown) =>
      explain(new CapabilityError(capabilities.policies, refused(status, body))).detail;
    expect(ofPolicies(403, newStyle('PERMISSION_DENIED'))).toContain('only a super admin may use this API');
    for (const [status, body] of [
      [403, newStyle('PERMISSION_DENIED', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT')],
      [401, { error: 'unauthorized_client' }],
    ] as const) {
      expect(ofPolicies(status, body)).toContain(`add the scope ${capabilities.policies.scope}`);
    }
    expect(ofPolicies(403, newStyle('PERMISSION_DENIED', 'SERVICE_DISABLED'))).toContain('enable this API');
    expect(detail(403, {}, 'POST iamcredentials.googleapis.com/v1/x:signJwt')).toContain('serviceAccountTokenCreator');
  });

  test('long words are cut, and tokens never told', () => {
    const { detail } = explain(
      refused(403, oldStyle('forbidden', `Bearer abc.def ya29.a0Af_x eyJhbGciOi.eyJpc3M.sig ${'x'.repeat(900)}`)),
    );
    expect(detail.length).toBeLessThan(400);
    for (const secret of ['abc.def', 'a0Af_x', 'hbGciOi', 'pc3M']) expect(detail).not.toContain(secret);
  });
});

test.each([
  [new IdentityError('another'), 'identity'],
  [new CredentialError('no key'), 'permission'],
  [new MalformedError('users.list', 'users.0.id: no string'), 'malformed'],
  [new PagingError('users.list', 'round'), 'malformed'],
  [new ForeignAddressError('users.list', 'https://evil.example'), 'malformed'],
  [new TransportError(place, 'no whole answer', { timedOut: true }), 'network'],
  [new GapError({ kind: 'throttled', detail: 'x' }), 'throttled'],
  [new Error('a client around it', { cause: new TransportError(place, 'ECONNRESET') }), 'network'],
  [new TypeError('a mistake of ours'), 'crash'],
])('%s is %s', (error, kind) => {
  expect(explain(error).kind).toBe(kind);
});

test('whatever is thrown, and whatever was answered, there is a gap', () => {
  const circle = new Error('round');
  circle.cause = circle;
  for (const thrown of [circle, null, undefined, Object.create(null), Symbol('x')]) {
    expect(gapSchema.safeParse(explain(thrown)).success).toBe(true);
  }
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 599 }), fc.jsonValue(), fc.anything(), (status, body, thrown) => {
      for (const error of [refused(status, body), refused(status, { error: body }), thrown]) {
        expect(gapSchema.safeParse(explain(error)).success).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
