import type { Person } from './people.ts';

/** The name of a person: that of the HR list, else that of the first account with one, else the first login. */
export function nameOf({ id, holdings, listed }: Person): string {
  const names = [listed?.name, ...holdings.map(({ account }) => account.name), holdings[0]?.account.login];
  return names.flatMap((name) => name ?? []).find((name) => name.trim() !== '') ?? id;
}
