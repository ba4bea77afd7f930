import { z } from 'zod';
import { IdentityError } from '../../src/core/errors.ts';
import { capabilities } from './capabilities.ts';
import type { GoogleClient } from './client.ts';
import { isNotFound } from './faults.ts';

const customerSchema = z.object({
  id: z.string().min(1),
  customerDomain: z.string().nullish(),
  postalAddress: z.object({ organizationName: z.string().nullish() }).nullish(),
});

/** The customer itself, as far as it is read. */
export type Customer = z.infer<typeof customerSchema>;

const place = 'customers.get';

/** @throws IdentityError when the customer is another one, or is not known */
export async function readCustomer(client: GoogleClient, customerId: string): Promise<Customer> {
  const reading = client.get({
    place,
    capability: capabilities.customer,
    schema: customerSchema,
    ask: (api) =>
      api.customers.get({ customerKey: customerId, fields: 'id,customerDomain,postalAddress/organizationName' }),
  });
  const customer = await reading.catch((error: unknown) => {
    throw isNotFound(error) ? new IdentityError(`${place} knows no customer ${customerId}`) : error;
  });
  const id = customer.id.trim();
  if (id !== customerId) throw new IdentityError(`${place} answered for customer ${id}, not ${customerId}`);
  return customer;
}
