import type { Upstream } from '../../src/core/connector.ts';
import { rowsOf } from '../../src/core/datasets.ts';
import { GapError } from '../../src/core/errors.ts';
import type { Activity } from './activity-log.ts';
import { type Broken, readUntilBroken } from './reading.ts';

/** Stands for actors that are nobody: https://developers.google.com/workspace/admin/reports/reference/rest/v1/activities/list */
const placeholder = '105250506097979753968';

/** Whether an entry leaves open who acted: it says nothing, or a word that is not known here. */
export function isActorUntold({ actor }: Activity): boolean {
  return actor == null || (Boolean(actor.callerType) && !/^(?:user|key)$/i.test(actor.callerType ?? ''));
}

/** Who acted: an account, an address, or null: no user. */
export function actorOf({ actor }: Activity): { id: string } | { address: string } | null {
  const { profileId, email, callerType } = actor ?? {};
  if (callerType && callerType.toUpperCase() !== 'USER') return null;
  if (profileId && profileId !== placeholder) return { id: profileId };
  return email ? { address: email.toLowerCase() } : null;
}

/**
 * Hands over each entry with the account that acted, as far as the log can be read. Entries that name only an address
 * wait for the accounts; an address that none of them has is that of somebody who is gone.
 */
export async function readByAccount(
  activities: AsyncIterable<readonly Activity[]>,
  upstream: Upstream,
  each: (accountId: string, activity: Activity) => void,
): Promise<Broken | undefined> {
  const waiting: { address: string; activity: Activity }[] = [];
  const broken = await readUntilBroken(activities, (activity) => {
    const actor = actorOf(activity);
    if (actor === null) return;
    if ('id' in actor) each(actor.id, activity);
    else waiting.push({ address: actor.address, activity });
  });
  if (waiting.length === 0) return broken;
  const accounts = await upstream('accounts');
  const ids = new Map(rowsOf(accounts).map(({ login, id }) => [login.toLowerCase(), id]));
  let lost = false;
  for (const { address, activity } of waiting) {
    const id = ids.get(address);
    if (id === undefined) lost = true;
    else each(id, activity);
  }
  if (broken !== undefined || !lost || accounts.state === 'complete') return broken;
  return { error: new GapError(accounts.gap) };
}
