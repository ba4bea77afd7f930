import type { Subject } from '../core/check.ts';
import type { Provider } from '../core/provider.ts';
import type { Finding, Report } from '../core/report.ts';
import type { UiTexts } from '../messages/ui.ts';

/** The cloud in words; null: all of the tenant. */
export function cloudWord(provider: Provider | null, ui: UiTexts): string {
  return provider === null ? ui.elsewhere : ui.provider[provider];
}

/** Whom or what a finding is about, as the directory calls it: text that every format still escapes. */
export function subjectWord(
  { subject }: Pick<Finding, 'subject'>,
  { directories }: Pick<Report, 'directories'>,
  ui: UiTexts,
): string {
  const { type, name, login, id } = subject;
  if (type === 'tenant') return ui.elsewhere;
  if (type !== 'directory') return name ?? login ?? id;
  return cloudWord(directories.find(({ directoryId }) => directoryId === id)?.provider ?? null, ui);
}

/** How many of what, each kind by itself. */
export function subjectCounts(subjects: readonly Pick<Subject, 'type'>[], ui: UiTexts): string {
  const types = Map.groupBy(subjects, ({ type }) => type);
  return ui.list([...types].map(([type, all]) => ui.people.subjects[type](all.length)));
}
