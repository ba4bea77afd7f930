import type { CheckResult } from '../../core/report.ts';
import type { Digest } from '../digest.ts';
import { controlGroupsOf, disagreementOf, frameworkName, stanceOf } from '../results.ts';
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
    ...table([ui.frameworks.verdict, ui.frameworks.framework, ui.frameworks.control], rows),
  ];
}

/** Only what frameworks judge differently. */
function differing({ differences, catalogue: { ui, checks } }: Digest): string[] {
  const { differTitle, check: head } = ui.frameworks;
  if (differences.rows.length === 0) return [];
  const rows = differences.rows.map((difference) => {
    const { check, provider } = difference;
    const cloud = provider === null ? ui.elsewhere : ui.provider[provider];
    return [
      own((checks[check]?.topic ?? check) + ui.aside(cloud)),
      ...differences.frameworks.map((name) => stanceOf(name, difference, ui)?.word ?? '–'),
    ];
  });
  return [`### ${differTitle}`, '', ...table([head, ...differences.frameworks.map(own)], rows)];
}

/** Each framework beside the others, with the controls that checks answer. */
export function frameworks(digest: Digest): string[] {
  const { frameworks: all, catalogue } = digest;
  const { ui, checks } = catalogue;
  if (all.length === 0) return [];
  const { title, intro, control, verdict, answeredBy } = ui.frameworks;
  return [
    `## ${title}`,
    '',
    own(intro),
    '',
    ...differing(digest),
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
                return ui.label((checks[check]?.topic ?? check) + ui.aside(cloud)) + ui.verdict[mine];
              }),
            ),
          ),
        ]),
      ),
    ]),
  ];
}
