import type { Table } from './check.ts';
import { daysBetween } from './days.ts';
import type { Gap } from './gap.ts';
import type { SignInEvent } from './rows/sign-in-event.ts';

/** Rules over the log of sign-ins look so many days back. */
const logDays = 30;

/** Whether an instant lies within the days that the log is asked about. */
export function isInWindow(instant: string, now: Date): boolean {
  return daysBetween(instant, now) <= logDays;
}

/** Why the log can convict by what it holds, but acquit nobody by what it does not hold; null when it can. */
export function windowGap({ gap, since, until }: Table<SignInEvent>, now: Date): Gap | null {
  if (gap !== null) return gap;
  if (daysBetween(until, now) >= 1) {
    return { kind: 'absent', detail: `the log of sign-ins ends on ${until.slice(0, 10)}` };
  }
  if (since === null) return { kind: 'absent', detail: 'it is not known how far back the log of sign-ins reaches' };
  if (daysBetween(since, now) >= logDays) return null;
  return { kind: 'absent', detail: `the log of sign-ins reaches back to ${since.slice(0, 10)} only` };
}

/**
 * Clients that cannot be asked for a second factor, as the log of Microsoft Entra names them.
 * https://learn.microsoft.com/entra/identity/monitoring-health/concept-sign-in-log-activity-details
 */
const legacyClients: ReadonlySet<string> = new Set(
  [
    ['Authenticated SMTP', 'Autodiscover', 'Exchange ActiveSync', 'Exchange Online PowerShell'],
    ['Exchange Web Services', 'IMAP', 'IMAP4', 'MAPI Over HTTP', 'Offline Address Book', 'Other clients'],
    ['Outlook Anywhere (RPC over HTTP)', 'Outlook Service', 'POP', 'POP3', 'Reporting Web Services', 'SMTP'],
  ].flatMap((names) => names.map((name) => name.toLowerCase())),
);

/** Whether an account signed in within the window with a client that cannot be asked for a second factor. */
export function usedLegacyClient(event: SignInEvent | undefined, now: Date): boolean {
  return (event?.clients ?? []).some(
    ({ name, lastAt }) => legacyClients.has(name.toLowerCase()) && isInWindow(lastAt, now),
  );
}
