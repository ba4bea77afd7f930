import { visible, visibleSentence } from '../render/plain.ts';

/** No program that shows the text makes a link of what a directory holds. */
function unlinked(text: string): string {
  return text.replaceAll('://', '[:]//').replaceAll(/\bwww\./gi, 'www[.]');
}

/** A name of a directory, in one line. */
export function harmless(text: string, length = 100): string {
  return unlinked(visible(text, length));
}

/** A sentence that may hold names of a directory, in one line. */
export function harmlessSentence(text: string): string {
  return unlinked(visibleSentence(text));
}
