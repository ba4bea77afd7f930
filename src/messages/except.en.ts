import type { ExceptTexts } from './except.ts';

function days(count: number): string {
  if (count === 0) return 'today';
  return `in ${count.toLocaleString('en-GB')} ${count === 1 ? 'day' : 'days'}`;
}

/** Words of `shisei except`, in English. */
export const exceptEn: ExceptTexts = {
  missing: (option) => `${option}: write something here.`,
  noCheck: (check) => `--check: there is no check "${check}"; shisei checks lists them.`,
  planned: (check) => `--check: ${check} comes with a later version, so nothing can be accepted of it yet.`,
  noDay: (value) => `--until: "${value}" is no day of the calendar. Write a day such as 2027-03-31.`,
  past: (until, today) => `--until: ${until} is over; today is ${today}. Name a day that is still to come.`,
  long: (until) => `It holds for more than a year, until ${until}. A shorter time makes somebody look again.`,
  twin: (until, id) =>
    id === null
      ? `The configuration accepts this already, until ${until}. Change it there.`
      : `This is accepted already, until ${until}. To give it anew, first run: shisei except remove ${id}`,
  format: (value, known) => `--format: "${value}" is none of ${known}.`,
  added: ({ id, check, subject, until, days: left }) =>
    `Accepted: ${check} for ${subject} until ${until} (${days(left)}). Id: ${id}`,
  boundAt: (findings, asOf) =>
    findings === 1
      ? `It covers one finding of the newest scan (${asOf}) and is bound to its facts. When they change, it is void:`
      : `It covers ${findings.toLocaleString('en-GB')} findings of the newest scan (${asOf}), each bound to facts of its own. When they change, it is void for that one:`,
  nothingFound: (asOf) =>
    `The newest scan (${asOf}) has no such finding. It is bound to the facts of the first scan in which it covers one. Check the spelling of --subject if you expected one now.`,
  noScan:
    'No scan of this tenant is stored yet. It is bound to the facts of the first scan in which it covers a finding.',
  disguised:
    'The newest scan holds pseudonyms, so nobody is found in it by name. It is bound to the facts of the next scan in which it covers a finding.',
  removed: ({ id, tenant, check, subject }) =>
    `Removed: ${id}, ${check} for ${subject} of ${tenant}. From the next scan on the finding counts again.`,
  noSuchId: (word) => `There is no exception "${word}"; shisei except list shows them.`,
  ambiguous: (word, known) => `Several exceptions begin with "${word}": ${known.join(', ')}.`,
  configured: (id, file) => `${id} stands in ${file}, under exceptions. Remove it there; the next scan takes note.`,
  none: (tenants) => `No exception: ${tenants.join(', ')}.`,
  field: {
    id: 'Id',
    until: 'Until',
    state: 'State',
    origin: 'From',
  },
  origin: { command: 'command', configuration: 'configuration' },
  state: {
    holds: 'holds',
    ending: 'ends soon',
    expired: 'expired',
    void: 'void',
    idle: 'covers nothing now',
    unseen: 'not scanned yet',
  },
  noId: '(none yet)',
};
