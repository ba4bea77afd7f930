import { DeliveryError } from './failure.ts';

/** The beginning of what was answered. */
export interface Answer {
  /** Its media type; empty: it has none. */
  type: string;
  text: string;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Most answers of these receivers are a word, or nothing.
    return null;
  }
}

/** Programs that speak as Slack does say no in an answer of JSON. */
function saysNo(text: string): boolean {
  const json = jsonIn(text);
  if (typeof json !== 'object' || json === null) return false;
  return ('ok' in json && json.ok === false) || ('success' in json && json.success === false);
}

/** Teams has passed on what its own servers said in words, under the status 200. */
const passedOn = /^"?Webhook message delivery failed with error(?:.*?HTTP error (\d{3}))?/is;

/** A page is the answer of a proxy, or of a portal that wants somebody to sign in: none of the receivers sends one. */
const page = /^(text\/html|application\/xhtml)/i;

/**
 * What stands against a message although the status says that it was taken, by Slack or Teams; null: nothing.
 * @param passing statuses that may be others within the minute
 */
export function refusalIn({ type, text }: Answer, passing: ReadonlySet<number>): DeliveryError | null {
  const told = passedOn.exec(text);
  const status = told?.[1];
  if (status !== undefined) {
    return new DeliveryError({ kind: 'status', detail: status }, { isPassing: passing.has(Number(status)) });
  }
  const isRefused = told !== null || page.test(type) || saysNo(text);
  return isRefused ? new DeliveryError({ kind: 'answer', detail: '' }, { isPassing: false }) : null;
}
