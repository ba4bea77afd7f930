import { listFault, listUnusable } from './notes.en.ts';
import type { PageTexts } from './page.ts';
import { counted, lower, number, spelled } from './words.en.ts';

/** Words of the report as a page, in English. */
export const pageEn: PageTexts = {
  name: 'Identity posture report',
  title: (tenant, date) => `${tenant}: identity posture, ${date}`,
  scanned: 'Scanned',
  skip: 'Skip to content',
  sections: 'Sections',
  nav: {
    summary: 'Summary',
    changes: 'What changed',
    people: 'People',
    leavers: 'Leavers',
    mfa: 'MFA enforcement',
    access: 'Who, when, where',
    applications: 'Applications',
    checks: 'Checks',
    frameworks: 'Frameworks',
    trend: 'Trend',
    unseen: 'Not seen',
    accepted: 'Accepted risks',
    notes: 'Notes',
    read: 'What was read',
  },

  openFindings: (count) => counted(count, 'open finding'),
  openUnknown: 'Open findings: unknown',
  undecided: 'Could not be decided',
  undecidedOf: (judged) => `of ${counted(judged, 'judgement')}`,
  why: 'why',
  accepted: 'Accepted risks',
  acceptedNote: (count, days) => {
    if (count === 0) return 'no exception in force';
    if (days === null) return 'none ends soon';
    return days === 0 ? 'one ends today' : `next ends in ${counted(days, 'day')}`;
  },
  readInFull: 'Read in full',
  readNote: (clouds) => `datasets of ${counted(clouds, 'cloud')}`,
  doFirst: (count) => (count === 1 ? 'Do this first' : `Do these ${spelled(count)} first`),
  closes: (count) => `Closes ${counted(count, 'finding')}`,
  together: (closed, open, critical, allCritical) =>
    `Together: ${number(closed)} of ${counted(open, 'finding')}${allCritical === 0 ? '' : `, ${number(critical)} of ${number(allCritical)} critical`}.`,
  whoItConcerns: 'Who it concerns',
  morePeople: (critical, others) => {
    if (critical === 0) return `${number(others)} more ${others === 1 ? 'person' : 'people'}`;
    const rest = others === 0 ? '' : `, ${counted(others, 'other')}`;
    return `${number(critical)} more critical${rest}`;
  },
  lookedAt: 'What was looked at',
  notLookedAt: 'What was not looked at',
  couldNotSee: 'What could not be seen',

  peopleTitle: 'People, worst first',
  peopleIntro: (people, unsure) =>
    `${people === 1 ? '1 person has' : `${number(people)} people have`} open findings${unsure === 0 ? '' : `; ${number(unsure)} more could not be judged`}. Accounts of one person in both clouds are joined, never by name alone; risks that meet in one person weigh more.`,
  peopleElsewhere: (count) =>
    ` ${counted(count, 'more finding')} ${count === 1 ? 'concerns' : 'concern'} settings or things without a person:`,
  peopleUndecidable: (count) =>
    `Of ${number(count)} more ${count === 1 ? 'person' : 'people'} nothing is unknown but what this version or the provider does not offer to read; see`,
  ifStillNeeded: 'Only if the account is still needed',
  fixUnder: (titles) => `How to fix: see ${titles} under “By check”.`,
  byCheck: 'by check',
  show: 'Show',
  everyone: 'Everyone',
  criticalOnly: 'Critical only',
  administrators: 'Administrators',
  withUnknowns: 'With unknowns',
  administrator: 'Administrator',
  guest: 'Guest',
  findings: (count) => counted(count, 'finding'),
  unknowns: (count) => `${number(count)} unknown`,
  moreInCsv: (count) => `${number(count)} more in findings.csv`,
  morePeopleInCsv: (count) => `${number(count)} more ${count === 1 ? 'person' : 'people'} in findings.csv`,
  howToFix: 'How to fix',
  effort: (time) => `Effort: ${time}`,
  costLabel: (cost) => `Cost: ${lower(cost)}`,

  checksTitle: 'By check',
  checksIntro: (counts) =>
    `${counted(counts.fail, 'result fails', 'results fail')}, ${number(counts.unknown)} ${counts.unknown === 1 ? 'is' : 'are'} unknown, ${counts.accepted === 0 ? '' : `${number(counts.accepted)} ${counts.accepted === 1 ? 'is' : 'are'} accepted, `}${number(counts.pass)} ${counts.pass === 1 ? 'passes' : 'pass'}, ${number(counts['not-applicable'])} ${counts['not-applicable'] === 1 ? 'has' : 'have'} nobody to judge. Nothing passes unless somebody looked.`,
  all: 'All',
  failing: 'Failing',
  unknown: 'Unknown',
  passing: 'Passing',
  failOf: (failed, judged) => `${failed} of ${judged} fail`,
  unknownOf: (unknown) => `${unknown} unknown`,
  acceptedOf: (accepted) => `${accepted} accepted`,
  rowsMissing: 'rows are missing',
  ofJudged: (passed, judged) => `${passed} / ${judged}`,
  controls: 'Controls',
  incomplete: 'Not everything could be read, so there may be more:',

  unseenTitle: 'What could not be seen, and why',
  unseenIntro: (undecided) =>
    `These facts are missing. They are neither good nor bad news.${undecided === 0 ? '' : ` ${counted(undecided, 'judgement')} could not be made for want of them.`}`,
  unseenNone: 'Everything that this version reads was read.',
  gapWhy: 'Why',
  gapHides: 'What it hides',
  gapToDo: 'What to do',
  hidesChecks: (topics) => `${topics}: unknown or incomplete.`,
  hiddenJudgements: (topic, count) => (count === 0 ? topic : `${topic} (${number(count)})`),
  hidesNothing: 'No check is left undecided for want of it.',
  partialRows: (rows) => `${counted(rows, 'row was', 'rows were')} read; the reading is not complete.`,
  allRows: (rows, unknown) =>
    `All ${counted(rows, 'row was', 'rows were')} read; ${number(unknown)} ${unknown === 1 ? 'is' : 'are'} unknown.`,
  checksCrashed: (topics) => `checks: ${topics}`,
  unreadTitle: 'Not read',
  unreadIntro:
    'The provider offers none of these, or this version does not read them. Nothing in this report speaks of them.',

  acceptedTitle: 'Accepted risks',
  acceptedIntro: 'Accepted is not passed. After the end date the finding counts again.',
  severityHead: 'Severity',
  loginHead: 'Login',
  countHead: 'Findings',
  subject: 'Subject',
  finding: 'Finding',
  reason: 'Reason',
  approvedBy: 'Approved by',
  until: 'Until',
  daysLeft: (days) => (days === 0 ? 'ends today' : `in ${counted(days, 'day')}`),

  notAsked: {
    noList: 'no HR list is configured',
    noCountries: 'no `approvedCountries` are configured',
    oneCloud: 'asks about two clouds, and one was scanned',
    microsoftOnly: 'asks about Microsoft\u00a0365 only',
  },

  notesTitle: 'Notes',
  notesIntro: 'About the scan itself.',
  listUnusable,
  listFault,

  changesTitle: 'What changed',
  changeGroups: { added: 'New and reopened', worse: 'Worse', lost: 'Lost from sight', resolved: 'Resolved' },
  factsChanged: 'Facts that changed',
  since: (when) => `Since ${when}`,
  factsCounted: (count) => `${counted(count, 'fact')} changed`,
  lighterCounted: (datasets) => `${counted(datasets, 'dataset')} better readable`,
  darkerCounted: (datasets) => `${counted(datasets, 'dataset')} less readable`,
  sightChanged: 'What can be read',
  moreChanges: (count) => `${number(count)} more in changes.csv`,

  trendTitle: 'Trend',
  trendIntro:
    'The same figures of every scan, defined the same for every organisation. Percentages are rounded down. Where a line is broken, a scan could not tell, or measured by another definition.',
  figureHead: 'Figure',
  lastScanHead: 'This scan',
  stepHead: 'Change',
  lineHead: (scans) => (scans < 2 ? 'Scans' : `Last ${number(scans)} scans`),

  readTitle: 'What was read',
  readIntro: 'Reading only; nothing was changed. Every number in this report comes from these rows.',
  table: (title) => `Table: ${title}`,
  datasetHead: 'Dataset',
  rowsHead: 'Rows',
  requests: 'Requests',
  requestsSent: (sent, retried) => `${number(sent)} (${number(retried)} retried)`,
  accountsHead: 'Accounts',
  durationHead: 'Duration',
  judgedAt: 'Judged as of',

  legend: 'Legend',
  outOfScope: 'Outside this scan: devices, updates, backups, training, networks, reuse of passwords.',
  footer: (version, schema) => `shisei ${version} · report schema ${schema}`,
  scanId: 'scan',
};
