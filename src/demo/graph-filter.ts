import { badRequest } from './graph-request.ts';

export interface Equality {
  property: string;
  value: string;
}

const value = String.raw`'([^']*)'|(true|false|null|[\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12})`;
const clause = new RegExp(String.raw`^\s*(\w+)\s+eq\s+(?:${value})\s*$`);

/**
 * Reads `a eq 'b' and c eq true`: clauses joined by `and`, the one kind of filter that this service understands.
 * @throws GraphFault for anything else
 */
export function equalitiesOf(filter: string | undefined): Equality[] {
  if (filter === undefined) return [];
  return filter.split(/\s+and\s+/).map((text) => {
    const [, property, quoted, bare] = clause.exec(text) ?? [];
    if (property === undefined) throw badRequest('Invalid filter clause', 'Request_UnsupportedQuery');
    return { property, value: quoted ?? bare ?? '' };
  });
}

/** The same for a filter of one clause. */
export function equalityOf(filter: string | undefined): Equality | null {
  const [first, ...more] = equalitiesOf(filter);
  if (more.length > 0) throw badRequest('Invalid filter clause', 'Request_UnsupportedQuery');
  return first ?? null;
}

/** Rows for which every clause holds; a property that may not be filtered by is refused. */
export function filtered<Row extends object>(
  rows: readonly Row[],
  equalities: readonly Equality[],
  allowed: readonly (keyof Row & string)[],
): readonly Row[] {
  const wanted = equalities.map(({ property, value }) => {
    const name = allowed.find((candidate) => candidate.toLowerCase() === property.toLowerCase());
    if (name === undefined) throw badRequest(`Unsupported filter property '${property}'.`, 'Request_UnsupportedQuery');
    return { name, value: value.toLowerCase() };
  });
  if (wanted.length === 0) return rows;
  return rows.filter((row) => wanted.every(({ name, value }) => String(row[name]).toLowerCase() === value));
}
