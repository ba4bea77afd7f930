import type { TerminalTexts } from './terminal.ts';
import { counted, number } from './words.en.ts';

/** Words of the summary in a terminal, in English. */
export const terminalEn: TerminalTexts = {
  people: (count) => (count === 1 ? '1 person' : `${number(count)} people`),
  settings: (count) => counted(count, 'setting'),
  applications: (count) => counted(count, 'application'),
  unknown: (judged, results) =>
    `of ${counted(judged, 'judgement')}${results === 0 ? '' : `; ${counted(results, 'result')} undecided`}`,
  acceptedSoon: (soon) => `${number(soon)} ${soon === 1 ? 'ends' : 'end'} within 30 days`,
  findings: (count) => counted(count, 'finding'),
  read: (complete, offered) => `Read in full  ${number(complete)} / ${counted(offered, 'dataset')}`,
  accounts: (count) => counted(count, 'account'),
  requests: (count) => counted(count, 'request'),
  notSeen: 'Not seen',
  notes: 'Notes',
  reports: 'Reports',
  more: (count) => `${number(count)} more`,
  morePeople: (count) => `${number(count)} more`,
  exit: {
    1: 'exit 1: a finding is at or above the limit of --fail-on',
    3: 'exit 3: some datasets could not be read in full',
  },
};
