import { checks } from '../../checks/index.ts';
import { loadConfiguration } from '../config/load.ts';
import type { RawTenant } from '../config/schema.ts';
import { isFault } from '../core/directory-report.ts';
import type { Roster } from '../core/roster.ts';
import { type DirectoryJob, directoriesOf } from '../directories.ts';
import { exitStatus } from '../exit-status.ts';
import type { Io } from '../io.ts';
import type { Locale } from '../messages/catalogue.ts';
import { catalogue, commands } from '../messages/index.ts';
import { columnsOf, wrapped } from '../output/wrap.ts';
import { visible } from '../render/plain.ts';
import { readRoster } from '../roster/read.ts';
import { chosenTenants } from './chosen-tenants.ts';
import type { Place } from './doctor-grants.ts';
import { describe } from './doctor-words.ts';
import { type Examination, examine } from './examination.ts';

/** A tenant to look at, and how to reach its directories. */
export interface Patient {
  tenant: RawTenant;
  directories: readonly DirectoryJob[];
}

/** Says at once what is going on, on a terminal; the result takes the place of the line. */
async function withNotice<T>(text: string, io: Io, work: () => Promise<T>): Promise<T> {
  if (!io.terminal.err) return work();
  io.err(`  ${visible(text)}`);
  try {
    return await work();
  } finally {
    io.err('\r\x1b[2K');
  }
}

function describeRoster(roster: Roster, { tenant, locale, columns }: Place): string {
  const { doctor } = commands(locale);
  const { file } = roster;
  const title = wrapped('  ', doctor.roster.title(tenant.id), columns);
  if (roster.state === 'read') {
    return `${[...title, ...wrapped('  - ', doctor.roster.read(file, roster.people.length), columns)].join('\n')}\n`;
  }
  const faults = roster.faults.flatMap(({ line, problem, value }) => {
    const place = line === null ? file : `${file}:${line}`;
    return wrapped('      ', doctor.roster.fault(place, problem, visible(value ?? '')), columns);
  });
  return `${[...title, ...wrapped('  ? ', doctor.roster.unusable(file), columns), ...faults].join('\n')}\n`;
}

/** Whether a scan would end with status 3. */
function isDark({ probes, provider }: Examination, { expectedGaps }: RawTenant): boolean {
  return probes.some(({ dataset, gap }) => {
    if (gap === null) return false;
    // Without accounts a scan fails, whatever the reason.
    if (dataset === null || dataset === 'accounts') return true;
    return isFault(provider, dataset, gap, expectedGaps);
  });
}

/** Looks at the HR list and the directories of tenants, one after the other; the exit status that a scan could expect. */
export async function examineAll(patients: readonly Patient[], locale: Locale, io: Io): Promise<number> {
  let dark = false;
  for (const { tenant, directories } of patients) {
    const place = { tenant, locale, columns: columnsOf(io) };
    if (tenant.roster !== undefined) {
      const roster = await readRoster(tenant.roster);
      dark ||= roster.state === 'faulty';
      io.out(`${describeRoster(roster, place)}\n`);
    }
    for (const job of directories) {
      io.signal.throwIfAborted();
      const notice = commands(locale).doctor.looking(tenant.id, catalogue(locale).ui.provider[job.provider]);
      const examination = await withNotice(notice, io, () => examine(job, io));
      dark ||= isDark(examination, tenant);
      io.out(`${describe(examination, place)}\n`);
    }
  }
  return dark ? exitStatus.unread : exitStatus.fine;
}

/** `shisei doctor`: says what can be read, what cannot and why, and which permissions are more than needed. */
export async function doctor(
  options: { config: string; tenant: readonly string[]; locale?: Locale },
  io: Io,
): Promise<number> {
  const needs = ['directories', 'roster'] as const;
  const configuration = await loadConfiguration(options.config, { env: io.env, checks, locale: options.locale, needs });
  const locale = options.locale ?? configuration.locale;
  const tenants = chosenTenants(configuration, options.tenant, options.config, locale);
  const patients = tenants.map((tenant) => ({ tenant, directories: directoriesOf(tenant) }));
  return examineAll(patients, locale, io);
}
