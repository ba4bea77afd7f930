import { type Provider, providers } from '../core/datasets.ts';
import type { Clause } from '../messages/ui.ts';
import type { Digest } from './digest.ts';
import type { Person } from './people.ts';
import { visible } from './plain.ts';

/** Of several findings about the same matter only the worst is said. */
function briefsOf(
  person: Person,
  provider: Provider | null,
  { catalogue: { ui, checks } }: Digest,
  most: number,
): string[] {
  const said = new Map<string, string>();
  for (const { result, finding } of person.open) {
    if (result.provider !== provider) continue;
    const brief = ui.brief(result.check, finding.message, finding.data) ?? {
      about: result.check,
      text: checks[result.check]?.title ?? result.check,
    };
    if (!said.has(brief.about)) said.set(brief.about, brief.text);
  }
  return [...said.values()].slice(0, most);
}

/**
 * The sentence about a person: what meets in this person, not a list of checks.
 * @param most how much is said of one cloud
 */
export function sentenceOf(person: Person, digest: Digest, most = 4): string {
  const { ui, checks } = digest.catalogue;
  if (person.open.length === 0) {
    const topics = person.unknown.map(({ result }) => checks[result.check]?.topic ?? result.check);
    return ui.combinedUnknown([...new Set(topics)].slice(0, 3));
  }
  const clauses = [...providers, null].flatMap((provider): (Clause & { worst: number })[] => {
    const briefs = briefsOf(person, provider, digest, most);
    const highest = provider === null ? undefined : person.rolesIn.get(provider)?.[0];
    if (briefs.length === 0 && highest === undefined) return [];
    const role = highest === undefined ? '' : visible(ui.role(highest), 60);
    const cloud = provider === null ? '' : ui.provider[provider];
    const worst = person.open.findIndex(({ result }) => result.provider === provider);
    return [{ cloud, role, briefs, worst: worst === -1 ? Number.POSITIVE_INFINITY : worst }];
  });
  const clouds = clauses.map(({ cloud }) => cloud);
  const [only, ...others] = clauses.sort((a, b) => (a.worst === b.worst ? 0 : a.worst - b.worst));
  if (only === undefined) return '';
  if (others.length === 0) return ui.combined([{ ...only, cloud: '' }]);
  const alike = clauses.every(
    ({ cloud, role, briefs }) => cloud !== '' && role === only.role && briefs.join('\n') === only.briefs.join('\n'),
  );
  return ui.combined(alike ? [{ ...only, cloud: ui.list(clouds) }] : clauses);
}
