import { expect } from 'vitest';
import { kindsOf } from './kinds.ts';
import { type Matrix, type Outcome, runMatrix, type Shard } from './run.ts';
import type { WorldName } from './world.ts';

/** How many broken cells a failing test names. */
const mostNamed = 20;

/** A cell and what is wrong with it. */
export function nameOf({ cell: { endpoint, kind, position }, problems }: Outcome): string {
  return [`${kind.id}, ${position}: ${endpoint.name}`, ...problems.slice(0, 3).map((problem) => `  ${problem}`)].join(
    '\n',
  );
}

function sizeOf(name: WorldName, { endpoints, outcomes }: Matrix): string {
  const count = (result: Outcome['result']) => outcomes.filter((outcome) => outcome.result === result).length;
  const faults = new Set(outcomes.map(({ cell }) => cell.kind.id)).size;
  const shown = outcomes.length - count('void');
  return [
    `matrix ${name}: ${endpoints.length} endpoints, ${faults} faults, ${outcomes.length} cells`,
    `${shown} shown: ${count('same')} as without the fault, ${count('gap')} with a gap, ${count('broken')} broken`,
  ].join('; ');
}

/** Tries the matrix, prints its size, and fails on any cell that broke a law, and where it shows too little. */
export async function expectLaws(name: WorldName, shard?: Shard): Promise<void> {
  const matrix = await runMatrix(name, shard);
  console.log(sizeOf(name, matrix));
  const { endpoints, outcomes } = matrix;
  const broken = outcomes.filter(({ result }) => result === 'broken');
  expect(broken.slice(0, mostNamed).map(nameOf), `${broken.length} cells`).toEqual([]);

  const shown = outcomes.filter(({ result }) => result !== 'void');
  const struck = new Set(shown.map(({ cell }) => cell.kind));
  const tried = new Set(outcomes.map(({ cell }) => cell.kind));
  // A part of the endpoints may have no place for a fault.
  const idle = kindsOf(name).filter((kind) => (shard === undefined || tried.has(kind)) && !struck.has(kind));
  expect(
    idle.map(({ id }) => id),
    'faults that struck nothing',
  ).toEqual([]);
  const noticed = new Set(shown.filter(({ result }) => result === 'gap').map(({ cell }) => cell.endpoint));
  const unnoticed = endpoints.filter((endpoint) => !noticed.has(endpoint));
  expect(
    unnoticed.map((endpoint) => endpoint.name),
    'endpoints whose faults nobody noticed',
  ).toEqual([]);
}
