import { MalformedError } from '../../src/core/errors.ts';
import type { Application } from '../../src/core/rows/application.ts';
import { type Activity, type ActivityEvent, activitiesPlace, eventsOf, parameterOf } from './activity-log.ts';
import { actorOf } from './actors.ts';
import { readEventTime } from './instants.ts';

/** What the log of consents holds of one client. */
export type Consented = Pick<Application, 'name' | 'delegated'> & {
  clientId: string;
  consents: NonNullable<Application['consents']>;
};

/** Sums up the log while its pages come, in whatever order. */
export interface ConsentTally {
  /**
   * Gives the instant of the entry.
   * @throws MalformedError for an entry without an instant, or a consent without a client
   */
  add(activity: Activity): string;
  rows(): Consented[];
}

interface Client {
  lastAt: string;
  /** The newest name; of two of the same instant, the first by the alphabet. */
  name: { at: string; text: string } | null;
  /** Null: no entry tells any. */
  scopes: Set<string> | null;
  /** Ids of those who consented; an address where the log gives no id, and nothing for nobody in particular. */
  actors: Set<string>;
}

function scopesOf(event: ActivityEvent): readonly string[] | null {
  const said = parameterOf(event, 'scope');
  const scopes = said?.multiValue ?? said?.value?.split(/\s+/);
  return scopes?.filter((scope) => scope !== '') ?? null;
}

function isNewer(name: NonNullable<Client['name']>, known: Client['name']): boolean {
  if (known === null || name.at !== known.at) return known === null || name.at > known.at;
  return name.text < known.text;
}

function addTo(client: Client, event: ActivityEvent, at: string, actor: string): void {
  const text = parameterOf(event, 'app_name')?.value?.trim();
  const name = text ? { at, text } : null;
  if (name !== null && isNewer(name, client.name)) client.name = name;
  const scopes = scopesOf(event);
  if (scopes !== null) client.scopes ??= new Set();
  for (const scope of scopes ?? []) client.scopes?.add(scope);
  if (at > client.lastAt) client.lastAt = at;
  client.actors.add(actor);
}

export function createConsentTally(): ConsentTally {
  const clients = new Map<string, Client>();
  /** Ids by address, so that nobody counts twice whom some entries name by the address alone. */
  const ids = new Map<string, string>();

  function nameOf(activity: Activity): string {
    const actor = actorOf(activity);
    if (actor === null) return '';
    if ('address' in actor) return actor.address;
    const address = activity.actor?.email?.toLowerCase();
    if (address) ids.set(address, actor.id);
    return actor.id;
  }

  return {
    add(activity) {
      const at = readEventTime(activitiesPlace, 'items.id.time', activity.id.time);
      const actor = nameOf(activity);
      for (const event of eventsOf(activity)) {
        if (event.name !== 'authorize') continue;
        const clientId = parameterOf(event, 'client_id')?.value?.trim();
        if (!clientId) throw new MalformedError(activitiesPlace, 'client_id: missing in a consent');
        const client = clients.get(clientId) ?? { lastAt: at, name: null, scopes: null, actors: new Set<string>() };
        clients.set(clientId, client);
        addTo(client, event, at, actor);
      }
      return at;
    },
    rows: () =>
      [...clients].map(([clientId, { lastAt, name, scopes, actors }]) => ({
        clientId,
        name: name?.text ?? null,
        delegated: scopes && [...scopes].sort().map((scope) => ({ resource: 'Google', name: scope })),
        consents: { users: new Set([...actors].map((actor) => ids.get(actor) ?? actor)).size, lastAt },
      })),
  };
}
