import type { Data } from '../core/check.ts';
import type { ToldChange } from '../core/history/bound-facts.ts';
import type { NoteId } from '../core/report.ts';
import type { Meanings } from './acceptance.ts';

/** Notes about the scan itself, by id; `meanings` are those of the messages of the check that a note is about. */
export type NoteTexts = Record<NoteId, (data: Data, meanings: Meanings) => string>;

/** What a note names; a backtick in it must not pass for one of ours. */
export function text(value: Data[string] | undefined): string {
  return String(value ?? '').replaceAll('`', "'");
}

/** What ended an exception, as its note holds it. */
export function toldIn({ change, before, after }: Data): ToldChange {
  return { change: change as ToldChange['change'], before: text(before), after: text(after) };
}
