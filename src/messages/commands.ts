import type { Problem } from '../config/problems.ts';

/** Words of the commands themselves: mistakes, the doctor, the list of checks. */
export interface CommandTexts {
  problem(problem: Problem): string;
  usage: {
    format(name: string, known: string): string;
    instant(value: string): string;
    severity(value: string, known: string): string;
    count(value: string): string;
    framework(word: string, known: string): string;
    profile(value: string, known: string): string;
  };
  judge: { noFile(file: string): string; notSnapshot(file: string): string; twice(tenant: string): string };
  interrupted(finished: number, total: number): string;
  doctor: {
    title(tenant: string, product: string): string;
    readable: string;
    unreadable(kind: string): string;
    moreThanNeeded(permissions: string): string;
    missing(permissions: string): string;
    removeHint: string;
    grantedUnknown: string;
    identity: string;
    everything: string;
    looking(tenant: string, product: string): string;
    remedy(text: string): string;
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
    failing(findings: number, level: string): string;
  };
  demoIntro(path: string): string;
  progress: { reading: string; waiting(seconds: number): string; rows(count: number): string };
}
