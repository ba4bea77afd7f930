import { visible, visibleSentence } from '../render/plain.ts';

/** The last dot of a host before a path or a port; mail programs need no more to make a link. */
const lastDot = /(?<=[\p{L}\p{N}])\.(?=\p{L}[\p{L}\p{N}-]*(?:[/?#]|:\d))/gu;

/** No program that shows the text makes a link of what a directory holds. */
function unlinked(text: string): string {
  return text.replaceAll('://', '[:]//').replaceAll(/www\./gi, 'www[.]').replaceAll(lastDot, '[.]');
}

/** A name of a directory, in one line. */
export function harmless(text: string, length = 100): string {
  return unlinked(visible(text, length));
}

/** A sentence that may hold names of a directory, in one line. */
export function harmlessSentence(text: string): string {
  return unlinked(visibleSentence(text));
}
