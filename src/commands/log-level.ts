import type { Io } from '../io.ts';
import { type LogLevel, logLevels } from '../log.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/index.ts';
import { UsageError } from './options.ts';

const variable = 'SHISEI_LOG_LEVEL';

/**
 * The level that the environment asks for; undefined: the usual one.
 * @throws UsageError when there is no such level
 */
export function logLevelOf({ env }: Pick<Io, 'env'>, locale: Locale): LogLevel | undefined {
  const asked = env[variable];
  if (asked === undefined || asked === '') return undefined;
  const known = logLevels.find((level) => level === asked);
  if (known !== undefined) return known;
  throw new UsageError(commands(locale).usage.logLevel(variable, asked, logLevels.join(', ')));
}
