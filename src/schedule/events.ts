import type { Due } from './due.ts';

/** What is worth a line of the log. */
export type ScheduleEvent =
  | { type: 'planned'; next: { at: Date; tenants: readonly string[] } | null }
  | { type: 'begins'; due: readonly Due[]; at: Date }
  | { type: 'ended' | 'refused'; tenants: readonly string[]; exit: number; milliseconds: number }
  /** Another run, such as one by hand, has scanned them since they were due. */
  | { type: 'answered'; tenants: readonly string[] };
