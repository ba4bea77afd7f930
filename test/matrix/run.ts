import type { FaultRequest } from '../../src/demo/faults.ts';
import { type Endpoint, endpointOf, endpointsOf } from './endpoints.ts';
import { type Kind, kinds, type Position } from './kinds.ts';
import { broken, type Judged, judged } from './laws.ts';
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
}

function isPossible(world: WorldName, { wire, requests }: Endpoint, kind: Kind, position: Position): boolean {
  const provider = world === 'google' ? 'google-workspace' : 'microsoft365';
  if (kind.provider !== undefined && kind.provider !== provider) return false;
  if (kind.wireOnly === true && !wire) return false;
  // With a single request there is nothing later, and the last is the first.
  return (
    requests > 1 ||
    (position !== 'later' && position !== 'last') ||
    (position === 'last' && kind.survives.includes('once'))
  );
}

/** Every fault on every endpoint at every position. */
export function cellsOf(world: WorldName, endpoints: readonly Endpoint[]): Cell[] {
  return endpoints.flatMap((endpoint) =>
    kinds.flatMap((kind) =>
      kind.positions
        .filter((position) => isPossible(world, endpoint, kind, position))
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

async function tryOut(world: World, plain: Judged, cell: Cell): Promise<Outcome> {
  const { endpoint, kind, position } = cell;
  const choose = chooser(cell);
  const faultOf = kind.make({ provider: world.provider, stranger: world.stranger.origin });
  let struck = 0;
  const { snapshot } = await world.read((request) => {
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
  });
  if (struck === 0) return { cell, result: 'void', problems: [] };
  const after = judged(world, snapshot);
  const problems = broken(world, plain, after, kind, position);
  const isSame = JSON.stringify(after.contents) === JSON.stringify(plain.contents);
  return { cell, result: problems.length > 0 ? 'broken' : isSame ? 'same' : 'gap', problems };
}

/** Tries every cell of a world, some at a time, each in a service of its own. */
export async function runMatrix(name: WorldName, lanes = 4): Promise<{ endpoints: Endpoint[]; outcomes: Outcome[] }> {
  const worlds = await Promise.all(Array.from({ length: lanes }, () => openWorld(name)));
  try {
    const [first] = worlds;
    if (first === undefined) throw new Error('a matrix needs a lane');
    const { snapshot, log } = await first.read(() => undefined);
    const plain = judged(first, snapshot);
    const endpoints = endpointsOf(log);
    const cells = cellsOf(name, endpoints);
    const outcomes: Outcome[] = [];
    const waiting = cells.values();
    await Promise.all(
      worlds.map(async (world) => {
        for (const cell of waiting) outcomes.push(await tryOut(world, plain, cell));
      }),
    );
    return { endpoints, outcomes };
  } finally {
    await Promise.all(worlds.map((world) => world.close()));
  }
}
