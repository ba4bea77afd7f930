import type { RosterFault, RosterProblem } from '../core/roster.ts';
import { visible } from '../render/plain.ts';

/** A list with the wrong header, or another list altogether, is wrong on every line. */
const mostKept = 20;

/** As much of a value as it takes to find it. */
const longest = 40;

/** What is wrong with a list, line by line; the first ones are kept, and the others counted. */
export class Faults {
  private readonly kept: RosterFault[] = [];
  private further = 0;

  /** @param line null: the file as a whole */
  add(line: number | null, problem: RosterProblem, value: string | null = null): void {
    if (this.kept.length === mostKept) this.further += 1;
    else this.kept.push({ line, problem, value: value === null ? null : visible(value, longest) });
  }

  get all(): RosterFault[] {
    if (this.further === 0) return this.kept;
    return [...this.kept, { line: null, problem: 'more', value: String(this.further) }];
  }
}
