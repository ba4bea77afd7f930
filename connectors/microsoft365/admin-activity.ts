import { z } from 'zod';
import type { Collector } from '../../src/core/connector.ts';
import type { AdminActivity } from '../../src/core/rows/admin-activity.ts';
import { eachRow } from '../../src/http/pages.ts';
import { disabledBy, targetShape } from './disabling.ts';
import { doubtLicence, premium } from './licence.ts';
import { isJudged, startOfLog } from './log-window.ts';
import type { Session } from './session.ts';
import { instant, pageShape } from './shapes.ts';

const actShape = z.object({
  id: z.string().min(1),
  activityDateTime: instant,
  activityDisplayName: z.string().nullish(),
  category: z.string().nullish(),
  loggedByService: z.string().nullish(),
  result: z.string().nullish(),
  initiatedBy: z.object({ user: z.object({ id: z.string().nullish() }).nullish() }).nullish(),
  targetResources: z.array(targetShape).nullish(),
});
type Act = z.infer<typeof actShape>;

/** Longer than the trail is kept, 7 days without P1 and 30 with it: what there is, is asked for. */
const daysAsked = 180;

function path(session: Session, top: number): string {
  return `/auditLogs/directoryAudits?$filter=activityDateTime ge ${startOfLog(session, daysAsked)}&$top=${top}`;
}

/**
 * Services by which people see to their own account. An act of theirs upon nobody else is no administration; every
 * other act counts, so that nobody is called idle for an act that is not known here.
 * https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities
 */
const selfServices: ReadonlySet<string> = new Set([
  'self-service password management',
  'authentication methods',
  'account provisioning',
]);

/** Of the core directory, which logs administration too. */
const selfActs: ReadonlySet<string> = new Set(['change user password', 'change password (self-service)']);

function isOwnAffair({ loggedByService, activityDisplayName, targetResources }: Act, actor: string): boolean {
  const isSelfService =
    selfServices.has(loggedByService?.toLowerCase() ?? '') || selfActs.has(activityDisplayName?.toLowerCase() ?? '');
  const targets = targetResources ?? [];
  return isSelfService && targets.length > 0 && targets.every(({ id }) => id?.toLowerCase() === actor.toLowerCase());
}

/** Who did something administrative, if anybody did. */
function actorOf(act: Act): string | null {
  const actor = act.initiatedBy?.user?.id;
  const result = act.result?.toLowerCase();
  if (!actor || result === 'failure' || result === 'timeout') return null;
  return isOwnAffair(act, actor) ? null : actor;
}

function isLater(at: string, known: string | null | undefined): boolean {
  return !known || Date.parse(at) > Date.parse(known);
}

/** The newest administrative act of each account, and when it was last disabled. */
export const adminActivity: Collector<Session, 'adminActivity'> = {
  permissions: ['AuditLog.Read.All'],
  async *collect(session, upstream) {
    const rows = new Map<string, AdminActivity>();
    const rowOf = (accountId: string): AdminActivity => {
      const row = rows.get(accountId) ?? { accountId, lastAt: null, activity: null, disabledAt: null };
      rows.set(accountId, row);
      return row;
    };
    let oldest: string | null = null;
    const again = doubtLicence(session, upstream, premium);
    try {
      for await (const act of eachRow(session.collection(path(session, 1_000), actShape, { again }))) {
        const at = act.activityDateTime;
        if (oldest === null || Date.parse(at) < Date.parse(oldest)) oldest = at;
        if (!isJudged(session, at)) continue;
        for (const row of disabledBy(act).map(rowOf)) if (isLater(at, row.disabledAt)) row.disabledAt = at;
        const actor = actorOf(act);
        const row = actor === null ? null : rowOf(actor);
        if (row === null || !isLater(at, row.lastAt)) continue;
        row.lastAt = at;
        row.activity = act.activityDisplayName ?? '';
      }
    } catch (error) {
      yield [...rows.values()];
      throw error;
    }
    yield [...rows.values()];
    // How far back the trail is kept is said nowhere: the oldest act of anybody is the only proof.
    return oldest === null ? undefined : { since: oldest };
  },
  async probe(session) {
    await session.read(path(session, 1), pageShape);
  },
};
