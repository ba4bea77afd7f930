import { type Data, type Severity, severities } from '../check.ts';
import type { AccountFacts } from './account-facts.ts';
import { isWorseMessage } from './tracked-finding.ts';

/** The facts that an exception was given for. Null: they were not known. */
export interface Bound {
  /** Privilege and ids of roles. */
  roles: string | null;
  /** Whether MFA is forced, and how good the second factors are. */
  mfa: string | null;
  /** Class of the last sign-in. */
  signIn: string | null;
  message: string;
  severity: Severity;
  /** How many there were, where the finding counts something, such as top administrators. */
  count: number | null;
}

export const voidChanges = ['roles', 'mfa', 'signIn', 'worse'] as const;

/** Why an exception holds no more before its end. */
export interface ExceptionVoid {
  change: (typeof voidChanges)[number];
  before: string;
  after: string;
}

export interface Failing {
  check: string;
  message: string;
  severity: Severity;
  data: Data;
}

function rolesOf({ privilege, roles }: AccountFacts): string | null {
  if (privilege === null || roles === null) return null;
  return [privilege, ...roles.map(({ id }) => id)].join(' ');
}

function mfaOf({ enforcement, registered, methods }: AccountFacts): string | null {
  if (enforcement === null || registered === null || (registered && methods === null)) return null;
  const strengths = new Set((methods ?? []).map(({ strength }) => strength));
  return [enforcement, ...[...strengths].sort()].join(' ');
}

function countOf({ count }: Data): number | null {
  return typeof count === 'number' ? count : null;
}

/** @param facts undefined where the subject is no account that was read */
export function boundTo({ message, severity, data }: Failing, facts: AccountFacts | undefined): Bound {
  return {
    roles: facts === undefined ? null : rolesOf(facts),
    mfa: facts === undefined ? null : mfaOf(facts),
    signIn: facts?.signIn ?? null,
    message,
    severity,
    count: countOf(data),
  };
}

/** Facts that were not known when an exception was given are bound when they first are. */
export function boundMore(before: Bound, now: Bound): Bound {
  const { roles, mfa, signIn } = before;
  return { ...before, roles: roles ?? now.roles, mfa: mfa ?? now.mfa, signIn: signIn ?? now.signIn };
}

function isWorse(check: string, before: Bound, now: Bound): boolean {
  const [was, is] = [severities.indexOf(before.severity), severities.indexOf(now.severity)];
  if (is !== was) return is > was;
  if (isWorseMessage(check, now.message, before.message)) return true;
  return before.count !== null && now.count !== null && now.message === before.message && now.count > before.count;
}

/** What has changed since an exception was given, so that it holds no more; what is not known has not changed. */
export function voidedBy(check: string, before: Bound, now: Bound): ExceptionVoid | null {
  for (const change of ['roles', 'mfa', 'signIn'] as const) {
    const [was, is] = [before[change], now[change]];
    if (was !== null && is !== null && was !== is) return { change, before: was, after: is };
  }
  if (!isWorse(check, before, now)) return null;
  const said = ({ message, severity, count }: Bound) =>
    [severity, message, ...(count === null ? [] : [count])].join(' ');
  return { change: 'worse', before: said(before), after: said(now) };
}
