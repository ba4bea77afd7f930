import { z } from 'zod';
import type { Collector } from '../../src/core/connector.ts';
import { capabilities } from './capabilities.ts';
import type { GoogleSession } from './session.ts';

const domainsSchema = z.object({
  domains: z
    .array(
      z.object({
        domainName: z.string().min(1),
        domainAliases: z.array(z.object({ domainAliasName: z.string().min(1) })).nullish(),
      }),
    )
    // Every customer has a primary domain.
    .min(1),
});

/** Domains and their aliases; the API knows no pages here. */
async function readDomains({ client, customerId }: GoogleSession): Promise<string[]> {
  const { domains } = await client.get({
    place: 'domains.list',
    capability: capabilities.domains,
    schema: domainsSchema,
    ask: (api) =>
      api.domains.list({ customer: customerId, fields: 'domains(domainName,domainAliases/domainAliasName)' }),
  });
  const names = domains.flatMap(({ domainName, domainAliases }) => [
    domainName,
    ...(domainAliases ?? []).map(({ domainAliasName }) => domainAliasName),
  ]);
  return [...new Set(names)].sort();
}

/** The customer, its name and its domains. */
export const organization: Collector<GoogleSession, 'organization'> = {
  permissions: [capabilities.customer.scope, capabilities.domains.scope],
  async *collect(session) {
    const { customerDomain, postalAddress } = await session.customer();
    const domains = await readDomains(session);
    const name = postalAddress?.organizationName || customerDomain || null;
    yield [{ id: session.customerId, name, domains, plan: null }];
    return undefined;
  },
  async probe(session) {
    await session.customer();
    await readDomains(session);
  },
};
