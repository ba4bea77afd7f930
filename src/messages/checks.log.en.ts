import type { Data } from '../core/check.ts';
import type { CheckTexts } from './catalogue.ts';
import { uiEn } from './ui.en.ts';
import { counted, dated, joined, parts } from './words.en.ts';

function foreign(data: Data, timeZone: string): string {
  const [country = '', ...facts] = [data.country, data.address, data.app].filter((fact) => typeof fact === 'string');
  const how = facts.length === 0 ? '' : ` (${facts.join(', ')})`;
  const others = parts(data.countries).filter((code) => code !== country);
  const also = others.length === 0 ? '' : ` Also from ${joined(others.map(uiEn.country))}.`;
  const more =
    typeof data.count === 'number' && data.count > 1 ? ` ${counted(data.count, 'such sign-in')} in all.` : '';
  return `Signed in from ${uiEn.country(country)} on ${dated(data.lastAt, data.days, timeZone)}${how}.${also}${more}`;
}

const askFirst =
  'Ask the person whether they were there at that time. If so, add the country to `approvedCountries`, or record an exception with its end date.';

/** What checks of the log of sign-ins say in English. */
export const logChecksEn = {
  'blind-log': {
    title: 'The log of sign-ins cannot be read',
    topic: 'Log of sign-ins',
    about: 'directory',
    why: 'Without the log nobody can say who signed in when, from where and with which factor, neither in a review nor after an incident.',
    action: () => 'Make the log of sign-ins readable',
    effort: { minutesEach: 30, cost: 'licence' },
    costNote: 'Programs may read the log with Entra\u00a0ID\u00a0P1; the last 7 days can be seen by hand for free.',
    fix: {
      microsoft365: {
        steps: [
          'For free, once a week: Entra admin center › Entra ID › Monitoring & health › Sign-in logs shows the last 7 days. Look for countries and clients that nobody uses, and keep the download.',
          'Look whether Entra ID P1 is paid for already: Microsoft 365 Business Premium, E3 and E5 include it (Microsoft 365 admin center › Billing › Licenses). Else it can be bought there.',
          'Then grant the scan the permission AuditLog.Read.All, and scan again.',
        ],
        command: 'Get-MgAuditLogSignIn -Top 1',
      },
      'google-workspace': {
        steps: [
          'Google Admin console › Reporting › Audit and investigation › User log events: see whether sign-ins are listed. Google keeps them for 6 months, free of charge.',
          'Then scan again. If it is still refused, look up what the edition offers under Billing › Subscriptions.',
        ],
      },
    },
    note: 'A licence that does not offer the log is a failure here. Whatever else keeps it from being read leaves the check `unknown`.',
    meanings: { blind: 'the licence does not let programs read the log' },
    messages: {
      blind: () => 'The licence of this directory does not let programs read who signed in when, and from where.',
    },
  },
  'foreign-sign-in': {
    title: 'Sign-in from a country that is not approved',
    topic: 'Countries of sign-ins',
    why: 'A successful sign-in from where nobody of yours is may be somebody else with the password.',
    action: (count) => `Clear up the sign-ins from other countries of ${counted(count, 'account')}`,
    effort: { minutesEach: 15, cost: 'partly' },
    costNote: 'Asking and signing out is free; blocking countries by Conditional Access needs Entra\u00a0ID\u00a0P1.',
    fix: {
      microsoft365: {
        steps: [
          askFirst,
          'If not: Entra admin center › Entra ID › Users › the account › Revoke sessions, then Reset password. Under Authentication methods, delete whatever the person did not register.',
          'Then close the way (needs Entra ID P1): Entra admin center › Entra ID › Conditional Access › Named locations: list the approved countries; under Policies, block all other locations, and exclude the emergency accounts only.',
        ],
        command: 'Revoke-MgUserSignInSession -UserId LOGIN',
      },
      'google-workspace': {
        steps: [
          askFirst,
          'If not: Google Admin console › Directory › Users › the account › Reset password, then Security › Sign-in cookies › Reset. Under Security, remove keys that are not the person’s, and look through connected applications.',
        ],
        command: 'gam user LOGIN signout',
      },
    },
    note: 'It looks at the last 30 days; for Microsoft\u00a0365 at sign-ins of a person at the keyboard, not at programs that renew one. Without `approvedCountries` in `shisei.yaml` it is not applicable.',
    meanings: { foreign: 'somebody signed in from a country that is not approved' },
    messages: { foreign },
  },
} satisfies CheckTexts;
