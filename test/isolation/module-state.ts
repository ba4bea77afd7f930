import {
  type Binding,
  bare,
  childrenOf,
  importedFrom,
  importedName,
  isFunction,
  isType,
  lookUp,
  type Module,
  moduleScope,
  type Node,
  parse,
  part,
  parts,
  visit,
} from './syntax.ts';

/** Methods that change what they are called on. */
const changing: ReadonlySet<string> = new Set([
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'],
  ...['set', 'add', 'delete', 'clear', 'append'],
]);
/** Functions of `Object` and `Reflect` that change their first argument. */
const changingFirst: ReadonlySet<string> = new Set(['assign', 'defineProperty', 'defineProperties', 'setPrototypeOf']);
/** What holds on to nothing from one call to the next. */
const stateless: ReadonlySet<string> = new Set(['RegExp', 'Intl']);
const collections: ReadonlySet<string> = new Set(['Map', 'Set', 'Array']);
const readonlyTypes: ReadonlySet<string> = new Set(['ReadonlyMap', 'ReadonlySet', 'ReadonlyArray', 'Readonly']);
/** Foreign functions that may be called while a module loads. */
const harmlessRoots: ReadonlySet<string> = new Set([
  'z',
  'Object',
  'Array',
  'String',
  'Number',
  'Date',
  'JSON',
  'Math',
  'promisify',
]);
const globals: ReadonlySet<string> = new Set(['globalThis', 'global', 'process']);
/** Of a string, with an expression of many matches: none of these begins where the last call ended. */
const startingAfresh: ReadonlySet<string> = new Set(['replace', 'replaceAll', 'match', 'matchAll', 'split', 'search']);

function propertyOf(member: Node): string {
  return String(part(member, 'property')?.name ?? '');
}

/** Methods that hand out what the object holds; others hand out something new. */
const handingOut: ReadonlySet<string> = new Set(['get', 'at', 'find', 'findLast']);

/** The name at the root of `a.b[c].get(d).e`; null where something new stands in between. */
function rootOf(expression: Node): Node | null {
  const node = bare(expression);
  if (node.type === 'Identifier') return node;
  const next = part(node, node.type === 'CallExpression' ? 'callee' : 'object');
  if (next === null || node.type === 'NewExpression') return null;
  const isNew = node.type === 'CallExpression' && !handingOut.has(propertyOf(bare(next)));
  return isNew ? null : rootOf(next);
}

/** The name that a chain of calls begins with, such as `z` of `z.string().min(1)`. */
function firstOf(expression: Node): Node | null {
  const node = bare(expression);
  if (node.type === 'Identifier') return node;
  const next = part(node, 'callee') ?? part(node, 'object') ?? part(node, 'tag');
  return next === null ? null : firstOf(next);
}

/** What a node gives another value, or changes. */
function changedBy(node: Node): Node[] {
  if (node.type === 'AssignmentExpression') return [part(node, 'left') ?? []].flat().flatMap(targetsIn);
  if (node.type === 'UpdateExpression') return [part(node, 'argument') ?? []].flat();
  if (node.type === 'UnaryExpression') return node.operator === 'delete' ? [part(node, 'argument') ?? []].flat() : [];
  if (node.type !== 'CallExpression') return [];
  const callee = bare(part(node, 'callee') ?? node);
  if (callee.type !== 'MemberExpression') return [];
  const object = bare(part(callee, 'object') ?? callee);
  const [first] = parts(node, 'arguments');
  if (object.name === 'Object' || object.name === 'Reflect') {
    return first !== undefined && changingFirst.has(propertyOf(callee)) ? [first] : [];
  }
  return changing.has(propertyOf(callee)) ? [object] : [];
}

function targetsIn(pattern: Node): Node[] {
  if (pattern.type === 'ArrayPattern') return parts(pattern, 'elements').flatMap(targetsIn);
  if (pattern.type === 'ObjectPattern') {
    return parts(pattern, 'properties').flatMap((one) => targetsIn(part(one, 'value') ?? part(one, 'argument') ?? one));
  }
  return [pattern];
}

function isManyTimes(node: Node): boolean {
  const pattern = node.regex as { flags?: string } | undefined;
  if (node.type === 'Literal') return /[gy]/.test(pattern?.flags ?? '');
  const flags =
    node.type === 'NewExpression' && part(node, 'callee')?.name === 'RegExp' ? parts(node, 'arguments')[1] : undefined;
  return flags !== undefined && (flags.type !== 'Literal' || /[gy]/.test(String(flags.value)));
}

/** What runs while a module loads: not what is inside of functions, or belongs to each object of a class. */
function* loading(node: Node): Generator<Node> {
  yield node;
  if (isFunction(node) || (node.type === 'PropertyDefinition' && node.static !== true)) return;
  for (const child of childrenOf(node)) yield* loading(child);
}

interface Source {
  module: Module;
  /** Names of the module and of others that something changes, with what changes them. */
  changes: { binding: Binding | null; node: Node }[];
  /** Functions at module level that hand out what remembers: a function inside changes what stands outside of it. */
  makers: Set<string>;
  /** Functions at module level by what they call while they run. */
  calls: Map<string, Binding[]>;
}

/** The name of the declaration at module level that a node is part of, and the outermost function around it. */
function placeOf(parents: readonly Node[], node: Node): { name: string | null; outermost: Node | null } {
  const way = [...parents, node];
  const declaration = way.find(({ type }) => type === 'FunctionDeclaration' || type === 'VariableDeclarator');
  const name = declaration === undefined ? undefined : part(declaration, 'id')?.name;
  return { name: typeof name === 'string' ? name : null, outermost: way.find(isFunction) ?? null };
}

function read(module: Module): Source {
  const source: Source = { module, changes: [], makers: new Set(), calls: new Map() };
  visit(module, ({ node, scope, parents }) => {
    const { name, outermost } = placeOf(parents, node);
    for (const target of changedBy(node)) {
      const root = rootOf(target);
      if (root === null) continue;
      const binding = lookUp(scope, String(root.name));
      if (binding === null && !globals.has(String(root.name))) continue;
      source.changes.push({ binding, node });
      const isOutside = binding !== null && binding.owner === outermost && scope.owner !== outermost;
      if (isOutside && outermost !== null && name !== null) source.makers.add(name);
    }
    if (node.type !== 'CallExpression' || name === null || outermost === null || scope.owner !== outermost) return;
    const callee = bare(part(node, 'callee') ?? node);
    const called = callee.type === 'Identifier' ? lookUp(scope, String(callee.name)) : null;
    if (called !== null) source.calls.set(name, [...(source.calls.get(name) ?? []), called]);
  });
  return source;
}

function isReadonly(declarator: Node, text: string): boolean {
  const type = part(part(declarator, 'id') ?? declarator, 'typeAnnotation');
  const written = type === null ? null : part(type, 'typeAnnotation');
  if (written?.type === 'TSTypeOperator' && written.operator === 'readonly') return true;
  if (written?.type === 'TSTypeReference') {
    const name = part(written, 'typeName')?.name;
    if (readonlyTypes.has(String(name))) return true;
  }
  const init = part(declarator, 'init');
  if (init === null) return false;
  const isFrozen = /^Object\.freeze\(/.test(text.slice(init.start));
  const asserted = part(init, 'typeAnnotation');
  return isFrozen || (asserted !== null && part(asserted, 'typeName')?.name === 'const');
}

interface Judged {
  source: Source;
  resolve(binding: Binding): { path: string; name: string } | null;
  isMaker(target: { path: string; name: string } | null): boolean;
  tell(node: Node, name: string, why: string): void;
}

/** What a constant is worked out from, while its module loads. */
function judgeDeclared(declarator: Node, { source: { module }, resolve, isMaker, tell }: Judged): void {
  const name = String(part(declarator, 'id')?.name ?? declarator.type);
  const init = part(declarator, 'init');
  const own = init === null ? null : bare(init);
  const scope = moduleScope(module);
  for (const node of loading(declarator)) {
    if (isManyTimes(node) && node !== own) tell(node, name, 'holds an expression that remembers where it stopped');
    if (node.type === 'PropertyDefinition' && node.static === true) tell(node, name, 'has a static field');
    if (node.type === 'NewExpression') {
      const made = String(firstOf(node)?.name);
      const isCollection = collections.has(made);
      if (!isCollection && !stateless.has(made)) tell(node, name, `keeps a ${made}`);
      if (isCollection && node === own && !isReadonly(declarator, module.text))
        tell(node, name, `keeps a ${made} that may be written`);
    }
    if (node.type !== 'CallExpression') continue;
    const callee = bare(part(node, 'callee') ?? node);
    const root = firstOf(callee);
    if (isFunction(callee)) tell(node, name, 'comes from a function that is called at once');
    if (root === null) continue;
    const rootName = String(root.name);
    const binding = lookUp(scope, rootName);
    const isForeign = binding === null || (binding.kind === 'import' && resolve(binding) === null);
    if (isForeign && !harmlessRoots.has(rootName)) tell(node, name, `keeps what ${rootName} of others made`);
    if (callee.type !== 'Identifier' || binding === null) continue;
    if (isMaker(resolve(binding))) tell(node, name, `keeps what ${rootName} made, which remembers`);
  }
}

/** Expressions with many matches, at module level: they remember where they stopped unless a whole text is handed in. */
function judgeExpressions({ source: { module }, tell }: Judged): void {
  const many = new Set(
    constantsOf(module).flatMap((declarator) => {
      const init = part(declarator, 'init');
      return init !== null && isManyTimes(bare(init)) ? [String(part(declarator, 'id')?.name)] : [];
    }),
  );
  visit(module, ({ node, scope, parents }) => {
    const name = String(node.name);
    if (node.type !== 'Identifier' || !many.has(name) || lookUp(scope, name)?.owner !== null) return;
    const parent = parents.at(-1);
    if (parent === undefined || parent.type === 'VariableDeclarator') return;
    const callee = parent.type === 'CallExpression' ? bare(part(parent, 'callee') ?? parent) : null;
    if (callee?.type === 'MemberExpression' && startingAfresh.has(propertyOf(callee))) return;
    tell(node, name, 'remembers where it stopped, and is used otherwise than on a whole text');
  });
}

/** Declarations at module level that something is worked out for: variables one by one, and classes. */
function constantsOf({ body }: Module): Node[] {
  return body.flatMap((statement) => {
    const declaration = part(statement, 'declaration') ?? statement;
    if (declaration.type === 'ImportDeclaration' || isType(declaration)) return [];
    return declaration.type === 'VariableDeclaration' ? parts(declaration, 'declarations') : [declaration];
  });
}

/** Whoever calls a maker and hands out what it made is one too. */
function spreadMakers(
  sources: ReadonlyMap<string, Source>,
  resolve: (path: string, binding: Binding) => Target | null,
): void {
  for (let grown = true; grown; ) {
    grown = false;
    for (const [path, { makers, calls }] of sources) {
      for (const [name, called] of calls) {
        if (makers.has(name)) continue;
        const targets = called.flatMap((binding) => resolve(path, binding) ?? []);
        if (!targets.some((target) => sources.get(target.path)?.makers.has(target.name))) continue;
        makers.add(name);
        grown = true;
      }
    }
  }
}

interface Target {
  path: string;
  name: string;
}

/** State that modules hold on to from one tenant to the next, each as `path:line name: why`. */
export function moduleState(files: readonly { path: string; text: string }[]): string[] {
  const sources = new Map(files.map(({ path, text }) => [path, read(parse(path, text))]));
  const found: string[] = [];
  const resolveIn = (path: string, binding: Binding): Target | null => {
    if (binding.kind !== 'import') return binding.owner === null ? { path, name: binding.name } : null;
    const from = importedFrom(path, binding.node);
    return from === null ? null : { path: from, name: importedName(binding.node, binding.name) };
  };
  spreadMakers(sources, resolveIn);
  for (const [path, source] of sources) {
    const { module, changes } = source;
    const judged: Judged = {
      source,
      resolve: (binding) => resolveIn(path, binding),
      isMaker: (target) => target !== null && sources.get(target.path)?.makers.has(target.name) === true,
      tell: (node, name, why) => {
        found.push(`${path}:${module.text.slice(0, node.start).split('\n').length} ${name}: ${why}`);
      },
    };
    for (const { binding, node } of changes) {
      if (binding === null) judged.tell(node, 'process', 'is changed');
      else if (binding.owner === null) judged.tell(node, binding.name, 'is changed');
    }
    for (const { kind, node } of moduleScope(module).names.values()) {
      if (kind === 'let' || kind === 'var') judged.tell(node, String(part(node, 'id')?.name), `is a ${kind}`);
    }
    for (const declarator of constantsOf(module)) judgeDeclared(declarator, judged);
    judgeExpressions(judged);
  }
  return [...new Set(found)].sort();
}
