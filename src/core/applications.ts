import type { Named } from './check.ts';
import type { Application } from './rows/application.ts';

/** The `resource` of permissions of Microsoft Graph. Saved snapshots hold it. */
export const microsoftGraph = 'Microsoft Graph';

/** An application as reports name it; one without a name goes by the id by which it signs in. */
export function applicationSubject({ id, name, clientId }: Pick<Application, 'id' | 'name' | 'clientId'>): Named {
  const called = [name, clientId].find((word) => word !== null && word.trim() !== '');
  return {
    type: 'application',
    id,
    ...(called === undefined || called === null ? {} : { name: called }),
    ...(clientId === null ? {} : { also: [clientId] }),
  };
}
