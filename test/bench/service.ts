/** Plays a large directory in a process of its own, so that its memory and time are not the scan's. */
import { largeMicrosoftDirectory } from '../../src/demo/large.ts';
import { startService } from '../../src/demo/service.ts';
import type { Limits } from '../../src/demo/throttle.ts';

const [users = '1000', limits = 'lifted'] = process.argv.slice(2);
const now = new Date();
const directory = largeMicrosoftDirectory(Number(users), now);
const service = await startService({ microsoft365: [directory], limits: limits as Limits, now });
process.send?.({ origin: service.origin });
process.on('message', (message) => {
  if (message === 'log') {
    const reports = service.log.filter(({ url }) => /signInActivity|\/reports\/|\/auditLogs\//.test(url));
    process.send?.({
      requests: service.requests(),
      reports: reports.filter(({ status }) => status === 200).length,
      refused: service.log.filter(({ status }) => status === 429).length,
    });
  }
  if (message === 'stop') void service.close().then(() => process.exit(0));
});
