import { type NoticeKind, noticeKinds } from '../core/history/notices.ts';
import type { NotifyTexts } from './notify.ts';
import { counted, lower } from './words.en.ts';

const counts: Record<NoticeKind, (count: number) => string> = {
  'finding-new': (count) => `${count} new`,
  'finding-worse': (count) => `${count} worse`,
  'finding-reopened': (count) => `${count} reopened`,
  'finding-lost': (count) => `${count} lost from sight`,
  'directory-unread': (count) => `${counted(count, 'directory', 'directories')} not read`,
  'dataset-unread': (count) => `${counted(count, 'part')} of a directory not read`,
  'access-ending': () => 'access is about to end',
};

const things = { secret: 'The secret', certificate: 'The certificate', licence: 'The licence' } as const;

function inDays(days: number): string {
  return days <= 0 ? 'within a day' : `in ${counted(days, 'day')}`;
}

/** Words of alerts, in English. */
export const notifyEn: NotifyTexts = {
  title: (about, found, worst) => {
    const parts = noticeKinds.flatMap((kind) => (found[kind] === undefined ? [] : counts[kind](found[kind])));
    const weight = worst === undefined ? '' : ` (worst: ${lower(worst)})`;
    return `shisei: ${typeof about === 'number' ? counted(about, 'tenant') : about}: ${parts.join(', ')}${weight}`;
  },
  test: {
    title: 'shisei: this is a test',
    text: (channel) => `This message tries the channel "${channel}". Nothing has changed in any directory.`,
  },
  heading: (tenant, instant, whole) => `${tenant}, scan of ${instant}${whole ? '' : ' (not everything could be read)'}`,
  kind: {
    'finding-new': 'New',
    'finding-worse': 'Worse',
    'finding-reopened': 'Reopened',
    'finding-lost': 'Lost from sight',
    'directory-unread': 'Directory not read',
    'dataset-unread': 'Could not be read',
    'access-ending': 'Access about to end',
  },
  lost: 'It can no longer be seen. That does not mean that it is repaired.',
  directoryUnread: (product) =>
    `Nothing in ${product} was looked at: no accounts could be read, or the directory is no longer part of the scan.`,
  lostWith: (findings) =>
    ` ${counted(findings, 'finding')} went out of sight with it. That does not mean that ${findings === 1 ? 'it is' : 'they are'} repaired.`,
  datasetUnread: (product, dataset, gap) =>
    `${product}: ${dataset} could be read before, and could not be read in full now${gap === null ? '' : ` (${gap})`}.`,
  accessEnding: (product, { what, name, days }, day) => {
    if (what === 'licence') {
      const end = day === null ? 'is in its last weeks, or suspended' : `ends on ${day}`;
      return `The licence ${name} of ${product}, on which reading depends, ${end}.`;
    }
    const isOver = days !== null && days < 0;
    const when = `${day}${days === null || isOver ? '' : ` (${inDays(days)})`}`;
    const end = day === null ? 'is about to end' : `${isOver ? 'ended' : 'ends'} on ${when}`;
    return `${things[what]} "${name}", by which shisei signs in to ${product}, ${end}. Put a new one in its place.`;
  },
  more: (count) => `… and ${count.toLocaleString('en-GB')} more in the report.`,
  closing: 'Told once, when it changes. The report has the details.',
  failure: {
    status: (detail) => `the address answered with status ${detail}`,
    redirect: (detail) => `the address leads elsewhere (status ${detail}), which is not followed`,
    timeout: () => 'no answer in time',
    connection: (detail) => `no connection${detail === '' ? '' : ` (${detail})`}`,
    proxy: (detail) => `the proxy did not let it through (status ${detail}); see HTTPS_PROXY and NO_PROXY`,
    certificate: (detail) =>
      `the certificate of the server is not one that this machine trusts, or is for another name (${detail}); NODE_EXTRA_CA_CERTS adds one`,
    answer: () => 'what answered took the message for no message: see whether the address is right',
    'sign-in': (detail) => `the mail server does not accept the user or password${detail === '' ? '' : ` (${detail})`}`,
    insecure: () =>
      'no encrypted connection: use https, or a mail server with TLS and a certificate that this machine trusts',
    interrupted: () => 'the run was ended',
    untried: () => 'not tried, since the message before it failed',
    unreadable: () => 'what was kept cannot be read',
    other: (detail) => `it failed${detail === '' ? '' : ` (${detail})`}`,
  },
  undelivered: (channel, messages, reason) =>
    `Alerts: ${counted(messages, 'message')} to ${channel} could not be delivered: ${reason}. The next run tries again; nobody has been told yet.`,
  givenUp: (channel, messages, days, reason) =>
    `Alerts: ${counted(messages, 'message')} to ${channel} could not be delivered for ${days} days and will not be tried again: ${reason}. Nobody was told; see shisei diff.`,
  refusedRecipients: (channel, count) =>
    `Alerts: ${channel}: the mail server refused ${counted(count, 'recipient')}; the others were told.`,
  storeFailed: (reason) => `Alerts: the store could not be used (${reason}), so that some were not sent.`,
  command: {
    noChannels: `The configuration names no channels under notify. Add one, such as notify: [{ slack: { url: "\${SHISEI_SLACK_URL}" } }]; docs/alerts.md shows them all.`,
    unknownChannel: (id, known) => `No channel is called "${id}". Known: ${known}.`,
    tested: (channel) => `${channel}: the test message was accepted.`,
    testFailed: (channel, reason) => `${channel}: the test message was not delivered: ${reason}.`,
    nothingDue: 'Nothing is waiting to be sent.',
    sent: (channel, messages) => `${channel}: ${counted(messages, 'message')} sent.`,
    nothingKept: 'No alerts are kept.',
    tries: (count) => counted(count, 'try', 'tries'),
    state: { pending: 'waiting', claimed: 'being sent', sent: 'sent', failed: 'given up' },
    orphan: 'the configuration does not name this channel',
    older: (count) => `${count.toLocaleString('en-GB')} older ones are not shown; --format json lists them all.`,
  },
};
