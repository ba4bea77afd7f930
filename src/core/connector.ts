import type { Dataset, DatasetName, Provenance, Rows } from './datasets.ts';
import type { Gap } from './gap.ts';
import type { Provider } from './provider.ts';

/** Datasets of the same directory that other collectors are reading; waiting in a circle never ends. */
export type Upstream = <K extends DatasetName>(name: K) => Promise<Dataset<Rows[K]>>;

/**
 * Reads one dataset. `collect` renames rows and yields them, a page at a time; it throws and never catches on its way,
 * so that an error after page two is a partial dataset. It may return where the rows come from.
 */
export interface Collector<Session, K extends DatasetName> {
  /** Least read-only permissions, as the provider names them. */
  permissions: readonly string[];
  /** Others that show more where a directory hides something; nothing is dark everywhere without them. */
  optional?: readonly string[];
  /** Licence that the provider asks for, if any. */
  licence?: string;
  collect(session: Session, upstream: Upstream): AsyncGenerator<readonly Rows[K][], Provenance | undefined>;
  /** Reads one object of the dataset, to see whether it can be read. Throws as `collect` does. */
  probe(session: Session): Promise<void>;
}

/** A dataset that this connector does not read, and why. */
export interface Unsupported {
  unsupported: string;
}

/** One collector a dataset, or why there is none. */
export type Collectors<Session> = { [K in DatasetName]: Collector<Session, K> | Unsupported };

/** An open way into one directory. */
export interface DirectorySession {
  /** Requests that went out, retries among them. */
  requests(): { sent: number; retried: number };
  /** Milliseconds that this machine's clock is ahead of the provider's; null when it is right to the day, or nobody knows. */
  clockAheadMs(): number | null;
  /** Read-only permissions and others that the credentials carry; null when the provider does not say. */
  granted(): Promise<readonly string[] | null>;
}

/** All that reads directories of one provider. */
export interface Connector<Settings, Session extends DirectorySession> {
  provider: Provider;
  /** The name of the product, for people. */
  product: string;
  /**
   * Signs in and makes sure that the directory is the configured one.
   * @throws what `explain` understands, above all when another tenant or customer answers
   */
  open(settings: Settings, surroundings: Surroundings): Promise<Session>;
  datasets: Collectors<Session>;
  /**
   * Names of the roles that the credentials themselves hold, for `shisei doctor`; null when the provider does not say.
   * @throws what `explain` understands
   */
  heldRoles?(session: Session, settings: Settings): Promise<readonly string[] | null>;
  /** The only reader of status codes and error texts: what went wrong, in the words of the contract. */
  explain(error: unknown): Gap;
}

/** What a connector may use of the world outside. */
export interface Surroundings {
  /** Ends everything under way. */
  signal: AbortSignal;
  now: () => Date;
  /** The instant that will be judged by. Logs are read back from it, or from now where it lies ahead. */
  asOf: Date;
  /** Told when a request waits for the provider's limits, with the milliseconds from now. */
  onWait?: (milliseconds: number) => void;
}
