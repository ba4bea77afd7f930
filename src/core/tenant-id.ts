/** What may be the id of a tenant: it names a folder of the output, so nothing else is accepted. */
export const tenantIdPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;
