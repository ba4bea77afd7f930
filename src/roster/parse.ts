import { normalEmployeeId, type Roster, type RosterPerson } from '../core/roster.ts';
import { findColumns } from './columns.ts';
import { decodeText } from './encoding.ts';
import { Faults } from './faults.ts';
import { readLine } from './lines.ts';
import { plainText } from './plain-text.ts';
import { type CsvRecord, readRecords } from './records.ts';

/** Tells whether each cell stands below its name: one that is missing, or one too many, may have moved all others. */
function fitsHeader({ cells: header }: CsvRecord): (record: CsvRecord) => boolean {
  const isFilled = (cell: string) => plainText(cell) !== '';
  const fewest = header.findLastIndex(isFilled) + 1;
  // Empty cells at the end come from spreadsheets.
  return ({ cells }) => cells.length >= fewest && !cells.slice(header.length).some(isFilled);
}

/** Tells what of a person an earlier line has already. */
function repetitions(): (person: RosterPerson) => string | null {
  const seen = { emails: new Set<string>(), numbers: new Set<string>() };
  const isNew = (known: Set<string>, key: string | null) => key === null || known.size < known.add(key).size;
  return ({ email, employeeId }) => {
    const [newEmail, newNumber] = [isNew(seen.emails, email), isNew(seen.numbers, normalEmployeeId(employeeId))];
    if (newEmail && newNumber) return null;
    return newEmail ? employeeId : email;
  };
}

type Read = Pick<Extract<Roster, { state: 'read' }>, 'tellsLeavers' | 'people'>;

function readPeople(source: string, faults: Faults): Read {
  const { records, broken } = readRecords(source);
  const people: RosterPerson[] = [];
  const [header] = records;
  const columns = header === undefined ? null : findColumns(header.cells, header.line, faults);
  if (header !== undefined && columns !== null) {
    const fits = fitsHeader(header);
    const repeated = repetitions();
    for (const record of records.slice(1)) {
      if (!fits(record)) {
        faults.add(record.line, 'columns', `${record.cells.length}/${header.cells.length}`);
        continue;
      }
      const person = readLine(record, columns, faults);
      const twice = repeated(person);
      if (twice !== null) faults.add(person.line, 'duplicate', twice);
      people.push(person);
    }
  }
  if (broken !== null) faults.add(broken.line, 'syntax', broken.text);
  // A list of nobody would make everybody a stranger; it is more likely the wrong file.
  else if (records.length < 2 && faults.all.length === 0) faults.add(null, 'empty');
  return { tellsLeavers: columns?.status !== undefined || columns?.leaveDate !== undefined, people };
}

/**
 * Reads an HR list: CSV or TSV, in UTF-8 or Shift_JIS. It is read whole or not at all: with one fault in it, nobody is
 * compared with it.
 * @param file its name, for people
 */
export function parseRoster(bytes: Uint8Array, file: string): Roster {
  const faults = new Faults();
  const source = decodeText(bytes);
  if (source === null) faults.add(null, 'encoding');
  const read = source === null ? null : readPeople(source, faults);
  return read === null || faults.all.length > 0
    ? { state: 'faulty', file, faults: faults.all }
    : { state: 'read', file, ...read };
}
