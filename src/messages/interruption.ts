/** Why a directory that was kept is read again; the same words as in `src/unfinished`. */
export type KeptMisfit =
  | 'foreign'
  | 'version'
  | 'disguise'
  | 'directory'
  | 'as-of'
  | 'old'
  | 'faults'
  | 'other-scan'
  | 'broken';

/** Words for what is in the way of a run, ends it too early, or lets it go on. */
export interface InterruptionTexts {
  /** Another run writes to the folder. */
  busy(folder: string): string;
  /** The file system cannot tell whether another run writes there. */
  unlocked(folder: string, reason: string): string;
  unwritten(path: string, reason: string): string;
  /** What a run that was killed left behind, and what cannot be removed. */
  leftover(path: string, reason: string): string;
  /** Results could not be written to standard output. */
  unshown(reason: string): string;
  /** A fault of the program's own, in one tenant; the fault follows. */
  crashed(tenant: string): string;
  resume: {
    hint: string;
    /** Asked for, and there is nothing to go on with. */
    nothing(folder: string): string;
    /** Not asked for, and there would have been something. */
    possible(folder: string): string;
    /** How many directories are not read again. */
    used(directories: number): string;
    unused(place: string, misfit: KeptMisfit, detail: string): string;
    unkept(place: string, reason: string): string;
  };
}
