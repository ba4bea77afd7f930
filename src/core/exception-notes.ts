import type { AnyCheck, Data, Subject, Tenant } from './check.ts';
import { datasetNames, rowsOf, type Snapshot } from './datasets.ts';
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
  exceptions: Pick<Exceptions, 'used' | 'holding' | 'over'>;
  /** Whether every directory was judged by a check that it is for, so that none was left out as not asked for. */
  isAskedFor(check: string): boolean;
  /** Accounts that may fail a check all the same, since the HR list names nobody to judge them by. */
  isUnlisted(check: string, account: Pick<DeclaredException, 'subject'>): boolean;
}

function isWhole({ type }: Subject): boolean {
  return type === 'directory' || type === 'tenant';
}

/** Such a subject goes by further names, which only those who judge it know. */
function hasOtherNames({ type }: Subject): boolean {
  return type === 'application' || type === 'person';
}

/** Whether it can be told that an exception covers nothing: somebody looked, at all of whom it may be for. */
function isSeen(exception: DeclaredException, { results, directories, isUnlisted }: ExceptionSight): boolean {
  const isRead = directories.every(({ datasets }) => {
    return datasets.accounts.state === 'complete' && datasetNames.every((name) => datasets[name].state !== 'partial');
  });
  const mine = results.filter(({ check }) => check === exception.check);
  return (
    isRead &&
    !isUnlisted(exception.check, exception) &&
    !mine.some(({ findings }) =>
      findings.some(({ verdict, subject }) => {
        return verdict === 'unknown' && (isWhole(subject) || hasOtherNames(subject) || isFor(exception, subject));
      }),
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
  const isUsed = exceptions.used.has(exception);
  // What it is for may be where nobody was asked to look.
  if (!isUsed && !exceptions.over.has(exception) && !sight.isAskedFor(check)) return null;
  if (days < 0) {
    const isRenewed = all.some((other) => isSameRisk(other, exception) && other.until >= today);
    if (isRenewed) return null;
    if (exceptions.over.has(exception)) return ['exception-expired', { check, subject, until }];
    // What was repaired counts for nobody.
    return isSeen(exception, sight) ? null : ['exception-expired', { check, subject, until, unseen: true }];
  }
  if (!isUsed && isSeen(exception, sight)) return ['exception-unmatched', { check, subject }];
  // One that is void already ends for nobody.
  if (days > endingDays || (isUsed && !exceptions.holding.has(exception))) return null;
  return ['exception-ending', { check, subject, until, days }];
}

/** Tells of checks that rest on the HR list whether an exception is for an account that may be used, and is not in it. */
export function unlistedIn(
  checks: readonly Pick<AnyCheck, 'id' | 'byList'>[],
  tenant: Tenant,
  snapshots: readonly Snapshot[],
): ExceptionSight['isUnlisted'] {
  const byList = new Set(checks.flatMap((check) => (check.byList === true ? check.id : [])));
  return (check, exception) =>
    byList.has(check) &&
    snapshots.some((snapshot) =>
      rowsOf(snapshot.datasets.accounts).some((account) => {
        const isOne = account.enabled !== false && isFor(exception, account);
        return isOne && tenant.listed(snapshot.provider, account) === null;
      }),
    );
}

/** What a reader should know of exceptions: those that ended, end soon, hold no more, or cover nothing. */
export function exceptionNotesOf(all: readonly DeclaredException[], sight: ExceptionSight): Array<[NoteId, Data]> {
  const single = all.flatMap((exception) => {
    const note = noteOf(exception, all, sight);
    return note === null ? [] : [note];
  });
  return [...voidNotesOf(sight), ...single];
}
