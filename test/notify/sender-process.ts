import { queueOf } from '../../src/commands/tell-due.ts';
import { sendDue } from '../../src/notify/send.ts';
import { openStore } from '../../src/store/open.ts';
import { channelTo, webhook } from './noticed.ts';
import { morning, quick } from './office.ts';

/** A process of its own that sends what is due: `sender-process.ts STORE ADDRESS`. */
const [, , place = '', address = ''] = process.argv;
const store = await openStore(place);
const channel = channelTo(webhook(address));
const world = { fetch, signal: new AbortController().signal, now: () => morning, timing: quick };
await sendDue(queueOf(store), [channel], world, () => undefined);
await store.close();
