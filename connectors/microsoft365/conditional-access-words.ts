const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const shownAtMost = 5;

/** A code with the values behind it; ids tell a reader nothing and are left out. */
export function coded(code: string, values: readonly string[] = []): string {
  const names = values.filter((value) => !guid.test(value)).slice(0, shownAtMost);
  return names.length === 0 ? code : `${code}:${names.join(', ')}`;
}

/** Whether a value says anything: null, empty lists, and objects of nothing else do not. */
export function isSaid(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === false) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value !== 'object') return true;
  return Object.entries(value).some(([key, inner]) => !key.startsWith('@') && isSaid(inner));
}

/** Keys that this version does not know, and that say something: they may narrow the policy, or leave somebody out. */
export function strangeKeys(object: object, known: readonly string[] = []): string[] {
  return Object.entries(object).flatMap(([key, value]) => {
    return known.includes(key) || key.includes('@') || !isSaid(value) ? [] : [`unknown:${key}`];
  });
}

export function has(values: readonly string[], word: string): boolean {
  return values.some((value) => value.toLowerCase() === word);
}
