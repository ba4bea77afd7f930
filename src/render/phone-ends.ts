import type { Provider } from '../core/provider.ts';
import type { Report } from '../core/report.ts';
import type { UiTexts } from '../messages/ui.ts';
import { called } from './called.ts';
import { isOpen } from './urgency.ts';

/** Accounts with nothing but a phone as second factor, and the day on which the provider ends it. */
export interface PhoneEnds {
  /** The check that found them. */
  check: string;
  provider: Provider | null;
  accounts: number;
  /** Names of a few of them, as the directory tells them. */
  names: readonly string[];
  /** Days that are left; negative afterwards. */
  days: number;
  /** A calendar day, `2027-02-01`. */
  endsOn: string;
}

const namesShown = 2;

/** Who will be stopped at sign-in; null when nobody will. */
export function phoneEndsOf({ results }: Report): PhoneEnds | null {
  const stopped = results
    .filter(({ check }) => check === 'sms-mfa')
    .flatMap(({ check, provider, findings }) =>
      findings
        .filter((finding) => finding.message === 'only' && isOpen(finding))
        .flatMap(({ subject: { id, login, name }, data: { endsOn, daysLeft } }) =>
          typeof endsOn === 'string' && typeof daysLeft === 'number'
            ? [{ check, provider, name: name ?? login ?? id, endsOn, days: daysLeft }]
            : [],
        ),
    );
  const [first] = stopped;
  if (first === undefined) return null;
  const { name: _first, ...facts } = first;
  return { ...facts, accounts: stopped.length, names: stopped.slice(0, namesShown).map(({ name }) => name) };
}

/** The same in a sentence or two. */
export function endingWords({ accounts, names, days, endsOn }: PhoneEnds, ui: UiTexts): string {
  // A calendar day is the same in every time zone.
  const day = ui.day(endsOn, 'UTC');
  return ui.mfa.phoneEnds({ accounts, names: names.map((name) => called(name, 40, ui)), days, endsOn: day });
}
