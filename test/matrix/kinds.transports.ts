import type { Fault } from '../../src/demo/faults.ts';
import type { Kind, Position } from './kinds.ts';

const all: readonly Position[] = ['once', 'later', 'always', 'last'];
const few: readonly Position[] = ['once', 'last'];

function broken(id: string, fault: Fault, positions: readonly Position[] = all): Kind {
  return { id, gaps: ['network'], positions, survives: ['once'], wireOnly: true, make: () => () => fault };
}

/** Stalls cost their time limit, so there are fewer of them. */
function stalled(id: string, fault: Fault): Kind {
  return { ...broken(id, fault, few), limitMs: 1_500 };
}

/** The way to the provider breaks. */
export const transports: readonly Kind[] = [
  broken('reset before the answer', { reset: 'before' }),
  broken('reset in the body', { reset: 'body' }),
  stalled('no answer', { stall: true }),
  stalled('a body that stops', { stall: 'body' }),
  broken('a body cut after one byte', { truncate: 1 }),
  {
    id: 'half of the body',
    gaps: ['network', 'malformed'],
    positions: all,
    survives: ['once'],
    make: () => () => ({ rewrite: half }),
  },
];

function half({ body }: { body: unknown }): { body: string } {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { body: text.slice(0, Math.floor(text.length / 2)) };
}
