import { type Document, visit } from 'yaml';
import { isNeeded, type Part, standInAt } from './parts.ts';
import { keyOf, type Places, pathOf, sayable } from './places.ts';
import type { Problem } from './problems.ts';

/** The variables that there are, and the parts of the file that are needed. */
export interface Variables {
  env: Readonly<Record<string, string | undefined>>;
  needs: readonly Part[];
}

/** What is disguised can be judged without its key, by what was saved with it: one that is set is used all the same. */
function leaveOutUnsetKey(document: Document, { env, needs }: Variables): void {
  if (needs.includes('pseudonymKey')) return;
  const [, name] = /^\$\{([^}]*)\}$/.exec(String(document.get('pseudonymKey'))) ?? [];
  if (name !== undefined && !env[name]) document.delete('pseudonymKey');
}

/** Puts variables in their places, and what has their shape where nobody needs them; tells those that are not set. */
export function substitute(document: Document, places: Places, { env, needs }: Variables): Problem[] {
  leaveOutUnsetKey(document, { env, needs });
  const problems: Problem[] = [];
  visit(document, {
    Scalar(position, node, ancestors) {
      if (position === 'key' || typeof node.value !== 'string') return;
      const path = pathOf(ancestors, node);
      if (!isNeeded(path, needs)) {
        if (/\$\{[^}]*\}/.test(node.value)) node.value = standInAt(path, document) ?? node.value;
        return;
      }
      node.value = node.value.replace(/\$\{([^}]*)\}/g, (_whole, name: string) => {
        const value = env[name];
        if (typeof value === 'string' && value !== '') return value;
        const place = node.range ? places.offset(node.range[0]) : { line: 1, column: 1 };
        problems.push({ ...place, key: keyOf(path), kind: 'unset-variable', about: sayable(name) });
        return '';
      });
    },
  });
  return problems;
}
