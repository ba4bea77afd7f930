import { checks } from '../../checks/index.ts';
import { datasetNames } from '../../src/core/datasets.ts';
import { type Provider, providers } from '../../src/core/provider.ts';
import { catalogue } from '../../src/messages/index.ts';
import { code, connectors, demandOf, lookAt, notice, readsOf } from './sources.ts';

const { ui } = catalogue('en');

function byDataset(): string[] {
  return connectors.flatMap((connector) => {
    const rows = datasetNames.map((name) => {
      const collector = connector.datasets[name];
      if ('unsupported' in collector) return `| \`${name}\` | – | – | ${collector.unsupported} |`;
      const { permissions, optional = [], licence = 'any licence' } = collector;
      return `| \`${name}\` | ${code(permissions)} | ${code(optional)} | ${licence} |`;
    });
    return [
      `### ${connector.product}`,
      '',
      '| dataset | least permission | shows more of what is hidden | licence |',
      '|---|---|---|---|',
      ...rows,
      '',
    ];
  });
}

/** Permissions of the datasets that a check needs, and of those that only tell more. */
function demandsOf(id: string, provider: Provider): string {
  const check = checks.find((one) => one.id === id);
  if (check === undefined || !lookAt(check).about.includes(provider)) return '– | –';
  const reads = readsOf(check, provider);
  const of = (needed: boolean) =>
    reads
      .filter((read) => read.needed === needed)
      .flatMap(({ dataset }) => demandOf(provider, dataset)?.permissions ?? []);
  const needed = new Set(of(true));
  const more = new Set(of(false).filter((permission) => !needed.has(permission)));
  return `${code([...needed])} | ${code([...more])}`;
}

function byCheck(): string[] {
  return providers.flatMap((provider) => [
    `### ${ui.provider[provider]}`,
    '',
    '| check | least permission | tells more |',
    '|---|---|---|',
    ...checks.map(({ id }) => `| [${id}](checks/${id}.md) | ${demandsOf(id, provider)} |`),
    '',
  ]);
}

/** What to grant, by dataset and by check. */
export function permissionsPage(): string {
  return [
    notice,
    '# Permissions',
    '',
    'All of them only read. What stands in neither column of the first table is more than needed: `shisei doctor` names',
    'what is granted beyond them and how to remove it, and what is missing.',
    '',
    '## By dataset',
    '',
    ...byDataset(),
    '## By check',
    '',
    'Without the least permission the check is `unknown`. What tells more may be missing: the check judges by the rest,',
    'and says less, or a lesser severity, or `unknown` of those whom the rest does not decide.',
    '',
    ...byCheck(),
  ].join('\n');
}
