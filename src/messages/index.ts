import type { Phrasing } from '../core/report.ts';
import type { Locale } from './catalogue.ts';
import { checksEn } from './checks.en.ts';
import { checksJa } from './checks.ja.ts';
import { commandsEn } from './commands.en.ts';
import { commandsJa } from './commands.ja.ts';
import type { CommandTexts } from './commands.ts';
import { type Catalogue, phrasingOf } from './phrasing.ts';
import { uiEn } from './ui.en.ts';
import { uiJa } from './ui.ja.ts';

export type { Catalogue } from './phrasing.ts';

const catalogues: Readonly<Record<Locale, Catalogue>> = {
  en: { locale: 'en', ui: uiEn, checks: checksEn },
  ja: { locale: 'ja', ui: uiJa, checks: checksJa },
};

/** All words of one language. */
export function catalogue(locale: Locale): Catalogue {
  return catalogues[locale];
}

/** The texts that go into a report; days are those of the time zone. */
export function phrasing(locale: Locale, timeZone: string): Phrasing {
  return phrasingOf(catalogue(locale), timeZone);
}

/** The words of the commands themselves. */
export function commands(locale: Locale): CommandTexts {
  return locale === 'ja' ? commandsJa : commandsEn;
}
