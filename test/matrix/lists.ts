/** Where an answer holds its rows. */
export interface List {
  field: string;
  rows: readonly unknown[];
  /** A page of a list, and no list inside of an object that comes whole. */
  isPage: boolean;
}

/** Microsoft's lists are `value`; Google's have the name of what is in them. Null: no list. */
export function listOf(body: unknown): List | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const names = Object.entries(body).filter(([name, value]) => Array.isArray(value) && name !== 'warnings');
  const [field, rows] = names.find(([name]) => name === 'value') ?? names[0] ?? [];
  if (field === undefined) return null;
  // Only Microsoft says what an answer is; a batch holds answers, and is no list of things.
  const isPage = field === 'value' || !('@odata.context' in body || field === 'responses');
  return { field, rows: rows as unknown[], isPage };
}

/** The answer with other rows. */
export function withRows(body: unknown, field: string, rows: unknown): object {
  return { ...(body as object), [field]: rows };
}
