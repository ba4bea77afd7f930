import { severities } from '../../core/check.ts';
import type { CheckResult } from '../../core/report.ts';
import { isOpen } from '../urgency.ts';
import { html, type Markup } from './markup.ts';

const width = 96;
const space = 1;
/** A part that is not nothing is never too thin to be seen. */
const least = 5;

/** A part of a bar; its name chooses the fill. */
export interface Part {
  name: string;
  count: number;
}

function partsOf({ verdict, counts, findings }: CheckResult): Part[] {
  const open = findings.filter(isOpen);
  const failing = severities.toReversed().map((severity) => ({
    name: severity as string,
    count: open.filter((finding) => finding.severity === severity).length,
  }));
  const passed = counts.judged - counts.failed - counts.unknown - counts.excepted;
  const doubtful = verdict === 'unknown' ? passed : 0;
  const rest = [
    { name: 'unknown', count: counts.unknown + doubtful },
    { name: 'accepted', count: counts.excepted },
    { name: 'pass', count: Math.max(0, passed - doubtful) },
  ];
  return [...failing, ...rest].filter(({ count }) => count > 0);
}

function widthsOf(parts: readonly Part[]): number[] {
  const room = width - space * (parts.length - 1);
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const thin = parts.map(({ count }) => (count / total) * room < least);
  const bound = thin.filter(Boolean).length * least;
  const free = parts.reduce((sum, { count }, index) => sum + (thin[index] ? 0 : count), 0);
  return parts.map(({ count }, index) => (thin[index] ? least : (count / free) * (room - bound)));
}

/** Widths are attributes, since the policy of the page allows no style beside its own. The numbers stand beside it. */
export function barOf(parts: readonly Part[]): Markup {
  const widths = widthsOf(parts);
  let x = 0;
  const rects = parts.map(({ name }, index) => {
    const wide = widths[index] ?? 0;
    const rect = html`<rect class="b-${name}" x="${x.toFixed(1)}" y="0" width="${wide.toFixed(1)}" height="8"/>`;
    x += wide + space;
    return rect;
  });
  return html`<svg class="bar" viewBox="0 0 ${width} 8" preserveAspectRatio="none" aria-hidden="true">${rects}</svg>`;
}

/** How the subjects of a result were judged. */
export function bar(result: CheckResult): Markup {
  return barOf(partsOf(result));
}
