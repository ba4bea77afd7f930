import { dirname, posix } from 'node:path';
import { parseAst } from 'vitest/node';

/** A node of the syntax tree, as ESTree names its parts. */
export interface Node {
  type: string;
  start: number;
  [part: string]: unknown;
}

/** A name and where it is declared. */
export interface Binding {
  name: string;
  /** `let` and `var` can be given another value; `import` stands for a name of another module. */
  kind: 'let' | 'var' | 'const' | 'import' | 'function' | 'class' | 'parameter';
  /** Null: at module level. */
  owner: Node | null;
  /** What it is declared to be; of a variable its declarator. */
  node: Node;
}

/** Names that are visible at a place, from the inside out. */
export interface Scope {
  names: Map<string, Binding>;
  outer: Scope | null;
  /** The function that the scope is in; null: the module. */
  owner: Node | null;
}

export interface Visit {
  node: Node;
  scope: Scope;
  parents: readonly Node[];
}

export interface Module {
  path: string;
  text: string;
  body: readonly Node[];
}

export function parse(path: string, text: string): Module {
  return { path, text, body: (parseAst(text, { lang: 'ts' }) as unknown as { body: Node[] }).body };
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The part of that name, where it is a node. */
export function part(node: Node, name: string): Node | null {
  const value = node[name];
  return isNode(value) ? value : null;
}

export function parts(node: Node, name: string): Node[] {
  const value = node[name];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** Without what only the compiler reads. */
export function bare(node: Node): Node {
  const inner = /^(TSAs|TSSatisfies|TSNonNull|TSTypeAssertion|Parenthesized|Chain)/.test(node.type);
  const expression = part(node, 'expression');
  return inner && expression !== null ? bare(expression) : node;
}

export function isFunction({ type }: Node): boolean {
  return type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression';
}

/** Code that never runs, since it is about types. */
export function isType({ type, declare }: Node): boolean {
  return /^TS(Type(?!Assertion)|Interface|Module|Enum)/.test(type) || declare === true;
}

/** Parts that run. */
export function childrenOf(node: Node): Node[] {
  return Object.entries(node).flatMap(([name, value]) => {
    if (name === 'typeAnnotation' || name === 'typeArguments' || name === 'typeParameters') return [];
    const all = Array.isArray(value) ? value : [value];
    return all.filter(isNode).filter((child) => !isType(child));
  });
}

/** The names in a pattern, such as `{ a, b: [c] = [] }`. */
function namesIn(pattern: Node): string[] {
  const { type } = pattern;
  if (type === 'Identifier') return [String(pattern.name)];
  if (type === 'TSParameterProperty') return [part(pattern, 'parameter') ?? []].flat().flatMap(namesIn);
  const held = ['left', 'value', 'argument'].flatMap((name) => part(pattern, name) ?? []);
  if (type === 'AssignmentPattern') return [part(pattern, 'left') ?? []].flat().flatMap(namesIn);
  if (type === 'Property' || type === 'RestElement') return held.flatMap(namesIn);
  return [...parts(pattern, 'elements'), ...parts(pattern, 'properties')].flatMap(namesIn);
}

function declarationsIn(statements: readonly Node[], owner: Node | null): Binding[] {
  return statements.flatMap((statement): Binding[] => {
    const node = part(statement, 'declaration') ?? statement;
    if (isType(node)) return [];
    if (node.type === 'VariableDeclaration') {
      const kind = node.kind as 'let' | 'var' | 'const';
      return parts(node, 'declarations').flatMap((declarator) =>
        namesIn(part(declarator, 'id') ?? declarator).map((name) => ({ name, kind, owner, node: declarator })),
      );
    }
    if (node.type === 'ImportDeclaration') {
      return parts(node, 'specifiers').map((specifier) => {
        return { name: String(part(specifier, 'local')?.name), kind: 'import', owner, node };
      });
    }
    const name = part(node, 'id')?.name;
    if (typeof name !== 'string') return [];
    if (node.type === 'FunctionDeclaration') return [{ name, kind: 'function', owner, node }];
    return node.type === 'ClassDeclaration' ? [{ name, kind: 'class', owner, node }] : [];
  });
}

/** What a node declares for the code inside of it. */
function declaredBy(node: Node, owner: Node | null): Binding[] {
  if (isFunction(node)) {
    const parameters = parts(node, 'params').flatMap((pattern) =>
      namesIn(pattern).map((name): Binding => ({ name, kind: 'parameter', owner: node, node: pattern })),
    );
    return parameters;
  }
  if (node.type === 'BlockStatement' || node.type === 'StaticBlock') return declarationsIn(parts(node, 'body'), owner);
  if (node.type === 'SwitchStatement') {
    return declarationsIn(
      parts(node, 'cases').flatMap((one) => parts(one, 'consequent')),
      owner,
    );
  }
  if (/^For(In|Of)?Statement$/.test(node.type)) {
    return declarationsIn([part(node, 'init') ?? part(node, 'left') ?? []].flat(), owner);
  }
  if (node.type === 'CatchClause') {
    const parameter = part(node, 'param');
    const names = parameter === null ? [] : namesIn(parameter);
    return names.map((name) => ({ name, kind: 'parameter', owner, node }));
  }
  return [];
}

export function moduleScope({ body }: Module): Scope {
  return {
    names: new Map(declarationsIn(body, null).map((binding) => [binding.name, binding])),
    outer: null,
    owner: null,
  };
}

export function lookUp(scope: Scope, name: string): Binding | null {
  return scope.names.get(name) ?? (scope.outer === null ? null : lookUp(scope.outer, name));
}

/** Shows every node that runs, with the names that are visible there. */
export function visit(module: Module, see: (visited: Visit) => void): void {
  const go = (node: Node, scope: Scope, parents: readonly Node[]): void => {
    const owner = isFunction(node) ? node : scope.owner;
    const names = declaredBy(node, owner);
    const here =
      names.length === 0 && owner === scope.owner
        ? scope
        : { names: new Map(names.map((binding) => [binding.name, binding])), outer: scope, owner };
    see({ node, scope: here, parents });
    for (const child of childrenOf(node)) go(child, here, [...parents, node]);
  };
  const scope = moduleScope(module);
  for (const statement of module.body) if (!isType(statement)) go(statement, scope, []);
}

/** The path of a module of ours that is imported; null for a package. */
export function importedFrom(path: string, declaration: Node): string | null {
  const specifier = String(part(declaration, 'source')?.value);
  return specifier.startsWith('.') ? posix.join(dirname(path), specifier) : null;
}

/** What a name is called where it comes from. */
export function importedName(declaration: Node, local: string): string {
  const specifier = parts(declaration, 'specifiers').find((one) => part(one, 'local')?.name === local);
  const imported = specifier === undefined ? null : part(specifier, 'imported');
  return typeof imported?.name === 'string' ? imported.name : 'default';
}
