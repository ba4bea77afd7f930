import type { Locale } from '../messages/catalogue.ts';
import { catalogue, commands } from '../messages/index.ts';
import { wrapped } from '../output/wrap.ts';
import { visible } from '../render/plain.ts';
import { googleGrantLines, microsoftGrantLines, type Place } from './doctor-grants.ts';
import type { Examination, Probe } from './examination.ts';

/** What to do about a gap; a sign-in that was refused says so itself, since it has no dataset to leave unread. */
function remedyOf({ dataset, gap }: Probe, { provider }: Examination, locale: Locale): string[] {
  if (gap === null || (dataset === null && gap.kind === 'permission')) return [];
  const text = catalogue(locale).ui.remedy(gap, `${provider}/${dataset ?? 'accounts'}`);
  return [commands(locale).doctor.remedy(text.replaceAll('`', ''))];
}

/** Whether all is dark for one reason, which is then said once. */
function isAllTheSame({ probes, opened }: Examination): boolean {
  const [first] = probes;
  return (
    opened &&
    probes.every(({ gap }) => gap !== null && gap.kind === first?.gap?.kind && gap.detail === first.gap.detail)
  );
}

/** What could be read of a directory, what could not and why, and what its credentials may do that they need not. */
export function describe(examination: Examination, place: Place): string {
  const { product, opened, probes, provider } = examination;
  const { tenant, locale, columns } = place;
  const { ui } = catalogue(locale);
  const { doctor } = commands(locale);
  const paragraph = (head: string, text: string) => wrapped(head, text, columns);
  const lines = paragraph('  ', doctor.title(tenant.id, product));
  const same = isAllTheSame(examination);
  const shown = same ? probes.slice(0, 1).map((probe): Probe => ({ ...probe, dataset: null })) : probes;
  for (const probe of shown) {
    const { dataset, gap } = probe;
    const state = gap === null ? doctor.readable : doctor.unreadable(ui.gap[gap.kind].name);
    const name = dataset ?? (same ? doctor.everything : doctor.identity);
    lines.push(...paragraph(`  ${gap === null ? '-' : '?'} `, `${ui.label(name)}${state}`));
    if (gap === null) continue;
    const more = [visible(gap.detail, 400), ...remedyOf(probe, examination, locale)];
    lines.push(...more.flatMap((text) => paragraph('      ', text)));
  }
  const grants = provider === 'microsoft365' ? microsoftGrantLines : googleGrantLines;
  if (opened) lines.push(...grants(examination, place));
  return `${lines.join('\n')}\n`;
}
