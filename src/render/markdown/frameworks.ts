import type { CheckResult } from '../../core/report.ts';
import type { Catalogue } from '../../messages/phrasing.ts';
import type { UiTexts } from '../../messages/ui.ts';
import type { Digest } from '../digest.ts';
import { type ControlRow, type FrameworkRows, type Tally, tallyOf } from '../framework-rows.ts';
import { disagreementOf, frameworkControlsOf, frameworkName, stanceOf } from '../results.ts';
import { own, table } from './text.ts';

/** The controls that a check answers, in a line; how they stand is told framework by framework. */
export function controlsLine(result: CheckResult, { catalogue: { ui } }: Digest): string[] {
  const all = frameworkControlsOf(result);
  if (all.length === 0) return [];
  const disagreement = disagreementOf(result, ui);
  const words = all.map((one) => own(ui.label(frameworkName(one)) + ui.frameworks.byStrength(one.groups)));
  return [
    ...(disagreement === null ? [] : [own(disagreement), '']),
    `**${ui.label(ui.page.controls).trimEnd()}** ${words.join(' · ')}`,
    '',
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

function verdictWord(standing: Tally['standing'], { verdict: words, frameworks: { notCovered, outside } }: UiTexts) {
  if (standing === 'outside') return outside;
  return standing === 'not covered' ? notCovered : words[standing];
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
  const { rows, unanswered } = framework;
  const { control, verdict, answeredBy, unanswered: missing, inPartOf } = ui.frameworks;
  const tally = tallyOf(framework).filter(({ count }) => count > 0);
  return [
    `### ${own(frameworkName(framework))}`,
    '',
    tally
      .map(({ standing, count, inPart }) => {
        return (
          ui.label(verdictWord(standing, ui)) + ui.number(count) + (inPart === 0 ? '' : ui.aside(inPartOf(inPart)))
        );
      })
      .join(' · '),
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
  const { title, intro, reading } = catalogue.ui.frameworks;
  return [
    `## ${title}`,
    '',
    own(intro),
    '',
    ...reading.map((line) => `- ${own(line)}`),
    '',
    ...differing(digest),
    ...all.flatMap((framework) => frameworkPart(framework, catalogue)),
  ];
}
