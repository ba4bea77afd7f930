import { z } from 'zod';
import { MalformedError } from '../../src/core/errors.ts';

function problemOf(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'an unexpected shape';
  const path = issue.path.map(String).join('.') || 'the answer';
  return `${path}: ${issue.code === 'invalid_type' ? `no ${issue.expected}` : issue.code}`;
}

/**
 * Checks what is used of an answer that came with a status of success.
 * @throws MalformedError with the path of the first field that is not as documented
 */
export function readAnswer<T>(place: string, schema: z.ZodType<T>, body: unknown): T {
  if (typeof body === 'object' && body !== null && 'error' in body) {
    throw new MalformedError(place, 'a success that holds an error');
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new MalformedError(place, problemOf(parsed.error));
  return parsed.data;
}

const tokenSchema = z.object({ nextPageToken: z.string().nullish() });

/**
 * Checks an answer that stands for itself.
 * @throws MalformedError also when it says that more follows, which nobody would read
 */
export function readWhole<T>(place: string, schema: z.ZodType<T>, body: unknown): T {
  const answer = readAnswer(place, schema, body);
  if (readAnswer(place, tokenSchema, body).nextPageToken) throw new MalformedError(place, 'pages where there are none');
  return answer;
}

/** A page of a list. An empty list is left out of the answer. */
export function readPage<Row>(place: string, field: string, row: z.ZodType<Row>, body: unknown) {
  const rows = readAnswer(place, z.object({ [field]: z.array(row).optional() }), body)[field] ?? [];
  const { nextPageToken } = readAnswer(place, tokenSchema, body);
  return { rows, next: nextPageToken ? nextPageToken : null };
}
