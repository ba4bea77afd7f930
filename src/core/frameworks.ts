import type { Profile } from './profiles.ts';
import type { Provider } from './provider.ts';

/** A published framework, in the version whose ids are cited. */
export interface Publication {
  /** What `--framework` takes. */
  id: string;
  version: string;
  /** The product that it speaks of; not given: any. */
  product?: Provider;
  /** The profile that measures as it does. */
  profile?: Profile;
}

const publications = {
  'CISA SCuBA M365': { id: 'cisa-scuba-m365', version: '1.8.0', product: 'microsoft365', profile: 'cisa' },
  'CISA SCuBA Google Workspace': {
    id: 'cisa-scuba-gws',
    version: '1.0.1',
    product: 'google-workspace',
    profile: 'cisa',
  },
  'CIS M365': { id: 'cis-m365', version: '7.0', product: 'microsoft365', profile: 'cis' },
  'CIS Google Workspace': { id: 'cis-gws', version: '1.3', product: 'google-workspace', profile: 'cis' },
  'CIS Controls': { id: 'cis-controls', version: '8.1' },
  'NIST CSF': { id: 'nist-csf', version: '2.0' },
  'NIST SP 800-53': { id: 'nist-800-53', version: 'r5' },
  'ISO/IEC 27001': { id: 'iso-27001', version: '2022' },
  // The criteria of 2017 with the points of focus as they were revised in 2022.
  'SOC 2': { id: 'soc-2', version: 'TSC 2017 (2022)' },
  'MITRE ATT&CK': { id: 'mitre-attack', version: '19.2' },
  'SCS ★3': { id: 'scs-3', version: '2026-03-27' },
  // Its sections have no numbers: the ids are words of ours for what it asks.
  'CSA Zero Trust for SMBs': { id: 'csa-zero-trust', version: '2025-02-01' },
} as const satisfies Record<string, Publication>;

/** A published framework by its name. */
export type Framework = keyof typeof publications;

/** Every framework, in the order in which reports name them. */
export const frameworks = Object.keys(publications) as Framework[];

/** What was published, and in which version. */
export function publicationOf(framework: Framework): Publication {
  return publications[framework];
}

function isFramework(name: string): name is Framework {
  return Object.hasOwn(publications, name);
}

/** Whether a framework speaks of any product of these providers; one that is not known here may. */
export function concerns(framework: string, providers: readonly Provider[]): boolean {
  const product = isFramework(framework) ? publicationOf(framework).product : undefined;
  return product === undefined || providers.includes(product);
}

/** Words that stand for several frameworks. */
const groups: Readonly<Record<string, readonly Framework[]>> = {
  cisa: ['CISA SCuBA M365', 'CISA SCuBA Google Workspace'],
  cis: ['CIS M365', 'CIS Google Workspace'],
};

/** All that `--framework` takes: the ids, then the groups. */
export const frameworkWords: readonly string[] = [
  ...frameworks.map((framework) => publicationOf(framework).id),
  ...Object.keys(groups),
];

/** The frameworks that a word stands for; empty when it stands for none. */
export function frameworksNamed(word: string): readonly Framework[] {
  if (Object.hasOwn(groups, word)) return groups[word] ?? [];
  return frameworks.filter((framework) => publicationOf(framework).id === word);
}

/** The profile that all of these frameworks share; undefined where there is none. */
export function profileOf(chosen: readonly Framework[]): Profile | undefined {
  const [first, ...others] = new Set(chosen.map((framework) => publicationOf(framework).profile));
  return others.length === 0 ? first : undefined;
}
