import { foreignSignIn } from '../../checks/foreign-sign-in.ts';
import type { SignInEvent } from '../../src/core/rows/sign-in-event.ts';
import { account, daysAgo, events, guest, logOf, partial, testCheck, unavailable } from '../check-tester.ts';

const foreign = { subject: 'ann', message: 'foreign', severity: 'high' } as const;
const unknown = { subject: 'ann', kind: 'absent' } as const;
const approvedCountries = ['JP'];
const accounts = [account()];

type Place = SignInEvent['countries'][number];
function from(country: string | null, lastDays: number, facts: Partial<Place> = {}): Place {
  const lastAt = daysAgo(lastDays);
  return { country, firstAt: lastAt, lastAt, address: null, app: null, count: 1, ...facts };
}

/** The log of the last 30 days, and where ann signed in. */
function log(...countries: Place[]) {
  return logOf([events({ countries })], 30);
}

testCheck(foreignSignIn, {
  valid: [
    { name: 'home', approvedCountries, data: { accounts, signInEvents: log(from('JP', 1)) } },
    {
      name: 'one of several approved countries',
      approvedCountries: ['DE', 'JP'],
      data: { accounts, signInEvents: log(from('JP', 1), from('DE', 2)) },
    },
    {
      name: 'abroad 31 days ago',
      approvedCountries,
      data: { accounts, signInEvents: logOf([events({ countries: [from('DE', 31)] })], 60) },
    },
    {
      name: 'nowhere 31 days ago',
      approvedCountries,
      data: { accounts, signInEvents: logOf([events({ countries: [from(null, 31)] })], 60) },
    },
    { name: 'no sign-in in a whole log', approvedCountries, data: { accounts, signInEvents: logOf([], 30) } },
    {
      name: 'at Google',
      provider: 'google-workspace',
      approvedCountries,
      data: { accounts, signInEvents: log(from('JP', 1)) },
    },
    {
      name: 'nobody said which are approved',
      verdict: 'not-applicable',
      data: { accounts, signInEvents: log(from('DE', 1)) },
    },
    {
      name: 'nobody said which are approved, and the log is dark',
      verdict: 'not-applicable',
      data: { accounts, signInEvents: unavailable('licence') },
    },
    {
      name: 'guests and disabled accounts are no members',
      verdict: 'not-applicable',
      approvedCountries,
      data: {
        accounts: [guest(), account({ id: 'bob', enabled: false })],
        signInEvents: logOf([events({ countries: [from('DE', 1)] })], 30),
      },
    },
    {
      name: 'an emergency account',
      verdict: 'not-applicable',
      approvedCountries,
      emergency: ['ann'],
      data: { accounts, signInEvents: log(from('DE', 1)) },
    },
  ],
  invalid: [
    {
      name: 'abroad today',
      approvedCountries,
      data: {
        accounts,
        signInEvents: log(from('DE', 0, { address: '203.0.113.7', app: 'Outlook', count: 3 }), from('JP', 1)),
      },
      fails: [
        {
          ...foreign,
          data: {
            countries: 'DE',
            country: 'DE',
            lastAt: daysAgo(0),
            days: 0,
            address: '203.0.113.7',
            app: 'Outlook',
            count: 3,
          },
        },
      ],
    },
    {
      name: 'abroad exactly 30 days ago',
      approvedCountries,
      data: { accounts, signInEvents: log(from('DE', 30)) },
      fails: [{ ...foreign, data: { days: 30 } }],
    },
    {
      name: 'abroad a moment less than 31 days ago: 30 whole days',
      approvedCountries,
      data: { accounts, signInEvents: log(from('DE', 30.99)) },
      fails: [{ ...foreign, data: { days: 30 } }],
    },
    {
      name: 'two countries: the newest stands first, one that is too old is not named',
      approvedCountries,
      data: { accounts, signInEvents: log(from('DE', 5, { count: 2 }), from('BR', 2), from('US', 40), from('JP', 0)) },
      fails: [{ ...foreign, data: { countries: 'BR, DE', country: 'BR', days: 2, count: 3 } }],
    },
    {
      name: 'two countries at the same time',
      approvedCountries,
      data: { accounts, signInEvents: log(from('DE', 2), from('BR', 2)) },
      fails: [{ ...foreign, data: { country: 'BR' } }],
    },
    {
      name: 'abroad, and nowhere',
      approvedCountries,
      data: { accounts, signInEvents: log(from(null, 1), from('DE', 2)) },
      fails: [foreign],
    },
    {
      name: 'no country is approved',
      approvedCountries: [],
      data: { accounts, signInEvents: log(from('JP', 1)) },
      fails: [{ ...foreign, data: { country: 'JP' } }],
    },
    {
      name: 'the log is partial: one convicted, the others unknown',
      approvedCountries,
      data: {
        accounts: [account(), account({ id: 'bob' }), account({ id: 'cyd' })],
        signInEvents: partial(
          [events({ countries: [from('DE', 1)] }), events({ accountId: 'bob', countries: [from('JP', 1)] })],
          'throttled',
        ),
      },
      fails: [{ ...foreign, data: { count: null } }],
      doubts: [
        { subject: 'bob', kind: 'throttled' },
        { subject: 'cyd', kind: 'throttled' },
      ],
    },
    {
      name: 'the log is too short, but holds enough',
      approvedCountries,
      data: { accounts, signInEvents: logOf([events({ countries: [from('DE', 1)] })], 7) },
      fails: [foreign],
    },
  ],
  unknown: [
    {
      name: 'the log does not say from where',
      approvedCountries,
      data: { accounts, signInEvents: log(from('JP', 1), from(null, 30)) },
      doubts: [{ ...unknown, detail: /which country/ }],
    },
    {
      name: 'the log begins less than 30 days ago',
      approvedCountries,
      data: { accounts, signInEvents: logOf([events({ countries: [from('JP', 1)] })], 29.99) },
      doubts: [{ ...unknown, detail: /back to 2026-10-22 only/ }],
    },
    {
      name: 'it is not known when the log begins',
      approvedCountries,
      data: { accounts, signInEvents: [events({ countries: [from('JP', 1)] })] },
      doubts: [{ ...unknown, detail: /how far back/ }],
    },
    {
      name: 'abroad, but perhaps disabled',
      approvedCountries,
      data: { accounts: [account({ enabled: null })], signInEvents: log(from('DE', 1)) },
      doubts: [{ ...unknown, detail: /enabled/ }],
    },
    {
      name: 'abroad, but perhaps a guest',
      approvedCountries,
      data: { accounts: [account({ kind: null })], signInEvents: log(from('DE', 1)) },
      doubts: [unknown],
    },
    {
      name: 'the log cannot be read',
      approvedCountries,
      data: { accounts, signInEvents: unavailable('licence') },
      doubts: [{ subject: 'directory-1', kind: 'licence' }],
    },
  ],
});
