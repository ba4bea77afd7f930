import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { z } from 'zod';
import { type Severity, severities } from '../core/check.ts';
import {
  frameworks as allFrameworks,
  type Framework,
  frameworksNamed,
  frameworkWords,
  profileOf,
} from '../core/frameworks.ts';
import { type Profile, profiles } from '../core/profiles.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/index.ts';
import { makeFolder, OutputError } from '../output/files.ts';
import { type FormatName, formatNames, formats } from '../render/index.ts';

/** A mistake on the command line; nothing was contacted. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Options that `scan`, `judge` and `demo` share, as commander hands them over. */
export interface OutputOptions {
  config: string;
  /** Whether `--config` was given, or is the default. */
  configGiven: boolean;
  out: string;
  format: readonly FormatName[];
  failOn?: Severity;
  asOf?: Date;
  saveSnapshot: boolean;
  /** Names and addresses are written as pseudonyms. */
  pseudonymise: boolean;
  quiet: boolean;
  locale?: Locale;
  concurrency: number;
  /** Frameworks to limit the reports to; empty: all. */
  frameworks: readonly Framework[];
  /** The profile that was asked for, in words or by the frameworks. */
  profile?: Profile;
}

function isFormat(name: string): name is FormatName {
  return Object.hasOwn(formats, name);
}

export function parseFormats(value: string, locale: Locale): readonly FormatName[] {
  return value.split(',').map((part) => {
    const name = part.trim();
    if (isFormat(name)) return name;
    throw new UsageError(commands(locale).usage.format(name, formatNames.join(', ')));
  });
}

/** An instant such as `2026-11-21T00:00:00Z` or with an offset; a bare day means its first moment in UTC. */
export function parseInstant(value: string, locale: Locale): Date {
  const known = z.union([z.iso.datetime({ offset: true }), z.iso.date()]).safeParse(value);
  const instant = new Date(value);
  // An offset can move it out of the years that have four digits, which nothing could read back.
  if (known.success && /^\d{4}-/.test(instant.toISOString())) return instant;
  throw new UsageError(commands(locale).usage.instant(value));
}

export function parseSeverity(value: string, locale: Locale): Severity {
  const known = severities.find((severity) => severity === value);
  if (known !== undefined) return known;
  throw new UsageError(commands(locale).usage.severity(value, severities.join(', ')));
}

/** Frameworks by id or group, each once, in the order of the list. */
export function parseFrameworks(words: readonly string[], locale: Locale): readonly Framework[] {
  const unknown = words.find((word) => frameworksNamed(word).length === 0);
  if (unknown !== undefined) throw new UsageError(commands(locale).usage.framework(unknown, frameworkWords.join(', ')));
  const chosen = new Set(words.flatMap(frameworksNamed));
  return allFrameworks.filter((framework) => chosen.has(framework));
}

/** The profile that was named, else the one that the frameworks measure by. */
export function parseProfile(
  value: string | undefined,
  chosen: readonly Framework[],
  locale: Locale,
): Profile | undefined {
  if (value === undefined) return profileOf(chosen);
  const known = profiles.find((profile) => profile === value);
  if (known !== undefined) return known;
  throw new UsageError(commands(locale).usage.profile(value, profiles.join(', ')));
}

/** A number of tenants or scans. */
export function parseCount(value: string, locale: Locale, option = '--concurrency'): number {
  if (/^[1-9]\d{0,3}$/.test(value)) return Number(value);
  throw new UsageError(commands(locale).usage.count(option, value));
}

/** A port of this machine; 0: any that is free. */
export function parsePort(value: string, locale: Locale): number {
  if (/^\d{1,5}$/.test(value) && Number(value) < 65_536) return Number(value);
  throw new UsageError(commands(locale).usage.port(value));
}

/**
 * Makes sure that reports can be written, before anybody is contacted.
 * @throws UsageError when they cannot
 */
export async function openOutput(folder: string, locale: Locale): Promise<void> {
  try {
    await makeFolder(folder);
    await access(folder, constants.W_OK);
  } catch (error) {
    const { path, reason } = error instanceof OutputError ? error : new OutputError(folder, error);
    throw new UsageError(commands(locale).interruption.unwritten(path, reason));
  }
}
