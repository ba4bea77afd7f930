import { type Severity, severities } from '../core/check.ts';
import { compareText } from '../core/compare-text.ts';
import type { CheckResult, Finding } from '../core/report.ts';

/** A finding with the result that it belongs to. */
export interface Entry {
  result: CheckResult;
  finding: Finding;
}

const weights: Record<Severity, number> = { low: 1, medium: 5, high: 25, critical: 125 };

/** How much an open finding weighs beside others: each step weighs five of the step below. */
export function weightOf(severity: Severity): number {
  return weights[severity];
}

/** From the least severe, 0, upwards. */
export function rankOf(severity: Severity): number {
  return severities.indexOf(severity);
}

/** It counts: it fails, and nobody accepted it. */
export function isOpen({ verdict, exception }: Finding): boolean {
  return verdict === 'fail' && exception === undefined;
}

/** Open first, worst first; then unknown; then accepted. */
export function byUrgency(a: Finding, b: Finding): number {
  return urgency(b) - urgency(a) || compareText(a.key, b.key);
}

function urgency(finding: Finding): number {
  if (finding.exception !== undefined) return rankOf(finding.severity);
  return rankOf(finding.severity) + (finding.verdict === 'fail' ? 20 : 10);
}

/** The provider, or this version, offers nothing to judge this by. */
export function isUndecidable({ verdict, gap }: Finding): boolean {
  return verdict === 'unknown' && gap?.kind === 'unsupported';
}

/** It is about somebody, and not about a setting or a thing. */
export function isPersonal({ subject }: Finding): boolean {
  return subject.type === 'account' || subject.type === 'person';
}
