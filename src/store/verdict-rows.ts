import type { ScanEntry, VerdictEntry } from '../core/history/entry.ts';
import { type Earlier, type EarlierVerdict, ruleOf } from '../core/history/life.ts';
import { fromJson } from './codes.ts';
import type { VerdictRow } from './schema.ts';
import { type Moment, type Said, turnOver, turnoverOf } from './versions.ts';
import type { Db } from './work.ts';

function verdictRow({ check, provider, verdict, severity, counts, sight, options }: VerdictEntry): Said<VerdictRow> {
  return { check_id: check, provider, verdict, severity, ...counts, sight, options: JSON.stringify(options) };
}

/** Stores the results of a scan as far as they changed, and gives those of before. */
export async function recordVerdicts(
  db: Db,
  moment: Moment,
  entry: ScanEntry,
): Promise<Pick<Earlier, 'verdicts' | 'judged'>> {
  const once = await db
    .selectFrom('verdicts')
    .select(['check_id as check', 'provider'])
    .distinct()
    .where('tenant', '=', moment.tenant)
    .where('sight', '!=', 'none')
    .execute();
  const before = await db
    .selectFrom('verdicts')
    .select(['version_id', 'check_id', 'provider', 'verdict', 'severity', 'judged', 'failed', 'unknown', 'excepted'])
    .select(['sight', 'options'])
    .where('tenant', '=', moment.tenant)
    .where('to_scan', 'is', null)
    .execute();
  const turnover = turnoverOf<VerdictRow>(
    before,
    entry.verdicts.map(verdictRow),
    ({ check_id: check, provider }) => `${check}/${provider ?? ''}`,
    // What a limited scan does not ask for stays as it was.
    () => entry.limited,
  );
  await turnOver(db, 'verdicts', moment, turnover);
  const verdicts = before.map(({ check_id: check, provider, verdict, sight, options }): EarlierVerdict => {
    return { check, provider, verdict, sight, options: fromJson(options) };
  });
  return { verdicts, judged: new Set(once.map(ruleOf)) };
}
