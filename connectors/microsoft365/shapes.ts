import { z } from 'zod';
import { MalformedError } from '../../src/core/errors.ts';

/** An instant as Graph writes it, in UTC. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((value) => (value.endsWith('Z') ? value : new Date(value).toISOString()));

/** An object of the directory, of which only the id is sure to be told. */
export const directoryObject = z.object({ id: z.string().min(1), '@odata.type': z.string().nullish() });

/** A page of any collection, its rows unread. */
export const pageShape = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().min(1).nullish() });

/** A page of a collection with rows of a shape. */
export function pageOf<Row>(row: z.ZodType<Row>) {
  return z.object({ value: z.array(row), '@odata.nextLink': z.string().min(1).nullish() });
}

const failure = z.object({ error: z.unknown().refine((error) => error !== undefined && error !== null) });

function pathOf(segments: readonly PropertyKey[]): string {
  return segments.reduce<string>(
    (path, segment) =>
      typeof segment === 'number'
        ? `${path}[${segment}]`
        : path === ''
          ? String(segment)
          : `${path}.${String(segment)}`,
    '',
  );
}

/**
 * The answer in the shape that it was promised in.
 * @throws MalformedError with the place and the path of the field, and never with a value
 */
export function shaped<Shape extends z.ZodType>(place: string, shape: Shape, body: unknown): z.output<Shape> {
  const result = shape.safeParse(body);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = pathOf(issue?.path ?? []);
  throw new MalformedError(place, `${path === '' ? 'the answer' : path}: ${issue?.message ?? 'not as documented'}`);
}

/**
 * Graph, and what stands before it, can send an error under status 200.
 * @throws MalformedError
 */
export function refuseHiddenError(place: string, body: unknown): void {
  if (failure.safeParse(body).success) throw new MalformedError(place, 'an error was answered as a success');
}
