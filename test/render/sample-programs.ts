import type { Application, Credential, Permission } from '../../src/core/rows/application.ts';

function graph(...names: string[]): Permission[] {
  return names.map((name) => ({ resource: 'Microsoft Graph', name }));
}

function google(...scopes: string[]): Permission[] {
  return scopes.map((scope) => ({ resource: 'Google', name: `https://www.googleapis.com/auth/${scope}` }));
}

function credential(kind: Credential['kind'], id: string, startsAt: string | null, endsAt: string | null): Credential {
  const instant = (day: string | null) => (day === null ? null : `${day}T00:00:00.000Z`);
  return { kind, id, name: null, startsAt: instant(startsAt), endsAt: instant(endsAt) };
}

/** A program with nothing to tell, but for what is given. */
export function program(id: string, name: string | null, some: Partial<Application> = {}): Application {
  return {
    ...{ id, kind: 'application', clientId: `client-${id}`, name, enabled: true, own: false },
    ...{ permissions: [], delegated: [], credentials: [], consents: null },
    ...some,
  };
}

const ofMicrosoft = Array.from({ length: 64 }, (_, index) => {
  return program(`sp-m${index}`, `Microsoft component ${String(index + 1).padStart(2, '0')}`);
});

export const programsInMicrosoft365: Application[] = [
  ...ofMicrosoft,
  program('sp-backup', 'Mail backup', {
    permissions: graph('Directory.Read.All', 'Mail.Read', 'RoleManagement.ReadWrite.Directory', 'User.Read.All'),
    credentials: [credential('secret', 'k-1', '2024-06-01', '2027-06-01')],
  }),
  program('sp-scanner', 'Identity scanner', {
    own: true,
    permissions: graph('AuditLog.Read.All', 'Mail.Read', 'Policy.Read.All', 'User.Read.All'),
    credentials: [credential('certificate', 'k-2', '2026-04-01', '2027-03-31')],
    unneeded: ['Mail.Read'],
  }),
  program('sp-payroll', 'Payroll', {
    own: true,
    permissions: graph('User.Read.All'),
    credentials: [
      credential('secret', 'k-3', '2023-04-01', '2025-03-31'),
      credential('secret', 'k-4', '2025-03-01', '2027-02-28'),
      credential('certificate', 'k-5', null, null),
      credential('certificate', 'k-6', '2026-01-01', '2026-12-31'),
    ],
  }),
  program('sp-crm', null, {
    delegated: graph('Calendars.Read', 'Contacts.Read', 'Files.Read.All', 'Mail.Send', 'User.Read', 'offline_access'),
  }),
  program('sp-report', 'Reporting', { kind: 'managed-identity', own: null, permissions: null, delegated: null }),
  program('sp-old', 'Old survey', { enabled: false, permissions: [{ resource: 'Microsoft Graph', name: null }] }),
];

function thirdParty(
  id: string,
  name: string | null,
  users: number,
  day: string,
  scopes: Permission[] | null,
): Application {
  return program(id, name, {
    ...{ kind: 'third-party', clientId: id, enabled: null, own: null, permissions: null, delegated: scopes },
    consents: { users, lastAt: `${day}T02:00:00.000Z` },
  });
}

export const programsInGoogle: Application[] = [
  thirdParty('77.apps.example', 'Meeting notes', 12, '2026-11-18', google('calendar.readonly', 'userinfo.email')),
  thirdParty('78.apps.example', null, 2, '2026-11-02', google('drive')),
  thirdParty('79.apps.example', 'Document converter', 1, '2026-10-25', null),
  program('1180', null, {
    kind: 'service-account',
    clientId: '1180',
    enabled: null,
    own: null,
    permissions: null,
    delegated: null,
  }),
];
