import { type PolicyFilter, parsePolicyFilter } from './cel-filter.ts';
import { findUser } from './google-index.ts';
import type { GooglePolicy } from './google-logs.ts';
import {
  type GoogleContext,
  GoogleFault,
  type GoogleRoutes,
  type GoogleState,
  optionsOf,
  requireScope,
  shape,
  spendQuota,
} from './google-request.ts';
import { hexOf } from './ids.ts';
import { served } from './paging.ts';

const usualSize = 50;
const mostOnPage = 100;
const readsPerMinute = 30;

function argument(message: string): GoogleFault {
  return new GoogleFault(400, 'badRequest', message, { extra: { status: 'INVALID_ARGUMENT' } });
}

/** https://docs.cloud.google.com/identity/docs/concepts/overview-policies */
function requireSuperAdmin(context: GoogleContext): void {
  const { directory, claims } = context.var;
  if (findUser(directory, claims.sub ?? '')?.isAdmin === true) return;
  throw new GoogleFault(403, 'forbidden', 'The caller does not have permission', {
    extra: { status: 'PERMISSION_DENIED' },
  });
}

function filterOf(context: GoogleContext, text: string | undefined): PolicyFilter {
  if (text === undefined || text === '') return { matches: () => true, customers: [] };
  const filter = parsePolicyFilter(text);
  if (filter === null) throw argument(`Invalid filter: ${text}`);
  if (new Set(filter.customers).size > 1) throw argument('You may only filter on policies for a single customer.');
  const own = ['customers/my_customer', `customers/${context.var.directory.customer.id}`];
  if (filter.customers.every((customer) => own.includes(customer))) return filter;
  throw new GoogleFault(403, 'forbidden', 'The caller does not have permission', {
    extra: { status: 'PERMISSION_DENIED' },
  });
}

function sizeOf(asked: string | undefined): number {
  const size = asked === undefined ? 0 : Number(asked);
  if (!Number.isInteger(size) || size < 0) throw argument(`Invalid value at 'page_size' (TYPE_INT32), "${asked}"`);
  return size === 0 ? usualSize : Math.min(size, mostOnPage);
}

interface Place {
  /** Where the page begins. */
  from: number;
  /** An empty page that only leads on, as the real service has them now and then. */
  blank: boolean;
}

/** A token is good for the question that it came from, and for no other. */
function tokenOf({ from, blank }: Place, question: string): string {
  return Buffer.from(`${from}:${blank ? 'blank' : 'rows'}:${question}`).toString('base64url');
}

function placeOf(token: string | undefined, question: string): Place {
  if (token === undefined || token === '') return { from: 0, blank: false };
  const [, from, kind, asked] =
    /^(\d+):(blank|rows):(\w+)$/.exec(Buffer.from(token, 'base64url').toString('utf8')) ?? [];
  if (from === undefined || asked !== question) throw argument('Request contains an invalid argument: page_token');
  return { from: Number(from), blank: kind === 'blank' };
}

function policyRow(policy: GooglePolicy, customerId: string): Record<string, unknown> {
  return { ...policy, customer: `customers/${customerId}` };
}

/** The part of the Cloud Identity API that tells settings. */
export function addGooglePolicies(routes: GoogleRoutes, state: GoogleState): void {
  routes.get('/policies', (context) => {
    requireScope(context, 'cloud-identity.policies');
    requireSuperAdmin(context);
    spendQuota(context, state, 'policy-reads', readsPerMinute);
    const options = optionsOf(context);
    const { customer, serving } = context.var.directory;
    const policies = served(context.var.directory.policies, serving);
    const filter = filterOf(context, options.get('filter'));
    const size = sizeOf(options.get('pageSize'));
    const question = hexOf(`${options.get('filter') ?? ''} ${size}`, 16);
    const { from, blank } = placeOf(options.get('pageToken'), question);
    const found = policies.filter(({ setting }) =>
      filter.matches({ customer: `customers/${customer.id}`, settingType: setting.type }),
    );
    if (blank) {
      const more = from < found.length ? { nextPageToken: tokenOf({ from, blank: false }, question) } : {};
      return context.json(shape(more, options) as object);
    }
    const rows = found.slice(from, from + size).map((policy) => policyRow(policy, customer.id));
    const next = { from: Math.min(from + size, found.length), blank: true };
    const body = { ...(rows.length > 0 ? { policies: rows } : {}), nextPageToken: tokenOf(next, question) };
    return context.json(shape(body, options) as object);
  });

  routes.get('/policies/:id', (context) => {
    requireScope(context, 'cloud-identity.policies');
    requireSuperAdmin(context);
    spendQuota(context, state, 'policy-reads', readsPerMinute);
    const { policies, customer } = context.var.directory;
    const found = policies.find(({ name }) => name === `policies/${context.req.param('id')}`);
    if (found === undefined) {
      throw new GoogleFault(404, 'notFound', 'Requested entity was not found.', { extra: { status: 'NOT_FOUND' } });
    }
    return context.json(shape(policyRow(found, customer.id), optionsOf(context)) as object);
  });
}
