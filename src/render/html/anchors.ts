import type { CheckResult } from '../../core/report.ts';

function safe(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9-]+/g, '-');
}

/** Where a result stands in the page. */
export function checkAnchor({ check, provider }: Pick<CheckResult, 'check' | 'provider'>): string {
  return `check-${safe(check)}-${provider ?? 'tenant'}`;
}

/** People are numbered in their order: an address would be hostile text in one more place. */
export function personAnchor(index: number): string {
  return `person-${index + 1}`;
}
