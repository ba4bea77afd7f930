import { describe, expect, it, test } from 'vitest';
import { logLevelOf } from '../src/commands/log-level.ts';
import { UsageError } from '../src/commands/options.ts';
import { type LogOptions, logLevels, openLog } from '../src/log.ts';

async function written(options: Partial<LogOptions>): Promise<string[]> {
  const lines: string[] = [];
  const log = await openLog({ write: (line) => lines.push(line), terminal: false, quiet: false, ...options });
  for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const) log[level](level);
  return lines.map((line) => JSON.parse(line).msg);
}

describe('the level of the log', () => {
  test.each([
    ['a pipe', {}, 'info'],
    ['quiet', { quiet: true }, 'warn'],
  ] as const)('is by itself that of %s', async (_name, options, level) => {
    const asked = await written({ level });
    expect(asked[0]).toBe(level);
    expect(await written(options)).toEqual(asked);
  });

  it('is warn on a terminal', async () => {
    const lines: string[] = [];
    const log = await openLog({ write: (line) => lines.push(line), terminal: true, quiet: false });
    log.info({ tenant: 'acme' }, 'read');
    log.warn({ tenant: 'acme' }, 'not read');
    expect(lines).toEqual(['  acme: not read\n']);
  });

  test.each(logLevels.filter((level) => level !== 'silent'))('%s is the lowest that is written', async (level) => {
    expect((await written({ level, quiet: true }))[0]).toBe(level);
  });

  it('silent writes nothing', async () => {
    expect(await written({ level: 'silent' })).toEqual([]);
  });
});

describe('SHISEI_LOG_LEVEL', () => {
  const asked = (value: string | undefined) => logLevelOf({ env: { SHISEI_LOG_LEVEL: value } }, 'en');

  it('names a level, or none', () => {
    expect([asked('trace'), asked(''), asked(undefined)]).toEqual(['trace', undefined, undefined]);
  });

  test.each(['verbose', 'TRACE', 'trace '])('%j is a mistake that names the levels', (value) => {
    expect(() => asked(value)).toThrow(UsageError);
    expect(() => asked(value)).toThrow(/SHISEI_LOG_LEVEL.*trace/);
  });
});

describe('whatever is logged under the name of a secret', () => {
  test.each(['authorization', 'clientSecret', 'token', 'access_token', 'assertion', 'private_key', 'password'])(
    '%s is left out, also within another thing',
    async (name) => {
      const lines: string[] = [];
      const log = await openLog({ write: (line) => lines.push(line), terminal: false, quiet: false, level: 'trace' });
      log.trace({ [name]: 's3cr3t', within: { [name]: 's3cr3t' } }, 'news');
      expect(lines).toHaveLength(1);
      expect(lines.join('')).toContain('[removed]');
      expect(lines.join('')).not.toContain('s3cr3t');
    },
  );
});
