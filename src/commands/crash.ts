import { withoutSecretShapes } from '../http/redact.ts';
import { visible } from '../render/plain.ts';

const longest = 2_000;

/** What an error says, and where it came from; the places of a stack hold names of files, and no values. */
function partsOf(error: unknown): { words: string; places: string } {
  if (!(error instanceof Error)) return { words: String(error), places: '' };
  const { name, message, stack = '' } = error;
  const at = stack.indexOf(message);
  return { words: `${name}: ${message}`, places: at < 0 ? '' : stack.slice(at + message.length) };
}

/**
 * A fault of the program itself, for those who will mend it, and what to do about it.
 * @param hide takes out what is known to be a secret
 * @param title what stopped
 */
export function describeCrash(
  error: unknown,
  hide: (words: string) => string = (words) => words,
  title = 'shisei stopped because of a fault of its own:',
): string {
  const { words, places } = partsOf(error);
  return [
    title,
    hide(visible(withoutSecretShapes(hide(words.slice(0, longest * 2))), longest) + places),
    'What was finished is written. Run it again. If it stops again, please report these lines;',
    'secrets are taken out of them, names of people may stand in them.',
    '',
  ].join('\n');
}
