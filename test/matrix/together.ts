import type { GapKind } from '../../src/core/gap.ts';
import type { Fault } from '../../src/demo/faults.ts';
import type { Endpoint } from './endpoints.ts';
import type { Judged } from './laws.ts';
import { optionalAt } from './optional.ts';
import { type Cell, cellsOf, type Matrix, type Outcome, outcomeOf, type Plain, strikeOf, tryAll } from './run.ts';
import { providerOf, type World, type WorldName } from './world.ts';

/** Two faults at two endpoints. */
type Pair = readonly [Cell, Cell];

/** Numbers between 0 and 1, the same for the same seed. https://en.wikipedia.org/wiki/Linear_congruential_generator */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Where the plan is not known, a refusal for want of a licence is believed: that is no doing of the pair. */
function isOfLicence({ kind }: Cell): boolean {
  return kind.id.startsWith('licence refused');
}

function pairsOf(name: WorldName, { endpoints }: Plain, seed: number, count: number): Pair[] {
  const next = numbers(seed);
  const cells = cellsOf(name, endpoints).filter((cell) => {
    const { endpoint, kind } = cell;
    return (
      kind.limitMs === undefined && !isOfLicence(cell) && optionalAt(providerOf(name), endpoint, kind) === undefined
    );
  });
  const pick = (): Cell => cells[Math.floor(next() * cells.length)] as Cell;
  return Array.from({ length: count }, (): Pair => {
    const one = pick();
    let other = pick();
    while (other.endpoint === one.endpoint) other = pick();
    return [one, other];
  });
}

/** Both as one cell, for the laws: each of the two may have left its gap, and both must be survived where each is. */
function joined([one, other]: Pair): Cell {
  const survives = [one, other].every(
    ({ endpoint, kind, position }) => kind.survives.includes(position) && kind.spares?.test(endpoint.name) !== true,
  );
  const gaps: GapKind[] = [...one.kind.gaps, ...other.kind.gaps];
  return {
    endpoint: { ...one.endpoint, name: `${one.endpoint.name} with ${other.endpoint.name}` },
    kind: {
      ...one.kind,
      id: `${one.kind.id} (${one.position}) with ${other.kind.id} (${other.position})`,
      gaps,
      survives: survives ? ['once'] : [],
    },
    position: 'once',
  };
}

function tryPair(world: World, plain: Judged, pair: Pair): Promise<Outcome> {
  const [one, other] = pair.map((cell) => strikeOf(world, cell)) as [
    ReturnType<typeof strikeOf>,
    ReturnType<typeof strikeOf>,
  ];
  return outcomeOf(world, plain, joined(pair), {
    faults: (request) => one.faults(request) ?? other.faults(request),
    struck: () => one.struck() + other.struck(),
    limitMs: undefined,
  });
}

/** Tries faults at two endpoints at once, chosen by a seed. */
export function tryPairs(name: WorldName, seed: number, count: number): Promise<Matrix> {
  return tryAll(name, (plain) => pairsOf(name, plain, seed, count), tryPair);
}

/** Everything fails from the n-th request on, and nothing comes back. */
interface Outage {
  from: number;
  fault: Fault;
  id: string;
  gaps: readonly GapKind[];
}

const everything: Endpoint = { name: 'everything', requests: 1, wire: true, answers: null };

function tryOutage(world: World, plain: Judged, { from, fault, id, gaps }: Outage): Promise<Outcome> {
  let count = 0;
  let struck = 0;
  const kind = { id, gaps, positions: [], survives: [], make: () => () => fault };
  const cell: Cell = {
    endpoint: { ...everything, name: `everything from request ${from} on` },
    kind,
    position: 'always',
  };
  return outcomeOf(world, plain, cell, {
    faults: () => {
      count += 1;
      if (count < from) return undefined;
      struck += 1;
      return fault;
    },
    struck: () => struck,
    limitMs: undefined,
  });
}

const outages: readonly Omit<Outage, 'from'>[] = [
  { id: 'an outage', fault: { status: 503, body: '<html></html>' }, gaps: ['network'] },
  { id: 'a broken line', fault: { reset: 'before' }, gaps: ['network'] },
  {
    id: 'a token that is revoked',
    fault: { status: 401, body: { error: { code: 'InvalidAuthenticationToken', message: 'no' } } },
    gaps: ['permission'],
  },
];

/** Tries an outage that begins at each request of a reading. */
export function tryOutages(name: WorldName): Promise<Matrix> {
  return tryAll(
    name,
    ({ requests }) =>
      outages.flatMap((outage) => Array.from({ length: requests }, (_, index) => ({ ...outage, from: index + 1 }))),
    tryOutage,
  );
}
