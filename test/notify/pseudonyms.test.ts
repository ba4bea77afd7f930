import { expect, it } from 'vitest';
import type { FindingChange } from '../../src/core/history/changes.ts';
import type { TrackedFinding } from '../../src/core/history/tracked-finding.ts';
import type { Finding, Report } from '../../src/core/report.ts';
import { demoJobs } from '../../src/demo/jobs.ts';
import { locales } from '../../src/messages/catalogue.ts';
import { alertOf } from '../../src/notify/alert.ts';
import { messageOf, plainLines } from '../../src/notify/message.ts';
import { outboxOf } from '../../src/notify/outbox.ts';
import { unpacked } from '../../src/notify/packet.ts';
import { slackPosting } from '../../src/notify/slack.ts';
import { teamsPosting } from '../../src/notify/teams.ts';
import { undisguised } from '../../src/pseudonyms/disguise.ts';
import { pseudonymKeyOf } from '../../src/pseudonyms/key.ts';
import { createDisguise } from '../../src/pseudonyms/keyed.ts';
import { readTenant } from '../../src/scan.ts';
import type { SavedScan } from '../../src/snapshot-file.ts';
import { asWord, exampleNames, spelledAlike } from '../e2e/example-names.ts';
import { judged } from '../pseudonyms/judged.ts';
import { channelTo, noticesFor, slack, webhook } from './noticed.ts';

const now = new Date('2026-11-21T09:00:00.000Z');
const names = exampleNames(now);

function namesIn(text: string): string[] {
  const searched = spelledAlike(text.replaceAll(/(?<![\w.-])sample-trading(?![\w-]|\.\w*example)/g, ''));
  return names.filter((name) => searched.includes(spelledAlike(name)) && asWord(name).test(searched));
}

function trackedIn({ results, scan }: Report): TrackedFinding[] {
  return results.flatMap(({ check, provider, findings }) =>
    findings
      .filter(({ verdict }) => verdict === 'fail')
      .map(({ key, subject, message, severity, data }: Finding): TrackedFinding => {
        const { type, id, login, name } = subject;
        const named = { ...(login === undefined ? {} : { login }), ...(name === undefined ? {} : { name }) };
        return {
          ...{ key, check, provider, message, severity, data, subject: { type, id, ...named }, state: 'open' },
          ...{ directories: [], accepted: false, openedAt: scan.asOf, reopened: false, cause: null },
        };
      }),
  );
}

/** Everything that channels of all kinds say of a scan in which all that is found is new, worse, or lost from sight. */
function saidOf(scanned: SavedScan, earlier: SavedScan): { said: string[]; told: number } {
  const before = { state: 'accepted', message: 'x', severity: 'low' } as const;
  const changes = [
    ...trackedIn(judged(scanned).report).map((finding): FindingChange => {
      return { kind: 'new', finding, before: null, reason: null };
    }),
    ...trackedIn(judged(earlier).report).flatMap((finding): FindingChange[] => [
      { kind: 'lost', finding: { ...finding, key: `lost/${finding.key}`, state: 'unseen' }, before, reason: null },
      {
        kind: 'worse',
        // Who it is about is read by every scan; evidence may be that of the last scan that saw it.
        finding: { ...finding, key: `worse/${finding.key}`, subject: { type: finding.subject.type, id: 'id' } },
        before,
        reason: 'acceptance-ended',
      },
    ]),
  ];
  const notices = noticesFor(changes);
  // A part at a time, since a message has room for few.
  const parts = Array.from({ length: Math.ceil(notices.length / 20) }, (_, index) =>
    notices.slice(index * 20, index * 20 + 20),
  );
  const channels = locales.map((locale) => channelTo(webhook('https://x'), { id: locale, locale }));
  const disguised = scanned.disguisedBy !== undefined;
  const said = parts.flatMap((some) =>
    outboxOf(
      channels,
      { tenant: scanned.tenant, scan: { ...scanned.scan, status: 'complete' }, notices: some, disguised },
      now,
    ).flatMap(({ channel: id, payload }) => {
      const packet = unpacked(payload);
      const channel = channels.find((one) => one.id === id);
      if (packet === null || channel === undefined) throw new Error('nothing can be told');
      const message = messageOf([packet], channel);
      const alert = JSON.stringify(alertOf('changes', 'id', [packet], channel));
      const target = slack('https://x');
      if (target.kind !== 'slack') throw new Error('this is Slack');
      return [
        payload,
        alert,
        ...plainLines(message),
        slackPosting(target, message).body,
        teamsPosting(target, message).body,
      ];
    }),
  );
  return { said, told: notices.length };
}

it('alerts of a disguised scan name nobody, not even those whom an earlier scan knew by name', {
  timeout: 120_000,
}, async () => {
  const world = await demoJobs(now, 'en');
  try {
    const job = world.jobs.find(({ id }) => id === 'sample-trading');
    if (job === undefined) throw new Error('the example is gone');
    const options = { signal: new AbortController().signal, now: () => now, asOf: now, onEvent: () => undefined };
    const plain = await readTenant(job, { ...options, disguise: undisguised });
    const disguise = createDisguise(await pseudonymKeyOf('correct horse battery staple'));
    const hidden = await readTenant(job, { ...options, disguise });
    const { said, told } = saidOf(hidden, plain);
    expect(told).toBeGreaterThan(100);
    expect(namesIn(said.join('\n'))).toEqual([]);
    expect(namesIn(saidOf(plain, plain).said.join('\n')).length).toBeGreaterThan(50);
  } finally {
    await world.close();
  }
});
