/** Which database keeps the store. */
export type Dialect = 'sqlite' | 'postgres';

/** How the store is reached. */
export interface OpenOptions {
  /** Milliseconds that it is waited for others that write; by default 30 s. */
  patience?: number;
  /** `read`: where an SQLite file may not be written, it is enough to read it. */
  access?: 'read';
}

export const defaultPatience = 30_000;
