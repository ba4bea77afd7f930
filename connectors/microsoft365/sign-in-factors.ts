import type { Method } from '../../src/core/rows/mfa.ts';
import type { PassedFactor } from '../../src/core/sign-in-tally.ts';

/** One step of a sign-in, as the log tells it. */
export interface SignInStep {
  authenticationMethod?: string | null | undefined;
  authenticationStepRequirement?: string | null | undefined;
  succeeded?: boolean | null | undefined;
}

/**
 * The log names factors in words for people, which Microsoft lists nowhere in full; the first that fits counts.
 * https://learn.microsoft.com/graph/api/resources/authenticationdetail
 */
const words: ReadonlyArray<readonly [RegExp, Method['strength']]> = [
  [/^(?:password|app password|previously satisfied|satisfied by token|claim in .*token)$/, 'none'],
  [/^(?:temporary access pass|e-?mail\b.*|security questions?)$/, 'none'],
  [/^(?:fido2?\b.*|passkey\b.*|windows hello\b.*|platform credential\b.*)$/, 'resistant'],
  [/^(?:x\.?509 )?certificate(?:$|.*multi-?factor)/, 'resistant'],
  [/^(?:passwordless\b.*|phone sign-in)$/, 'phishable'],
  [/^mobile app (?:notification|verification code)$/, 'phishable'],
  [/^(?:(?:software |hardware )?oath\b.*|(?:microsoft )?authenticator\b.*)$/, 'phishable'],
  [/^(?:text message|sms\b.*|voice\b.*|(?:\w+ )?phone call\b.*|(?:mobile|office|alternate) phone\b.*)$/, 'phone'],
];

function strengthOf(name: string): Method['strength'] {
  const lower = name.trim().toLowerCase();
  return words.find(([pattern]) => pattern.test(lower))?.[1] ?? 'unknown';
}

/** A key, or an app that asks for a gesture, is two factors in one step; a code sent to a phone can be the first alone. */
function servesAsSecond(strength: Method['strength'], requirement: string): boolean | null {
  if (strength === 'none') return false;
  if (strength === 'resistant' || strength === 'phishable') return true;
  if (/primary/i.test(requirement)) return false;
  return strength === 'phone' || /multi-?factor/i.test(requirement) ? true : null;
}

/** The factors that were passed, in order; null when the log does not say. */
export function factorsOf(steps: readonly SignInStep[] | null | undefined): PassedFactor[] | null {
  const passed = (steps ?? []).flatMap(({ authenticationMethod: name, authenticationStepRequirement, succeeded }) => {
    if (succeeded !== true || !name) return [];
    const strength = strengthOf(name);
    return [{ name, strength, second: servesAsSecond(strength, authenticationStepRequirement ?? '') }];
  });
  return passed.length === 0 ? null : passed;
}
