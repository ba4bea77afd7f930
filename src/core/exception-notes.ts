import type { Data, Subject } from './check.ts';
import { datasetNames } from './datasets.ts';
import type { DirectoryReport } from './directory-report.ts';
import { daysLeft, type Exceptions, endingDays, isFor, isSameRisk } from './exceptions.ts';
import { toldOf } from './history/bound-facts.ts';
import type { CheckResult, DeclaredException, NoteId } from './report.ts';

/** What a scan tells of exceptions. */
export interface ExceptionSight {
  results: readonly CheckResult[];
  directories: readonly DirectoryReport[];
  /** The calendar day where the tenant is. */
  today: string;
  exceptions: Pick<Exceptions, 'used' | 'holding'>;
}

function isWhole({ type }: Subject): boolean {
  return type === 'directory' || type === 'tenant';
}

/** Whether it can be told that an exception covers nothing: somebody looked, at all of whom it may be for. */
function isSeen(exception: DeclaredException, { results, directories }: ExceptionSight): boolean {
  const isRead = directories.every(({ datasets }) => {
    return datasets.accounts.state === 'complete' && datasetNames.every((name) => datasets[name].state !== 'partial');
  });
  const mine = results.filter(({ check }) => check === exception.check);
  return (
    isRead &&
    !mine.some(({ findings }) =>
      findings.some(({ verdict, subject }) => verdict === 'unknown' && (isWhole(subject) || isFor(exception, subject))),
    )
  );
}

function voidNotesOf({ results }: ExceptionSight): Array<[NoteId, Data]> {
  return results.flatMap(({ check, findings }) =>
    findings.flatMap(({ acceptance }): Array<[NoteId, Data]> => {
      if (acceptance === undefined || acceptance.void === null) return [];
      return [['exception-void', { check, subject: acceptance.declared, ...toldOf(acceptance.void) }]];
    }),
  );
}

function noteOf(
  exception: DeclaredException,
  all: readonly DeclaredException[],
  sight: ExceptionSight,
): [NoteId, Data] | null {
  const { check, subject, until } = exception;
  const { today, exceptions } = sight;
  const days = daysLeft(exception, today);
  if (days < 0) {
    const isRenewed = all.some((other) => isSameRisk(other, exception) && other.until >= today);
    return isRenewed ? null : ['exception-expired', { check, subject, until }];
  }
  const isUsed = exceptions.used.has(exception);
  if (!isUsed && isSeen(exception, sight)) return ['exception-unmatched', { check, subject }];
  // One that is void already ends for nobody.
  if (days > endingDays || (isUsed && !exceptions.holding.has(exception))) return null;
  return ['exception-ending', { check, subject, until, days }];
}

/** What a reader should know of exceptions: those that ended, end soon, hold no more, or cover nothing. */
export function exceptionNotesOf(all: readonly DeclaredException[], sight: ExceptionSight): Array<[NoteId, Data]> {
  const single = all.flatMap((exception) => {
    const note = noteOf(exception, all, sight);
    return note === null ? [] : [note];
  });
  return [...voidNotesOf(sight), ...single];
}
