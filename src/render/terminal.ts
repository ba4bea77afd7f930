import picocolors from 'picocolors';
import stringWidth from 'string-width';
import { type Severity, severities } from '../core/check.ts';
import { finish } from '../core/steps.ts';
import type { Catalogue } from '../messages/phrasing.ts';
import { isoDayIn } from '../messages/when.ts';
import { newlySeen } from './access.ts';
import { called } from './called.ts';
import { hanging, pad, padStart, plainSigns, shorten, wrap } from './columns.ts';
import { cloudOf, type Digest, digestSteps } from './digest.ts';
import type { Findings, RenderOptions } from './format.ts';
import { historyBlock } from './history-terminal.ts';
import { enforcedLine, registeredLine } from './mfa-figures.ts';
import { noteGroupsOf } from './notes.ts';
import type { Person } from './people.ts';
import { endingWords } from './phone-ends.ts';
import { visible } from './plain.ts';
import { cloudWord } from './subjects.ts';
import { unseenWord, whyUnseen } from './unseen.ts';
import { isOpen, isPersonal } from './urgency.ts';

/** In which words, and for what a terminal, the summary is written. */
export interface TerminalOptions extends RenderOptions {
  colour: boolean;
  /** Width of the terminal; no line is wider, nor wider than 80. */
  columns: number;
}

type Colours = ReturnType<typeof picocolors.createColors>;
type Mark = Severity | 'unknown' | 'accepted';

interface Paper {
  digest: Digest;
  paint: Record<Mark, (text: string) => string>;
  bold: (text: string) => string;
  dim: (text: string) => string;
  /** Columns between the margins. */
  width: number;
}

const widest = 80;
const narrowest = 40;
const margin = '  ';

/** ASCII: a filled circle is one column in some terminals and two in Japanese ones. */
const marks: Record<Mark, string> = { critical: '!!', high: '!', medium: '*', low: '-', unknown: '?', accepted: '~' };
const gapsShown = 8;

/** Lines that the reason of a gap may take. */
const reasonLines = 3;

/** An action's title narrower than this gets a line of its own. */
const leastTitle = 30;
const namesShown = 4;

/** Columns of mark, word and number, with what stands between. */
const figureWidth = 23;

function paints({ red, yellow, cyan, magenta, blue }: Colours): Paper['paint'] {
  return { critical: red, high: yellow, medium: cyan, low: blue, unknown: magenta, accepted: blue };
}

function shortName({ name }: Person, { ui }: Catalogue): string {
  return called(name, 30, ui);
}

/** As many names as fit into `room` columns, but for the worst only. */
function whom({ digest, width }: Paper, severity: Severity): string {
  const room = width - figureWidth;
  const { catalogue, people, report } = digest;
  const { ui } = catalogue;
  if (report.summary.failed[severity] === 0) return '';
  const mine = people.filter(({ open }) => open.some(({ finding }) => finding.severity === severity));
  const loose = report.results.flatMap(({ findings }) =>
    findings.filter((finding) => isOpen(finding) && finding.severity === severity && !isPersonal(finding)),
  );
  const programs = loose.filter(({ subject }) => subject.type === 'application').length;
  const settings = loose.length - programs;
  const who = mine.length === 0 ? [] : [ui.terminal.people(mine.length)];
  const what = [
    ...(programs === 0 ? [] : [ui.terminal.applications(programs)]),
    ...(settings === 0 ? [] : [ui.terminal.settings(settings)]),
  ];
  const counted = ui.list([...who, ...what]);
  if (severity !== 'critical' || mine.length === 0) return counted;
  const withNames = (count: number) => {
    const rest = mine.length > count ? [ui.terminal.morePeople(mine.length - count)] : [];
    return `${ui.label(counted)}${ui.list([...mine.slice(0, count).map((person) => shortName(person, catalogue)), ...rest])}`;
  };
  const fitting = [namesShown, 3, 2, 1].map(withNames).find((note) => stringWidth(plainSigns(note)) <= room);
  return fitting ?? counted;
}

function figure(paper: Paper, mark: Mark, count: number | null, note: string): string {
  const { ui } = paper.digest.catalogue;
  const word = mark === 'unknown' || mark === 'accepted' ? ui.verdict[mark] : ui.severity[mark];
  const label = paper.paint[mark](`${pad(marks[mark], 3)}${pad(word.toLowerCase(), 11)}`);
  return fitPainted(
    `${label}${padStart(count === null ? '?' : ui.number(count), 6)}   `,
    figureWidth,
    note,
    paper.width,
  ).trimEnd();
}

/** Only the note is cut, never the painted part before it. */
function fitPainted(painted: string, taken: number, note: string, width: number): string {
  return painted + shorten(note, width - taken);
}

function figures(paper: Paper): string[] {
  const { report, judged, accepted, dark, catalogue } = paper.digest;
  const { ui } = catalogue;
  const undecided = report.results.filter(({ verdict }) => verdict === 'unknown').length;
  const soon = accepted.filter((one) => one.soon).length;
  return [
    ...severities.toReversed().map((severity) => {
      const count = report.summary.failed[severity];
      return figure(paper, severity, dark && count === 0 ? null : count, whom(paper, severity));
    }),
    figure(paper, 'unknown', report.summary.unknown, ui.terminal.unknown(judged, undecided)),
    figure(paper, 'accepted', report.summary.excepted, soon > 0 ? ui.terminal.acceptedSoon(soon) : ''),
  ];
}

/** A line or two a directory: who must use MFA, and what the log of sign-ins shows. */
function protection({ digest, width, bold }: Paper): string[] {
  const { mfa, access, phoneEnds, timeZone, catalogue } = digest;
  const { ui } = catalogue;
  const counted = mfa
    .filter(({ members }) => members > 0)
    .flatMap((one) => [`${ui.label(cloudOf(one, digest))}${enforcedLine(one, ui)}`, `  ${registeredLine(one, ui)}`]);
  const logs = access.map(({ directory }) => {
    const { since, gap } = directory;
    return ui.access.terminal({
      cloud: cloudOf(directory, digest),
      newCountries: newlySeen(directory),
      since: since === null ? null : isoDayIn(since, timeZone),
      gap: gap === null ? null : ui.gap[gap.kind].name,
    });
  });
  const ending = phoneEnds === null ? [] : wrap(endingWords(phoneEnds, ui), width);
  return [
    ...(counted.length === 0 ? [] : ['', bold(ui.page.nav.mfa), ...counted.map((line) => shorten(line, width))]),
    ...ending,
    ...(logs.length === 0 ? [] : ['', bold(ui.page.nav.access), ...logs.flatMap((line) => hanging(line, width))]),
  ];
}

/** A line or two about those who have left, where there is an HR list. */
function leavers({ digest: { leavers: view, catalogue }, width, bold }: Paper): string[] {
  if (view === null) return [];
  const { label, doubt, nobody, facts } = catalogue.ui.leavers;
  const told = typeof view === 'string' ? doubt[view] : view.facts.left === 0 ? nobody : facts(view.facts);
  return ['', bold(label), ...hanging(told, width)];
}

function actions({ digest, width, bold }: Paper): string[] {
  const { actions: todo, catalogue } = digest;
  const { ui } = catalogue;
  if (todo.length === 0) return [];
  const facts = todo.map(({ closes, minutes, cost }) => [
    ui.terminal.findings(closes),
    ui.duration(minutes),
    ui.cost[cost].toLowerCase(),
  ]);
  const wide = [0, 1, 2].map((column) => Math.max(...facts.map((fact) => stringWidth(fact[column] ?? ''))));
  const room = width - 2 - wide.reduce((sum, one) => sum + one + 2, 0);
  const lines = todo.flatMap(({ title }, index) => {
    const [closes = '', time = '', cost = ''] = facts[index] ?? [];
    if (room < leastTitle) {
      const below = shorten([closes, time, cost].join('  '), width - 2);
      return [`${index + 1} ${shorten(visible(title), width - 2)}`, `  ${below}`];
    }
    const tail = `  ${pad(closes, wide[0] ?? 0)}  ${padStart(time, wide[1] ?? 0)}  ${cost}`;
    const [first = '', ...others] = wrap(visible(title), room);
    return [`${index + 1} ${pad(first, room)}${tail}`, ...others.map((line) => `  ${line}`)];
  });
  return ['', bold(ui.page.doFirst(todo.length)), ...lines];
}

function notSeen(paper: Paper): string[] {
  const { digest, width, paint, bold } = paper;
  const { unseen, catalogue } = digest;
  const { ui } = catalogue;
  if (unseen.length === 0) return [];
  const lines = unseen.slice(0, gapsShown).flatMap((one) => {
    const { provider, gap } = one;
    const kind = ui.gap[gap.kind].name.toLowerCase();
    const name = `${ui.label(cloudWord(provider, ui))}${unseenWord(one, catalogue)}`;
    const room = width - 2 - 2 - stringWidth(kind);
    const below = wrap(visible(whyUnseen(one, ui), 300), width - 4);
    const cut = below.slice(0, reasonLines);
    const last = cut.at(-1);
    if (below.length > reasonLines && last !== undefined) cut[reasonLines - 1] = shorten(`${last} ...`, width - 4);
    return [
      `${paint.unknown('?')} ${shorten(name, room)}  ${plainSigns(kind)}`,
      ...cut.map((line) => `    ${shorten(line, width - 4)}`),
    ];
  });
  const more = unseen.length - gapsShown;
  return ['', bold(ui.terminal.notSeen), ...lines, ...(more > 0 ? [`  ${ui.terminal.more(more)}`] : [])];
}

function notes({ digest, width, bold }: Paper): string[] {
  const { report, catalogue } = digest;
  if (report.notes.length === 0) return [];
  const hung = (text: string, mark: string) =>
    wrap(visible(text.replaceAll('`', ''), 400), width - mark.length).map(
      (line, index) => `${index === 0 ? mark : ' '.repeat(mark.length)}${line}`,
    );
  const lines = noteGroupsOf(report, catalogue.ui).flatMap((group) => [
    ...hung(group.text, '- '),
    ...group.lines.flatMap((line) => hung(line, '  - ')),
  ]);
  return ['', bold(catalogue.ui.terminal.notes), ...lines];
}

function read({ digest, width }: Paper): string {
  const { report, coverage, catalogue } = digest;
  const { ui } = catalogue;
  const { startedAt, finishedAt } = report.scan;
  const seconds = Math.max(0, Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000));
  const sent = report.directories.reduce((sum, { requests }) => sum + requests.sent, 0);
  const parts = [
    ui.terminal.read(coverage.complete, coverage.offered),
    ui.terminal.accounts(report.summary.accounts),
    ui.terminal.requests(sent),
    ui.seconds(seconds),
  ];
  return shorten(parts.join('   '), width);
}

/** What a person sees after a scan: one tenant, at most 80 columns. */
export function renderTerminal(findings: Findings, options: TerminalOptions): string {
  return finish(terminalSteps(findings, options));
}

/** The same in steps, which of a large tenant take their time; they say nothing. */
export function* terminalSteps(findings: Findings, options: TerminalOptions): Generator<'', string> {
  const { catalogue, timeZone, colour, columns } = options;
  const colours = picocolors.createColors(colour);
  const width = Math.max(narrowest, Math.min(widest, columns)) - margin.length;
  const digest = yield* digestSteps(findings, catalogue, timeZone);
  yield '';
  const { report } = digest;
  const paper: Paper = { digest, paint: paints(colours), bold: colours.bold, dim: colours.dim, width };
  const id = `   ${report.tenant.id}`;
  const name = shorten(visible(report.tenant.name, 100), Math.max(10, width - stringWidth(id)));
  const lines = [
    `${paper.bold(name)}${shorten(id, Math.max(0, width - stringWidth(name)))}`,
    '-'.repeat(width),
    ...wrap(visible(digest.lead, 400), width),
    ...wrap(visible(digest.subLead, 400), width),
    '',
    ...figures(paper),
    ...historyBlock(digest.history, { catalogue, timeZone, width, bold: paper.bold, doubtful: paper.paint.unknown }),
    ...actions(paper),
    ...protection(paper),
    ...leavers(paper),
    ...notSeen(paper),
    ...notes(paper),
    '',
    read(paper),
  ];
  return `${lines.map((line) => (line === '' ? '' : margin + line)).join('\n')}\n`;
}
