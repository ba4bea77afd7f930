import type { Fields, Reading } from './fields.ts';

/** What becomes of a text, by how it is read. */
export type Readers = { readonly [R in Exclude<Reading, 'kept'>]: (text: string) => string };

/** The same for what may be of any shape. */
export interface RowReaders extends Readers {
  value(value: unknown): unknown;
}

function treated(value: unknown, treatment: Fields[string], readers: RowReaders): unknown {
  if (value === null || value === undefined || treatment === 'kept') return value;
  if (treatment === 'value') return readers.value(value);
  if (Array.isArray(value)) return value.map((item) => treated(item, treatment, readers));
  if (typeof treatment === 'object') return rowOf(value as object, treatment, readers);
  return typeof value === 'string' ? readers[treatment](value) : value;
}

function treatmentOf(field: string, fields: Fields): Fields[string] | undefined {
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}

/** A row with each field as its readers make it. A field that nobody classified is left out. */
export function rowOf<Row extends object>(row: Row, fields: Fields, readers: RowReaders): Row {
  const made: Record<string, unknown> = {};
  for (const field of Object.keys(row)) {
    const treatment = treatmentOf(field, fields);
    if (treatment !== undefined) made[field] = treated(row[field as keyof Row], treatment, readers);
  }
  return made as Row;
}

type Note = (reading: Exclude<Reading, 'kept'>, text: string) => void;

function note(value: unknown, treatment: Fields[string], told: Note): void {
  if (value === null || value === undefined || treatment === 'kept' || treatment === 'value') return;
  if (Array.isArray(value)) for (const item of value) note(item, treatment, told);
  else if (typeof treatment === 'object') noteNames(value as object, treatment, told);
  else if (typeof value === 'string') told(treatment, value);
}

/** Tells every text of a row that is not kept, with how it is read. */
export function noteNames(row: object, fields: Fields, told: Note): void {
  for (const field of Object.keys(row)) {
    const treatment = treatmentOf(field, fields);
    if (treatment !== undefined) note(row[field as keyof object], treatment, told);
  }
}
