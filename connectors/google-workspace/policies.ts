import { z } from 'zod';
import type { Collector } from '../../src/core/connector.ts';
import { IdentityError } from '../../src/core/errors.ts';
import type { Setting } from '../../src/core/rows/policy.ts';
import { capabilities } from './capabilities.ts';
import { bareUnitId } from './org-units.ts';
import type { GoogleSession } from './session.ts';

const place = 'policies.list';

const policySchema = z.object({
  name: z.string().min(1),
  customer: z.string().nullish(),
  type: z.string().nullish(),
  policyQuery: z
    .object({
      orgUnit: z.string().nullish(),
      group: z.string().nullish(),
      query: z.string().nullish(),
      sortOrder: z.number().nullish(),
    })
    .nullish(),
  setting: z.object({ type: z.string().min(1), value: z.record(z.string(), z.unknown()).nullish() }),
});
type Policy = z.infer<typeof policySchema>;

/** The grammar of the page below; a backslash is doubled, since the expression is text in an expression. */
function filterFor(customerId: string): string {
  return String.raw`customer == "customers/${customerId}" && setting.type.matches('^settings/(security|api_controls)\\..*$')`;
}

function ofAnother({ customer }: Policy, customerId: string): boolean {
  return Boolean(customer) && customer !== `customers/${customerId}`;
}

function settingOf({ name, type, policyQuery, setting }: Policy): Setting {
  const { orgUnit, group, query, sortOrder } = policyQuery ?? {};
  return {
    id: name,
    setting: setting.type.replace(/^settings\//, ''),
    // A kind of policy that is not known yet is somebody's choice, and not Google's default.
    origin: type === 'SYSTEM' ? 'system' : 'admin',
    orgUnit: orgUnit ? bareUnitId(orgUnit) : null,
    group: group ? group.replace(/^groups\//, '') : null,
    query: query || null,
    sortOrder: sortOrder ?? null,
    value: setting.value ?? {},
  };
}

/**
 * The settings of security and of API access, as they were set for parts of the directory.
 * https://docs.cloud.google.com/identity/docs/reference/rest/v1/policies/list
 */
export const policies: Collector<GoogleSession, 'policies'> = {
  permissions: [capabilities.policies.scope],
  async *collect({ client, customerId }) {
    const reading = client.list({
      place,
      capability: capabilities.policies,
      field: 'policies',
      row: policySchema,
      key: (policy) => policy.name,
      ask: (api, page) =>
        api.policies.list({
          filter: filterFor(customerId),
          pageSize: 100,
          fields: 'nextPageToken,policies(name,customer,type,policyQuery,setting)',
          ...page,
        }),
    });
    for await (const page of reading) {
      if (page.some((policy) => ofAnother(policy, customerId))) {
        throw new IdentityError(`${place} answered with a policy of another customer than ${customerId}`);
      }
      yield page.map(settingOf);
    }
    return undefined;
  },
  async probe({ client, customerId }) {
    await client.get({
      place,
      capability: capabilities.policies,
      schema: z.object({ policies: z.array(z.object({ name: z.string() })).nullish() }),
      ask: (api) => api.policies.list({ filter: filterFor(customerId), pageSize: 1, fields: 'policies(name)' }),
    });
  },
};
