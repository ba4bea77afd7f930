import type { Finding } from '../core/report.ts';

/** One account or program that a repair is about, with what placeholders of a command stand for. */
export interface Target {
  /** Id or login; the same for findings about the same. */
  name: string;
  words: Readonly<Record<string, string | undefined>>;
}

/** What is to be repaired: a person may have several accounts that are still enabled. */
export function targetsOf({ subject, data }: Finding): Target[] {
  const { id, login, type } = subject;
  if (type === 'application') {
    const clientId = typeof data.clientId === 'string' ? data.clientId : undefined;
    return [{ name: id, words: { APPLICATION_ID: id, CLIENT_ID: clientId } }];
  }
  if (type === 'account') return [{ name: id, words: { LOGIN: login, ACCOUNT_ID: id } }];
  if (type !== 'person') return [{ name: id, words: {} }];
  const enabled = typeof data.enabledLogins === 'string' ? data.enabledLogins.split(', ') : [login ?? id];
  return enabled.map((name) => ({ name, words: { LOGIN: name } }));
}
