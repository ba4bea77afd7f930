import type { CheckResult } from '../../core/report.ts';
import type { Digest } from '../digest.ts';
import { controlGroupsOf, disagreementOf, frameworkName } from '../results.ts';
import { own, table } from './text.ts';

/** The controls that a result answers, with the verdict of each framework. */
export function controlsLine(result: CheckResult, { catalogue: { ui } }: Digest): string[] {
  const groups = controlGroupsOf(result);
  if (groups.length === 0) return [];
  const disagreement = disagreementOf(result, ui);
  const rows = groups.map((group) => [
    `**${ui.verdict[group.verdict]}**`,
    own(frameworkName(group)),
    own(group.ids.join(', ')),
  ]);
  return [
    ...(disagreement === null ? [] : [own(disagreement), '']),
    ...table([ui.frameworks.verdict, ui.page.nav.frameworks, ui.frameworks.control], rows),
  ];
}

/** Each framework beside the others, with the controls that checks answer. */
export function frameworks({ frameworks: all, catalogue: { ui, checks } }: Digest): string[] {
  if (all.length === 0) return [];
  const { title, intro, control, verdict, answeredBy } = ui.frameworks;
  return [
    `## ${title}`,
    '',
    own(intro),
    '',
    ...all.flatMap((framework) => [
      `### ${own(frameworkName(framework))}`,
      '',
      ...table(
        [control, verdict, answeredBy],
        framework.controls.map((one) => [
          own(one.id),
          `**${ui.verdict[one.verdict]}**`,
          own(
            ui.series(
              one.answers.map(({ check, provider, verdict: mine }) => {
                const cloud = provider === null ? ui.elsewhere : ui.provider[provider];
                return `${checks[check]?.topic ?? check} (${cloud}): ${ui.verdict[mine]}`;
              }),
            ),
          ),
        ]),
      ),
    ]),
  ];
}
