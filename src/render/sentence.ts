import stringWidth from 'string-width';
import { providers } from '../core/provider.ts';
import type { Clause } from '../messages/briefs.ts';
import { called } from './called.ts';
import type { Digest } from './digest.ts';
import type { Person } from './people.ts';
import { accountsOf, type PersonAccount, tellingLogin } from './person-accounts.ts';
import type { Entry } from './urgency.ts';

/** Of several findings about the same matter only the worst is said. */
function briefsOf(open: readonly Entry[], { catalogue: { ui, checks } }: Digest): string[] {
  const said = new Map<string, string>();
  for (const { result, finding } of open) {
    const brief = ui.brief(result.check, finding.message, finding.data) ?? {
      about: result.check,
      text: checks[result.check]?.title ?? result.check,
    };
    if (!said.has(brief.about)) said.set(brief.about, brief.text);
  }
  return [...said.values()];
}

/** The part before the domain, where no other account of the person in that cloud has the same. */
function shortLogin({ human }: Person, { provider, id }: PersonAccount, { catalogue }: Digest): string {
  const login = tellingLogin(human, provider, id);
  if (login === null) return '';
  const before = (name: string) => name.slice(0, Math.max(0, name.lastIndexOf('@'))) || name;
  const alike = human?.holdings.filter(
    (holding) =>
      holding.provider === provider && before(holding.account.login).toLowerCase() === before(login).toLowerCase(),
  );
  return called(alike?.length === 1 ? before(login) : login, 60, catalogue.ui);
}

/** What is said of each account, the worst first: a role is told of the account alone that holds it. */
function clausesOf(person: Person, digest: Digest): Clause[] {
  const { ui } = digest.catalogue;
  const accounts = accountsOf(person.entries);
  const own = new Set(accounts.flatMap(({ entries }) => entries));
  const whole = person.open.filter((entry) => !own.has(entry));
  const told = accounts.map((account) => {
    const open = person.open.filter((entry) => account.entries.includes(entry));
    const [highest] = account.roles;
    const role = highest === undefined ? '' : called(ui.role(highest), 60, ui);
    const clause = { cloud: ui.provider[account.provider], login: shortLogin(person, account, digest), role };
    return { clause, open };
  });
  const rank = (open: readonly Entry[]) => (open[0] === undefined ? Infinity : person.open.indexOf(open[0]));
  return [...told, { clause: { cloud: '', login: '', role: '' }, open: whole }]
    .filter(({ clause: { role }, open }) => open.length > 0 || role !== '')
    .sort((a, b) => (rank(a.open) === rank(b.open) ? 0 : rank(a.open) - rank(b.open)))
    .map(({ clause, open }) => ({ ...clause, briefs: briefsOf(open, digest) }));
}

/** Without a cloud where there is but one, and as one where the same holds of all accounts. */
function simplified(clauses: readonly Clause[], { human }: Person, { catalogue: { ui } }: Digest): Clause[] {
  const [first] = clauses;
  if (first === undefined) return [];
  const clouds = new Set(clauses.map(({ cloud }) => cloud));
  const isAll = clauses.every(({ login }) => login === '') || clauses.length === human?.holdings.length;
  const isAlike = clauses.every(
    ({ cloud, role, briefs }) => cloud !== '' && role === first.role && briefs.join('\n') === first.briefs.join('\n'),
  );
  const named = providers.map((provider) => ui.provider[provider]).filter((cloud) => clouds.has(cloud));
  const cloud = clouds.size === 1 ? '' : ui.list(named);
  if (clauses.length > 1 && isAlike && isAll) return [{ ...first, login: '', cloud }];
  return clauses.map((clause) => (clouds.size === 1 ? { ...clause, cloud: '' } : clause));
}

/** The first facts, so many of them; how many were left out is told at the end. */
function cut(clauses: readonly Clause[], count: number, { catalogue: { ui } }: Digest): Clause[] {
  let room = count;
  const kept = clauses.flatMap((clause) => {
    const briefs = clause.briefs.slice(0, room);
    room -= briefs.length;
    return briefs.length === 0 ? [] : [{ ...clause, briefs }];
  });
  const rest = clauses.reduce((sum, { briefs }) => sum + briefs.length, 0) - count;
  const last = kept.at(-1);
  if (last === undefined || rest <= 0) return kept;
  return [...kept.slice(0, -1), { ...last, briefs: [...last.briefs, ui.people.more(rest)] }];
}

function unknownSentence({ unknown }: Person, { catalogue: { ui, checks } }: Digest): string {
  const topics = unknown.map(({ result }) => checks[result.check]?.topic ?? result.check);
  return ui.combinedUnknown([...new Set(topics)].slice(0, 3));
}

/** How much is said of one account. */
const most = 4;

/** The sentence about a person: what meets in this person, not a list of checks. */
export function sentenceOf(person: Person, digest: Digest): string {
  if (person.open.length === 0) return unknownSentence(person, digest);
  const clauses = clausesOf(person, digest).map((one) => ({ ...one, briefs: one.briefs.slice(0, most) }));
  return digest.catalogue.ui.combined(simplified(clauses, person, digest));
}

/** The same in so many columns: what is worst is said, and how much more there is. */
export function shortSentenceOf(person: Person, digest: Digest, columns: number): string {
  if (person.open.length === 0) return unknownSentence(person, digest);
  const { ui } = digest.catalogue;
  const clauses = simplified(clausesOf(person, digest), person, digest);
  const all = clauses.reduce((sum, { briefs }) => sum + briefs.length, 0);
  const tries = Array.from({ length: all }, (_, index) => ui.combined(cut(clauses, all - index, digest)));
  const sentences = [ui.combined(clauses), ...tries];
  return sentences.find((sentence) => stringWidth(sentence) <= columns) ?? sentences.at(-1) ?? '';
}
