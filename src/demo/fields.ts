/** A parsed partial-response mask: null stands for everything below. */
export type Mask = Map<string, Mask | null>;

/** Reads `nextPageToken,users(id,name/fullName)`. Returns null when it is not well formed. */
export function parseFields(text: string): Mask | null {
  let at = 0;
  const list = (closing: string): Mask | null => {
    const mask: Mask = new Map();
    while (true) {
      const path = /^[\w*/.-]+/.exec(text.slice(at))?.[0];
      if (path === undefined) return null;
      at += path.length;
      let below: Mask | null = null;
      if (text[at] === '(') {
        at += 1;
        below = list(')');
        if (below === null) return null;
      }
      add(mask, path.split('/'), below);
      if (text[at] === ',') {
        at += 1;
        continue;
      }
      if (closing === '') return at === text.length ? mask : null;
      if (text[at] !== closing) return null;
      at += 1;
      return mask;
    }
  };
  return list('');
}

function add(mask: Mask, path: readonly string[], below: Mask | null): void {
  const [name = '', ...rest] = path;
  const known = mask.get(name);
  if (known === null) return;
  if (rest.length > 0) {
    const next = known ?? new Map();
    mask.set(name, next);
    add(next, rest, below);
    return;
  }
  mask.set(name, below === null ? null : new Map([...(known ?? []), ...below]));
}

/** Leaves of a value what the mask names. */
export function applyFields(value: unknown, mask: Mask | null): unknown {
  if (mask === null || mask.has('*')) return value;
  if (Array.isArray(value)) return value.map((item) => applyFields(item, mask));
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    const below = mask.get(name);
    if (below !== undefined) kept[name] = applyFields(field, below);
  }
  return kept;
}
