import type { Collector, Upstream } from '../../src/core/connector.ts';
import type { Gap } from '../../src/core/gap.ts';
import { settingsOf } from '../../src/core/policies.ts';
import type { Enforcement } from '../../src/core/rows/enforcement.ts';
import { appAccessRulesOf } from './app-access-settings.ts';
import { capabilities } from './capabilities.ts';
import { enforcementRows, rowsWithoutSettings, type Settings } from './enforcement-rows.ts';
import { isNotFound } from './faults.ts';
import { explain } from './gaps.ts';
import type { Member } from './members.ts';
import type { OrgUnits } from './org-units.ts';
import { conditionOf, namedIn } from './policy-query.ts';
import { type Broken, readUntilBroken } from './reading.ts';
import type { GoogleSession } from './session.ts';
import { allAdmins, type Person } from './standings.ts';
import { twoStepRulesOf } from './two-step-settings.ts';
import { probeUsers, type User } from './users.ts';

const rowsAtOnce = 1_000;

interface People {
  people: Person[];
  broken: Broken | undefined;
}

/** Settings that were read whole, ready to be resolved; or why there are none. */
type Read = (Settings & { dark: ReadonlyMap<Gap, unknown> }) | { gap: Gap };

function personOf({ id, primaryEmail, orgUnitPath, isEnforcedIn2Sv, isAdmin, isDelegatedAdmin }: User): Person {
  const markedAdmin = isAdmin === true || isDelegatedAdmin === true;
  const login = primaryEmail.toLowerCase();
  return { id, login, orgUnit: orgUnitPath || null, enforced: isEnforcedIn2Sv ?? null, markedAdmin };
}

async function readPeople(session: GoogleSession): Promise<People> {
  const people: Person[] = [];
  const broken = await readUntilBroken(session.users(), (user) => people.push(personOf(user)));
  return { people, broken };
}

/** Waits for one part of the directory; its error is kept, since it concerns only those whom the part concerns. */
async function orDark<T>(reading: Promise<T>, dark: Map<Gap, unknown>): Promise<T | Gap> {
  const [settled] = await Promise.allSettled([reading]);
  if (settled.status === 'fulfilled') return settled.value;
  const gap = explain(settled.reason);
  dark.set(gap, settled.reason);
  return gap;
}

/** A setting may outlive its group, and then concerns nobody. */
async function membersOrNobody(reading: Promise<readonly Member[]>): Promise<readonly Member[]> {
  const [settled] = await Promise.allSettled([reading]);
  if (settled.status === 'fulfilled') return settled.value;
  if (isNotFound(settled.reason)) return [];
  throw settled.reason;
}

const noUnits: OrgUnits = { upFrom: () => ({ ids: new Set(), whole: false }), pathOf: () => undefined };

async function readSettings(session: GoogleSession, upstream: Upstream): Promise<Read> {
  const dataset = await upstream('policies');
  if (dataset.state !== 'complete') return { gap: dataset.gap };
  const settings = settingsOf(dataset.rows);
  const twoStep = twoStepRulesOf(settings);
  const appAccess = appAccessRulesOf(settings);
  const conditions = [...twoStep.settings, ...appAccess.settings].map(conditionOf);
  const named = (kind: 'unit' | 'group') => [...new Set(conditions.flatMap((condition) => namedIn(condition, kind)))];
  const groupIds = named('group');
  const dark = new Map<Gap, unknown>();
  const [units, roles, ...members] = await Promise.all([
    named('unit').length === 0 ? noUnits : orDark(session.orgUnits(), dark),
    groupIds.includes(allAdmins) ? upstream('roles') : null,
    ...groupIds
      .filter((id) => id !== allAdmins)
      .map(async (id) => [id, await orDark(membersOrNobody(session.members(id)), dark)] as const),
  ]);
  return { twoStep, appAccess, surveyed: { units, roles, groups: new Map(members) }, dark };
}

function* inPages(rows: readonly Enforcement[]): Generator<readonly Enforcement[]> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) yield rows.slice(at, at + rowsAtOnce);
}

/** Whether 2-Step Verification is enforced for each user, by which setting, and what the settings let the user do. */
export const enforcement: Collector<GoogleSession, 'enforcement'> = {
  permissions: [capabilities.users.scope, capabilities.orgUnits.scope, capabilities.members.scope],
  async *collect(session, upstream) {
    const [{ people, broken }, settings] = await Promise.all([readPeople(session), readSettings(session, upstream)]);
    if ('gap' in settings) {
      yield* inPages(rowsWithoutSettings(people, settings.gap, session.asOf));
      if (broken !== undefined) throw broken.error;
      return { source: 'directory' };
    }
    const { rows, missing } = enforcementRows(people, settings, session.asOf);
    yield* inPages(rows);
    if (broken !== undefined) throw broken.error;
    for (const [gap, error] of settings.dark) if (missing.has(gap)) throw error;
    return { source: 'directory+policies' };
  },
  async probe(session) {
    await probeUsers(session.client, session.customerId);
    await session.orgUnits();
    await session.client.authorize(capabilities.members);
  },
};
