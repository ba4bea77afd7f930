import { describe, expect, it } from 'vitest';
import { moduleState } from './module-state.ts';

function statesOf(text: string, others: Readonly<Record<string, string>> = {}): string[] {
  const files = Object.entries({ 'src/a.ts': text, ...others }).map(([path, content]) => ({ path, text: content }));
  return moduleState(files).map((state) => state.replace(/^src\/(\w+)\.ts:(\d+) /, '$1 $2 '));
}

describe('state at module level', () => {
  it.each([
    ['let count = 0;', 'count: is a let'],
    ['export var count = 0;', 'count: is a var'],
    ['const held = new Map();', 'held: keeps a Map that may be written'],
    ['export const held: Set<string> = new Set();', 'held: keeps a Set that may be written'],
    ['const held = new WeakMap<object, string>();', 'held: keeps a WeakMap'],
    ['const held = { one: new WeakSet() };', 'held: keeps a WeakSet'],
    ['const signal = new AbortController();', 'signal: keeps a AbortController'],
    ['const held: string[] = []; export function f() { held.push("a"); }', 'held: is changed'],
    ['const held = {}; function f(k: string) { held[k] = 1; }', 'held: is changed'],
    ['const held = { a: { b: 1 } }; function f() { delete held.a.b; }', 'held: is changed'],
    ['const held = { a: 1 }; const f = () => { held.a += 1; };', 'held: is changed'],
    ['const held = { a: 1 }; const f = () => { ({ x: held.a } = { x: 2 }); };', 'held: is changed'],
    ['const held = { a: 1 }; const f = () => Object.assign(held, { a: 2 });', 'held: is changed'],
    [
      'const held: ReadonlyMap<string, string[]> = new Map(); const f = () => held.get("a")?.push("b");',
      'held: is changed',
    ],
    ['function f() { f.calls = 1; }', 'f: is changed'],
    ['class A { static known = 1; }', 'A: has a static field'],
    ['const next = (() => { let n = 0; return () => n++; })();', 'next: comes from a function that is called at once'],
    [
      'function counter() { let n = 0; return () => { n += 1; return n; }; } const c = counter();',
      'c: keeps what counter made, which remembers',
    ],
    [
      'const memo = () => { const m = new Map(); return (k: string) => m.set(k, 1); }; const c = memo();',
      'c: keeps what memo made, which remembers',
    ],
    ["import pLimit from 'p-limit'; const limit = pLimit(4);", 'limit: keeps what pLimit of others made'],
    [
      'const pattern = /a/g; const f = (t: string) => pattern.test(t);',
      'pattern: remembers where it stopped, and is used otherwise than on a whole text',
    ],
    [
      'const pattern = /a/y; const f = (t: string) => use(pattern, t);',
      'pattern: remembers where it stopped, and is used otherwise than on a whole text',
    ],
    [
      "const pattern = new RegExp('a', 'g'); const f = (t: string) => pattern.exec(t);",
      'pattern: remembers where it stopped, and is used otherwise than on a whole text',
    ],
    ['const patterns = [/a/g];', 'patterns: holds an expression that remembers where it stopped'],
    ['function f() { process.env.A = "1"; }', 'process: is changed'],
    ['function f() { globalThis.known = 1; }', 'process: is changed'],
  ])('%s', (text, expected) => {
    expect(statesOf(text)).toContain(`a 1 ${expected}`);
  });

  it('is found where another module changes it, or hands out what remembers', () => {
    const list = 'export const held: string[] = [];';
    expect(statesOf("import { held } from './b.ts';\nheld.push('a');", { 'src/b.ts': list })).toEqual([
      'a 2 held: is changed',
    ]);
    const counter = 'export function counter() { let n = 0; return () => { n += 1; }; }';
    const through = "import { counter } from './c.ts';\nexport function both() { return [counter(), counter()]; }";
    const text = "import { both } from './b.ts';\nexport const c = both();";
    expect(statesOf(text, { 'src/b.ts': through, 'src/c.ts': counter })).toEqual([
      'a 2 c: keeps what both made, which remembers',
    ]);
  });

  it.each([
    'const known: ReadonlyMap<string, number> = new Map([["a", 1]]);',
    'const words: ReadonlySet<string> = new Set(["a"].map((word) => word));',
    "const names = ['a', 'b'] as const; const sorted = [...names].map((name) => name);",
    'const held = { a: 1 }; export function f() { const held = { a: 1 }; held.a = 2; return held; }',
    'const held = [1]; export const f = (held: number[]) => held.push(1);',
    'const order = [2, 1]; export const f = () => order.map((n) => n).sort();',
    'export function counter() { let n = 0; return () => { n += 1; }; } export const f = () => counter();',
    'export class A { readonly #seen = new Map(); add(k: string) { this.#seen.set(k, 1); } }',
    "const pattern = /a/g; export const f = (t: string) => t.replaceAll(pattern, '') + [...t.matchAll(pattern)].length;",
    "const pattern = new RegExp('a', 'i'); export const f = (t: string) => pattern.test(t);",
    "import { z } from 'zod'; export const shape = z.object({ a: z.string().min(1) });",
    'interface A { b: number } export type C = A; declare let d: number;',
    'export function make(names: readonly string[]) { const all = new Set(names); return (n: string) => all.has(n); } export const has = make(["a"]);',
  ])('is not: %s', (text) => {
    expect(statesOf(text)).toEqual([]);
  });
});
