import { z } from 'zod';

export const targetShape = z.object({
  id: z.string().nullish(),
  type: z.string().nullish(),
  modifiedProperties: z
    .array(
      z.object({ displayName: z.string().nullish(), oldValue: z.string().nullish(), newValue: z.string().nullish() }),
    )
    .nullish(),
});
type Target = z.infer<typeof targetShape>;

interface Event {
  activityDisplayName?: string | null | undefined;
  category?: string | null | undefined;
  result?: string | null | undefined;
  targetResources?: readonly Target[] | null | undefined;
}

/** Values are JSON within JSON, lists of one: `[false]`. */
function says(value: string | null | undefined, word: 'true' | 'false'): boolean {
  return value?.toLowerCase().replace(/[^a-z]/g, '') === word;
}

function switchesOff({ modifiedProperties }: Target): boolean {
  return (modifiedProperties ?? []).some(
    ({ displayName, oldValue, newValue }) =>
      displayName?.toLowerCase() === 'accountenabled' && says(newValue, 'false') && !says(oldValue, 'false'),
  );
}

/**
 * The accounts that an event of the audit log disabled. It is told by an event of its own, by a change of the account,
 * or by both. https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities
 */
export function disabledBy({ activityDisplayName, category, result, targetResources }: Event): string[] {
  if (category?.toLowerCase() !== 'usermanagement' || result?.toLowerCase() !== 'success') return [];
  const activity = activityDisplayName?.toLowerCase();
  if (activity !== 'disable account' && activity !== 'update user') return [];
  return (targetResources ?? []).flatMap((target) => {
    if (!target.id || (target.type && target.type.toLowerCase() !== 'user')) return [];
    return activity === 'disable account' || switchesOff(target) ? [target.id] : [];
  });
}
