import { CsvError, parse } from 'csv-parse/sync';

/** A line of the list, or several where a quoted value holds line ends. */
export interface CsvRecord {
  /** Where it begins; the first line of the file is 1. */
  line: number;
  cells: readonly string[];
}

/** Quotes that do not fit: from there on nobody can tell where lines end. */
export interface BrokenQuotes {
  line: number;
  /** The line, as it stands in the file. */
  text: string;
}

export interface Records {
  /** Lines that are not blank. */
  records: readonly CsvRecord[];
  /** Where reading stopped before the end; null when it did not. */
  broken: BrokenQuotes | null;
}

/** A header row with a tab in it is one of tab-separated values. */
function delimiterOf(text: string): ',' | '\t' {
  const [header = ''] = /^.*\S.*$/m.exec(text) ?? [];
  return header.includes('\t') ? '\t' : ',';
}

/** Takes CSV, or TSV, apart. */
export function readRecords(source: string): Records {
  // The library counts a line end of two characters inside quotes as two lines.
  const text = source.replace(/\r\n?/g, '\n');
  const records: CsvRecord[] = [];
  let next = 1;
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      record_delimiter: '\n',
      relax_column_count: true,
      trim: true,
      on_record(cells: string[], { lines }) {
        if (cells.some((cell) => cell.trim() !== '')) records.push({ line: next, cells });
        next = lines + 1;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { records, broken: { line: next, text: text.split('\n', next).at(-1) ?? '' } };
  }
  return { records, broken: null };
}
