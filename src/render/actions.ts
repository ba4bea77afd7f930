import { type Provider, providers } from '../core/datasets.ts';
import type { Finding, Report } from '../core/report.ts';
import type { Cost } from '../messages/catalogue.ts';
import type { Catalogue } from '../messages/phrasing.ts';
import { compareText, isOpen, weightOf } from './people.ts';

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

/** The actions that remove the most risk for the least effort and cost. */
export function actionsOf({ results }: Report, { checks }: Catalogue, count = 3): Action[] {
  const found: Weighed[] = [];
  for (const check of new Set(results.map((result) => result.check))) {
    const text = checks[check];
    if (text === undefined) continue;
    const mine = results.filter((result) => result.check === check && result.counts.failed > 0);
    const open = mine.flatMap(({ findings }) => findings.filter(isOpen));
    if (open.length === 0) continue;
    const { minutesEach, cost } = text.effort;
    const minutes = minutesEach * open.length;
    const risk = open.reduce((sum, { severity }) => sum + weightOf(severity), 0);
    found.push({
      check,
      title: text.action(open.length),
      closes: open.length,
      critical: open.filter(({ severity }) => severity === 'critical').length,
      minutes,
      cost,
      providers: providers.filter((provider) => mine.some((result) => result.provider === provider)),
      names: namesOf(open),
      worth: risk / (minutes + startMinutes) / (cost === 'licence' ? licenceFactor : 1),
    });
  }
  return found
    .sort((a, b) => b.worth - a.worth || compareText(a.check, b.check))
    .slice(0, count)
    .map(({ worth, ...action }) => action);
}
