import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Upstream } from '../../src/core/connector.ts';
import { rowsOf } from '../../src/core/datasets.ts';
import { GapError, MalformedError } from '../../src/core/errors.ts';
import type { Account } from '../../src/core/rows/account.ts';
import type { SignIn } from '../../src/core/rows/sign-in.ts';
import { ForeignAddressError, TransportError } from '../../src/http/errors.ts';
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

type Period = 'D7' | 'D180';

const daysOfReport = 180;
const lastColumn = 'Report Period';
const productsColumn = 'Assigned Products';
const mostHops = 3;
const mostDownloads = 3;
const reportHosts =
  /\.(?:office\.com|office\.net|microsoft\.com|office365\.us|office\.us|microsoft\.us|chinacloudapi\.cn|partner\.outlook\.cn)$/;

/** Earlier days stand for no day at all. */
const firstDay = '2000-01-01';

const column = { login: 'User Principal Name', deleted: 'Is Deleted', refreshed: 'Report Refresh Date' } as const;
const dayColumn = /^.+ Last Activity Date$/;

function isRead(name: string): boolean {
  return Object.values<string>(column).includes(name) || dayColumn.test(name);
}

/** A report is handed out at an address that is a secret itself: it gets no token, and must be Microsoft's. */
function addressOf(place: string, location: string | null, from: URL, graph: string): URL {
  const url = location === null ? null : URL.parse(location, from.href);
  if (url === null) throw new MalformedError(place, 'redirects to nowhere');
  const isOwn = url.origin === graph;
  const isMicrosoft = url.protocol === 'https:' && reportHosts.test(url.hostname);
  // The API itself asks for a token.
  const isApi = isOwn && /^\/(?:v1\.0|beta)\//.test(url.pathname);
  if ((isOwn || isMicrosoft) && !isApi && url.username === '' && url.password === '') return url;
  throw new ForeignAddressError(place, url.origin);
}

/** A report as it came; `isWhole`: its last line ends, or has all its cells. */
interface Report {
  place: string;
  text: string;
  isWhole: boolean;
}

/**
 * Nobody promises that the last line is ended. One that has all its cells may still be cut within the last of them, and
 * other lines be missing: so that must be the length of the report in days, or products that lines before have too.
 */
function isWhole(text: string, period: Period): boolean {
  if (text.endsWith('\n')) return true;
  const lines = linesOf(text);
  const [header, last] = [lines[0], lines.at(-1)];
  if (lines.length < 2 || header === undefined || last?.length !== header.length) return false;
  const column = header.at(-1);
  if (column === lastColumn) return last.at(-1) === period.slice(1);
  const known = new Set(lines.slice(1, -1).flatMap(productsOf));
  return column === productsColumn && productsOf(last).every((product) => known.has(product));
}

/** The cells of each line; no line where the text breaks off within quotes. */
function linesOf(text: string): ReadonlyArray<readonly string[]> {
  try {
    return linesShape.parse(parse(text, { bom: true, trim: true, relax_column_count: true, skip_empty_lines: true }));
  } catch {
    return [];
  }
}

function productsOf(line: readonly string[]): readonly string[] {
  return line.at(-1)?.split('+') ?? [];
}

const linesShape = z.array(z.array(z.string()));

async function downloadOnce(session: Session, period: Period): Promise<Report> {
  let { place, url, answer } = await session.ask(`/reports/getOffice365ActiveUserDetail(period='${period}')`);
  const graph = url.origin;
  for (let hop = 0; hop < mostHops && answer.status >= 300 && answer.status < 400; hop += 1) {
    url = addressOf(place, answer.headers.get('location'), url, graph);
    // The path of a report's address opens it to anybody for some minutes.
    place = `GET ${url.host} (download)`;
    answer = await session.fetch(url);
    if (linkIsOver.has(answer.status)) throw new LinkOverError(place, answer);
  }
  if (answer.status !== 200) throw new GraphError(place, answer);
  refuseHiddenError(place, answer.body);
  if (typeof answer.body !== 'string') throw new MalformedError(place, 'not a table');
  return { place, text: answer.body, isWhole: isWhole(answer.body, period) };
}

/** Answers of an address that opens nothing any more. */
const linkIsOver: ReadonlySet<number> = new Set([401, 403, 404, 410]);

class LinkOverError extends GraphError {}

/** An address that is over, and a report that was cut on its way, are reasons to ask Graph for a new address. */
async function download(session: Session, period: Period): Promise<Report> {
  for (let tries = 1; ; tries += 1) {
    const isLast = tries === mostDownloads;
    try {
      const report = await downloadOnce(session, period);
      if (report.isWhole || isLast) return report;
    } catch (error) {
      if (isLast || !(error instanceof LinkOverError)) throw error;
    }
    await session.pause();
  }
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
        return header.map((name) => (isRead(name) ? name : false));
      },
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new MalformedError(place, `not a table${code}`);
  }
  const known = header.filter(isRead);
  if (new Set(known).size < known.length) throw new MalformedError(place, 'a column that comes twice');
  const missing = Object.values(column).filter((name) => !header.includes(name));
  if (missing.length > 0) throw new MalformedError(place, `no column ${missing.join(', ')}`);
  if (!header.some((name) => dayColumn.test(name))) throw new MalformedError(place, 'no column of last activity');
  return recordsShape.parse(records);
}

function dayOf(place: string, name: string, value: string | undefined): string | null {
  if (value === undefined || value === '') return null;
  const day = /^\d{4}-\d\d-\d\d(?=$|T)/.exec(value)?.[0];
  if (day === undefined || !z.iso.date().safeParse(day).success) throw new MalformedError(place, `${name}: not a date`);
  if (day < firstDay) throw new MalformedError(place, `${name}: a day before there was such a report`);
  return day;
}

/** Of an account that is deleted another may have the name by now. */
function isDeleted(place: string, record: Record<string, string>): boolean {
  const word = record[column.deleted]?.trim().toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  throw new MalformedError(place, `${column.deleted}: not as documented`);
}

function usageOf(place: string, record: Record<string, string>): Usage {
  const days = Object.keys(record)
    .filter((name) => dayColumn.test(name))
    .map((name) => dayOf(place, name, record[name]))
    .filter((day) => day !== null);
  const refreshed = dayOf(place, column.refreshed, record[column.refreshed]);
  if (refreshed === null) throw new MalformedError(place, `${column.refreshed}: empty`);
  const lastDay = days.reduce<string | null>((last, day) => (last === null || day > last ? day : last), null);
  if (lastDay !== null && Date.parse(lastDay) > Date.parse(refreshed) + 86_400_000) {
    throw new MalformedError(place, `${column.refreshed}: before the last activity`);
  }
  return { login: record[column.login] ?? '', lastDay, refreshed };
}

/**
 * The accounts of the report that are not deleted. Of a report that was cut, only the lines that end are read.
 * @throws ConcealedError when the tenant hides their names; MalformedError when only some are logins, since it hides all
 */
export async function readUsage(
  session: Session,
  period: Period,
): Promise<{ usages: readonly Usage[]; failure: Error | null }> {
  const { place, text, isWhole } = await download(session, period);
  const failure = isWhole ? null : new TransportError(place, 'the report is cut: its last line does not end');
  const whole = isWhole ? text : text.slice(0, text.lastIndexOf('\n') + 1);
  if (failure !== null && whole === '') throw failure;
  const usages = recordsOf(place, whole)
    .filter((record) => !isDeleted(place, record))
    .map((record) => usageOf(place, record));
  // https://learn.microsoft.com/microsoft-365/admin/activity-reports/activity-reports
  const logins = usages.filter(({ login }) => login.includes('@'));
  if (logins.length === usages.length) return { usages, failure };
  if (logins.length > 0) throw new MalformedError(place, `${column.login}: not all of them are logins`);
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
  const { usages, failure } = await readUsage(session, 'D180');
  const newest = new Map<string, Usage>();
  for (const usage of usages) {
    const login = usage.login.toLowerCase();
    const last = newest.get(login)?.lastDay ?? '';
    if ((usage.lastDay ?? '') >= last) newest.set(login, usage);
  }
  const accounts = await upstream('accounts');
  yield rowsOf(accounts).flatMap((account) => {
    const usage = newest.get(account.login.toLowerCase());
    return usage === undefined ? [] : [signInOf(account, usage)];
  });
  if (failure !== null) throw failure;
  if (accounts.state !== 'complete') throw new GapError(accounts.gap);
}
