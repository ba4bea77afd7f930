import type { FindingChangeKind } from '../core/history/changes.ts';
import type { FigureUnit } from '../core/history/figures.ts';
import type { HistoryTexts } from './history.ts';
import { counted, number } from './words.en.ts';

function signed(change: number, text: string): string {
  return `${change < 0 ? '−' : '+'}${text}`;
}

/** Hours below two days, else days with at most one decimal. */
function time(hours: number): string {
  if (hours < 48) return counted(Math.round(hours * 10) / 10, 'hour');
  return counted(Math.round(hours / 2.4) / 10, 'day');
}

/** Rounded down, so that 100 % means all. */
function percent(numerator: number, denominator: number): string {
  return `${Math.floor((numerator * 100) / denominator)} %`;
}

function short(unit: FigureUnit, value: number | null): string {
  if (value === null) return 'not known';
  if (unit === 'share') return `${Math.floor(value * 100 + 1e-9)} %`;
  return unit === 'hours' ? time(value) : number(value);
}

const plural: Readonly<Record<FindingChangeKind, string>> = {
  new: 'new',
  reopened: 'reopened',
  worse: 'worse',
  lost: 'lost from sight',
  resolved: 'resolved',
  standing: 'standing',
};

const states = { complete: 'read in full', partial: 'read in part', unavailable: 'not readable' } as const;

/** Words for what changed and for the figures of a trend, in English. */
export const historyEn: HistoryTexts = {
  kind: {
    new: 'New',
    reopened: 'Reopened',
    worse: 'Worse',
    lost: 'Lost from sight',
    resolved: 'Resolved',
    standing: 'Standing',
  },
  kindNote: {
    new: 'It was not found before.',
    reopened: 'It had been resolved, and is there again.',
    worse: 'It was there before, and weighs more now, or its exception ended.',
    lost: 'It was found before, and nobody can see now whether it still stands. It is not resolved.',
    resolved: 'It was found before; somebody looked, and it is gone.',
    standing: 'It stands as it stood.',
  },
  counted: (kind, count) => `${number(count)} ${plural[kind]}`,
  standing: (count) =>
    count === 0 ? 'Nothing else stands.' : `${counted(count, 'finding stands', 'findings stand')} as before.`,
  reason: {
    'first-judged': 'judged for the first time, so that it may be older',
    'dark-before': 'the scan before could not see it, so that it may be older',
    'rule-changed': 'the settings that it is judged by changed',
    severity: 'the severity rose',
    message: 'what was found is worse',
    count: 'there are more of them',
    'acceptance-ended': 'the exception ended',
    accepted: 'accepted as an exception',
    eased: 'the severity fell',
    'seen-again': 'can be seen again',
    'not-listed': 'the HR list no longer names the person, and the account is not disabled',
    'not-joined': 'nothing ties the accounts of the person together any more, and not all are disabled',
    'not-scanned': 'the directory is no longer scanned',
  },
  state: { open: 'Open', accepted: 'Accepted', unseen: 'Lost from sight' },
  fact: {
    'account-new': 'Account added',
    'account-gone': 'Account removed',
    'account-enabled': 'Account enabled again',
    'account-disabled': 'Account disabled',
    'admin-new': 'New administrator',
    'role-added': 'Role added',
    'role-removed': 'Role removed',
    'methods-changed': 'MFA methods changed',
    'country-new': 'Sign-in from a new country',
    'department-changed': 'Department changed',
  },
  factDetail: (kind, before, after) => {
    switch (kind) {
      case 'methods-changed':
      case 'department-changed':
        return `${before ?? 'none'} → ${after ?? 'none'}`;
      case 'country-new':
        return after === null || before === null ? after : `${after}; before: ${before}`;
      case 'role-removed':
        return before;
      default:
        return after;
    }
  },
  sight: { darker: 'Less can be read', lighter: 'More can be read' },
  sightDetail: ({ before, after }) => `${states[after]}, before: ${states[before]}`,

  figure: {
    'mfa-enforced': 'MFA enforced',
    'mfa-resistant': 'Phishing-resistant MFA',
    'phone-only': 'Phone as the only MFA',
    'stale-accounts': 'Stale accounts',
    'stale-guests': 'Stale guests',
    'leaver-lag': 'Leavers until disabled',
    'top-admins': 'Top administrators',
    'unused-admins': 'Unused administrators',
    exceptions: 'Accepted findings',
    'time-to-fix-critical': 'Time to fix, critical',
    'time-to-fix-high': 'Time to fix, high',
    'time-to-fix-medium': 'Time to fix, medium',
    'time-to-fix-low': 'Time to fix, low',
    coverage: 'Coverage',
  },
  figureNote: {
    'mfa-enforced': 'Members of whom something demands MFA at every sign-in to every application.',
    'mfa-resistant': 'Members with a registered method that resists phishing.',
    'phone-only': 'Members whose only second factors are SMS or voice.',
    'stale-accounts': 'Members without a successful sign-in for more than 90 days, or ever.',
    'stale-guests': 'Enabled guests without a successful sign-in for more than 90 days, or ever.',
    'leaver-lag': 'Median time from the last day of work until the last account was disabled.',
    'top-admins': 'People with the top role, guests too, without declared emergency accounts.',
    'unused-admins': 'Members with a privileged role and without a successful sign-in for more than 45 days, or ever.',
    exceptions: 'Failing findings that a valid exception covers.',
    'time-to-fix-critical': 'Median time from first seen to resolved, over 90 days.',
    'time-to-fix-high': 'Median time from first seen to resolved, over 90 days.',
    'time-to-fix-medium': 'Median time from first seen to resolved, over 90 days.',
    'time-to-fix-low': 'Median time from first seen to resolved, over 90 days.',
    coverage: 'Datasets that were read in full, of those that the providers offer.',
  },
  value: ({ unit, value, numerator, denominator, unknown }) => {
    if (value === null) return unknown === 0 ? 'nothing to count' : 'not known';
    if (unit === 'share') return percent(numerator, denominator);
    return unit === 'hours' ? time(value) : number(value);
  },
  basis: ({ id, unit, value, numerator, denominator, unknown }) => {
    const more = unknown === null ? 'not all accounts were read' : unknown > 0 ? `${number(unknown)} not known` : null;
    const rests =
      denominator === 0 || (value === null && unit !== 'hours')
        ? null
        : id.startsWith('time-to-fix')
          ? `${number(numerator)} resolved, ${number(denominator - numerator)} standing`
          : `${number(numerator)} of ${number(denominator)}`;
    const parts = [rests, more].filter((part) => part !== null);
    return parts.length === 0 ? null : parts.join('; ');
  },
  step: (unit, change) => {
    if (change === 0) return 'unchanged';
    const size = Math.abs(change);
    if (unit === 'share') return signed(change, counted(size, 'point'));
    return signed(change, unit === 'hours' ? time(size) : number(size));
  },
  short,

  detail: 'Details',
  first: 'This is the first scan of this tenant that the history holds. The next one tells what changed.',
  unavailable: (reason) => `What changed is not known, since the history could not be used: ${reason}`,
  lookBack: (asOf, newest) =>
    `Judged as of ${asOf}, before the newest scan in the store (${newest}): not compared with it, and not kept in the history.`,
  off: 'No history is kept.',
  none: 'Nothing has changed.',
  since: (when) => `Compared with the scan of ${when}`,
  openedOn: (day) => `first found ${day}`,
  openedBy: (day) => `found ${day}, may be older`,
  reopened: 'it had been resolved before',
};
