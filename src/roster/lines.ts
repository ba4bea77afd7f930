import { normalEmployeeId, type RosterPerson } from '../core/roster.ts';
import type { Column, Columns } from './columns.ts';
import { parseDate } from './dates.ts';
import type { Faults } from './faults.ts';
import { plainText } from './plain-text.ts';
import type { CsvRecord } from './records.ts';

const statuses: ReadonlyMap<string, RosterPerson['status']> = new Map([
  ['active', 'active'],
  ['在籍', 'active'],
  ['在籍中', 'active'],
  ['在職', 'active'],
  ['在職中', 'active'],
  ['left', 'left'],
  ['退職', 'left'],
  ['退職済', 'left'],
  ['退職済み', 'left'],
  ['leave', 'leave'],
  ['休職', 'leave'],
  ['休職中', 'leave'],
]);

/** One address, and nothing beside it. Letters that only look like those of an address are of another one. */
const address = /^(?=[!-~]+$)[^\s@,;:<>()[\]"]+@[^\s@,;:<>()[\]"]+\.[^\s@,;:<>()[\]".]+$/;

function addressOf(text: string): string | null {
  return address.test(text) ? text.toLowerCase() : null;
}

function statusOf(text: string): RosterPerson['status'] {
  return statuses.get(text.toLowerCase()) ?? null;
}

/** The person of a line, with the faults of its values told; a value that is wrong becomes null. */
export function readLine({ line, cells }: CsvRecord, columns: Columns, faults: Faults): RosterPerson {
  const text = (column: Column): string | null => {
    const place = columns[column];
    return (place === undefined ? '' : plainText(cells[place] ?? '')) || null;
  };
  const known = <T>(column: Column, problem: 'email' | 'status' | 'date', parse: (value: string) => T | null) => {
    const value = text(column);
    if (value === null) return null;
    const parsed = parse(value);
    if (parsed === null) faults.add(line, problem, value);
    return parsed;
  };
  const person = {
    line,
    email: known('email', 'email', addressOf),
    employeeId: text('employeeId'),
    name: text('name'),
    status: known('status', 'status', statusOf),
    leaveDate: known('leaveDate', 'date', parseDate),
    department: text('department'),
    // Lists often hold the manager's name here. Nobody is found by it, so that it spoils nothing.
    managerEmail: addressOf(text('managerEmail') ?? ''),
  };
  const hasNumber = normalEmployeeId(person.employeeId) !== null;
  if (text('email') === null && !hasNumber) faults.add(line, 'no-key', person.employeeId);
  return person;
}
