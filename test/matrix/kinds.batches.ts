import type { GapKind } from '../../src/core/gap.ts';
import type { RealAnswer } from '../../src/demo/faults.ts';
import type { Kind, Position } from './kinds.ts';

const all: readonly Position[] = ['once', 'later', 'always', 'last'];

interface Part {
  id: unknown;
  status: unknown;
  headers?: unknown;
  body?: unknown;
}

function partsOf({ status, body }: RealAnswer): Part[] | null {
  if (status !== 200 || typeof body !== 'object' || body === null || !('responses' in body)) return null;
  return body.responses as Part[];
}

function batched(
  id: string,
  survives: readonly Position[],
  change: (parts: readonly Part[]) => readonly unknown[],
  gaps: readonly GapKind[] = ['malformed', 'network'],
): Kind {
  return {
    id,
    gaps,
    positions: all,
    survives,
    provider: 'microsoft365',
    needs: 'parts',
    make: () => () => ({
      rewrite: (answer) => {
        const parts = partsOf(answer);
        return parts === null ? null : { body: { responses: change(parts) } };
      },
    }),
  };
}

/** The first part as something else. */
function first(parts: readonly Part[], change: Partial<Part>): Part[] {
  return parts.map((part, index) => (index === 0 ? { ...part, ...change } : part));
}

const foreign: Part = { id: '00000000-aaaa-4aaa-8aaa-000000000000', status: 200, headers: {}, body: { value: [] } };

/** Answers to a batch that do not fit what was asked. https://learn.microsoft.com/graph/json-batching */
export const batches: readonly Kind[] = [
  batched('a batch without one of its parts', ['once'], (parts) => parts.slice(1)),
  batched('a batch without its parts', ['once'], () => []),
  batched('a batch with a part twice', all, (parts) => [...parts, ...parts.slice(0, 1)]),
  batched('a batch with a part in two ways', ['once'], (parts) => [
    ...parts,
    ...first(parts.slice(0, 1), { status: 404 }),
  ]),
  batched('a batch with a part that nobody asked for', all, (parts) => [foreign, ...parts]),
  batched('a batch in another order', all, (parts) => parts.toReversed()),
  batched('a batch with ids in capitals', all, (parts) =>
    parts.map((part) => ({ ...part, id: String(part.id).toUpperCase() })),
  ),
  batched('a part without a body', [], (parts) => first(parts, { body: null })),
  batched('a part with a page for a body', [], (parts) => first(parts, { body: '<html></html>' })),
  batched('a part with a status in words', [], (parts) => first(parts, { status: 'OK' })),
  batched('a part that redirects', [], (parts) => first(parts, { status: 302, body: null })),
  batched('a part that fails with 424', [], (parts) => first(parts, { status: 424, body: {} })),
  batched(
    'a part that is throttled for a day',
    [],
    (parts) => first(parts, { status: 429, headers: { 'RETRY-AFTER': '86400' }, body: {} }),
    ['throttled'],
  ),
  batched(
    'a part that is throttled for a second',
    ['once'],
    (parts) => first(parts, { status: 429, headers: { 'retry-after': '1' }, body: {} }),
    ['throttled'],
  ),
];
