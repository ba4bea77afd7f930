import { z } from 'zod';

/** An id as the provider gives it. */
export const id = z.string().min(1);

/** An instant, ISO 8601 in UTC. */
export const instant = z.iso.datetime();

/** How often something was seen; what was never seen has no row. */
export const count = z.number().int().min(1);
