import { GapError, IdentityError, MalformedError } from '../../src/core/errors.ts';
import type { Gap, GapKind } from '../../src/core/gap.ts';
import { ForeignAddressError, PagingError, StatusError, TransportError } from '../../src/http/errors.ts';
import { redact } from '../../src/http/redact.ts';
import type { Capability } from './capabilities.ts';
import { CredentialError } from './errors.ts';
import {
  capabilityOf,
  chainOf,
  type Fault,
  faultOf,
  isFalsePrecondition,
  isThrottled,
  saysExpiredPage,
} from './faults.ts';

const undelegated: ReadonlySet<string> = new Set([
  'unauthorized_client',
  'access_denied',
  'invalid_scope',
  'insufficientPermissions',
  'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
]);
const switchedOff: ReadonlySet<string> = new Set(['accessNotConfigured', 'SERVICE_DISABLED']);
const refusals: ReadonlySet<string> = new Set([
  ...undelegated,
  ...switchedOff,
  'forbidden',
  'notAuthorized',
  'authError',
  'admin_policy_enforced',
  'invalid_client',
  'org_internal',
  'PERMISSION_DENIED',
  'UNAUTHENTICATED',
]);

function has(fault: Fault, reasons: ReadonlySet<string>): boolean {
  return fault.reasons.some((reason) => reasons.has(reason));
}

function kindOf(fault: Fault): GapKind {
  if (fault.reasons.includes('domainCannotUseApis')) return 'unsupported';
  if (isThrottled(fault)) return 'throttled';
  if (fault.reasons.includes('invalid_grant') || saysExpiredPage(fault)) return 'expired';
  if (fault.status >= 500 || fault.status === 408 || isFalsePrecondition(fault)) return 'network';
  if (fault.status === 401 || fault.status === 403 || has(fault, refusals)) return 'permission';
  if (fault.status === 404) return 'absent';
  return 'malformed';
}

function nextStep(fault: Fault, kind: GapKind, place: string, capability: Capability | undefined): string {
  if (kind === 'expired')
    return 'check that the administrator exists and is active, that the key is valid, and the clock';
  if (kind !== 'permission') return '';
  if (has(fault, switchedOff)) return 'enable this API in the project of the service account';
  if (place.includes('iamcredentials.')) {
    return 'the source credentials need roles/iam.serviceAccountTokenCreator on the service account';
  }
  if (fault.reasons.includes('admin_policy_enforced')) {
    return 'trust the client of the service account in the API controls of the Admin console';
  }
  if (capability === undefined) return '';
  if (has(fault, undelegated)) {
    return `add the scope ${capability.scope} to the domain-wide delegation of the service account`;
  }
  if (capability.privilege === null) return 'only a super admin may use this API';
  return `the administrator needs the privilege "${capability.privilege}"`;
}

function ofStatus(error: StatusError, capability: Capability | undefined): Gap {
  const fault = faultOf(error);
  const kind = kindOf(fault);
  const said = [...new Set(fault.reasons)].join(', ');
  const parts = [
    said === '' ? error.message : `${error.message} ${redact(said)}`,
    redact(fault.message),
    nextStep(fault, kind, error.message, capability),
  ];
  return { kind, detail: parts.filter((part) => part !== '').join(' – ') };
}

function ofKnown(error: unknown, capability: Capability | undefined): Gap | undefined {
  if (error instanceof GapError) return error.gap;
  if (error instanceof IdentityError) return { kind: 'identity', detail: error.message };
  if (error instanceof CredentialError) return { kind: 'permission', detail: error.message };
  if (error instanceof TransportError) return { kind: 'network', detail: redact(error.message) };
  if (error instanceof StatusError) return ofStatus(error, capability);
  if (error instanceof MalformedError || error instanceof PagingError || error instanceof ForeignAddressError) {
    return { kind: 'malformed', detail: redact(error.message) };
  }
  return undefined;
}

/** The only reader of status codes and reasons: what went wrong, in the words of the contract. Never throws. */
export function explain(error: unknown): Gap {
  const capability = capabilityOf(error);
  const chain = chainOf(error);
  for (const link of chain) {
    const gap = ofKnown(link, capability);
    if (gap !== undefined) return gap;
  }
  const last = chain.at(-1);
  const detail = last instanceof Error ? `${last.name}: ${last.message}` : `a thrown ${typeof last}`;
  return { kind: 'crash', detail: redact(detail) };
}
