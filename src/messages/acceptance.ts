import type { Severity } from '../core/check.ts';
import type { Bound, ToldChange } from '../core/history/bound-facts.ts';

/** What each message of a check means, by id. */
export type Meanings = Readonly<Record<string, string>>;

/** Words about risks that were accepted. */
export interface AcceptanceTexts {
  /** What changed since a risk was accepted, to stand in a sentence. */
  changed(told: ToldChange, meanings: Meanings): string;
  /** That an acceptance ended before its last day, and why; a sentence. */
  ended(told: ToldChange, meanings: Meanings): string;
  /** The facts that an exception is bound to; those that are not known are left out. */
  bound(facts: Bound, meanings: Meanings): string[];
}

/** One side of a change that makes a finding worse. */
interface WorseSide {
  severity: Severity;
  message: string;
  /** Null: the finding counts nothing. */
  count: number | null;
}

function sideOf(told: string): WorseSide {
  const [severity, message = '', count] = told.split('\n');
  return { severity: severity as Severity, message, count: count === undefined ? null : Number(count) };
}

/** Both sides of what is worse, each with what differs alone. */
function worseSides({ before, after }: ToldChange): [Partial<WorseSide>, Partial<WorseSide>] {
  const [was, is] = [sideOf(before), sideOf(after)];
  const differing = (one: WorseSide): Partial<WorseSide> => ({
    ...(was.severity === is.severity ? {} : { severity: one.severity }),
    ...(was.message === is.message ? {} : { message: one.message }),
    ...(was.count === is.count ? {} : { count: one.count }),
  });
  return [differing(was), differing(is)];
}

/** One side of a change of roles: the privilege, where it is known, and the names of roles. */
function rolesSide(told: string): { privilege: string; names: string[] } {
  const [privilege = '', ...names] = told.split('\n');
  return { privilege, names };
}

type Words = Readonly<Record<string, string>>;

/** The words of one language. What no word stands for is shown as it is. */
export interface AcceptanceWords {
  severity: Words;
  /** Whether a factor is registered, how good the factors are, and whether MFA is forced. */
  mfa: Words;
  /** Classes of the last sign-in. */
  signIn: Words;
  privilege: Words;
  /** Names of roles, as a list. */
  roleList(names: readonly string[]): string;
  noRole: string;
  noAdminRole: string;
  aside(words: string): string;
  comma: string;
  count(count: number): string;
  /** That another account has the login now, by the ids of both. */
  passed(was: string, is: string): string;
  /** What changed, and both sides of it. */
  fromTo(what: 'roles' | 'mfa' | 'signIn' | 'worse', was: string, is: string): string;
  ended(changed: string): string;
  fact(what: 'finding' | 'roles' | 'mfa' | 'signIn', words: string): string;
}

/** What is said of accepted risks in one language. */
export function acceptanceIn(words: AcceptanceWords): AcceptanceTexts {
  const roles = (told: string, other: string): string => {
    const { privilege, names } = rolesSide(told);
    const power = words.privilege[privilege];
    if (names.length === 0) return privilege === 'none' ? words.noAdminRole : (power ?? words.noRole);
    const isSame = rolesSide(other).names.join('\n') === names.join('\n');
    return `${words.roleList(names)}${isSame && power !== undefined ? words.aside(power) : ''}`;
  };
  const mfa = (told: string) =>
    told
      .split('\n')
      .map((code) => words.mfa[code] ?? code)
      .join(words.comma);
  const worse = ({ severity, message, count }: Partial<WorseSide>, meanings: Meanings) =>
    [
      ...(severity === undefined ? [] : [words.severity[severity] ?? severity]),
      ...(message === undefined ? [] : [meanings[message] ?? message]),
      ...(count === undefined || count === null ? [] : [words.count(count)]),
    ].join(words.comma);
  const changed = (told: ToldChange, meanings: Meanings): string => {
    const { change, before, after } = told;
    if (change === 'subject') return words.passed(before, after);
    if (change === 'roles') return words.fromTo(change, roles(before, after), roles(after, before));
    if (change === 'mfa') return words.fromTo(change, mfa(before), mfa(after));
    if (change === 'signIn') {
      return words.fromTo(change, words.signIn[before] ?? before, words.signIn[after] ?? after);
    }
    const [was, is] = worseSides(told);
    return words.fromTo(change, worse(was, meanings), worse(is, meanings));
  };
  const bound = (facts: Bound, meanings: Meanings): string[] => {
    const { privilege, roles: held, registered, factors, enforcement, signIn, message, severity, count } = facts;
    const codes = [
      ...(registered === null ? [] : [registered ? 'registered' : 'unregistered']),
      ...(factors ?? []).map((strength) => `factor-${strength}`),
      ...(enforcement === null ? [] : [`enforcement-${enforcement}`]),
    ];
    const power = [privilege ?? '', ...(held ?? []).map(({ name }) => name)].join('\n');
    return [
      words.fact('finding', worse({ severity, message, count }, meanings)),
      ...(privilege === null && held === null ? [] : [words.fact('roles', roles(power, power))]),
      ...(codes.length === 0 ? [] : [words.fact('mfa', mfa(codes.join('\n')))]),
      ...(signIn === null ? [] : [words.fact('signIn', words.signIn[signIn] ?? signIn)]),
    ];
  };
  return { changed, ended: (told, meanings) => words.ended(changed(told, meanings)), bound };
}
