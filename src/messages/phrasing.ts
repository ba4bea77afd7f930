import type { Phrasing } from '../core/report.ts';
import type { CheckTexts, Locale } from './catalogue.ts';
import type { UiTexts } from './ui.ts';

/** All words of one language. */
export interface Catalogue {
  locale: Locale;
  ui: UiTexts;
  checks: CheckTexts;
}

/** The texts that `buildReport` puts into a report; days are those of the time zone. */
export function phrasingOf({ ui, checks }: Catalogue, timeZone: string): Phrasing {
  return {
    finding: (check, { verdict, message, data, gap }) => {
      if (verdict === 'unknown') return ui.unknownFinding(gap);
      return checks[check]?.messages[message]?.(data, timeZone) ?? ui.unnamedFinding(message);
    },
    note: (id, data) => ui.note[id](data, checks[String(data.check)]?.meanings ?? {}),
  };
}
