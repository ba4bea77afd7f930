import type { Fault } from '../../src/demo/faults.ts';
import type { Kind, Position } from './kinds.ts';

const all: readonly Position[] = ['once', 'later', 'always', 'last'];
const few: readonly Position[] = ['once', 'last'];

function broken(id: string, fault: Fault, positions: readonly Position[] = all): Kind {
  return { id, gaps: ['network'], positions, survives: ['once'], wireOnly: true, make: () => () => fault };
}

/** The way to the provider breaks. Stalls cost their time limit, so there are fewer of them. */
export const transports: readonly Kind[] = [
  broken('reset before the answer', { reset: 'before' }),
  broken('reset in the body', { reset: 'body' }),
  broken('no answer', { stall: true }, few),
  broken('a body that stops', { stall: 'body' }, few),
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
