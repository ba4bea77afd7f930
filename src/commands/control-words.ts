import type { Control } from '../core/check.ts';
import type { CommandTexts } from '../messages/commands.ts';

type Words = Pick<CommandTexts['checks'], 'accepts' | 'acceptsAll' | 'acceptsSome'>;

/** A control by its id, with the messages of failures that it accepts, whatever the data or by them. */
export function controlWords({ id, tolerates }: Control, messages: readonly string[], words: Words): string {
  const answers = messages.map((message) => ({ message, accepts: tolerates?.({ message, data: {} }) ?? null }));
  const accepted = answers.filter(({ accepts }) => accepts === true).map(({ message }) => message);
  if (accepted.length > 0)
    return accepted.length === messages.length ? words.acceptsAll(id) : words.accepts(id, accepted);
  return tolerates !== undefined && answers.some(({ accepts }) => accepts === null) ? words.acceptsSome(id) : id;
}

/** The controls of one framework by how much of each a check answers, as ids in words. */
export function controlsByStrength(
  controls: readonly Control[],
  messages: readonly string[],
  words: Words,
): Array<Pick<Control, 'id' | 'strength'>> {
  return controls.map((control) => ({ id: controlWords(control, messages, words), strength: control.strength }));
}
