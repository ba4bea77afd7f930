import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Upstream } from '../../src/core/connector.ts';
import { type Account, rowsOf, type SignIn } from '../../src/core/datasets.ts';
import { GapError, MalformedError } from '../../src/core/errors.ts';
import { ForeignAddressError } from '../../src/http/errors.ts';
import { ConcealedError, GraphError } from './errors.ts';
import type { Session } from './session.ts';
import { refuseHiddenError } from './shapes.ts';

/** One account of the report. */
interface Usage {
  login: string;
  /** The newest day on which any workload was used, as `2026-03-31`; null when none is told. */
  lastDay: string | null;
  /** The day that the report was made for. */
  refreshed: string;
}

const daysOfReport = 180;
const mostHops = 3;
const reportHosts =
  /\.(?:office\.com|office\.net|microsoft\.com|office365\.us|office\.us|microsoft\.us|chinacloudapi\.cn|partner\.outlook\.cn)$/;

const column = { login: 'User Principal Name', deleted: 'Is Deleted', refreshed: 'Report Refresh Date' } as const;
const dayColumn = /^.+ Last Activity Date$/;

/** A report is handed out at an address that is a secret itself: it gets no token, and must be Microsoft's. */
function addressOf(place: string, location: string | null, from: URL, graph: string): URL {
  const url = location === null ? null : URL.parse(location, from.href);
  if (url === null) throw new MalformedError(place, 'redirects to nowhere');
  const isOwn = url.origin === graph;
  const isMicrosoft = url.protocol === 'https:' && reportHosts.test(url.hostname);
  if ((isOwn || isMicrosoft) && url.username === '' && url.password === '') return url;
  throw new ForeignAddressError(place, url.origin);
}

async function download(session: Session, period: 'D7' | 'D180'): Promise<{ place: string; text: string }> {
  let { place, url, answer } = await session.ask(`/reports/getOffice365ActiveUserDetail(period='${period}')`);
  const graph = url.origin;
  for (let hop = 0; hop < mostHops && answer.status >= 300 && answer.status < 400; hop += 1) {
    url = addressOf(place, answer.headers.get('location'), url, graph);
    // The path of a report's address opens it to anybody for some minutes.
    place = `GET ${url.host} (download)`;
    answer = await session.fetch(url);
  }
  if (answer.status !== 200) throw new GraphError(place, answer);
  refuseHiddenError(place, answer.body);
  if (typeof answer.body !== 'string') throw new MalformedError(place, 'not a table');
  return { place, text: answer.body };
}

const recordsShape = z.array(z.record(z.string(), z.string()));

function recordsOf(place: string, text: string): Array<Record<string, string>> {
  let header: readonly string[] = [];
  let records: unknown;
  try {
    records = parse(text, {
      bom: true,
      skip_empty_lines: true,
      columns: (names: string[]) => {
        header = names.map((name) => name.trim());
        return header.map((name) =>
          Object.values<string>(column).includes(name) || dayColumn.test(name) ? name : false,
        );
      },
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new MalformedError(place, `not a table${code}`);
  }
  const missing = Object.values(column).filter((name) => !header.includes(name));
  if (missing.length > 0) throw new MalformedError(place, `no column ${missing.join(', ')}`);
  if (!header.some((name) => dayColumn.test(name))) throw new MalformedError(place, 'no column of last activity');
  return recordsShape.parse(records);
}

function dayOf(place: string, name: string, value: string | undefined): string | null {
  if (value === undefined || value === '') return null;
  const day = /^\d{4}-\d\d-\d\d(?=$|T)/.exec(value)?.[0];
  if (day === undefined || !z.iso.date().safeParse(day).success) throw new MalformedError(place, `${name}: not a date`);
  return day;
}

function usageOf(place: string, record: Record<string, string>): Usage {
  const days = Object.keys(record)
    .filter((name) => dayColumn.test(name))
    .map((name) => dayOf(place, name, record[name]))
    .filter((day) => day !== null);
  const refreshed = dayOf(place, column.refreshed, record[column.refreshed]);
  if (refreshed === null) throw new MalformedError(place, `${column.refreshed}: empty`);
  const lastDay = days.reduce<string | null>((last, day) => (last === null || day > last ? day : last), null);
  return { login: record[column.login] ?? '', lastDay, refreshed };
}

/**
 * The accounts of the report that are not deleted.
 * @throws ConcealedError when the tenant hides their names
 */
export async function readUsage(session: Session, period: 'D7' | 'D180'): Promise<Usage[]> {
  const { place, text } = await download(session, period);
  const usages = recordsOf(place, text)
    .filter((record) => record[column.deleted]?.toLowerCase() !== 'true')
    .map((record) => usageOf(place, record));
  // https://learn.microsoft.com/microsoft-365/admin/activity-reports/activity-reports
  if (usages.every(({ login }) => login.includes('@'))) return usages;
  throw new ConcealedError(
    'the usage report conceals names; an administrator can show them: Settings, Org settings, Reports',
  );
}

function signInOf({ id }: Account, { lastDay, refreshed }: Usage): SignIn {
  const source = 'usage-report';
  const recordedUntil = `${refreshed}T00:00:00Z`;
  if (lastDay !== null) {
    return { accountId: id, lastSuccess: `${lastDay}T00:00:00Z`, recordedSince: null, recordedUntil, source };
  }
  const since = new Date(Date.parse(refreshed) - daysOfReport * 86_400_000).toISOString();
  return { accountId: id, lastSuccess: null, recordedSince: since, recordedUntil, source };
}

/** Last use of the workloads in 180 days, by account. It lists only accounts with a licence for a workload. */
export async function* usageReport(session: Session, upstream: Upstream): AsyncGenerator<readonly SignIn[], void> {
  const usages = new Map<string, Usage>();
  for (const usage of await readUsage(session, 'D180')) {
    const login = usage.login.toLowerCase();
    const last = usages.get(login)?.lastDay ?? '';
    if ((usage.lastDay ?? '') >= last) usages.set(login, usage);
  }
  const accounts = await upstream('accounts');
  yield rowsOf(accounts).flatMap((account) => {
    const usage = usages.get(account.login.toLowerCase());
    return usage === undefined ? [] : [signInOf(account, usage)];
  });
  if (accounts.state !== 'complete') throw new GapError(accounts.gap);
}
