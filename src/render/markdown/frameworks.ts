import type { ControlStanding } from '../../core/framework-verdicts.ts';
import type { CheckResult } from '../../core/report.ts';
import type { Catalogue } from '../../messages/phrasing.ts';
import type { UiTexts } from '../../messages/ui.ts';
import type { Digest } from '../digest.ts';
import { type ControlRow, type FrameworkRows, standings } from '../framework-rows.ts';
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
    own(ui.frameworks.byStrength(group.groups)),
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

function verdictWord(verdict: ControlStanding, { verdict: words, frameworks: { notCovered } }: UiTexts): string {
  return verdict === 'not covered' ? notCovered : words[verdict];
}

function controlRow({ id, verdict, inPart, checks: all }: ControlRow, { ui, checks }: Catalogue): string[] {
  const { strength: strengths, inPart: part } = ui.frameworks;
  const said = all.flatMap(({ check, strength, answers }) =>
    answers.map(({ provider, verdict: mine }) => {
      const cloud = provider === null ? ui.elsewhere : ui.provider[provider];
      const aside = ui.aside(ui.series([cloud, strengths[strength]]));
      return ui.label((checks[check]?.topic ?? check) + aside) + ui.verdict[mine];
    }),
  );
  return [own(id), `**${verdictWord(verdict, ui)}**${inPart ? ui.aside(part) : ''}`, own(ui.series(said))];
}

function frameworkPart(framework: FrameworkRows, catalogue: Catalogue): string[] {
  const { ui } = catalogue;
  const { counts, rows, unanswered } = framework;
  const { control, verdict, answeredBy, unanswered: missing } = ui.frameworks;
  const tally = standings.filter((standing) => counts[standing] > 0);
  return [
    `### ${own(frameworkName(framework))}`,
    '',
    tally.map((standing) => ui.label(verdictWord(standing, ui)) + ui.number(counts[standing])).join(' · '),
    '',
    ...(rows.length === 0
      ? []
      : table(
          [control, verdict, answeredBy],
          rows.map((one) => controlRow(one, catalogue)),
        )),
    ...(unanswered.length === 0 ? [] : [own(missing(unanswered)), '']),
  ];
}

/** Each framework beside the others, with its controls. */
export function frameworks(digest: Digest): string[] {
  const { frameworks: all, catalogue } = digest;
  if (all.length === 0) return [];
  const { title, intro } = catalogue.ui.frameworks;
  return [
    `## ${title}`,
    '',
    own(intro),
    '',
    ...differing(digest),
    ...all.flatMap((framework) => frameworkPart(framework, catalogue)),
  ];
}
