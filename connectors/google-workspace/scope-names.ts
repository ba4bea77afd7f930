import type { Gap } from '../../src/core/gap.ts';
import type { Setting } from '../../src/core/rows/policy.ts';
import type { OrgUnits } from './org-units.ts';
import { type Condition, conditionOf, namedIn } from './policy-query.ts';

/** The condition without what it leaves out, which does not tell whom it is for. */
function included(condition: Condition): Condition {
  if (condition.is === 'not') return { is: 'everybody' };
  return condition.is === 'all' || condition.is === 'any'
    ? { ...condition, of: condition.of.map(included) }
    : condition;
}

/** Says whom a setting is for: its groups as `groups/…`, else the paths of its units, else `/`; null: nobody set it. */
export function scopeNamer(units: OrgUnits | Gap): (by: Setting | null) => string {
  const pathOf = (id: string) => ('pathOf' in units ? units.pathOf(id) : undefined) ?? `orgUnits/${id}`;
  const known = new Map<Setting, string>();
  const nameOf = (by: Setting): string => {
    const asked = conditionOf(by);
    const condition = included(asked.is === 'unreadable' ? conditionOf({ ...by, query: null }) : asked);
    const groups = namedIn(condition, 'group').map((id) => `groups/${id}`);
    const scopes = groups.length > 0 ? groups : namedIn(condition, 'unit').map(pathOf);
    return scopes.length === 0 ? '/' : scopes.toSorted().join(', ');
  };
  return (by) => {
    if (by === null) return '/';
    const name = known.get(by) ?? nameOf(by);
    known.set(by, name);
    return name;
  };
}
