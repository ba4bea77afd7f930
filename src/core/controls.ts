import type { Control, Failure } from './check.ts';
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
  'CSA Zero Trust for SMBs': '2025-02-01',
} as const;

export type Framework = keyof typeof versions;
export const frameworks = Object.keys(versions) as Framework[];

/**
 * The controls that a check answers, in the order of `frameworks`.
 * @param tolerates failures of the check that the controls of a framework accept
 */
export function controls(
  ids: { readonly [F in Framework]?: readonly string[] },
  tolerates: { readonly [F in Framework]?: (failure: Failure) => boolean } = {},
): readonly Control[] {
  return frameworks.flatMap((framework) => {
    const accepts = tolerates[framework];
    return (ids[framework] ?? []).map((id) => {
      const control = { framework, version: versions[framework], id };
      return accepts === undefined ? control : { ...control, tolerates: accepts };
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

/** The controls that a check answers for one provider. */
export function controlsFor(all: readonly Control[], provider: Provider): readonly Control[] {
  return all.filter(({ framework }) => (products.get(framework) ?? provider) === provider);
}
