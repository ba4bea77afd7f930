import { shortTrails } from './audit-trail.ts';
import type { Data } from './check.ts';
import { datasetNames, provenanceOf, rowsOf, type Snapshot } from './datasets.ts';
import { type DirectoryReport, gapName } from './directory-report.ts';
import { exceptionNotesOf, unlistedIn } from './exception-notes.ts';
import type { Exceptions } from './exceptions.ts';
import { concerns, type Framework, publicationOf } from './frameworks.ts';
import { optionsOfProfile, optionsUnder } from './profiles.ts';
import type { CheckResult, Note, NoteId, ReportInput } from './report.ts';

/** Where the audit trail is too short nobody is called idle, and nothing but a note tells. */
function auditWindowsOf(
  { checks, settings, scan, snapshots }: ReportInput,
  results: readonly CheckResult[],
): Array<[NoteId, Data]> {
  const id = 'unused-admin';
  const check = checks.find((candidate) => candidate.id === id);
  const idleDays = check && optionsUnder(settings, check).idleDays;
  if (idleDays === undefined) return [];
  const judged = new Set(
    results.flatMap(({ check: judgedBy, provider, counts }) => (judgedBy === id && counts.judged > 0 ? provider : [])),
  );
  return shortTrails(snapshots, idleDays, scan.asOf)
    .filter(({ provider }) => judged.has(provider))
    .map(({ provider, days }) => ['audit-window', { provider, days, idleDays }]);
}

/** Of a check that some directory was not judged by, since other frameworks were asked for, nothing can be missed. */
function isAskedFor(id: string, { frameworks = [], snapshots }: ReportInput, results: readonly CheckResult[]): boolean {
  const mine = results.filter(({ check }) => check === id);
  return frameworks.length === 0 || mine.some(({ provider }) => provider === null) || mine.length === snapshots.length;
}

/** What is wrong with the HR list, and with declared links. */
function rosterNotesOf({ facts, settings, snapshots }: ReportInput): Array<[NoteId, Data]> {
  const { roster } = facts;
  const faults = roster?.state === 'faulty' ? roster.faults : [];
  const { file = '' } = roster ?? {};
  const isWhole = snapshots.every(({ datasets }) => datasets.accounts.state === 'complete');
  const unmatched = settings.links.length > 0 && isWhole ? facts.people().unknownLinks : [];
  const isSilent = roster?.state === 'read' && !roster.tellsLeavers;
  return [
    ...(isSilent ? [['roster-silent', { file }] as [NoteId, Data]] : []),
    ...faults.map(({ line, problem, value }): [NoteId, Data] => ['roster-faulty', { file, line, problem, value }]),
    ...unmatched.map((account): [NoteId, Data] => ['link-unmatched', { account }]),
  ];
}

/** What the report leaves out because it was asked for some frameworks alone. */
function limitNotesOf({ frameworks = [], snapshots }: ReportInput): Array<[NoteId, Data]> {
  if (frameworks.length === 0) return [];
  const providers = snapshots.map(({ provider }) => provider);
  const named = (framework: Framework) => `${framework} ${publicationOf(framework).version}`;
  const elsewhere = frameworks.filter((framework) => !concerns(framework, providers));
  return [
    ['limited-to-frameworks', { frameworks: frameworks.map(named).join(', ') }],
    ...elsewhere.map((framework): [NoteId, Data] => ['framework-elsewhere', { framework: named(framework) }]),
  ];
}

/** Limits that a profile sets, and that nobody would look for. */
function profileNotesOf({ settings: { profile } }: ReportInput): Array<[NoteId, Data]> {
  if (profile === null) return [];
  const limits = Object.entries(optionsOfProfile(profile)).map(([check, options]) => {
    const values = Object.entries(options).map(([name, value]) => `${name} ${value}`);
    return `${check} ${values.join(', ')}`;
  });
  return [['profile', { profile, limits: limits.join('; ') }]];
}

/** What was not read, though nothing that is needed is missing. */
function unreadNotesOf({ snapshots }: ReportInput): Array<[NoteId, Data]> {
  const isSome = (holds: (datasets: Snapshot['datasets']) => boolean) => snapshots.some((one) => holds(one.datasets));
  const noGroups = isSome(({ roles }) => provenanceOf(roles).source === 'pim');
  const noGrants = isSome(({ applications }) => {
    return rowsOf(applications).some(({ kind, delegated }) => kind === 'application' && delegated === null);
  });
  return [
    ...(noGroups ? [['group-eligibility-unread', {}] as [NoteId, Data]] : []),
    ...(noGrants ? [['delegated-unread', {}] as [NoteId, Data]] : []),
  ];
}

/** What a reader should know of the scan itself. */
export function notesOf(
  input: ReportInput,
  results: readonly CheckResult[],
  directories: readonly DirectoryReport[],
  exceptions: Exceptions,
): Note[] {
  const { settings, phrasing, scan, snapshots, facts } = input;
  const today = facts.dayOf(scan.asOf);
  const found: Array<[NoteId, Data]> = settings.unusedKeys.map((key) => ['key-unused', { key }]);
  for (const gap of settings.expectedGaps) {
    for (const directory of directories) {
      const readable = datasetNames.find((name) => gapName(directory.provider, name) === gap);
      if (readable !== undefined && directory.datasets[readable].state === 'complete') {
        found.push(['expected-gap-readable', { dataset: gap }]);
      }
    }
  }
  const sight = {
    ...{ results, directories, today, exceptions },
    isAskedFor: (check: string) => isAskedFor(check, input, results),
    isUnlisted: unlistedIn(input.checks, facts, snapshots),
  };
  found.push(...exceptionNotesOf(settings.exceptions, sight));
  const accounts = snapshots.map((snapshot) => snapshot.datasets.accounts);
  if (settings.emergency.length > 0 && accounts.every((dataset) => dataset.state === 'complete')) {
    const known = new Set(
      accounts.flatMap((dataset) => dataset.rows.flatMap(({ id, login }) => [id, login.toLowerCase()])),
    );
    for (const name of settings.emergency) {
      if (!known.has(name) && !known.has(name.toLowerCase())) found.push(['emergency-unmatched', { account: name }]);
    }
  }
  found.push(
    ...auditWindowsOf(input, results),
    ...rosterNotesOf(input),
    ...unreadNotesOf(input),
    ...profileNotesOf(input),
    ...limitNotesOf(input),
  );
  return found.map(([id, data]) => ({ id, text: phrasing.note(id, data), data }));
}
