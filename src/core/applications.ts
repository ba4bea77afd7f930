import type { Subject } from './check.ts';
import type { Application } from './datasets.ts';

/** An application as reports name it; one without a name goes by the id by which it signs in. */
export function applicationSubject({ id, name, clientId }: Pick<Application, 'id' | 'name' | 'clientId'>): Subject {
  const called = [name, clientId].find((word) => word !== null && word.trim() !== '');
  return { type: 'application', id, ...(called === undefined || called === null ? {} : { name: called }) };
}
