import { type Document, type ErrorCode, isScalar, visit, type YAMLParseError } from 'yaml';
import { keyOf, type Places, pathOf } from './places.ts';
import type { Problem } from './problems.ts';

/** Messages of these codes quote the file otherwise than after a colon. */
const plainWords: Partial<Record<ErrorCode, string>> = {
  BAD_DQ_ESCAPE: 'Invalid escape sequence',
  TAG_RESOLVE_FAILED: 'Unresolved tag',
};

/** A mistake of syntax, without what the library quotes from the file, which may be a secret. */
function syntaxProblem({ code, message, pos: [start] }: YAMLParseError, document: Document, places: Places): Problem {
  let key = '';
  visit(document, {
    Pair(_position, pair, ancestors) {
      if (code !== 'DUPLICATE_KEY' || !isScalar(pair.key) || pair.key.range?.[0] !== start) return;
      key = keyOf(pathOf([...ancestors, pair], pair.key));
    },
  });
  const about = plainWords[code] ?? message.split(/(?<=[\w)]):|\n/)[0] ?? '';
  return { ...places.offset(start), key, kind: 'syntax', about };
}

/** Aliases would let one line stand for many; the file has no need of them. A secret may begin like one: no names. */
function aliasesOf(document: Document, places: Places): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Alias(_position, node, ancestors) {
      const place = node.range ? places.offset(node.range[0]) : { line: 1, column: 1 };
      problems.push({ ...place, key: keyOf(pathOf(ancestors, node)), kind: 'syntax', about: 'alias' });
    },
  });
  return problems;
}

/** Mistakes of syntax, without which nothing else can be looked at. */
export function syntaxProblems(document: Document, places: Places): Problem[] {
  const errors = document.errors.map((error) => syntaxProblem(error, document, places));
  return errors.length > 0 ? errors : aliasesOf(document, places);
}
