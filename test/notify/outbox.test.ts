import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { severities } from '../../src/core/check.ts';
import { nextDigest } from '../../src/notify/digest-time.ts';
import { outboxOf } from '../../src/notify/outbox.ts';
import { mostNotices, type Packet, unpacked } from '../../src/notify/packet.ts';
import { acme, change, channelTo, noticesFor, scan, slack, tracked, webhook } from './noticed.ts';

const now = new Date('2026-11-21T18:05:00.000Z');
const plain = { tenant: acme, scan, disguised: false };

function packetOf(payload: string): Packet {
  const packet = unpacked(payload);
  if (packet === null) throw new Error(`this is no packet: ${payload}`);
  return packet;
}

describe('the outbox', () => {
  const notices = noticesFor([change('new', tracked('a@x')), change('worse', tracked('b@x', 'low'))], { dark: true });

  it('has one delivery for each channel, keyed by channel, tenant and scan', () => {
    const out = outboxOf([channelTo(webhook('https://a')), channelTo(slack('https://b'))], { ...plain, notices }, now);
    expect(out.map(({ key, channel, tenant, scanId, dueAt }) => ({ key, channel, tenant, scanId, dueAt }))).toEqual(
      ['webhook', 'slack'].map((channel) => {
        return {
          key: `${channel}/acme/${scan.id}`,
          channel,
          tenant: 'acme',
          scanId: scan.id,
          dueAt: now.toISOString(),
        };
      }),
    );
    const { counts, notices: told } = packetOf(out[0]?.payload ?? '');
    expect(counts).toEqual({ 'finding-new': 1, 'finding-worse': 1, 'dataset-unread': 1 });
    expect(told.map(({ kind, severity }) => `${severity} ${kind}`)).toEqual([
      'high finding-new',
      'high dataset-unread',
      'low finding-worse',
    ]);
  });

  it('is empty where there is nothing to tell', () => {
    const standing = noticesFor([change('standing', tracked('a@x')), change('resolved', tracked('b@x'))]);
    expect(standing).toEqual([]);
    expect(outboxOf([channelTo(slack('https://b'))], { ...plain, notices: standing }, now)).toEqual([]);
    expect(outboxOf([], { ...plain, notices }, now)).toEqual([]);
  });

  it('leaves out channels of other tenants, and findings that are less severe; what went dark is told to all', () => {
    const other = channelTo(slack('https://b'), { tenants: ['other'] });
    const mine = channelTo(slack('https://b'), { tenants: ['other', 'acme'], minSeverity: 'critical' });
    const out = outboxOf([other, mine], { ...plain, notices }, now);
    expect(out).toHaveLength(1);
    expect(packetOf(out[0]?.payload ?? '').notices.map(({ kind }) => kind)).toEqual(['dataset-unread']);
    const findings = noticesFor([change('new', tracked('a@x'))]);
    expect(outboxOf([mine], { ...plain, notices: findings }, now)).toEqual([]);
  });

  it.each(severities)('tells a channel of minSeverity %s exactly what is as severe, or more', (minSeverity) => {
    const all = noticesFor(severities.map((severity) => change('new', tracked(`${severity}@x`, severity))));
    const [one] = outboxOf([channelTo(slack('https://b'), { minSeverity })], { ...plain, notices: all }, now);
    const told = packetOf(one?.payload ?? '').notices.map(({ severity }) => severity);
    expect(told).toEqual(severities.slice(severities.indexOf(minSeverity)).toReversed());
  });

  it('tells of each access that ends by itself, under a key that is the same in the next scan', () => {
    const end = {
      provider: 'microsoft365',
      what: 'secret',
      name: '毎晩のスキャン',
      endsAt: '2026-11-27T00:00:00.000Z',
    } as const;
    const keysIn = (id: string, days: number) => {
      const found = noticesFor([change('new', tracked('a@x'))], { ends: [{ ...end, days }] });
      const told = { ...plain, scan: { ...scan, id }, notices: found };
      return outboxOf([channelTo(slack('https://b'))], told, now).map(({ key }) => key);
    };
    const [first, second, nearer] = [keysIn('one', 6), keysIn('two', 5), keysIn('three', 1)];
    expect(first).toHaveLength(2);
    expect(first[0]).not.toBe(second[0]);
    expect(first[1]).toBe(second[1]);
    expect(nearer[1]).not.toBe(second[1]);
    expect(first[1]).toMatch(/^slack\/acme\/access-ending\/[0-9a-f]{24}$/);
  });

  it('tells nothing by name of what a disguised scan knows from an earlier one alone', () => {
    const earlier = tracked('tanaka@real.example', 'high', { state: 'unseen', data: { name: 'Tanaka Real' } });
    const found = noticesFor([{ ...change('lost', earlier) }, change('new', tracked('user-0123456789.invalid'))]);
    const told = (disguised: boolean) =>
      outboxOf([channelTo(slack('https://b'))], { ...plain, disguised, notices: found }, now);
    expect(told(false)[0]?.payload).toContain('tanaka@real.example');
    const payload = told(true)[0]?.payload ?? '';
    expect(payload).not.toMatch(/tanaka@real\.example|Tanaka Real|Name of tanaka/);
    expect(packetOf(payload).notices.map(({ finding }) => finding?.subject)).toContainEqual({
      type: 'account',
      id: 'id-of-tanaka',
    });
    expect(payload).toContain('user-0123456789.invalid');
  });

  it('holds no more than anybody reads, and counts the rest', () => {
    const many = noticesFor(Array.from({ length: 1_000 }, (_, index) => change('new', tracked(`u${index}@x`))));
    const [one] = outboxOf([channelTo(slack('https://b'))], { ...plain, notices: many }, now);
    const { counts, notices: kept } = packetOf(one?.payload ?? '');
    expect(counts).toEqual({ 'finding-new': 1_000 });
    expect(kept).toHaveLength(mostNotices);
  });

  it('says that what another version wrote cannot be read', () => {
    const [one] = outboxOf([channelTo(slack('https://b'))], { ...plain, notices }, now);
    expect(unpacked((one?.payload ?? '').replace('"schema":1', '"schema":2'))).toBeNull();
    expect(unpacked('{"half":')).toBeNull();
  });
});

describe('a digest', () => {
  it.each([
    ['before eight', 'daily', 'Asia/Tokyo', '2026-11-21T22:59:59.000Z', '2026-11-21T23:00:00.000Z'],
    ['at eight: the next day', 'daily', 'Asia/Tokyo', '2026-11-21T23:00:00.000Z', '2026-11-22T23:00:00.000Z'],
    ['in UTC', 'daily', 'UTC', '2026-11-21T07:00:00.000Z', '2026-11-21T08:00:00.000Z'],
    ['on the day that clocks turn', 'daily', 'Europe/Berlin', '2026-10-25T00:30:00.000Z', '2026-10-25T07:00:00.000Z'],
    ['on a Saturday', 'weekly', 'UTC', '2026-11-21T07:00:00.000Z', '2026-11-23T08:00:00.000Z'],
    ['on a Monday before eight', 'weekly', 'UTC', '2026-11-23T07:59:00.000Z', '2026-11-23T08:00:00.000Z'],
    ['on a Monday at eight', 'weekly', 'UTC', '2026-11-23T08:00:00.000Z', '2026-11-30T08:00:00.000Z'],
    [
      'on a Monday where it is Sunday in UTC',
      'weekly',
      'Asia/Tokyo',
      '2026-11-22T20:00:00.000Z',
      '2026-11-22T23:00:00.000Z',
    ],
  ] as const)('is due %s', (_when, digest, zone, at, due) => {
    expect(nextDigest(digest, zone, new Date(at)).toISOString()).toBe(due);
  });

  it('is due within its length, at eight o’clock, whatever the zone', () => {
    const zones = ['UTC', 'Asia/Tokyo', 'Europe/London', 'America/St_Johns', 'Pacific/Apia', 'Australia/Lord_Howe'];
    const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), fc.constantFrom('daily', 'weekly'), (at, timeZone, digest) => {
        const due = nextDigest(digest, timeZone, at);
        const hours = (due.getTime() - at.getTime()) / 3_600_000;
        expect(hours).toBeGreaterThan(0);
        expect(hours).toBeLessThanOrEqual((digest === 'daily' ? 24 : 168) + 1);
        const words = new Intl.DateTimeFormat('en-GB', {
          timeZone,
          weekday: 'short',
          timeStyle: undefined,
          hour: '2-digit',
          minute: '2-digit',
        });
        expect(words.format(due)).toMatch(digest === 'daily' ? / 08:00$/ : /^Mon,? 08:00$/);
      }),
      { numRuns: 200 },
    );
  });

  it('is the due instant of what a channel with one is told', () => {
    const notices = noticesFor([change('new', tracked('a@x'))]);
    const [one] = outboxOf([channelTo(slack('https://b'), { digest: 'weekly' })], { ...plain, notices }, now);
    expect(one?.dueAt).toBe('2026-11-22T23:00:00.000Z');
  });
});
