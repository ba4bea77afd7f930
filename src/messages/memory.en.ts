import type { MemoryTexts, StoreFaultKind } from './memory.ts';

const faults: Record<StoreFaultKind, (place: string, reason: string) => string> = {
  newer: (place) =>
    `${place} was written by a newer shisei. Update this one, or name another store in the configuration.`,
  older: (place) =>
    `${place} was written by an older shisei, and cannot be brought up to date where it may only be read. Open it once where it may be written, such as a copy.`,
  busy: (place) => `${place} is locked by another program. Try again when it has ended.`,
  full: (place) => `There is no space left for ${place}. Free space, or remove old scans with shisei prune.`,
  unreachable: (place, reason) =>
    `${place} cannot be reached (${reason}). Make the folder, start the database, or check the address.`,
  denied: (place, reason) =>
    `${place} may not be opened or written (${reason}). Check the rights of the user who scans.`,
  broken: (place, reason) =>
    `${place} is no store of shisei, or is damaged (${reason}). Put a backup in its place, or name another file.`,
  incomplete: (place, reason) =>
    `${place} lacks what was written last (${reason}). Copy the file while no scan runs, or copy it with all that lies beside it.`,
  other: (place, reason) => `${place} could not be used (${reason}).`,
};

export const memoryEn: MemoryTexts = {
  fault: (kind, place, reason) => `History: ${faults[kind](place, reason)}`,
  noExceptions: 'Exceptions that were given by command are not known in this run: what they accept is told as open.',
  keptBeside: (tenant, path) =>
    `${tenant}: the scan is not in the history yet. It is kept in ${path}, and the next scan stores it.`,
  notKept: (tenant, reason) => `${tenant}: the scan is not in the history, and could not be kept (${reason}).`,
  broken: (path, reason) =>
    `${path} cannot be read, so that scan is not stored (${reason}). Remove it if it is not needed.`,
  unremoved: (path, reason) =>
    `${path} could not be removed (${reason}), although that scan is in the history now. Remove it by hand.`,
  caughtUp: (tenant, scans) =>
    `${tenant}: ${scans === 1 ? 'one earlier scan is' : `${scans} earlier scans are`} in the history now.`,
  lookBack: (tenant, asOf, newest) =>
    `${tenant}: judged as of ${asOf}, before the newest scan in the history (${newest}): not compared, not kept in the history, and nobody is alerted.`,
  earlier: (tenant, asOf, newest) =>
    `${tenant}: judged as of ${asOf}, which is before the newest scan in the history (${newest}), and stored after it. Check the clock of this machine.`,
};
