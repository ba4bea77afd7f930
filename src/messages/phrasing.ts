import type { Phrasing } from '../core/report.ts';
import type { CheckTexts, Locale } from './catalogue.ts';
import type { UiTexts } from './ui.ts';

/** All words of one language. */
export interface Catalogue {
  locale: Locale;
  ui: UiTexts;
  checks: CheckTexts;
}

/** The texts that `buildReport` puts into a report. */
export function phrasingOf({ ui, checks }: Catalogue): Phrasing {
  return {
    finding: (check, { verdict, message, data, gap }) => {
      if (verdict === 'unknown') return ui.unknownFinding(gap);
      return checks[check]?.messages[message]?.(data) ?? ui.unnamedFinding(message);
    },
    note: (id, data) => ui.note[id](data),
  };
}
