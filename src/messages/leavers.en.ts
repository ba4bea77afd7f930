import type { LeaversTexts } from './leavers.ts';
import { counted, number } from './words.en.ts';

/** Hours below two days, else whole days. */
function lag(hours: number): string {
  if (hours === 0) return 'no delay';
  return hours < 48 ? counted(hours, 'hour') : counted(Math.floor(hours / 24), 'day');
}

/** Words of the section about those who have left, in English. */
export const leaversEn: LeaversTexts = {
  title: 'Who has left, and what became of their accounts',
  intro:
    'People of the HR list whose last day of work is over and who had an account. The lag runs from the end of that day until the last of their accounts was disabled.',
  facts: ({ left, open, longestDays, used, doubtful, closed, known, medianHours }) => {
    const longest = longestDays === null ? '' : ` (longest: ${counted(longestDays, 'day')})`;
    const parts = [
      open === 0 ? 'no account is known to be enabled' : `${number(open)} still enabled${longest}`,
      ...(used === 0 ? [] : [`${number(used)} used after leaving`]),
      ...(doubtful === 0 ? [] : [`${number(doubtful)} not known`]),
    ];
    const who = `${counted(left, 'person has', 'people have')} left: ${parts.join(', ')}.`;
    if (closed === 0) return who;
    const unknown = closed - known;
    const lags = [
      ...(medianHours === null ? [] : [`median ${lag(medianHours)} for ${number(known)}`]),
      ...(unknown === 0 ? [] : [`not known for ${number(unknown)}`]),
    ];
    return `${who} Of the ${number(closed)} closed: ${lags.join(', ')}.`;
  },
  nobody: 'Nobody who has left by the HR list has an account that was read.',
  noList: 'No HR list is configured (`roster`), so nobody was compared with it.',
  doubt: {
    faulty: 'The HR list cannot be used, so it is not known who has left.',
    silent: 'The HR list has neither a status nor a leave date, so it is not known who has left.',
  },
  label: 'Leavers',
  heads: { person: 'Person', leaveDate: 'Last day', state: 'Accounts', lag: 'Until disabled', accounts: 'Which' },
  state: { open: 'Enabled', closed: 'Disabled', unknown: 'Unknown' },
  lag,
  lagUnknown: 'not known',
  openFor: (days) => (days === null ? 'still enabled' : `${counted(days, 'day')} so far`),
  noDate: 'no date given',
  disabledOn: (day) => `disabled ${day}`,
  lastUsed: (day) => `last used ${day}, after leaving`,
  moreInCsv: (count) => `${number(count)} more in access.csv, which \`--format csv\` writes.`,
};
