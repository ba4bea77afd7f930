import type { Problem } from '../config/problems.ts';
import type { Locale } from './catalogue.ts';
import { commandsEn } from './commands.en.ts';
import { commandsJa } from './commands.ja.ts';

/** Words of the commands themselves: mistakes, the doctor, the list of checks. */
export interface CommandTexts {
  problem(problem: Problem): string;
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
  };
  checks: {
    severity: string;
    options: string;
    controls: string;
    why: string;
    fix: string;
    messages: string;
    unknownCheck(id: string): string;
  };
  ending: { reports: string; unread(names: readonly string[]): string; failing: string };
  demoIntro(path: string): string;
  progress: { reading: string; waiting(seconds: number): string; rows(count: number): string };
}

export function commands(locale: Locale): CommandTexts {
  return locale === 'ja' ? commandsJa : commandsEn;
}
