import { calendarOf } from './calendar.ts';
import { type ConditionalAccessPolicy, type PolicySketch, policyOf } from './conditional-access.ts';
import type { MicrosoftGroup } from './directory.ts';
import { guidOf } from './ids.ts';
import { domain, hour, logOf, numbered, someone, tenant } from './large-scale.ts';
import type { AuditRecord, SignInRecord } from './microsoft-logs.ts';
import { stepsOf } from './microsoft-sign-ins.ts';
import { builtInRoles } from './role-definitions.ts';

export function signInsOf(count: number, now: Date): SignInRecord[] {
  const steps = [true, false].map((multiFactor) => stepsOf(['microsoftAuthenticatorPush'], multiFactor));
  const places = ['JP', 'US'].map((country) => ({ country, city: '' }));
  const { rows, at } = logOf(count, now);
  return Array.from({ length: rows }, (_, index): SignInRecord => {
    const person = someone(index, count);
    const failed = index % 20 === 19;
    return {
      id: `${numbered(index).slice(0, 9)}1${numbered(index).slice(10)}`,
      at: new Date(at(index)).toISOString().replace('.000Z', 'Z'),
      userId: numbered(person),
      login: `user${person}@${domain}`,
      name: `User ${person} 利用者`,
      guest: false,
      app: 'Office 365 Exchange Online',
      client: index % 3 === 0 ? 'Browser' : 'Mobile Apps and Desktop clients',
      address: `198.51.100.${index % 250}`,
      place: places[person % 50 === 49 ? 1 : 0] ?? null,
      errorCode: failed ? 50126 : 0,
      failureReason: failed ? 'Error validating credentials due to invalid username or password.' : 'Other.',
      steps: steps[index % 2] ?? [],
      multiFactor: index % 2 === 0,
    };
  });
}

export function auditsOf(count: number, now: Date): AuditRecord[] {
  const newest = Math.floor(now.getTime() / 1000) * 1000 - hour;
  return Array.from({ length: Math.min(count, 40) }, (_, index): AuditRecord => {
    const login = `user${index}@${domain}`;
    return {
      id: `Directory_${numbered(index)}`,
      at: new Date(newest - index * 12 * hour).toISOString().replace('.000Z', 'Z'),
      activity: 'Update user',
      category: 'UserManagement',
      service: 'Core Directory',
      operation: 'Update',
      result: 'success',
      user: { id: numbered(index), login, name: `User ${index} 利用者`, address: '203.0.113.10' },
      application: null,
      target: { id: numbered(index + 1), type: 'User', displayName: null, login: null },
    };
  });
}

export function groupsOf(count: number): MicrosoftGroup[] {
  const group = (name: string, members: readonly string[]): MicrosoftGroup => ({
    id: guidOf(`${tenant}/group/${name}`),
    displayName: name,
    isAssignableToRole: null,
    visibility: null,
    members,
  });
  /** Every group begins elsewhere, so that they do not hold the same people. */
  const people = (share: number, most: number, from: number) =>
    Array.from({ length: Math.min(Math.floor(count * share), most) }, (_, index) =>
      numbered(someone(from + index, count)),
    );
  const field = group('Field', people(0.05, 2500, 0));
  return [
    field,
    group('Exceptions', people(0.001, 50, Math.floor(count / 2))),
    group('Everybody outside', [field.id, ...people(0.01, 500, Math.floor(count / 4))]),
  ];
}

export function policiesOf(groups: readonly MicrosoftGroup[], now: Date): ConditionalAccessPolicy[] {
  const created = calendarOf(now).ago(500);
  const [field = '', exceptions = '', outside = ''] = groups.map(({ id }) => id);
  const mfa = { builtInControls: ['mfa'] };
  const all = { includeUsers: ['All'] };
  const sketches: Readonly<Record<string, PolicySketch>> = {
    'MFA for all': { users: { ...all, excludeGroups: [exceptions, field] }, grant: mfa },
    'MFA for administrators': {
      users: { includeRoles: [builtInRoles.globalAdministrator, builtInRoles.userAdministrator] },
      grant: mfa,
    },
    'MFA outside': {
      users: { includeGroups: [outside] },
      conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
      grant: mfa,
    },
    'No old clients': {
      users: all,
      conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] },
      grant: { builtInControls: ['block'] },
    },
    Pilot: { users: all, grant: mfa, state: 'enabledForReportingButNotEnforced' },
  };
  return Object.entries(sketches).map(([name, sketch]) =>
    policyOf(guidOf(`${tenant}/policy/${name}`), name, created, sketch),
  );
}
