import { z } from 'zod';
import { MalformedError } from '../../src/core/errors.ts';

const anyInstant = z.iso.datetime({ offset: true });

/** Some services write the first day of the calendar where they have no instant to tell. */
const noInstant = /^000[01]-/;

/** As an offset can move an instant beyond the years that have four digits. */
function inUtc(value: string, context: { addIssue(issue: string): void }): string {
  const utc = value.endsWith('Z') ? value : new Date(value).toISOString();
  if (!/^\d{4}-/.test(utc) || noInstant.test(utc)) context.addIssue('no instant');
  return utc;
}

/** An instant as Graph writes it, in UTC. */
export const instant = anyInstant.transform(inUtc);

/** An instant that may be left untold; null where the first day of the calendar stands for it. */
export const toldInstant = anyInstant
  .transform((value, context) => (noInstant.test(value) ? null : inUtc(value, context)))
  .nullish();

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
 * A list inside an object may go on elsewhere, and would be judged by its half.
 * @throws MalformedError
 */
export function refusePart(place: string, body: unknown): void {
  const links = typeof body === 'object' && body !== null ? Object.keys(body) : [];
  const link = links.find((name) => name.endsWith('@odata.nextLink') && name !== '@odata.nextLink');
  if (link !== undefined) throw new MalformedError(place, `${link}: only a part of the list`);
}

/**
 * Graph, and what stands before it, can send an error under status 200.
 * @throws MalformedError
 */
export function refuseHiddenError(place: string, body: unknown): void {
  if (failure.safeParse(body).success) throw new MalformedError(place, 'an error was answered as a success');
}
