import type { Roster, RosterFault, RosterProblem } from '../core/roster.ts';
import { personFields } from './fields.ts';
import { type RowReaders, rowOf } from './rows.ts';
import type { Words } from './words.ts';

/** Faults whose value is a count or a code of the operating system; the others quote the list. */
const unquoted: ReadonlySet<RosterProblem> = new Set(['columns', 'more', 'unreadable']);

function faultIn(words: Words, fault: RosterFault): RosterFault {
  const { problem, value } = fault;
  return value === null || unquoted.has(problem) ? fault : { ...fault, value: words.exact('value', value) };
}

/** The name of the file goes too: it may be that of the company. */
export function rosterIn(words: Words, readers: RowReaders, roster: Roster): Roster {
  const file = words.exact('file', roster.file);
  return roster.state === 'read'
    ? { ...roster, file, people: roster.people.map((person) => rowOf(person, personFields, readers)) }
    : { ...roster, file, faults: roster.faults.map((fault) => faultIn(words, fault)) };
}
