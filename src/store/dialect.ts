/** Which database keeps the store. */
export type Dialect = 'sqlite' | 'postgres';

/** How the store is reached. */
export interface OpenOptions {
  /** Milliseconds that it is waited for others that write; by default 30 s. */
  patience?: number;
}

export const defaultPatience = 30_000;
