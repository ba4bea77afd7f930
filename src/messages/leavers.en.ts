import type { LeaversTexts } from './leavers.ts';

function number(count: number): string {
  return count.toLocaleString('en-GB');
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

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
  facts: ({ left, open, unknown, known, medianHours }) => {
    const who = `${counted(left, 'person has', 'people have')} left`;
    const still = open === 0 ? 'no account is known to be enabled' : `${number(open)} with an enabled account`;
    if (known + unknown === 0) return `${who}, ${still}.`;
    const rest = unknown === 0 ? '' : `, ${number(unknown)} not known`;
    const median = medianHours === null ? 'not known' : `median ${lag(medianHours)}`;
    return `${who}, ${still}. From leaving to disabling: ${median} (${number(known)} known${rest}).`;
  },
  nobody: 'Nobody who has left by the HR list has an account that was read.',
  faulty: 'The HR list cannot be used, so it is not known who has left.',
  label: 'Leavers',
  heads: { person: 'Person', leaveDate: 'Last day', state: 'Accounts', lag: 'Until disabled', accounts: 'Which' },
  state: { open: 'Enabled', closed: 'Disabled', unknown: 'Unknown' },
  lag,
  lagUnknown: 'not known',
  openFor: (days) => (days === null ? 'still enabled' : `${counted(days, 'day')} so far`),
  noDate: 'no date given',
  disabledOn: (day) => `disabled ${day}`,
  moreInCsv: (count) => `${number(count)} more in access.csv, which \`--format csv\` writes.`,
};
