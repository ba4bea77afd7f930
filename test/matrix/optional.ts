import type { DatasetName } from '../../src/core/datasets.ts';
import type { GapKind } from '../../src/core/gap.ts';
import type { Provider } from '../../src/core/provider.ts';
import type { Endpoint } from './endpoints.ts';
import type { Kind } from './kinds.ts';

/**
 * A question that a directory may refuse: what is missing then is told by a note, a source or unknown facts, and is no
 * gap. Only a refusal is excused; trouble on the way to an answer never is.
 */
export interface Optional {
  provider: Provider;
  endpoint: RegExp;
  /** Refusals that are meant, by the names of faults. */
  kinds: RegExp;
  /** Which may know less, and be called complete. */
  datasets: readonly DatasetName[];
  /** Rows may be missing too. */
  lacksRows?: boolean;
  /** Further gaps that rows may then name. */
  gaps?: readonly GapKind[];
  why: string;
}

export const optionals: readonly Optional[] = [
  {
    provider: 'microsoft365',
    endpoint: /perUserMfaState/,
    kinds: /^(?:400|403) without a reason$|^licence refused/,
    datasets: ['accounts', 'enforcement'],
    gaps: ['unsupported'],
    why: 'no document names the property, so a tenant may refuse it: accounts are asked for again without it',
  },
  {
    provider: 'microsoft365',
    endpoint: /^GET \/beta\/auditLogs\/signIns/,
    kinds: /^400 without a reason$/,
    datasets: ['signInEvents'],
    why: 'beta may be taken away; v1.0 tells the same sign-ins without their factors, and the source says so',
  },
  {
    provider: 'microsoft365',
    endpoint: /\/oauth2PermissionGrants/,
    kinds: /^403 without a reason$|^licence refused/,
    datasets: ['applications'],
    why: 'the only permission that shows delegated grants is Directory.Read.All, which nobody has to give',
  },
  {
    provider: 'microsoft365',
    endpoint: /\/privilegedAccess\/group\//,
    kinds: /^403 without a reason$/,
    datasets: ['roles'],
    lacksRows: true,
    why: 'its permissions are optional; a note says that PIM for groups was not read',
  },
];

/** The excuse for a fault on an endpoint, if there is one. */
export function optionalAt(provider: Provider, endpoint: Endpoint, kind: Kind): Optional | undefined {
  return optionals.find(
    (optional) =>
      optional.provider === provider && optional.endpoint.test(endpoint.name) && optional.kinds.test(kind.id),
  );
}
