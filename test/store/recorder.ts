/** Stores scan after scan until it is killed; says on standard output when it begins one, and when that is stored. */
import { writeSync } from 'node:fs';
import { openStore } from '../../src/store/open.ts';
import { recordScan } from '../../src/store/record.ts';
import { nightlyEntry, outboxOfNight } from './nightly.ts';

const [, , where = '', tenant = '', from = '', to = ''] = process.argv;
const say = (line: string) => void writeSync(1, `${line}\n`);

say('opening');
const store = await openStore(where);
for (let index = Number(from); index < Number(to); index += 1) {
  const entry = nightlyEntry(index, tenant);
  say(`begin ${index}`);
  await recordScan(store, entry, outboxOfNight(entry));
  say(`done ${index}`);
}
await store.close();
say('closed');
