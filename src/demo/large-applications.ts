import { type ApplicationSketch, applicationsOf } from './application-sketch.ts';
import { calendarOf } from './calendar.ts';
import { numbered, someone, tenant } from './large-scale.ts';
import type { Applications } from './microsoft-applications.ts';

const applications = 300;
/** People who consented for themselves; those of a whole company are many more. */
const mostConsents = 3_000;

const permissions = ['User.Read.All', 'Mail.Send', 'Group.Read.All', 'Sites.Read.All', 'Calendars.Read'];
const scopes = ['User.Read', 'Calendars.Read', 'Mail.Read', 'offline_access'];

function sketchOf(index: number, count: number): ApplicationSketch {
  const consents = Math.floor(Math.min(mostConsents, count) / applications);
  const foreign = index % 3 === 2;
  return {
    key: `application-${index}`,
    name: `Application ${index}`,
    kind: foreign ? 'foreign' : index % 17 === 3 ? 'managed' : 'own',
    enabled: index % 40 !== 39,
    permissions: permissions.slice(0, index % (permissions.length + 1)),
    ...(index % 2 === 0 ? { delegated: scopes.slice(0, 1 + (index % scopes.length)) } : {}),
    consents: {
      users: Array.from({ length: consents }, (_, nth) => numbered(someone(index * consents + nth, count))),
      scopes: ['User.Read'],
    },
    secrets: foreign ? [] : [[`secret ${index}`, 100, index % 25 === 0 ? 10 : -80]],
    certificates: index % 5 === 0 ? [[`CN=application-${index}`, 30, -300]] : [],
  };
}

/** Applications of a directory for measurements. */
export function largeApplications(count: number, tenantId: string, now: Date): Applications {
  const sketches = Array.from({ length: applications }, (_, index) => sketchOf(index, count));
  return applicationsOf(tenant, tenantId, sketches, calendarOf(now));
}
