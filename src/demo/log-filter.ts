import { badRequest } from './graph-request.ts';

/** Rows of a log from one instant to another, and those with one result, where the filter says so. */
export interface LogFilter {
  from: string | null;
  to: string | null;
  errorCode: number | null;
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z$/;

/**
 * Reads `createdDateTime ge X and createdDateTime le Y and status/errorCode eq 0`: any of the clauses, joined by `and`.
 * @throws GraphFault for anything else
 */
export function readLogFilter(text: string | undefined, time: string, withErrorCode: boolean): LogFilter {
  const filter: LogFilter = { from: null, to: null, errorCode: null };
  if (text === undefined) return filter;
  for (const clause of text.trim().split(/\s+and\s+/)) {
    const [, property, operator, value = ''] = /^(\S+)\s+(eq|ge|le|gt|lt)\s+(\S+)$/.exec(clause) ?? [];
    if (property === time && instant.test(value) && (operator === 'ge' || operator === 'le')) {
      const at = new Date(value).toISOString();
      if (operator === 'ge') filter.from = at;
      else filter.to = at;
    } else if (withErrorCode && property === 'status/errorCode' && operator === 'eq' && /^\d+$/.test(value)) {
      filter.errorCode = Number(value);
    } else {
      throw badRequest(`Invalid filter clause: '${clause}'`);
    }
  }
  return filter;
}

/** Whether an instant lies between the ends, both of them included. */
export function isWithin(at: string, { from, to }: Pick<LogFilter, 'from' | 'to'>): boolean {
  const precise = new Date(at).toISOString();
  return (from === null || precise >= from) && (to === null || precise <= to);
}
