interface Addressed {
  userPrincipalName: string;
  mail?: string | null | undefined;
  proxyAddresses?: readonly string[] | null | undefined;
}

/** Of people without an alias there are thousands, and one list serves them all. */
const noAddresses: string[] = [];

/**
 * The addresses at which an account gets mail, in lower case and sorted, without its login; null when the directory says
 * nothing of them. Other e-mail addresses, by which people reset passwords, are their own affair and left out.
 * https://learn.microsoft.com/graph/api/resources/user
 */
export function addressesOf({ userPrincipalName, mail, proxyAddresses }: Addressed): string[] | null {
  if (mail === undefined && proxyAddresses === undefined) return null;
  const proxies = (proxyAddresses ?? []).flatMap((proxy) => /^smtp:(.+)$/i.exec(proxy.trim())?.[1] ?? []);
  const found = new Set([mail ?? '', ...proxies].map((address) => address.trim().toLowerCase()));
  found.delete('');
  found.delete(userPrincipalName.toLowerCase());
  return found.size === 0 ? noAddresses : [...found].sort();
}
