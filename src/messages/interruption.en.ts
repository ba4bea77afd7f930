import type { InterruptionTexts, KeptMisfit } from './interruption.ts';

const misfits: Record<Exclude<KeptMisfit, 'broken'>, string> = {
  foreign: 'it is of another tenant',
  version: 'another version of shisei wrote it',
  disguise: 'it was written with other pseudonyms, or with none',
  directory: 'it is of another directory than the configured one',
  'as-of': 'it was read for another instant than --as-of',
  old: 'it was not read within the last 24 hours',
  faults: 'some of it could not be read then',
  'other-scan': 'it belongs to another scan than the rest',
};

export const interruptionEn: InterruptionTexts = {
  busy: (folder) =>
    `Another run of shisei is writing to ${folder}. Wait until it has ended, or name another folder with --out.`,
  unlocked: (folder, reason) =>
    `${folder} cannot be locked against other runs (${reason}). Make sure that no other run writes there.`,
  unwritten: (path, reason) =>
    `${path} could not be written (${reason}). Free space, or name another folder with --out.`,
  leftover: (path, reason) =>
    `${path}: what a run that was killed left there could not be removed (${reason}). Remove it by hand.`,
  unshown: (reason) =>
    `The results could not be written to standard output (${reason}). Files that were written are whole.`,
  crashed: (tenant) => `${tenant}: not finished because of a fault of shisei itself; other tenants are not concerned:`,
  resume: {
    hint: 'The same command with --resume goes on and reads only the directories that were not finished.',
    nothing: (folder) => `There is nothing in ${folder} to resume, so everything is read.`,
    possible: (folder) =>
      `An earlier scan into ${folder} broke off. --resume would have gone on with it; this one begins again.`,
    used: (directories) =>
      directories === 1
        ? '1 directory had been read before and was not read again.'
        : `${directories.toLocaleString('en-GB')} directories had been read before and were not read again.`,
    unused: (place, misfit, detail) =>
      `${place}: what an earlier scan read is not used, and is read again: ${misfit === 'broken' ? `the file is broken (${detail})` : misfits[misfit]}.`,
    unkept: (place, reason) =>
      `${place}: could not be kept for --resume (${reason}). The scan goes on; if it breaks off, this is read again.`,
  },
};
