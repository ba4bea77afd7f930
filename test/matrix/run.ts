import { datasetNames } from '../../src/core/datasets.ts';
import type { Fault, FaultRequest, Faults } from '../../src/demo/faults.ts';
import { createWatch, type Endpoint, endpointOf, endpointsOf } from './endpoints.ts';
import { type Kind, kindsOf, type Position } from './kinds.ts';
import { broken, contentsOf, type Judged, judged } from './laws.ts';
import { openWorld, type World, type WorldName } from './world.ts';

/** One fault on one endpoint, at one position. */
export interface Cell {
  endpoint: Endpoint;
  kind: Kind;
  position: Position;
}

/** What came of a cell. `void`: nothing was asked that could go wrong, so that nothing was shown. */
export interface Outcome {
  cell: Cell;
  result: 'same' | 'gap' | 'void' | 'broken';
  problems: readonly string[];
  /** What was read and made of it; not given where nothing was shown. */
  after?: Judged;
}

function isPossible(endpoint: Endpoint, kind: Kind, position: Position): boolean {
  const { wire, requests, answers } = endpoint;
  if (kind.wireOnly === true && !wire) return false;
  if (kind.needs !== undefined && answers !== null && !answers[kind.needs]) return false;
  // Of two requests the later one is the last.
  if (position === 'later' && requests === 2 && kind.positions.includes('last')) return false;
  // With a single request there is nothing later, and the last and its repetitions are all.
  return requests > 1 || (position !== 'later' && (position !== 'last' || !kind.positions.includes('always')));
}

/** Every fault on every endpoint at every position. */
export function cellsOf(world: WorldName, endpoints: readonly Endpoint[]): Cell[] {
  return endpoints.flatMap((endpoint) =>
    kindsOf(world).flatMap((kind) =>
      kind.positions
        .filter((position) => isPossible(endpoint, kind, position))
        .map((position) => ({ endpoint, kind, position })),
    ),
  );
}

/** Which of an endpoint's requests go wrong; told apart by their address, since repetitions have the same. */
function chooser({ endpoint, position }: Cell): (request: FaultRequest) => boolean {
  const seen = new Set<string>();
  let hit = 0;
  return ({ url }) => {
    const before = seen.size;
    seen.add(url);
    const isFirst = before === 0;
    if (position === 'always') return true;
    if (position === 'later') return !isFirst && [...seen][0] !== url;
    if (position === 'last') return seen.size >= endpoint.requests && [...seen].at(-1) === url;
    hit += isFirst ? 1 : 0;
    return isFirst && hit === 1;
  };
}

/** A fault as the service meets it. */
export interface Strike {
  faults: Faults;
  /** How often it changed an answer. */
  struck: () => number;
  limitMs: number | undefined;
}

export function strikeOf(world: World, cell: Cell): Strike {
  const { endpoint, kind } = cell;
  const choose = chooser(cell);
  const faultOf = kind.make({ provider: world.provider, stranger: world.stranger.origin });
  let struck = 0;
  const faults = (request: FaultRequest): Fault | undefined => {
    const { method, url } = request;
    if (endpointOf(method, url) !== endpoint.name) return undefined;
    const isOurs = /made-up/.test(url);
    if (!isOurs && !choose(request)) return undefined;
    const fault = faultOf(request);
    if (fault === undefined) return undefined;
    if (!('rewrite' in fault)) {
      struck += 1;
      return fault;
    }
    return {
      rewrite: (answer) => {
        const changed = fault.rewrite(answer);
        if (changed !== null) struck += 1;
        return changed;
      },
    };
  };
  return { faults, struck: () => struck, limitMs: kind.limitMs };
}

/** Reads the directory under a fault, and holds what came of it against the laws. */
export async function outcomeOf(world: World, plain: Judged, cell: Cell, strike: Strike): Promise<Outcome> {
  const { snapshot } = await world.read(strike.faults, strike.limitMs);
  if (strike.struck() === 0) return { cell, result: 'void', problems: [] };
  const contents = contentsOf(snapshot);
  const isSame = datasetNames.every((name) => contents[name] === plain.contents[name]);
  // The same facts are judged in the same way.
  const after = isSame ? { ...plain, snapshot } : judged(world, snapshot, contents);
  const problems = broken(world, plain, after, cell);
  return { cell, result: problems.length > 0 ? 'broken' : isSame ? 'same' : 'gap', problems, after };
}

/** One cell by itself. */
export function tryOut(world: World, plain: Judged, cell: Cell): Promise<Outcome> {
  return outcomeOf(world, plain, cell, strikeOf(world, cell));
}

/** Part of the endpoints: every `of`-th, from `part` on, which counts from 1. */
export interface Shard {
  part: number;
  of: number;
}

export interface Matrix {
  endpoints: readonly Endpoint[];
  outcomes: readonly Outcome[];
}

const lanes = 4;

/** A world without faults. */
export interface Plain {
  judged: Judged;
  endpoints: readonly Endpoint[];
  /** How many requests one reading makes. */
  requests: number;
}

/** Makes trials in a world, some at a time, each in a service of its own. */
export async function tryAll<Trial>(
  name: WorldName,
  trialsOf: (plain: Plain) => readonly Trial[],
  attempt: (world: World, plain: Judged, trial: Trial) => Promise<Outcome>,
): Promise<Matrix> {
  const worlds = await Promise.all(Array.from({ length: lanes }, () => openWorld(name)));
  try {
    const [first] = worlds;
    if (first === undefined) throw new Error('a matrix needs a lane');
    const watch = createWatch();
    const { snapshot, log } = await first.read(watch.faults);
    const plain = judged(first, snapshot);
    const endpoints = endpointsOf(log, watch.seen);
    const outcomes: Outcome[] = [];
    const waiting = trialsOf({ judged: plain, endpoints, requests: log.length }).values();
    await Promise.all(
      worlds.map(async (world) => {
        for (const trial of waiting) {
          const { after: _after, ...outcome } = await attempt(world, plain, trial);
          outcomes.push(outcome);
        }
      }),
    );
    return { endpoints, outcomes };
  } finally {
    await Promise.all(worlds.map((world) => world.close()));
  }
}

/** Tries every cell of a world. */
export async function runMatrix(name: WorldName, { part, of }: Shard = { part: 1, of: 1 }): Promise<Matrix> {
  const isMine = (_: Endpoint, index: number) => index % of === part - 1;
  const { endpoints, outcomes } = await tryAll(name, (plain) => cellsOf(name, plain.endpoints.filter(isMine)), tryOut);
  return { endpoints: endpoints.filter(isMine), outcomes };
}
