import type { Problem } from '../config/problems.ts';
import type { RosterProblem } from '../core/roster.ts';
import type { ExceptTexts } from './except.ts';
import type { InterruptionTexts } from './interruption.ts';
import type { MemoryTexts } from './memory.ts';
import type { MonthTexts } from './month.ts';
import type { NotifyTexts } from './notify.ts';
import type { PastTexts } from './past.ts';
import type { ScheduleTexts } from './schedule.ts';
import type { StoreTexts } from './store.ts';

/** Words of the commands themselves: mistakes, the doctor, the list of checks. */
export interface CommandTexts {
  problem(problem: Problem): string;
  usage: {
    format(name: string, known: string): string;
    instant(value: string): string;
    severity(value: string, known: string): string;
    count(option: string, value: string): string;
    port(value: string): string;
    framework(word: string, known: string): string;
    profile(value: string, known: string): string;
    logLevel(variable: string, value: string, known: string): string;
  };
  judge: { noFile(file: string): string; notSnapshot(file: string): string; twice(tenant: string): string };
  interrupted(finished: number, total: number): string;
  interruption: InterruptionTexts;
  /** The store of history while a scan goes on. */
  memory: MemoryTexts;
  /** `shisei prune`, `shisei hold`, and what commands over the history share. */
  store: StoreTexts;
  /** `shisei except`. */
  except: ExceptTexts;
  /** `shisei demo --month`. */
  month: MonthTexts;
  /** Alerts on changes. */
  notify: NotifyTexts;
  /** `shisei diff` and `shisei history`. */
  past: PastTexts;
  /** `shisei schedule`, and cron expressions. */
  schedule: ScheduleTexts;
  /** The key of --pseudonymise, and snapshots that hold pseudonyms. */
  pseudonyms: {
    made(path: string): string;
    exposed(path: string): string;
    inOutput(path: string): string;
    file(problem: 'unreadable' | 'unwritable' | 'short', path: string, code: string): string;
    noKey(tenant: string): string;
  };
  /** What became of files that are older than the configuration allows. */
  retention: {
    deleted(files: number, days: number): string;
    failed(path: string, reason: string): string;
    /** A file's time and the clock's, both ISO 8601, that cannot both be right. */
    doubt(path: string, modified: string, now: string): string;
  };
  doctor: {
    title(tenant: string, product: string): string;
    readable: string;
    unreadable(kind: string): string;
    identity: string;
    everything: string;
    looking(tenant: string, product: string): string;
    remedy(text: string): string;
    roster: {
      title(tenant: string): string;
      read(file: string, people: number): string;
      unusable(file: string): string;
      fault(place: string, problem: RosterProblem, value: string): string;
    };
    missing(permissions: string): string;
    nothingGranted: string;
    grantedUnknown: string;
    /** Too much, and not known to only read. */
    writing(permissions: string): string;
    /** Too much, and only reading. */
    moreThanNeeded(permissions: string): string;
    /** Granted, not needed everywhere, and what it shows. */
    optional(permission: string): string;
    /** A narrow permission that is to be granted before a broad one is removed. */
    grantFirst(permission: string, broad: string): string;
    azureCli: string;
    removal: {
      title: string;
      revoke(clientId: string): string;
      unlist: string;
      script: string;
      managedIdentity: string;
      /** Stands in commands where the configuration names no application. */
      clientIdHere: string;
    };
    roles(names: string): string;
    rolesUnread(kind: string): string;
    google: {
      compare: string;
      privileges(admin: string, privileges: readonly string[]): string;
      superAdmin(admin: string): string;
      superAdminUnknown(admin: string): string;
      superAdminUnread(admin: string, kind: string): string;
    };
  };
  checks: {
    severity: string;
    options: string;
    controls: string;
    why: string;
    fix(product: string): string;
    messages: string;
    note: string;
    /** A control, and the messages of failures that it accepts. */
    accepts(control: string, messages: readonly string[]): string;
    /** A control that accepts every failure of the check. */
    acceptsAll(control: string): string;
    /** A control that accepts failures by what they say of the account. */
    acceptsSome(control: string): string;
    unknownCheck(id: string): string;
  };
  ending: {
    reports: string;
    /** The last line: the exit status and why. */
    exit(status: number, reasons: readonly string[]): string;
    unread(names: readonly string[]): string;
    unfinished(tenants: readonly string[]): string;
    /** Tenants whose scan is not in the history. */
    unstored(tenants: readonly string[]): string;
    failing(findings: number, level: string): string;
  };
  demoIntro(path: string): string;
  progress: { reading: string; waiting(seconds: number): string; rows(count: number): string };
}
