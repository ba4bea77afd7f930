import type { Control, Failure, Options, Strength } from './check.ts';
import type { Provider } from './datasets.ts';

/** The published frameworks that checks answer, with the version whose ids are cited. */
const versions = {
  'CISA SCuBA M365': '1.8.0',
  'CISA SCuBA Google Workspace': '1.0.1',
  'CIS M365': '7.0',
  'CIS Google Workspace': '1.3',
  'CIS Controls': '8.1',
  'NIST CSF': '2.0',
  'NIST SP 800-53': 'r5',
  'ISO/IEC 27001': '2022',
  'SCS ★3': '2026-03-27',
  // Its sections have no numbers: the ids are words of ours for what it asks.
  'CSA Zero Trust for SMBs': '2025-02-01',
} as const;

export type Framework = keyof typeof versions;
export const frameworks = Object.keys(versions) as Framework[];

/** Where frameworks judge the same facts otherwise than the check does. */
export interface OwnMeasures {
  /** Failures of the check that the controls of a framework accept. */
  tolerates?: { readonly [F in Framework]?: (failure: Failure, id: string) => boolean };
  /** Limits of single controls, by framework and id. */
  limits?: { readonly [F in Framework]?: Readonly<Record<string, Options>> };
}

/** The controls that a check answers, in the order of `frameworks`, with how much of each it answers. */
export function controls(
  ids: { readonly [F in Framework]?: Readonly<Record<string, Strength>> },
  { tolerates = {}, limits = {} }: OwnMeasures = {},
): readonly Control[] {
  return frameworks.flatMap((framework) => {
    const accepts = tolerates[framework];
    return Object.entries(ids[framework] ?? {}).map(([id, strength]): Control => {
      const own = limits[framework]?.[id];
      const control = { framework, version: versions[framework], id, strength };
      return {
        ...control,
        ...(own === undefined ? {} : { limits: own }),
        ...(accepts === undefined ? {} : { tolerates: (failure: Failure) => accepts(failure, id) }),
      };
    });
  });
}

/** Frameworks that speak of one product only. */
const products: ReadonlyMap<string, Provider> = new Map([
  ['CISA SCuBA M365', 'microsoft365'],
  ['CIS M365', 'microsoft365'],
  ['CISA SCuBA Google Workspace', 'google-workspace'],
  ['CIS Google Workspace', 'google-workspace'],
]);

/** The controls that a check answers for the products of these providers. */
export function controlsFor(all: readonly Control[], providers: readonly Provider[]): readonly Control[] {
  return all.filter(({ framework }) => {
    const product = products.get(framework);
    return product === undefined || providers.includes(product);
  });
}
