import type { Logger } from 'pino';
import type { Roster } from '../core/roster.ts';
import { rosterProblemsEn } from '../messages/roster.en.ts';

/** Writes a line for each fault of a tenant's HR list. */
export function warnOfRoster(log: Logger, tenant: string, roster: Roster | null): void {
  if (roster?.state !== 'faulty') return;
  const { file, faults } = roster;
  for (const { line, problem, value } of faults) {
    const place = line === null ? file : `${file}:${line}`;
    const entry = { tenant, file, line, problem, value };
    log.warn(entry, `HR list not used, ${place}: ${rosterProblemsEn[problem](value ?? '')}`);
  }
}
