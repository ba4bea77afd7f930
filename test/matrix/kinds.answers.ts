import type { GapKind } from '../../src/core/gap.ts';
import type { RealAnswer } from '../../src/demo/faults.ts';
import type { Kind, Position } from './kinds.ts';
import { listOf, withRows } from './lists.ts';

/** No such answer is asked for again, so that the first and the last show all. */
const ends: readonly Position[] = ['once', 'last'];
const shapeGaps: readonly GapKind[] = ['malformed', 'network'];

type Change = (answer: RealAnswer) => Partial<RealAnswer> | null;

interface Wrong {
  gaps?: readonly GapKind[];
  survives?: readonly Position[];
  provider?: Kind['provider'];
  needs?: Kind['needs'];
}

function wrong(
  id: string,
  change: Change,
  { gaps = shapeGaps, survives = [], provider, needs = 'success' }: Wrong = {},
): Kind {
  return {
    id,
    gaps,
    positions: ends,
    survives,
    needs,
    ...(provider === undefined ? {} : { provider }),
    make: () => () => ({ rewrite: (answer) => (answer.status === 200 ? change(answer) : null) }),
  };
}

function body(id: string, value: unknown, more?: Wrong): Kind {
  return wrong(id, () => ({ body: typeof value === 'string' ? value : JSON.stringify(value) }), more);
}

/** The rows of a list changed; other answers stay as they are. */
function rows(id: string, change: (rows: readonly unknown[]) => unknown, more?: Wrong): Kind {
  return wrong(
    id,
    (answer) => {
      const list = listOf(answer.body);
      return list === null || list.rows.length === 0
        ? null
        : { body: withRows(answer.body, list.field, change(list.rows)) };
    },
    { needs: 'rows', ...more },
  );
}

const keys = ['id', 'roleId', 'roleAssignmentId', 'orgUnitId', 'name', 'domainName', 'entity', 'skuId'];

/** The row without that by which it is known. */
function anonymous(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const key = keys.find((name) => name in row);
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== key));
}

const innerError = { error: { code: 'InternalServerError', message: 'Something went wrong.' } };
/** Only a Microsoft list always has its rows: Google leaves out lists that are empty. */
const microsoft: Wrong = { provider: 'microsoft365' };

/** A success in name whose body is something else. */
export const answers: readonly Kind[] = [
  body('200 with a list for an object', []),
  body('200 with null', null),
  body('200 with words', '"all is well"'),
  body('200 with a number', 7),
  body('200 with nothing', ''),
  body('200 with an object without anything', {}, microsoft),
  body('200 with an error inside', innerError),
  wrong('200 with a page', () => ({
    headers: { 'content-type': 'text/html' },
    body: '<html><body>Please sign in to the guest network.</body></html>',
  })),
  wrong('204', () => ({ status: 204, body: '' })),
  wrong('a list and an error beside it', (answer) =>
    listOf(answer.body) === null ? null : { body: { ...(answer.body as object), ...innerError } },
  ),
  rows('rows that are null', (list) => list.map(() => null)),
  rows('one row that is null', (list) => [...list.slice(0, -1), null]),
  rows('rows that are words', (list) => list.map(() => 'row')),
  rows('an object for the rows', () => ({})),
  rows('null for the rows', () => null),
  rows('one row without its key', (list) => [...list.slice(0, -1), anonymous(list.at(-1))]),
  rows('every row twice', (list) => list.flatMap((row) => [row, row]), { survives: ends }),
  rows('the first row once more at the end', (list) => [...list, list[0]], { survives: ends }),
];
