import type { MicrosoftDirectory, MicrosoftGroup } from './directory.ts';
import { equalityOf } from './graph-filter.ts';
import {
  contextOf,
  cutPage,
  type GraphContext,
  type GraphRoutes,
  type GraphState,
  holds,
  notFound,
  optionsOf,
  requirePermission,
  selectFrom,
  spendUnits,
} from './graph-request.ts';
import { principalOf } from './graph-roles.ts';
import { mayReadUsers } from './graph-users.ts';

const readers = ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All'] as const;
const sizes = { usual: 100, most: 999 };

function groupOf(directory: MicrosoftDirectory, id: string): MicrosoftGroup {
  const group = directory.groups.find((candidate) => candidate.id === id);
  if (group === undefined) throw notFound(id);
  return group;
}

/** What Graph tells of the group itself. */
function groupRow({ members: _members, unified = false, ...group }: MicrosoftGroup): Record<string, unknown> {
  return {
    ...group,
    description: null,
    groupTypes: unified ? ['Unified'] : [],
    securityEnabled: !unified,
    mailEnabled: unified,
    onPremisesSyncEnabled: null,
    membershipRule: null,
  };
}

function transitiveMembers(directory: MicrosoftDirectory, group: MicrosoftGroup): string[] {
  const seen = new Set<string>([group.id]);
  const found: string[] = [];
  const open = [...group.members];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    if (seen.has(id)) continue;
    seen.add(id);
    found.push(id);
    open.push(...(directory.groups.find((candidate) => candidate.id === id)?.members ?? []));
  }
  return found;
}

/** Of objects whose type the client may not read, Graph shows the type and the id, without an error. */
function memberRow(context: GraphContext, id: string): Record<string, unknown> | null {
  const row = principalOf(context.var.directory, id);
  if (row === null) return null;
  const type = row['@odata.type'];
  const readable =
    type === '#microsoft.graph.user'
      ? mayReadUsers(context)
      : type === '#microsoft.graph.group'
        ? holds(context, ...readers)
        : holds(context, 'Application.Read.All', 'Directory.Read.All');
  return readable ? row : { '@odata.type': type, id };
}

function answerMembers(context: GraphContext, state: GraphState, kind: 'members' | 'transitiveMembers', type?: string) {
  requirePermission(context, ...readers, 'GroupMember.ReadBasic.All', 'Group.ReadBasic.All');
  const options = optionsOf(context, ['select', 'top', 'count', 'skiptoken']);
  spendUnits(context, state, kind === 'members' ? 3 : 5, options);
  const { directory } = context.var;
  const group = groupOf(directory, context.req.param('id') ?? '');
  const hidden = group.visibility === 'HiddenMembership' && !holds(context, 'Member.Read.Hidden');
  const ids = hidden ? [] : kind === 'members' ? group.members : transitiveMembers(directory, group);
  const rows = ids
    .map((id) => memberRow(context, id))
    .filter((row) => row !== null)
    .filter((row) => type === undefined || row['@odata.type'] === `#${type}`);
  const page = cutPage(context, rows, options, sizes);
  const select = options.get('select')?.split(',');
  const value = page.rows.map((row) =>
    select === undefined
      ? row
      : Object.fromEntries(['@odata.type', ...select].filter((name) => name in row).map((name) => [name, row[name]])),
  );
  return context.json({ '@odata.context': contextOf(context, 'directoryObjects'), ...page.link, value });
}

export function addGroups(routes: GraphRoutes, state: GraphState): void {
  routes.get('/groups', (context) => {
    requirePermission(context, ...readers, 'Group.ReadBasic.All');
    const options = optionsOf(context, ['select', 'top', 'filter', 'count', 'skiptoken']);
    spendUnits(context, state, 1, options);
    const filter = equalityOf(options.get('filter'));
    const rows = context.var.directory.groups
      .map(groupRow)
      .filter((group) => filter === null || String(group[filter.property]) === filter.value)
      .map((group) => selectFrom(group, options.get('select'), 'group'));
    const page = cutPage(context, rows, options, sizes);
    return context.json({ '@odata.context': contextOf(context, 'groups'), ...page.link, value: page.rows });
  });

  routes.get('/groups/:id', (context) => {
    requirePermission(context, ...readers, 'Group.ReadBasic.All');
    const options = optionsOf(context, ['select']);
    spendUnits(context, state, 1, options);
    const group = groupRow(groupOf(context.var.directory, context.req.param('id')));
    const row = selectFrom(group, options.get('select'), 'group');
    return context.json({ '@odata.context': contextOf(context, 'groups/$entity'), ...row });
  });

  routes.get('/groups/:id/members', (context) => answerMembers(context, state, 'members'));
  routes.get('/groups/:id/transitiveMembers', (context) => answerMembers(context, state, 'transitiveMembers'));
  routes.get('/groups/:id/transitiveMembers/microsoft.graph.user', (context) =>
    answerMembers(context, state, 'transitiveMembers', 'microsoft.graph.user'),
  );
}
