import type { GoogleDirectory } from './directory.ts';
import {
  answer,
  cutPage,
  GoogleFault,
  type GoogleRoutes,
  type GoogleState,
  invalid,
  notFound,
  optionsOf,
  requireCustomer,
  requireScope,
} from './google-request.ts';

type OrgUnit = GoogleDirectory['orgUnits'][number];

const listTypes = ['all', 'allIncludingParent', 'children'];

/** Units below a path, at any depth or right below; the path itself on request only. */
function unitsBelow(all: readonly OrgUnit[], base: OrgUnit, type: string): readonly OrgUnit[] {
  if (type === 'children') return all.filter(({ parentOrgUnitId }) => parentOrgUnitId === base.orgUnitId);
  const prefix = base.orgUnitPath === '/' ? '/' : `${base.orgUnitPath}/`;
  const below = all.filter((unit) => unit !== base && unit.orgUnitPath.startsWith(prefix));
  return type === 'all' ? below : [base, ...below];
}

function orgUnitRow(unit: OrgUnit, all: readonly OrgUnit[]): Record<string, unknown> {
  const { orgUnitId, orgUnitPath, name, parentOrgUnitId } = unit;
  const parent = all.find((candidate) => candidate.orgUnitId === parentOrgUnitId);
  return {
    kind: 'admin#directory#orgUnit',
    etag: `"${orgUnitId}"`,
    name,
    description: '',
    orgUnitPath,
    orgUnitId: `id:${orgUnitId}`,
    ...(parent === undefined
      ? {}
      : { parentOrgUnitPath: parent.orgUnitPath, parentOrgUnitId: `id:${parent.orgUnitId}` }),
  };
}

export function addGoogleCustomer(routes: GoogleRoutes, state: GoogleState): void {
  routes.get('/customers/:customerKey', (context) => {
    requireScope(context, 'admin.directory.customer');
    const { customer } = context.var.directory;
    const key = context.req.param('customerKey');
    if (key !== 'my_customer' && key !== customer.id) throw notFound('customerKey');
    return answer(context, state, () => ({
      kind: 'admin#directory#customer',
      etag: `"${customer.id}"`,
      id: customer.id,
      customerDomain: customer.customerDomain,
      customerCreationTime: customer.customerCreationTime,
      language: 'ja',
      postalAddress: { organizationName: customer.organizationName, countryCode: 'JP' },
    }));
  });

  routes.get('/customer/:customer/domains', (context) => {
    requireScope(context, 'admin.directory.domain');
    requireCustomer(context, context.req.param('customer'));
    return answer(context, state, () => ({
      kind: 'admin#directory#domains',
      etag: '"domains"',
      domains: context.var.directory.domains.map((domain) => ({ kind: 'admin#directory#domain', ...domain })),
    }));
  });

  routes.get('/customer/:customer/roles', (context) => {
    requireScope(context, 'admin.directory.rolemanagement');
    requireCustomer(context, context.req.param('customer'));
    return answer(context, state, () => {
      const { rows, token } = cutPage(context, context.var.directory.roles, optionsOf(context), {
        usual: 100,
        most: 100,
        strict: true,
      });
      const items = rows.map((role) => ({ kind: 'admin#directory#role', etag: `"${role.roleId}"`, ...role }));
      return { kind: 'admin#directory#roles', etag: '"roles"', items, ...token };
    });
  });

  routes.get('/customer/:customer/roleassignments', (context) => {
    requireScope(context, 'admin.directory.rolemanagement');
    requireCustomer(context, context.req.param('customer'));
    const { directory } = context.var;
    const options = optionsOf(context);
    const userKey = options.get('userKey');
    if (options.get('includeIndirectRoleAssignments') === 'true' && userKey === undefined) {
      throw invalid('You must specify user_key or the indirect role assignments will not be included.');
    }
    const wanted = directory.users.find(({ primaryEmail }) => primaryEmail === userKey)?.id ?? userKey;
    return answer(context, state, () => {
      const found = directory.roleAssignments.filter(
        ({ assignedTo, roleId }) =>
          (wanted === undefined || assignedTo === wanted) && (options.get('roleId') ?? roleId) === roleId,
      );
      const { rows, token } = cutPage(context, found, options, { usual: 100, most: 200, strict: true });
      const items = rows.map((row) => ({
        kind: 'admin#directory#roleAssignment',
        etag: `"${row.roleAssignmentId}"`,
        ...row,
      }));
      return { kind: 'admin#directory#roleAssignments', etag: '"assignments"', items, ...token };
    });
  });

  routes.get('/customer/:customerId/orgunits', (context) => {
    requireScope(context, 'admin.directory.orgunit');
    requireCustomer(context, context.req.param('customerId'));
    const options = optionsOf(context);
    const type = options.get('type') ?? 'children';
    if (!listTypes.includes(type)) throw invalid('Invalid Input: type');
    const { orgUnits } = context.var.directory;
    const wanted = options.get('orgUnitPath') ?? '/';
    const base = orgUnits.find(
      ({ orgUnitPath, orgUnitId }) => orgUnitPath === `/${wanted.replace(/^\//, '')}` || `id:${orgUnitId}` === wanted,
    );
    if (base === undefined) throw new GoogleFault(404, 'notFound', 'Org unit not found');
    return answer(context, state, () => {
      const organizationUnits = unitsBelow(orgUnits, base, type).map((unit) => orgUnitRow(unit, orgUnits));
      return {
        kind: 'admin#directory#orgUnits',
        etag: '"orgunits"',
        ...(organizationUnits.length > 0 ? { organizationUnits } : {}),
      };
    });
  });
}
