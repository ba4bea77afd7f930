import { accountSubject, candidates, isMember, unlessDoubtful } from '../src/core/accounts.ts';
import { defineCheck, fail, pass, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import { daysBetween } from '../src/core/days.ts';
import type { SignInEvent } from '../src/core/rows/sign-in-event.ts';
import { isInWindow, windowGap } from '../src/core/sign-in-log.ts';

type Place = SignInEvent['countries'][number];

/** Newest first; the country decides between two at the same time, so that the order of rows does not matter. */
function byTime(a: Place, b: Place): number {
  return Date.parse(b.lastAt) - Date.parse(a.lastAt) || ((a.country ?? '') < (b.country ?? '') ? -1 : 1);
}

export const foreignSignIn = defineCheck({
  id: 'foreign-sign-in',
  severity: 'high',
  messages: ['foreign'],
  options: {},
  settings: ['approvedCountries'],
  controls: controls({
    // These ask that somebody watches: a sign-in that was found breaks none of them, and none found keeps none.
    'CIS Controls': { '8.11': 'related' },
    'NIST CSF': { 'DE.AE-02': 'related', 'DE.CM-03': 'related' },
    'NIST SP 800-53': { 'AC-2(12)': 'related' },
    'ISO/IEC 27001': { 'A.8.16': 'related' },
    'SOC 2': { 'CC7.2': 'related' },
    'MITRE ATT&CK': { 'T1078.004': 'partial' },
    'CSA Zero Trust for SMBs': { logs: 'related' },
  }),
  needs: ['accounts', 'signInEvents'],
  uses: [],
  applies: ({ approvedCountries }) => approvedCountries !== null,
  subjects: ({ accounts }, context) => candidates(accounts, (account) => isMember(account, context)),
  name: accountSubject,
  judge({ account, doubt }, { signInEvents }, { approvedCountries, now }) {
    const places = (signInEvents.one(account.id)?.countries ?? []).filter(({ lastAt }) => isInWindow(lastAt, now));
    const foreign = places.filter(({ country }) => country !== null && !approvedCountries?.has(country)).sort(byTime);
    const [newest] = foreign;
    if (newest !== undefined) {
      const { country, lastAt, address, app } = newest;
      const countries = foreign
        .map((place) => place.country)
        .sort()
        .join(', ');
      const count = signInEvents.gap === null ? foreign.reduce((sum, place) => sum + place.count, 0) : null;
      const facts = { countries, country, lastAt, days: daysBetween(lastAt, now), address, app, count };
      return unlessDoubtful(doubt, fail('foreign', 'high', facts));
    }
    const gap = windowGap(signInEvents, now);
    if (gap !== null) return unknown(gap);
    if (places.every(({ country }) => country !== null)) return pass();
    return unknown({ kind: 'absent', detail: 'the log does not say from which country some sign-ins came' });
  },
});
