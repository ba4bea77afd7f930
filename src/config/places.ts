import { type Document, isMap, isScalar, isSeq, type LineCounter } from 'yaml';

/** The way to a value of the file: keys, and numbers of lists. */
export type Path = readonly PropertyKey[];

/** A path as people write it, such as `tenants[0].id`. */
export function keyOf(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

/** The same without the numbers of lists, such as `tenants[].id`. */
export function withoutNumbers(path: Path): string {
  return keyOf(path).replace(/\[\d+\]/g, '[]');
}

/** The way to a node, of which the library hands over what it stands in. */
export function pathOf(ancestors: readonly unknown[], node: unknown): Path {
  const chain = [...ancestors, node];
  const path: PropertyKey[] = [];
  for (const [index, ancestor] of chain.entries()) {
    const child = chain[index + 1];
    if (child === undefined || typeof ancestor !== 'object' || ancestor === null) continue;
    if ('key' in ancestor && isScalar(ancestor.key)) path.push(String(ancestor.key.value));
    else if ('items' in ancestor && Array.isArray(ancestor.items) && !isMap(ancestor))
      path.push(ancestor.items.indexOf(child));
  }
  return path;
}

/** Finds lines of keys; a key that is missing is shown at the nearest thing that is there. */
export class Places {
  private readonly document: Document;
  private readonly lines: LineCounter;

  constructor(document: Document, lines: LineCounter) {
    this.document = document;
    this.lines = lines;
  }

  /** Of a key, 1-based. */
  at(path: Path): { line: number; column: number } {
    for (let length = path.length; length > 0; length -= 1) {
      const parent = this.document.getIn(path.slice(0, length - 1), true);
      const last = path[length - 1];
      const pair = isMap(parent)
        ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === last)
        : undefined;
      const node = pair?.key ?? this.document.getIn(path.slice(0, length), true);
      const range = isScalar(node) || isMap(node) || isSeq(node) ? node.range : undefined;
      if (range) return this.offset(range[0]);
    }
    return { line: 1, column: 1 };
  }

  /** Of a character, by its number in the file, 1-based. */
  offset(offset: number): { line: number; column: number } {
    const { line, col } = this.lines.linePos(offset);
    return { line, column: col };
  }
}

/** Words of the file for messages. What looks like no name and no path may be a secret in the wrong place. */
export function sayable(words: string): string {
  return /^[\w./\\ ${}-]{1,120}$/.test(words) && !/BEGIN/.test(words) ? words : '…';
}
