import type { DeclaredException } from '../core/report.ts';
import type { Locale } from '../messages/catalogue.ts';
import { parseRoster } from '../roster/parse.ts';
import type { TenantJob } from '../scan.ts';
import type { Faults } from './faults.ts';
import { demoGoogleJob, demoMicrosoftJob } from './jobs.ts';
import { monthGoogle } from './month-google.ts';
import { monthMicrosoft } from './month-microsoft.ts';
import { nights } from './month-nights.ts';
import { address, monthName, monthTenant, monthTimeZone, type Night, type Scene, sceneOf } from './month-people.ts';
import { monthRoster, monthRosterFile } from './month-roster.ts';
import { startService } from './service.ts';

export { nightsOfMonth } from './month-nights.ts';
export type { Night } from './month-people.ts';

const dayLength = 86_400_000;

/**
 * The instant of each night, where the last one is now.
 * @param night from 1 on
 */
export function nightAt(night: number, last: { night: number; now: Date }): Night {
  return { number: night, now: new Date(last.now.getTime() - (last.night - night) * dayLength) };
}

/** The risks that the company accepts, as its configuration says them on every night. */
function monthExceptions(scene: Scene): DeclaredException[] {
  const approvedBy = address('mori');
  return [
    {
      ...{ check: 'sms-mfa', subject: address('kondo'), reason: 'セキュリティキーを手配中', approvedBy },
      until: scene.dateOf(nights.kondoExceptionEnds),
    },
    {
      ...{ check: 'stale-account', subject: address('baker'), reason: '海外出向 (secondment)', approvedBy },
      until: scene.dateOf(90),
    },
    {
      ...{ check: 'standing-admin', subject: address('adm-hayashi'), reason: '夜間対応 (on call)', approvedBy },
      until: scene.dateOf(150),
    },
  ];
}

const googleRefusal = {
  status: 403,
  body: {
    error: {
      code: 403,
      message: 'Not Authorized to access this resource/api',
      errors: [{ domain: 'global', reason: 'forbidden', message: 'Not Authorized to access this resource/api' }],
    },
  },
};

const graphRefusal = {
  status: 403,
  body: {
    error: {
      code: 'Authorization_RequestDenied',
      message: 'Insufficient privileges to complete the operation.',
      innerError: {},
    },
  },
};

/** What is refused while somebody has taken the scanner's rights away. */
function faultsOf({ since }: Scene): Faults {
  const isGoogleDark = since(nights.googleGoesDark) && !since(nights.googleComesBack);
  const areRolesDark = since(nights.rolesGoDark) && !since(nights.rolesComeBack);
  return ({ url }) => {
    if (isGoogleDark && /^\/(admin|v1)\//.test(url)) return googleRefusal;
    return areRolesDark && /^\/(v1\.0|beta)\/roleManagement\//.test(url) ? graphRefusal : undefined;
  };
}

/** The company as a scan of one night reads it. */
export interface NightWorld {
  job: TenantJob;
  close(): Promise<void>;
}

/** Starts the service with the directories of one night. Close it when the scan is over. */
export async function nightWorld(night: Night, locale: Locale): Promise<NightWorld> {
  const scene = sceneOf(night);
  const [microsoft, google] = [monthMicrosoft(night), monthGoogle(night)];
  const service = await startService({
    microsoft365: [microsoft],
    google: [google],
    now: night.now,
    faults: faultsOf(scene),
  });
  const job: TenantJob = {
    id: monthTenant,
    name: monthName[locale],
    directories: [demoMicrosoftJob(microsoft, service.origin), demoGoogleJob(google, service.origin)],
    settings: {
      emergency: [address('bg1'), address('bg2')],
      exceptions: monthExceptions(scene),
      expectedGaps: [],
      profile: null,
      checks: {},
      timeZone: monthTimeZone,
      approvedCountries: ['JP'],
      links: [],
      unusedKeys: [],
    },
    roster: async () => parseRoster(monthRoster(scene), monthRosterFile),
  };
  return { job, close: () => service.close() };
}
