import type { Report } from '../core/report.ts';
import { isOpen } from './people.ts';

/** Accounts with nothing but a phone as second factor, and the day on which the provider ends it. */
export interface PhoneEnds {
  accounts: number;
  /** Days that are left; negative afterwards. */
  days: number;
  /** A calendar day, `2027-02-01`. */
  endsOn: string;
}

/** Who will be stopped at sign-in; null when nobody will. */
export function phoneEndsOf({ results }: Report): PhoneEnds | null {
  const stopped = results
    .filter(({ check }) => check === 'sms-mfa')
    .flatMap(({ findings }) => findings.filter((finding) => finding.message === 'only' && isOpen(finding)))
    .flatMap(({ data: { endsOn, daysLeft } }) =>
      typeof endsOn === 'string' && typeof daysLeft === 'number' ? [{ endsOn, days: daysLeft }] : [],
    );
  const [first] = stopped;
  return first === undefined ? null : { ...first, accounts: stopped.length };
}
