import type { GoogleDirectory, GoogleGroup, GoogleUser } from './directory.ts';
import { findGroup, findUser } from './google-index.ts';
import {
  answer,
  cutPage,
  type GoogleContext,
  GoogleFault,
  type GoogleRoutes,
  type GoogleState,
  invalid,
  notFound,
  optionsOf,
  requireCustomer,
  requireScope,
} from './google-request.ts';

const listSize = { usual: 100, most: 500, strict: true };
const memberSize = { usual: 200, most: 200 };

const sorted = new WeakMap<readonly GoogleUser[], readonly GoogleUser[]>();

function byEmail(users: readonly GoogleUser[]): readonly GoogleUser[] {
  let known = sorted.get(users);
  if (known === undefined) {
    const keyed = users.map((user) => ({ user, key: user.primaryEmail.toLowerCase() }));
    known = keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ user }) => user);
    sorted.set(users, known);
  }
  return known;
}

function userRow(user: GoogleUser, directory: GoogleDirectory): Record<string, unknown> {
  return {
    kind: 'admin#directory#user',
    etag: `"${user.id}"`,
    agreedToTerms: true,
    changePasswordAtNextLogin: false,
    ipWhitelisted: false,
    includeInGlobalAddressList: true,
    isMailboxSetup: user.isGuestUser !== true,
    emails: [
      { address: user.primaryEmail, primary: true },
      ...[...(user.aliases ?? []), ...(user.nonEditableAliases ?? [])].map((alias) => ({ address: alias })),
    ],
    customerId: directory.customer.id,
    ...user,
  };
}

interface MemberRow {
  kind: 'admin#directory#member';
  etag: string;
  id: string;
  email: string;
  role: string;
  type: 'USER' | 'GROUP';
  status?: string;
}

function memberRow(directory: GoogleDirectory, id: string, role: string): MemberRow | null {
  const base = { kind: 'admin#directory#member' as const, etag: `"${id}"`, id, role };
  const user = findUser(directory, id);
  if (user !== undefined) {
    const status = user.suspended ? 'SUSPENDED' : 'ACTIVE';
    return { ...base, email: user.primaryEmail, type: 'USER', status };
  }
  const group = findGroup(directory, id);
  return group === undefined ? null : { ...base, email: group.email, type: 'GROUP', status: 'ACTIVE' };
}

function membersOf(directory: GoogleDirectory, group: GoogleGroup, derived: boolean): MemberRow[] {
  const seen = new Set<string>([group.id]);
  const rows: MemberRow[] = [];
  const open = [...group.members];
  for (let member = open.shift(); member !== undefined; member = open.shift()) {
    if (seen.has(member.id)) continue;
    seen.add(member.id);
    const row = memberRow(directory, member.id, member.role);
    if (row === null) continue;
    rows.push(row);
    if (derived && row.type === 'GROUP') open.push(...(findGroup(directory, row.id)?.members ?? []));
  }
  return rows;
}

function groupRow(directory: GoogleDirectory, { id, email, name, members }: GoogleGroup): Record<string, unknown> {
  return {
    kind: 'admin#directory#group',
    etag: `"${id}"`,
    id,
    email,
    name,
    description: '',
    adminCreated: true,
    directMembersCount: String(members.filter((member) => memberRow(directory, member.id, member.role)).length),
  };
}

function listGroups(context: GoogleContext): readonly GoogleGroup[] {
  const { directory } = context.var;
  const options = optionsOf(context);
  const userKey = options.get('userKey');
  if (userKey !== undefined) {
    const user = findUser(directory, userKey);
    if (user === undefined) throw notFound('userKey');
    return directory.groups.filter(({ members }) => members.some(({ id }) => id === user.id));
  }
  if (!options.has('domain')) {
    if (!options.has('customer')) throw new GoogleFault(400, 'badRequest', 'Bad Request');
    requireCustomer(context, options.get('customer'));
  }
  return directory.groups;
}

export function addGoogleUsers(routes: GoogleRoutes, state: GoogleState): void {
  routes.get('/users', (context) => {
    requireScope(context, 'admin.directory.user');
    const options = optionsOf(context);
    const { directory } = context.var;
    const domain = options.get('domain');
    if (domain === undefined) {
      if (!options.has('customer')) throw new GoogleFault(400, 'badRequest', 'Bad Request');
      requireCustomer(context, options.get('customer'));
    } else if (!directory.domains.some(({ domainName }) => domainName === domain)) {
      throw notFound('domain');
    }
    if (options.has('query')) throw invalid('Invalid Input: query');
    return answer(context, state, () => {
      // Either those who can be restored, or all others; never both.
      const all = options.get('showDeleted') === 'true' ? directory.deletedUsers : directory.users;
      const listed = byEmail(all).filter(
        ({ primaryEmail }) => domain === undefined || primaryEmail.endsWith(`@${domain}`),
      );
      const { rows, token } = cutPage(context, listed, options, listSize);
      const users = rows.map((user) => userRow(user, directory));
      return { kind: 'admin#directory#users', etag: '"users"', ...(users.length > 0 ? { users } : {}), ...token };
    });
  });

  routes.get('/users/:userKey', (context) => {
    requireScope(context, 'admin.directory.user');
    const { directory } = context.var;
    const user = findUser(directory, context.req.param('userKey'));
    if (user === undefined) throw notFound('userKey');
    return answer(context, state, () => userRow(user, directory));
  });

  routes.get('/groups', (context) => {
    requireScope(context, 'admin.directory.group');
    const found = listGroups(context);
    return answer(context, state, () => {
      const { rows, token } = cutPage(context, found, optionsOf(context), memberSize);
      const groups = rows.map((group) => groupRow(context.var.directory, group));
      return { kind: 'admin#directory#groups', etag: '"groups"', ...(groups.length > 0 ? { groups } : {}), ...token };
    });
  });

  routes.get('/groups/:groupKey', (context) => {
    requireScope(context, 'admin.directory.group');
    const group = findGroup(context.var.directory, context.req.param('groupKey'));
    if (group === undefined) throw notFound('groupKey');
    return answer(context, state, () => groupRow(context.var.directory, group));
  });

  routes.get('/groups/:groupKey/members', (context) => {
    requireScope(context, 'admin.directory.group', 'admin.directory.group.member');
    const { directory } = context.var;
    const group = findGroup(directory, context.req.param('groupKey'));
    if (group === undefined) throw notFound('groupKey');
    return answer(context, state, () => {
      const options = optionsOf(context);
      const roles = options.get('roles')?.split(',');
      const all = membersOf(directory, group, options.get('includeDerivedMembership') === 'true');
      const wanted = all.filter(({ role }) => roles === undefined || roles.includes(role));
      const { rows, token } = cutPage(context, wanted, options, memberSize);
      return {
        kind: 'admin#directory#members',
        etag: '"members"',
        ...(rows.length > 0 ? { members: rows } : {}),
        ...token,
      };
    });
  });
}
