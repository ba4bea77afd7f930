import type { Control } from '../core/check.ts';
import type { CommandTexts } from '../messages/commands.ts';

/** A control by its id, with the messages of failures that it accepts whatever the data. */
export function controlWords(
  { id, tolerates }: Control,
  messages: readonly string[],
  words: Pick<CommandTexts['checks'], 'accepts' | 'acceptsAll'>,
): string {
  const accepted = messages.filter((message) => tolerates?.({ message, data: {} }) === true);
  if (accepted.length === 0) return id;
  return accepted.length === messages.length ? words.acceptsAll(id) : words.accepts(id, accepted);
}
