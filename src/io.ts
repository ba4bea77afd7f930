/** The world that commands may touch; `cli.ts` fills it with the process, tests with buffers. */
export interface Io {
  /** Results for people: stdout. */
  out(text: string): void;
  /** Progress and logs: stderr. */
  err(text: string): void;
  terminal: { out: boolean; err: boolean };
  colour: boolean;
  columns: number;
  env: Readonly<Record<string, string | undefined>>;
  /** Takes what the environment told out of the words of a fault. */
  hide?: (words: string) => string;
  now(): Date;
  /** Aborted by SIGINT or SIGTERM. */
  signal: AbortSignal;
}
