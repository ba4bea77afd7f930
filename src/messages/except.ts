/** How an exception stands. `idle`: it covers nothing now. `unseen`: no scan is stored, so that nobody can tell. */
export type ExceptionState = 'holds' | 'ending' | 'expired' | 'void' | 'idle' | 'unseen';

/** Words of `shisei except`. */
export interface ExceptTexts {
  /** An option that was given without anything in it. */
  missing(option: string): string;
  noCheck(check: string): string;
  /** A check that later versions bring. */
  planned(check: string): string;
  noDay(value: string): string;
  past(until: string, today: string): string;
  /** It holds for more than a year. */
  long(until: string): string;
  /** The same risk is accepted already; `id` null: by the configuration. */
  twin(until: string, id: string | null): string;
  format(value: string, known: string): string;
  added(exception: { id: string; check: string; subject: string; until: string; days: number }): string;
  /** Stands over what it is bound to, for each of the findings; the instant of the newest scan. */
  boundAt(findings: number, asOf: string): string;
  nothingFound(asOf: string): string;
  noScan: string;
  /** The newest scan holds pseudonyms, so that nobody is found in it by name. */
  disguised: string;
  removed(exception: { id: string; tenant: string; check: string; subject: string }): string;
  noSuchId(word: string): string;
  ambiguous(word: string, known: readonly string[]): string;
  /** It is to be removed in this file. */
  configured(id: string, file: string): string;
  none(tenants: readonly string[]): string;
  /** Heads of the table. */
  field: Readonly<Record<'id' | 'until' | 'origin' | 'state', string>>;
  origin: Readonly<Record<'command' | 'configuration', string>>;
  state: Readonly<Record<ExceptionState, string>>;
  /** Stands where an exception has no id yet. */
  noId: string;
}
