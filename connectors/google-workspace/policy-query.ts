import type { Setting } from '../../src/core/rows/policy.ts';
import { bareUnitId } from './org-units.ts';

/** Whom a setting is for. `unreadable`: said in words that are not documented. */
export type Condition =
  | { is: 'everybody' | 'licensed' | 'unreadable' }
  | { is: 'unit' | 'group'; id: string }
  | { is: 'all' | 'any'; of: readonly Condition[] }
  | { is: 'not'; of: Condition };

const unreadable: Condition = { is: 'unreadable' };
const deepest = 40;

/** Null: letters of another language. */
function tokensOf(query: string): string[] | null {
  const tokens: string[] = [];
  const text = query.trimEnd();
  const token = /\s*(?:([A-Za-z_]\w*|\d+)|('[^'\\\n]*'|"[^"\\\n]*")|(&&|\|\||==|[!().,[\]]))/y;
  while (token.lastIndex < text.length) {
    const found = token.exec(text);
    if (found === null) return null;
    tokens.push(found[1] ?? found[2] ?? found[3] ?? '');
  }
  return tokens;
}

/** The parts between an operator, where no bracket is open; null when brackets do not match. */
function split(tokens: readonly string[], operator: string): string[][] | null {
  const parts: string[][] = [[]];
  let open = 0;
  for (const word of tokens) {
    if (word === '(' || word === '[') open += 1;
    if (word === ')' || word === ']') open -= 1;
    if (open < 0) return null;
    if (open === 0 && word === operator) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return open === 0 ? parts : null;
}

// Tokens with a space between each.
const text = `['"]([^'"]+)['"]`;
const unitClause = new RegExp(
  String.raw`^entity \. org_units \. exists \( (\w+) , \1 \. org_unit_id == orgUnitId \( ${text} \) \)$`,
);
const groupClause = new RegExp(
  String.raw`^entity \. groups \. exists \( (\w+) , \1 \. group_id == groupId \( ${text} \) \)$`,
);
const licenceClause = new RegExp(
  String.raw`^entity \. licenses \. exists \( (\w+) , \1 in \[ ${text}(?: , ${text})* \] \)$`,
);

function clause(tokens: readonly string[]): Condition {
  const words = tokens.join(' ');
  const unit = unitClause.exec(words)?.[2];
  if (unit !== undefined) return { is: 'unit', id: bareUnitId(unit) };
  const group = groupClause.exec(words)?.[2];
  if (group !== undefined) return { is: 'group', id: group.replace(/^groups\//, '') };
  if (licenceClause.test(words)) return { is: 'licensed' };
  return unreadable;
}

/** `||` binds least, then `&&`, then `!`; each call peels off one of them, or a pair of brackets. */
function read(tokens: readonly string[], depth: number): Condition {
  if (depth > deepest) return unreadable;
  for (const [operator, is] of [
    ['||', 'any'],
    ['&&', 'all'],
  ] as const) {
    const parts = split(tokens, operator);
    if (parts === null) return unreadable;
    if (parts.length > 1) return { is, of: parts.map((part) => read(part, depth + 1)) };
  }
  if (tokens[0] === '!') return { is: 'not', of: read(tokens.slice(1), depth + 1) };
  const isEnclosed = tokens[0] === '(' && tokens.at(-1) === ')';
  return isEnclosed && tokens.length > 2 ? read(tokens.slice(1, -1), depth + 1) : clause(tokens);
}

/**
 * Reads the part of the expression language that Google documents for settings. A clause in other words is
 * `unreadable`, and the clauses beside it keep their sense.
 * https://docs.cloud.google.com/identity/docs/reference/rest/v1/policies#PolicyQuery
 */
export function readQuery(query: string): Condition {
  const tokens = tokensOf(query);
  return tokens === null || tokens.length === 0 ? unreadable : read(tokens, 0);
}

/** The query decides; the fields beside it repeat it where it names one unit or one group. */
export function conditionOf({ query, orgUnit, group }: Pick<Setting, 'query' | 'orgUnit' | 'group'>): Condition {
  if (query !== null) return readQuery(query);
  const of: Condition[] = [];
  if (orgUnit !== null) of.push({ is: 'unit', id: orgUnit });
  if (group !== null) of.push({ is: 'group', id: group });
  return of.length === 0 ? { is: 'everybody' } : { is: 'all', of };
}

/** Ids of the units, or of the groups, that a condition names, each once. */
export function namedIn(condition: Condition, kind: 'unit' | 'group'): string[] {
  switch (condition.is) {
    case 'unit':
    case 'group':
      return condition.is === kind ? [condition.id] : [];
    case 'all':
    case 'any':
      return [...new Set(condition.of.flatMap((part) => namedIn(part, kind)))];
    case 'not':
      return namedIn(condition.of, kind);
    default:
      return [];
  }
}
