import type { UiTexts } from '../messages/ui.ts';
import { visible } from './plain.ts';

/** Sentences are built of these, and our own marks look like them; few names hold any. */
const telling = /[:;,!?"“”「」『』()[\]{}<>=|\\*✓✔✗✘→…]|\p{Extended_Pictographic}|[.。](?:\s|$)|\s[-–—]\s/u;
/** As in "Ann Lee (admin)". */
const aside = / \([\p{L}\p{N} .-]{1,20}\)$/u;

/**
 * A name in the middle of our own words. One that could pass for some of them – "none) are safe. All 9 (", say – stands
 * in quotes, and cannot end them.
 */
export function called(name: string, length: number, { quote }: Pick<UiTexts, 'quote'>): string {
  const shown = visible(name, length);
  return telling.test(shown.replace(aside, '')) ? quote(shown.replace(/[“”「」]/g, '"')) : shown;
}
