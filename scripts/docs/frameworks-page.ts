import { checks } from '../../checks/index.ts';
import { type Strength, strengths } from '../../src/core/check.ts';
import { controlCatalogue } from '../../src/core/control-catalogue.ts';
import { compareIds } from '../../src/core/framework-verdicts.ts';
import {
  type Framework,
  frameworks,
  frameworksNamed,
  frameworkWords,
  publicationOf,
} from '../../src/core/frameworks.ts';
import { optionsOfProfile, profiles } from '../../src/core/profiles.ts';
import { notice } from './sources.ts';

/** Where each framework is published. */
const homes: Record<Framework, string> = {
  'CISA SCuBA M365': 'https://github.com/cisagov/ScubaGear',
  'CISA SCuBA Google Workspace': 'https://github.com/cisagov/ScubaGoggles',
  'CIS M365': 'https://www.cisecurity.org/benchmark/microsoft_365',
  'CIS Google Workspace': 'https://www.cisecurity.org/benchmark/google_workspace',
  'CIS Controls': 'https://www.cisecurity.org/controls',
  'NIST CSF': 'https://www.nist.gov/cyberframework',
  'NIST SP 800-53': 'https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final',
  'ISO/IEC 27001': 'https://www.iso.org/standard/27001',
  'SOC 2': 'https://www.aicpa-cima.com/',
  'MITRE ATT&CK': 'https://attack.mitre.org/',
  'SCS ★3': 'https://www.ipa.go.jp/security/scs/',
  'CSA Zero Trust for SMBs': 'https://cloudsecurityalliance.org/',
};

interface Cited {
  check: string;
  strength: Strength;
}

function citing(framework: Framework, id: string): Cited[] {
  return checks.flatMap((check) =>
    check.controls
      .filter((control) => control.framework === framework && control.id === id)
      .map(({ strength }) => ({ check: check.id, strength })),
  );
}

/** The strongest answer that any check gives. */
function strongest(cited: readonly Cited[]): Strength | undefined {
  return strengths.find((strength) => cited.some((one) => one.strength === strength));
}

function overview(): string[] {
  const rows = frameworks.map((framework) => {
    const { id, version, product } = publicationOf(framework);
    const all = controlCatalogue[framework].map((control) => strongest(citing(framework, control)));
    const count = (wanted: Strength | undefined) => all.filter((strength) => strength === wanted).length;
    const about = product === undefined ? 'both' : product === 'microsoft365' ? 'Microsoft 365' : 'Google Workspace';
    const counts = [all.length, ...strengths.map(count), count(undefined)].join(' | ');
    return `| [${framework}](${homes[framework]}) | ${version} | \`${id}\` | ${about} | ${counts} |`;
  });
  return [
    '| framework | version | `--framework` | about | known | exact | partial | only related | no check |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
  ];
}

function groupLines(): string[] {
  const single = new Set<string>(frameworks.map((framework) => publicationOf(framework).id));
  return frameworkWords
    .filter((word) => !single.has(word))
    .map((word) => `- \`${word}\`: ${frameworksNamed(word).join(' and ')}`);
}

function profileLines(): string[] {
  return profiles.flatMap((profile) =>
    Object.entries(optionsOfProfile(profile)).map(([check, options]) => {
      const values = Object.entries(options).map(([name, value]) => `\`${name}: ${value}\``);
      return `- \`${profile}\`: [${check}](checks/${check}.md) ${values.join(', ')}`;
    }),
  );
}

function lists(): string[] {
  return frameworks.flatMap((framework) => {
    const { id, version } = publicationOf(framework);
    const rows = controlCatalogue[framework].toSorted(compareIds).map((control) => {
      const cited = citing(framework, control);
      const words = strengths.flatMap((strength) => {
        const mine = cited.filter((one) => one.strength === strength);
        const names = mine.map(({ check }) => `[${check}](checks/${check}.md)`);
        return mine.length === 0 ? [] : [`${strength}: ${names.join(', ')}`];
      });
      return `| ${control} | ${words.length === 0 ? 'not covered' : words.join('; ')} |`;
    });
    return [`### ${framework} ${version} (\`${id}\`)`, '', '| control | answered by |', '|---|---|', ...rows, ''];
  });
}

/** How published frameworks are judged, and what of them the checks answer. */
export function frameworksPage(): string {
  return [
    notice,
    '# Frameworks',
    '',
    'Every check names the published controls that it answers: framework, version, id, and how much of the control the',
    'check answers. Ids only: read what a control says where its framework is published.',
    '',
    'A report is not a certificate. It says what was looked at in the directories, and a control often asks for more: a',
    'process, a document, a device.',
    '',
    '## What is known',
    '',
    ...overview(),
    '*Known* are the controls about identity that this project has found in each framework. The other columns count them',
    'by the strongest check that answers them.',
    '',
    '## Strength',
    '',
    '- **exact**: the control asks for just what the check looks at. Declared emergency accounts are left out, and listed',
    '  by the configuration.',
    '- **partial**: the control asks for it among other things, or the check sees a part of whom or what it is about.',
    '- **related**: the check is about something near. It neither breaks the control nor keeps it.',
    '',
    '## The verdict of a control',
    '',
    'Only exact and partial answers decide; related ones are listed beside them.',
    '',
    '| verdict | when |',
    '|---|---|',
    '| `fail` | a deciding result fails, with no valid exception |',
    '| `unknown` | else, a deciding result is unknown |',
    '| `pass` | else, a deciding result passes |',
    '| `not covered` | no check decides the control, or nobody was there to judge; where none speaks of it at all, pages say “outside shisei” |',
    '',
    'A pass only because findings were accepted has their number in `accepted`, and pages call it *Accepted*, not *Pass*',
    '([accepted risks](exceptions.md)).',
    '',
    'So nothing passes unless somebody looked. A pass by partial answers alone is a pass of those parts, not of the whole',
    'control; reports say “in part” beside it. Frameworks stand side by side, and nothing is averaged.',
    '',
    'A framework may judge the same facts by measures of its own. SCS ★3 accepts a code sent to a telephone, which CISA,',
    'CIS and CSA do not. CISA allows eight top administrators, CIS four. Such a measure holds whatever the options of the',
    'check are set to; the page of each check names it.',
    '',
    '## In `report.json`',
    '',
    '`frameworks` holds an entry for each framework, in the order above: `framework`, `version`, `id`, and `controls`',
    'sorted by id. A control has its `id`, its `verdict`, and `results`: `check`, `provider` (null where all directories',
    'were judged together), `verdict` and `strength`; the control and its results have `accepted` where they pass only',
    'because findings were accepted. A framework of a product that the tenant has not is left out.',
    '',
    '## `--framework`',
    '',
    '`shisei scan`, `judge` and `demo` take `--framework ID`, also several times. Only checks that answer a control of',
    'these frameworks are then judged and reported, by those controls alone. All datasets are read all the same, so that a',
    'saved snapshot can be judged in full later. A note of the report says that it was limited. Two words stand for',
    'several:',
    '',
    ...groupLines(),
    '',
    '## Profiles',
    '',
    'CISA and CIS measure some things differently. A profile sets the options of checks to the measures of one family:',
    '',
    ...profileLines(),
    '',
    'Ask for one with `profile: cisa` in `shisei.yaml`, at the top or under a tenant, or with `--profile cisa`. The default',
    'of a check gives way to the profile, the profile to options for all tenants, and those to options of the tenant. On',
    'the command line a profile takes the place of the configured one; `--framework` of one family brings its profile',
    'along. A snapshot keeps its profile and its options; `shisei judge --profile` takes the place of the saved profile only.',
    '',
    '## Controls and checks',
    '',
    ...lists(),
  ].join('\n');
}
