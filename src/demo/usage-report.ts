import { stringify } from 'csv-stringify/sync';
import type { MicrosoftAccount, MicrosoftDirectory, Usage } from './directory.ts';
import {
  badRequest,
  contextOf,
  type GraphRoutes,
  type GraphState,
  optionsOf,
  requirePermission,
  spend,
} from './graph-request.ts';
import { hexOf } from './ids.ts';

const workloads = ['Exchange', 'OneDrive', 'SharePoint', 'Skype For Business', 'Yammer', 'Teams'] as const;

const columns = [
  'Report Refresh Date',
  'User Principal Name',
  'Display Name',
  'Is Deleted',
  'Deleted Date',
  ...workloads.map((workload) => `Has ${workload} License`),
  ...workloads.map((workload) => `${workload} Last Activity Date`),
  ...workloads.map((workload) => `${workload} License Assign Date`),
  'Assigned Products',
];

const day = 86_400_000;

function lastActivity(usage: Usage, workload: (typeof workloads)[number]): string | null {
  if (workload === 'Exchange') return usage.exchange;
  if (workload === 'OneDrive') return usage.oneDrive;
  if (workload === 'SharePoint') return usage.sharePoint;
  if (workload === 'Teams') return usage.teams;
  return null;
}

function licensed(workload: (typeof workloads)[number]): boolean {
  return workload !== 'Skype For Business' && workload !== 'Yammer';
}

/** The report is two days late, and hides names behind hexadecimal digits where the directory says so. */
export function usageReport(directory: MicrosoftDirectory, days: number, now: Date): string {
  const refreshed = new Date(now.getTime() - 2 * day).toISOString().slice(0, 10);
  const since = new Date(now.getTime() - (days + 2) * day).toISOString().slice(0, 10);
  const inPeriod = (date: string | null) => (date !== null && date >= since ? date : '');
  const hide = (text: string | null) => (directory.concealedNames ? hexOf(`${directory.tenantId}/${text}`, 32) : text);
  const line = ({ user, usage }: MicrosoftAccount & { usage: Usage }) => [
    refreshed,
    hide(user.userPrincipalName),
    hide(user.displayName),
    'False',
    '',
    ...workloads.map((workload) => (licensed(workload) ? 'True' : 'False')),
    ...workloads.map((workload) => inPeriod(lastActivity(usage, workload))),
    ...workloads.map((workload) => (licensed(workload) ? (user.createdDateTime?.slice(0, 10) ?? '') : '')),
    'MICROSOFT 365 BUSINESS STANDARD',
  ];
  const lines = directory.accounts.flatMap((account) =>
    account.usage === null ? [] : [line({ ...account, usage: account.usage })],
  );
  return stringify([columns, ...lines], { bom: true, record_delimiter: 'windows' });
}

export function addUsageReport(routes: GraphRoutes, state: GraphState): void {
  routes.get('/admin/reportSettings', (context) => {
    requirePermission(context, 'ReportSettings.Read.All');
    return context.json({
      '@odata.context': contextOf(context, 'admin/reportSettings/$entity'),
      displayConcealedNames: context.var.directory.concealedNames,
    });
  });

  routes.get('/reports/:call', (context) => {
    const call = /^getOffice365ActiveUserDetail\(period='(D7|D30|D90|D180)'\)$/.exec(context.req.param('call'));
    if (call === null) throw badRequest('Invalid report or period value.');
    requirePermission(context, 'Reports.Read.All');
    optionsOf(context, ['format']);
    spend(context, state, { name: 'usage-report', limit: 14, seconds: 600, information: 'CPULimitExceeded' });
    const secret = crypto.randomUUID();
    state.downloads.set(secret, usageReport(context.var.directory, Number(call[1]?.slice(1)), state.now));
    return context.body(null, 302, { Location: `${state.reportsOrigin(context.req.url)}/data/download/${secret}` });
  });
}

/** The address carries its own permission; one that comes with a token is refused, so that no client leaks it. */
export function download(state: GraphState, request: Request): Response {
  if (request.headers.has('authorization')) return new Response('Authorization is not expected here.', { status: 400 });
  const report = state.downloads.get(new URL(request.url).pathname.split('/').at(-1) ?? '');
  if (report === undefined) return new Response('Not found.', { status: 404 });
  return new Response(report, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="Office365ActiveUserDetail.csv"',
    },
  });
}
