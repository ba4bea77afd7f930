import type { ProgressStream } from '../commands/run.ts';
import type { Io } from '../io.ts';

/** What the command line does with the world. */
export interface World {
  io: Io;
  /** What progress is drawn on. */
  stream: ProgressStream;
  /** Takes the exit status. */
  finish(status: number): void;
}
