import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AccessEnd, noticesOf } from '../../src/core/history/notices.ts';
import type { Alert } from '../../src/notify/alert.ts';
import { outboxOf } from '../../src/notify/outbox.ts';
import { recordScan } from '../../src/store/record.ts';
import { entryOf, type Night } from '../store/small-world.ts';
import { channelTo, webhook } from './noticed.ts';
import { morning, type Office, openOffice } from './office.ts';
import { openReceiver, type Receiver } from './receiver.ts';

let office: Office;
let receiver: Receiver;
beforeEach(async () => {
  [office, receiver] = await Promise.all([openOffice(), openReceiver()]);
});
afterEach(async () => {
  await Promise.all([office.close(), receiver.close()]);
});

const someone = { enabled: true, roles: 'none', phone: true, country: null, stale: 'pass', missing: 'pass' } as const;

function night(missing: 'pass' | 'unregistered' | 'unusable', more: Partial<Night> = {}): Night {
  return { accounts: [{ ...someone, missing }, someone], sight: 'whole', dark: false, limited: false, ...more };
}

function endIn(days: number): AccessEnd {
  return { provider: 'microsoft365', what: 'secret', name: 'nightly', endsAt: '2026-12-01T00:00:00.000Z', days };
}

it('a scan that is stored twice, and a finding or an end that goes on, are told once', async () => {
  const channel = channelTo(webhook(receiver.url));
  const play = async (one: Night, index: number, ends: readonly AccessEnd[] = []) => {
    const entry = entryOf(one, index, 'acme');
    const { tenant, scan, directories } = entry;
    await recordScan(office.store, entry, (changes) => {
      const notices = noticesOf(changes, directories, ends, () => ['accounts', 'mfa']);
      return outboxOf([channel], { tenant, scan, notices, disguised: false }, morning);
    });
    const before = receiver.received.length;
    await office.send([channel]);
    return receiver.received.slice(before).flatMap(({ body }) => {
      return (JSON.parse(body) as Alert).reports.flatMap(({ notices }) => notices.map(({ kind }) => kind));
    });
  };
  expect(await play(night('unusable'), 0)).toEqual([]);
  expect(await play(night('unusable'), 1, [endIn(20)])).toEqual(['access-ending']);
  expect(await play(night('unregistered'), 2, [endIn(19)])).toEqual(['finding-worse']);
  expect(await play(night('unregistered'), 2, [endIn(19)])).toEqual([]);
  expect(await play(night('unregistered'), 3, [endIn(8)])).toEqual([]);
  expect(await play(night('unregistered', { dark: true }), 4, [endIn(7)])).toEqual([
    'directory-unread',
    'access-ending',
  ]);
  expect(await play(night('unregistered', { dark: true }), 5, [endIn(6)])).toEqual([]);
  expect(await play(night('unregistered'), 6, [endIn(5)])).toEqual([]);
  expect(await play(night('pass'), 7)).toEqual([]);
  expect(await play(night('unregistered'), 8)).toEqual(['finding-reopened']);
});
