import type { Gap } from '../../src/core/gap.ts';
import type { DecidingPolicy, Enforcement } from '../../src/core/rows/enforcement.ts';
import type { Setting } from '../../src/core/rows/policy.ts';
import { type AppAccess, type AppAccessRules, resolveAppAccess } from './app-access-settings.ts';
import type { Resolved, Standing } from './resolution.ts';
import { scopeNamer } from './scope-names.ts';
import { type Person, type Surveyed, surveyor } from './standings.ts';
import { enforcesForSome, resolveTwoStep, type TwoStep, type TwoStepRules } from './two-step-settings.ts';

/** What is the same for all accounts. */
export interface EnforcementContext {
  /** The instant that will be judged by. */
  asOf: Date;
  /** Some other part of the directory is made to use 2-Step Verification. */
  elsewhere: boolean;
  /** Whom a setting is for, in words that a reader knows: the path of a unit, a group; null: nobody set it. */
  scopeOf: (by: Setting | null) => string;
}

/** What the settings are for one account. */
export interface AccountSettings {
  twoStep: TwoStep;
  appAccess: AppAccess;
}

type Outcome = Pick<Enforcement, 'state' | 'reason' | 'policies' | 'startsAt' | 'gap'>;

function outcome(
  state: Outcome['state'],
  reason: Outcome['reason'],
  more: Partial<Omit<Outcome, 'state' | 'reason'>> = {},
): Outcome {
  return { state, reason, policies: [], startsAt: null, gap: null, ...more };
}

function known<T>(resolved: Resolved<T> | undefined): T | undefined {
  return resolved !== undefined && 'value' in resolved ? resolved.value : undefined;
}

function decidedBy(resolved: Resolved<unknown>, { scopeOf }: EnforcementContext): DecidingPolicy[] {
  const by = 'by' in resolved ? resolved.by : null;
  return by === null ? [] : [{ id: by.id, name: scopeOf(by), conditions: [] }];
}

function isBy(instant: string, { asOf }: EnforcementContext): boolean {
  return Date.parse(instant) <= asOf.getTime();
}

/** The directory says so; a setting is named when it says the same. */
function enforced(twoStep: TwoStep | undefined, context: EnforcementContext): Outcome {
  const from = known(twoStep?.from);
  if (twoStep === undefined || from == null || !isBy(from, context)) return outcome('enforced', 'directory');
  return outcome('enforced', 'policy', { policies: decidedBy(twoStep.from, context), startsAt: from });
}

function notEnforced(twoStep: TwoStep | undefined, context: EnforcementContext): Outcome {
  // What the settings say is not known, so that nobody can say that none of them is about the account.
  if (twoStep === undefined) return outcome('none', 'directory');
  if (known(twoStep.enrolment) === false) {
    return outcome('none', 'enrolment-off', { policies: decidedBy(twoStep.enrolment, context) });
  }
  const policies = decidedBy(twoStep.from, context);
  const from = known(twoStep.from);
  if (from === undefined) return outcome('none', 'directory', { policies });
  if (from !== null && !isBy(from, context)) return outcome('none', 'scheduled', { policies, startsAt: from });
  return outcome('none', context.elsewhere ? 'not-included' : 'no-policy', { policies });
}

/** The directory does not say. */
function bySettings(twoStep: TwoStep, context: EnforcementContext): Outcome {
  const { enrolment, from } = twoStep;
  const startsAt = known(from);
  if (known(enrolment) === false || startsAt === null) return notEnforced(twoStep, context);
  const dark = [from, enrolment].find((resolved) => 'gap' in resolved);
  if (dark !== undefined) return unreadable(dark.gap);
  return outcome('enforced', 'policy', { policies: decidedBy(from, context), startsAt: startsAt ?? null });
}

function unreadable(gap: Gap): Outcome {
  return outcome('unknown', 'unreadable', { gap });
}

function outcomeOf({ enforced: fact }: Person, twoStep: TwoStep | Gap, context: EnforcementContext): Outcome {
  const resolved = 'kind' in twoStep ? undefined : twoStep;
  if (fact === true) return enforced(resolved, context);
  if (fact === false) return notEnforced(resolved, context);
  return 'kind' in twoStep ? unreadable(twoStep) : bySettings(twoStep, context);
}

/**
 * What makes one account use 2-Step Verification. The directory's own word is the fact; the settings give the reason,
 * and decide where it says nothing.
 * @param settings a gap where the settings could not be read
 */
export function enforcementOf(
  person: Person,
  settings: AccountSettings | Gap,
  context: EnforcementContext,
): Enforcement {
  const resolved = 'kind' in settings ? undefined : settings;
  const twoStep = resolved?.twoStep;
  const factors = twoStep?.factors;
  const apps = resolved?.appAccess;
  const passwordClients = known(twoStep?.passwordClients);
  return {
    accountId: person.id,
    ...outcomeOf(person, 'kind' in settings ? settings : settings.twoStep, context),
    legacyClients: passwordClients === undefined ? null : passwordClients ? 'open' : 'blocked',
    allowedFactors:
      factors === undefined || 'gap' in factors ? null : { set: factors.value, scope: context.scopeOf(factors.by) },
    trustsDevices: known(twoStep?.trust) ?? null,
    unconfiguredApps:
      apps === undefined || 'gap' in apps || apps.value === null
        ? null
        : { access: apps.value, scope: context.scopeOf(apps.by) },
  };
}

/** What was set, and what is known of the directory to tell for whom. */
export interface Settings {
  twoStep: TwoStepRules;
  appAccess: AppAccessRules;
  surveyed: Surveyed;
}

function anyEnforced(people: readonly Person[]): boolean {
  return people.some((person) => person.enforced === true);
}

/** Why less is known of what holds for somebody than there is to know. */
export function missingIn({ twoStep, appAccess }: AccountSettings): Gap[] {
  return [...Object.values(twoStep), appAccess].flatMap((part: Resolved<unknown>) => ('gap' in part ? [part.gap] : []));
}

/**
 * A row for each, and why some say less than they could. Linear in accounts: what holds is worked out once for all who
 * stand at the same place.
 */
export function enforcementRows(people: readonly Person[], { twoStep, appAccess, surveyed }: Settings, asOf: Date) {
  const elsewhere = anyEnforced(people) || enforcesForSome(twoStep, asOf);
  const context: EnforcementContext = { asOf, elsewhere, scopeOf: scopeNamer(surveyed.units) };
  const standingOf = surveyor(surveyed);
  const resolve = (standing: Standing): AccountSettings => ({
    twoStep: resolveTwoStep(twoStep, standing),
    appAccess: resolveAppAccess(appAccess, standing),
  });
  const resolved = new Map<Standing, AccountSettings>();
  const rows = people.map((person) => {
    const standing = standingOf(person);
    const settings = resolved.get(standing) ?? resolve(standing);
    resolved.set(standing, settings);
    return enforcementOf(person, settings, context);
  });
  return { rows, missing: new Set([...resolved.values()].flatMap(missingIn)) };
}

/** The word of the directory alone. */
export function rowsWithoutSettings(people: readonly Person[], gap: Gap, asOf: Date): Enforcement[] {
  const context: EnforcementContext = { asOf, elsewhere: anyEnforced(people), scopeOf: () => '/' };
  return people.map((person) => enforcementOf(person, gap, context));
}
