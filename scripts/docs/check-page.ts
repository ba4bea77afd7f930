import { controlWords } from '../../src/commands/control-words.ts';
import { type AnyCheck, isTenantCheck } from '../../src/core/check.ts';
import { type Framework, publicationOf } from '../../src/core/frameworks.ts';
import { optionsOfProfile, profiles } from '../../src/core/profiles.ts';
import { providers } from '../../src/core/provider.ts';
import type { CheckText } from '../../src/messages/catalogue.ts';
import { catalogue, commands } from '../../src/messages/index.ts';
import { code, demandOf, lookAt, notice, readsOf } from './sources.ts';

const { ui, checks: texts } = catalogue('en');

function optionsPart({ id, options }: AnyCheck): string[] {
  const lines = Object.entries(options).map(([name, value]) => {
    const others = profiles.flatMap((profile) => {
      const own = optionsOfProfile(profile)[id]?.[name];
      return own === undefined || own === value ? [] : [`; ${own} under the profile \`${profile}\``];
    });
    return `- \`${name}\`: ${value} by default${others.join('')}`;
  });
  return lines.length === 0 ? [] : ['## Options', '', ...lines, ''];
}

/** What of the configuration a check reads, by the field of the tenant that it looks at. */
const configured: Readonly<Record<string, string>> = {
  roster: 'the HR list (`roster`)',
  people: 'which accounts belong to one person (`links` may say so, and the HR list, where there is one)',
  approvedCountries: '`approvedCountries`',
};

function dataPart(check: AnyCheck): string[] {
  const { about, seen } = lookAt(check);
  const rows = about.flatMap((provider) =>
    readsOf(check, provider).map(({ dataset, needed }) => {
      const demand = demandOf(provider, dataset);
      const [permissions, licence] =
        demand === null ? ['–', 'not offered'] : [code(demand.permissions), demand.licence];
      const without = needed ? 'all is `unknown`' : 'judged by the rest';
      return `| ${ui.provider[provider]} | \`${dataset}\` | ${permissions} | ${licence} | ${without} |`;
    }),
  );
  const beside = Object.entries(configured).flatMap(([field, words]) => (seen.has(field) ? [words] : []));
  const silent = providers.filter((provider) => !about.includes(provider)).map((provider) => ui.provider[provider]);
  return [
    '## What it reads',
    '',
    ...(rows.length === 0
      ? []
      : ['| cloud | dataset | least permission | licence | without it |', '|---|---|---|---|---|', ...rows, '']),
    ...(beside.length === 0 ? [] : [`Of the configuration it reads ${beside.join(', and ')}.`, '']),
    ...(silent.length === 0 ? [] : [`It says nothing of ${silent.join(', ')}.`, '']),
  ];
}

function unknownPart(check: AnyCheck): string[] {
  const { seen } = lookAt(check);
  const hasList = seen.has('roster');
  return [
    '## What unknown means',
    '',
    'Nothing passes because something could not be read, and nobody fails because of it.',
    '',
    '- A dataset without which all is `unknown` could not be read: nobody was judged, and the result gives the reason.',
    '- It was read in part: who fails by what was read fails; nobody else passes.',
    '- The provider says nothing of one subject, or the rest does not decide it: that one is `unknown`, and the others stand.',
    ...(hasList
      ? [
          '- The HR list has a fault: nobody is compared with it, and a note of the report names the lines. Without an HR list it is not applicable.',
        ]
      : []),
    '',
  ];
}

function fixPart(text: CheckText): string[] {
  const fixes = providers.flatMap((provider) => {
    const fix = text.fix[provider];
    if (fix === undefined) return [];
    const steps = fix.steps.map((step, index) => `${index + 1}. ${step}`);
    const command = fix.command === undefined ? [] : ['', '```', fix.command, '```'];
    return [`### ${ui.provider[provider]}`, '', ...steps, ...command, ''];
  });
  return ['## How to fix', '', ...fixes];
}

function controlsPart(check: AnyCheck): string[] {
  const rows = check.controls.map((control) => {
    const { framework, version, strength, limits } = control;
    const id = controlWords(control, check.messages, commands('en').checks);
    const own = Object.entries(limits ?? {}).filter(([, value]) => value < Number.MAX_SAFE_INTEGER);
    const measure = own.length === 0 ? '' : own.map(([name, value]) => `\`${name}: ${value}\``).join(', ');
    const short = publicationOf(framework as Framework).id;
    return `| ${framework} ${version} | \`${short}\` | ${id} | ${strength} | ${measure} |`;
  });
  if (rows.length === 0) return [];
  return [
    '## Controls',
    '',
    'How much of each it answers: [frameworks](../frameworks.md).',
    '',
    '| framework | `--framework` | control | strength | its own limits |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ];
}

/** The page of one check. */
export function checkPage(check: AnyCheck): string {
  const text = texts[check.id];
  if (text === undefined) throw new Error(`${check.id} has no texts`);
  const scope = isTenantCheck(check) ? 'all directories of a tenant together, once' : 'each directory by itself';
  return [
    notice,
    `# ${check.id}`,
    '',
    `**${text.title}** (${check.severity} unless a finding says more)`,
    '',
    text.why,
    '',
    ...(text.note === undefined ? [] : [text.note, '']),
    '## When it fails',
    '',
    `It judges ${scope}. A finding says which of these it is:`,
    '',
    ...check.messages.map((message) => `- \`${message}\`: ${text.meanings[message] ?? ''}`),
    '',
    ...optionsPart(check),
    ...dataPart(check),
    ...unknownPart(check),
    ...fixPart(text),
    ...controlsPart(check),
  ].join('\n');
}
