/** What a field of a setting holds; undefined for what is not as documented. */
export function flag(raw: unknown): boolean | undefined {
  return typeof raw === 'boolean' ? raw : undefined;
}

/** A word of Google's; undefined for what is not as documented. */
export function word(raw: unknown): string | undefined {
  return typeof raw === 'string' && raw !== '' ? raw : undefined;
}
