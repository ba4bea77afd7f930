import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { severities } from '../../src/core/check.ts';
import type { Notice } from '../../src/core/history/notices.ts';
import { locales } from '../../src/messages/catalogue.ts';
import type { Channel } from '../../src/notify/channel.ts';
import { harmless } from '../../src/notify/harmless.ts';
import { type Message, messageOf, mostLines, plainLines, testMessage } from '../../src/notify/message.ts';
import { type Packet, packed, unpacked } from '../../src/notify/packet.ts';
import { slackPosting } from '../../src/notify/slack.ts';
import { teamsPosting } from '../../src/notify/teams.ts';
import { anyText } from '../render/hostile.ts';
import { hostileNames } from '../render/hostile-names.ts';
import { acme, change, channelTo, noticesFor, scan, slack, tracked } from './noticed.ts';

const channel = channelTo(slack('https://x'));

function packetOf(notices: readonly Notice[], tenant = acme): Packet {
  const packet = unpacked(packed({ tenant, scan, notices }, false));
  if (packet === null) throw new Error('what was packed cannot be unpacked');
  return packet;
}

function saying(notices: readonly Notice[], speaking: Partial<Channel> = {}): Message {
  return messageOf([packetOf(notices)], { ...channel, ...speaking });
}

const ends = [
  { provider: 'microsoft365', what: 'secret', name: 'nightly', endsAt: '2026-11-27T00:00:00.000Z', days: 5 },
  { provider: 'microsoft365', what: 'certificate', name: 'AB12', endsAt: '2026-11-22T00:00:00.000Z', days: 0 },
  { provider: 'microsoft365', what: 'certificate', name: 'old', endsAt: '2026-11-01T00:00:00.000Z', days: -21 },
  { provider: 'microsoft365', what: 'licence', name: 'AAD_PREMIUM_P2', endsAt: null, days: null },
] as const;

const everything = noticesFor(
  [
    change('new', tracked('new@x.example', 'critical')),
    change('worse', tracked('worse@x.example')),
    change('reopened', tracked('again@x.example', 'medium')),
    change('lost', tracked('lost@x.example', 'low', { directories: ['microsoft365/gone'], check: 'sms-mfa' })),
  ],
  { ends, dark: true },
);

describe('a message', () => {
  it('names the tenant, the scan and what happened, worst first', () => {
    expect([saying(everything).title, ...plainLines(saying(everything))].join('\n')).toMatchSnapshot();
  });

  it('says the same in Japanese', () => {
    const message = saying(everything, { locale: 'ja' });
    expect([message.title, ...plainLines(message)].join('\n')).toMatchSnapshot();
  });

  it.each(locales)('tells in %s what went dark, and how much is out of sight with it', (locale) => {
    const lost = ['a@x', 'b@x'].map((login) => change('lost', tracked(login)));
    const lines = saying(noticesFor(lost, { dark: true }), { locale }).sections.flatMap((section) => section.lines);
    expect(lines).toMatchSnapshot();
  });

  it('says that it is a test', () => {
    const texts = locales.map((locale) => testMessage({ id: 'ops', locale }));
    expect(texts.map(({ title }) => title)).toEqual(['shisei: this is a test', 'shisei：テスト通知']);
    expect(texts.every(({ sections }) => sections[0]?.heading.includes('ops'))).toBe(true);
  });

  it.each([mostLines - 1, mostLines, mostLines + 1, 500])(
    'has room for a few lines and counts the rest: %i',
    (count) => {
      const found = Array.from({ length: count }, (_, index) => {
        return change('new', tracked(`u${index}@x`, severities[index % severities.length]));
      });
      const { sections, more } = saying(noticesFor(found));
      expect(sections[0]?.lines).toHaveLength(Math.min(count, mostLines));
      expect(more).toBe(count > mostLines ? `… and ${count - mostLines} more in the report.` : null);
      const ranks = sections[0]?.lines.map((line) =>
        ['Low', 'Medium', 'High', 'Critical'].indexOf(line.split(' ')[0] ?? ''),
      );
      expect(ranks).toEqual(ranks?.toSorted((a, b) => b - a));
    },
  );

  it('of several scans has a heading for each, and the lines that weigh most of all', () => {
    const light = noticesFor(Array.from({ length: 30 }, (_, index) => change('new', tracked(`l${index}@x`, 'low'))));
    const heavy = noticesFor([change('new', tracked('heavy@x', 'critical'))]);
    const message = messageOf([packetOf(light), packetOf(heavy, { id: 'beta', name: 'Beta' })], channel);
    expect(message.title).toBe('shisei: 2 tenants: 31 new (worst: critical)');
    expect(message.sections.map(({ heading }) => heading.split(',')[0])).toEqual(['株式会社アクメ', 'Beta']);
    expect(message.sections[1]?.lines[0]).toContain('heavy@x');
    expect(message.more).toBe('… and 11 more in the report.');
  });
});

interface SlackBody {
  text: string;
  blocks: { type: string; text: { type: string; text: string; emoji: boolean } }[];
}

interface TeamsBody {
  type: string;
  attachments: {
    contentType: string;
    content: { body: { type: string; inlines: { type: string; text: string }[] }[] };
  }[];
}

function slackBody(message: Message): SlackBody {
  return JSON.parse(slackPosting({ url: 'https://x' }, message).body) as SlackBody;
}

function teamsBody(message: Message): TeamsBody {
  return JSON.parse(teamsPosting({ url: 'https://x' }, message).body) as TeamsBody;
}

/** Texts of what a directory may call itself and its accounts, wherever an alert can name them. */
function named(name: string): Message {
  const data = { roles: name, method: name, count: 1, lastSuccess: null };
  const found = [
    change('new', tracked(name, 'high', { data })),
    change('lost', tracked(name, 'low', { check: 'one-of-tomorrow', directories: ['microsoft365/gone'] })),
    change('worse', tracked(name, 'medium', { key: 'k', subject: { type: 'application', id: name, name } })),
  ];
  const notices = noticesFor(found, { ends: [{ ...ends[0], name }] });
  return messageOf([packetOf(notices, { id: 'acme', name })], channel);
}

const names = fc.oneof(anyText, fc.constantFrom(...hostileNames, '<!channel>', '<@U123>', '<https://evil.example|x>'));
const unseen = /[^\P{Cc}\n]|[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]|:\/\/|www\./iu;

describe('Slack', () => {
  it('gets plain text, in which nothing is a mention, a link or markup', () => {
    fc.assert(
      fc.property(names, (name) => {
        const { text, blocks } = slackBody(named(name));
        expect(blocks.map(({ type }) => type)).toEqual(['header', ...blocks.slice(1).map(() => 'section')]);
        for (const part of [text, ...blocks.map((block) => block.text.text)]) {
          expect(part).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
          expect(part).not.toMatch(unseen);
        }
        expect(blocks.every((block) => block.text.type === 'plain_text' && !block.text.emoji)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('gets no more than it takes', () => {
    const long = '&'.repeat(2_000);
    const found = Array.from({ length: 40 }, (_, index) => change('new', tracked(`${long}${index}`)));
    const { text, blocks } = slackBody(messageOf([packetOf(noticesFor(found), { id: 'a', name: long })], channel));
    expect(text.length).toBeLessThanOrEqual(3_000);
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(blocks[0]?.text.text.length).toBeLessThanOrEqual(150);
    for (const block of blocks) expect(block.text.text.length).toBeLessThanOrEqual(3_000);
    expect(blocks.every((block) => !/&(?!amp;)/.test(block.text.text))).toBe(true);
    expect(blocks.at(-1)?.text.text).toContain('and 20 more in the report');
  });
});

describe('Teams', () => {
  it('gets a card of plain runs, in which no Markdown is read', () => {
    fc.assert(
      fc.property(names, (name) => {
        const { type, attachments } = teamsBody(named(name));
        expect(type).toBe('message');
        expect(attachments.map(({ contentType }) => contentType)).toEqual(['application/vnd.microsoft.card.adaptive']);
        const blocks = attachments.flatMap(({ content }) => content.body);
        for (const block of blocks) {
          expect(block.type).toBe('RichTextBlock');
          expect(block.inlines.map((run) => run.type)).toEqual(['TextRun']);
          expect(block.inlines[0]?.text).not.toMatch(unseen);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gets less than a workflow takes', () => {
    const found = Array.from({ length: 200 }, (_, index) => change('new', tracked(`${'あ'.repeat(2_000)}${index}`)));
    const { body } = teamsPosting({ url: 'https://x' }, saying(noticesFor(found)));
    expect(Buffer.byteLength(body)).toBeLessThan(28_000);
  });

  it.each(['あ', 'x', '\u202e', '{{'])(
    'gets less than a workflow takes of what a directory made endless with %o',
    (word) => {
      const sources = word.repeat(4_000);
      const found = Array.from({ length: 200 }, (_, index) => {
        const data = { country: 'KP', at: scan.asOf, days: 1, sources, apps: sources, count: 3 };
        return change(
          'new',
          tracked(`${sources}${index}`, 'high', { check: 'foreign-sign-in', message: 'foreign', data }),
        );
      });
      for (const locale of locales) {
        const { body } = teamsPosting({ url: 'https://x' }, saying(noticesFor(found), { locale }));
        expect(Buffer.byteLength(body)).toBeLessThan(28_000);
        expect(body.length * 2).toBeLessThan(28_000);
        expect(teamsBody(saying(noticesFor(found), { locale })).attachments[0]?.content.body.length).toBe(24);
      }
    },
  );

  it('gets nothing that a card would work out', () => {
    const name = '{{{DATE(2026-11-21T18:00:00Z,SHORT)}}}{{TIME(2026-11-21T18:00:00Z)}}';
    const texts = teamsBody(named(name)).attachments.flatMap(({ content }) =>
      content.body.flatMap(({ inlines }) => inlines.map(({ text }) => text)),
    );
    expect(texts.join()).toContain('DATE(2026');
    expect(texts.join()).not.toContain('{{');
  });
});

describe('what a directory made endless', () => {
  it('is cut, so that no receiver has to refuse the message', () => {
    const endless = 'z'.repeat(3_000_000);
    const data = { roles: endless, method: endless, count: 1, lastSuccess: null };
    const found = [change('new', tracked(endless, 'high', { data }))];
    const notices = noticesFor(found, { ends: [{ ...ends[0], name: endless }] });
    expect(packed({ tenant: acme, scan, notices }, false).length).toBeLessThan(10_000);
    expect(packetOf(notices).notices.map(({ finding, access }) => finding?.subject.login ?? access?.name)).toEqual([
      `${'z'.repeat(600)}…`,
      `${'z'.repeat(600)}…`,
    ]);
  });
});

it.each([
  ['https://evil.example/x', 'https[:]//evil[.]example/x'],
  ['1www.evil.example', '1www[.]evil.example'],
  ['evil.example/sign-in', 'evil[.]example/sign-in'],
  ['a.evil.example:8443', 'a.evil[.]example:8443'],
  ['日本.example?q', '日本[.]example?q'],
  ['taro@acme.example', 'taro@acme.example'],
  ['v1.0/beta, Ltd. and/or', 'v1.0/beta, Ltd. and/or'],
])('%s is told as %s', (name, told) => {
  expect(harmless(name)).toBe(told);
});
