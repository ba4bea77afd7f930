import { compareText } from '../core/compare-text.ts';
import { type Provider, providers } from '../core/provider.ts';
import type { Finding, Report } from '../core/report.ts';
import type { Cost } from '../messages/catalogue.ts';
import type { Catalogue } from '../messages/phrasing.ts';
import { targetsOf } from './targets.ts';
import { isOpen, weightOf } from './urgency.ts';

/** One thing to do: it closes every open finding of one check. */
export interface Action {
  check: string;
  title: string;
  closes: number;
  critical: number;
  /** Minutes for all of them together. */
  minutes: number;
  cost: Cost;
  providers: readonly Provider[];
  /** Names of the accounts or applications concerned, each once; empty when they are too many to name, or none. */
  names: readonly string[];
}

interface Weighed extends Action {
  worth: number;
}

/** Finding one's way into a console takes this long however few accounts are to be changed. */
const startMinutes = 20;
const licenceFactor = 3;
const namesShown = 3;

function namesOf(open: readonly Finding[]): string[] {
  const named = open.filter(({ subject }) => subject.type !== 'directory' && subject.type !== 'tenant');
  const names = [...new Set(named.map(({ subject }) => subject.name ?? subject.login ?? subject.id))];
  return names.length > namesShown ? [] : names;
}

/** These cost nothing, lock nobody out who should be in, and close the doors that stand widest open. */
const safest: readonly string[] = ['leaver-account', 'guest-admin'];

/** Whoever must use MFA and has no second factor is locked out. */
function registeredFirst(actions: readonly Weighed[]): Weighed[] {
  const enforce = actions.findIndex(({ check }) => check === 'unenforced-mfa');
  const register = actions.findIndex(({ check }) => check === 'missing-mfa');
  const moved = actions[register];
  if (enforce === -1 || moved === undefined || register < enforce) return [...actions];
  return actions.toSpliced(register, 1).toSpliced(enforce, 0, moved);
}

function rankOfSafety({ check }: Action): number {
  const rank = safest.indexOf(check);
  return rank === -1 ? safest.length : rank;
}

/**
 * What to do first, in an order that locks nobody out.
 *
 * 1. Disable the open accounts of people who have left, then take administrators' roles from guests: both are free, and
 *    nobody who works here notices.
 * 2. All else by the risk that it removes for its effort; what needs a licence counts a third.
 * 3. Only, registering a second factor never comes after enforcing MFA while somebody has none: it moves up to stand
 *    right before.
 */
export function actionsOf({ results }: Report, { checks }: Catalogue, count = 3): Action[] {
  const found: Weighed[] = [];
  for (const check of new Set(results.map((result) => result.check))) {
    const text = checks[check];
    if (text === undefined) continue;
    const mine = results.filter((result) => result.check === check && result.counts.failed > 0);
    const open = mine.flatMap(({ findings }) => findings.filter(isOpen));
    if (open.length === 0) continue;
    const { minutesEach, cost } = text.effort;
    const targets = open.flatMap(targetsOf).length;
    const minutes = minutesEach * targets;
    const risk = open.reduce((sum, { severity }) => sum + weightOf(severity), 0);
    found.push({
      check,
      title: text.action(open.length, targets),
      closes: open.length,
      critical: open.filter(({ severity }) => severity === 'critical').length,
      minutes,
      cost,
      providers: providers.filter((provider) => mine.some((result) => result.provider === provider)),
      names: namesOf(open),
      worth: risk / (minutes + startMinutes) / (cost === 'licence' ? licenceFactor : 1),
    });
  }
  found.sort((a, b) => rankOfSafety(a) - rankOfSafety(b) || b.worth - a.worth || compareText(a.check, b.check));
  return registeredFirst(found)
    .slice(0, count)
    .map(({ worth, ...action }) => action);
}
