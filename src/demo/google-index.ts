import type { GoogleDirectory, GoogleGroup, GoogleUser } from './directory.ts';

interface Index {
  users: Map<string, GoogleUser>;
  groups: Map<string, GoogleGroup>;
}

const indexes = new WeakMap<GoogleDirectory, Index>();

function indexOf(directory: GoogleDirectory): Index {
  const known = indexes.get(directory);
  if (known !== undefined) return known;
  const index: Index = { users: new Map(), groups: new Map() };
  for (const user of directory.users) {
    index.users.set(user.id, user);
    index.users.set(user.primaryEmail.toLowerCase(), user);
  }
  for (const group of directory.groups) {
    index.groups.set(group.id, group);
    index.groups.set(group.email.toLowerCase(), group);
  }
  indexes.set(directory, index);
  return index;
}

/** By id or primary address. */
export function findUser(directory: GoogleDirectory, key: string): GoogleUser | undefined {
  return indexOf(directory).users.get(key.toLowerCase());
}

/** By id or address. */
export function findGroup(directory: GoogleDirectory, key: string): GoogleGroup | undefined {
  return indexOf(directory).groups.get(key.toLowerCase());
}
