import type { Report } from '../core/report.ts';
import type { UiTexts } from '../messages/ui.ts';

/** A note for people; `lines` stand under it. */
export interface NoteGroup {
  text: string;
  lines: readonly string[];
}

/** The notes of a report, with the faults of the HR list as one, where the first of them stands. */
export function noteGroupsOf({ notes }: Pick<Report, 'notes'>, { page }: UiTexts): NoteGroup[] {
  const faults = notes.filter(({ id }) => id === 'roster-faulty');
  return notes.flatMap((note): NoteGroup[] => {
    if (note.id !== 'roster-faulty') return [{ text: note.text, lines: [] }];
    if (note !== faults[0]) return [];
    return [{ text: page.listUnusable, lines: faults.map(({ data }) => page.listFault(data)) }];
  });
}
