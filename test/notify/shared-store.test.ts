import { expect, it, onTestFinished } from 'vitest';
import { change, channelTo, noticesFor, tracked, webhook } from './noticed.ts';
import { openOffice } from './office.ts';
import { openReceiver } from './receiver.ts';

it('a run tells nothing of tenants of another configuration that shares the store, though channels have the same name', async () => {
  const office = await openOffice();
  onTestFinished(() => office.close());
  const [ours, theirs] = [await openReceiver(), await openReceiver()];
  onTestFinished(async () => void (await Promise.all([ours.close(), theirs.close()])));
  const mine = channelTo(webhook(ours.url), { tenants: ['ours'] });
  const other = channelTo(webhook(theirs.url), { tenants: ['theirs'] });
  const notices = noticesFor([change('new', tracked('a@x.example'))]);
  await office.takeAs({ id: 'theirs', name: 'Theirs' }, [other], notices, 'scan-1');
  await office.takeAs({ id: 'ours', name: 'Ours' }, [mine], notices, 'scan-2');
  await office.send([mine]);
  expect(ours.received.map(({ body }) => JSON.parse(body).reports[0].tenant.id)).toEqual(['ours']);
  await office.send([{ ...mine, tenants: [] }]);
  expect(ours.received).toHaveLength(1);
  await office.send([other]);
  expect(theirs.received.map(({ body }) => JSON.parse(body).reports[0].tenant.id)).toEqual(['theirs']);
});
