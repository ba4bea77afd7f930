import type { Locale } from '../messages/catalogue.ts';

/** One mistake in the configuration, at a place that an editor can jump to. */
export interface Problem {
  /** 1-based; 0 when the file as a whole is meant. */
  line: number;
  column: number;
  /** Such as `tenants[0].microsoft365.clientSecret`; empty for the file as a whole. */
  key: string;
  kind: ProblemKind;
  /** Names and words of the case, never a value that may be a secret. */
  about: string;
  /** With the kind `wrong`: what belongs there. */
  expected?: Expectation;
}

/** What belongs in a place, as the messages explain it. */
export type Expectation =
  | 'version'
  | 'tenant'
  | 'tenants'
  | 'directory-id'
  | 'client-id'
  | 'customer-id'
  | 'admin'
  | 'service-account'
  | 'date'
  | 'country'
  | 'time-zone'
  | 'pseudonym-key'
  | 'number'
  | 'days'
  | 'age'
  | 'store'
  | 'post-address'
  | 'signing-key'
  | 'mail-server'
  | 'mail-address'
  | 'one-of'
  | 'text'
  | 'list'
  | 'map'
  | 'true';

/** What is wrong in a place. */
export type ProblemKind =
  | 'no-file'
  | 'syntax'
  | 'unset-variable'
  | 'plain-secret'
  | 'unknown-key'
  | 'wrong'
  | 'missing'
  | 'one-credential'
  | 'no-directory'
  | 'twice'
  | 'twice-channel'
  | 'missing-file'
  | 'unknown-tenant'
  | 'cron-unreadable'
  | 'cron-never'
  | 'cron-often';

/** The configuration is wrong; nothing was contacted. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
  readonly file: string;
  readonly problems: readonly Problem[];
  /** Language of the messages, as far as it could be told. */
  readonly locale: Locale;
  constructor(file: string, problems: readonly Problem[], locale: Locale) {
    super(`${file}: ${problems.length} problems`);
    this.file = file;
    this.problems = problems;
    this.locale = locale;
  }
}
