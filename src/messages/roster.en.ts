import type { RosterFault } from '../core/roster.ts';

/** What is wrong with a line of the HR list, in English and without a full stop. */
export const rosterProblemsEn: Readonly<Record<RosterFault['problem'], (value: string) => string>> = {
  unreadable: (value) => `the file cannot be read (${value})`,
  encoding: () => 'the file is neither UTF-8 nor Shift_JIS',
  'no-header': (value) =>
    `no column has a name that is known (${value}); the first line names them, separated by commas or tabs`,
  'no-key-column': () => 'there is no column `email` or `employee_id`',
  'column-twice': (value) => `the column ${value} is there twice`,
  columns: (value) => `the line has another number of columns than the header (${value})`,
  'no-key': () => 'there is neither an e-mail address nor an employee number',
  email: (value) => `“${value}” is no e-mail address`,
  status: (value) => `the status “${value}” is not known; write active, left or leave`,
  date: (value) => `“${value}” is no date that can be read`,
  duplicate: (value) => `${value} is on another line too`,
  syntax: (value) => `the line cannot be read as CSV (${value})`,
  empty: () => 'nobody is in the list',
  more: (value) => `and ${value} more ${value === '1' ? 'fault' : 'faults'}`,
};
