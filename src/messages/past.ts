/** Words of `shisei diff` and `shisei history`. Days and instants are written for people already. */
export interface PastTexts {
  usage: {
    /** No stored scan answers to the word; `known` names the newest that are stored. */
    noScan(tenant: string, word: string, known: readonly string[]): string;
    /** Nothing is stored of the tenants that were asked for. */
    nothing(tenants: readonly string[], place: string): string;
    /** There is only one scan, so that nothing can be compared. */
    single(tenant: string): string;
  };
  /** Over the changes of a tenant. */
  between(from: string, to: string): string;
  /** Over changes that lie the other way round: the first scan is the later one. */
  backwards: string;
  /** Both words name the same scan. */
  same: string;
  /** Over the list of scans. */
  scans(shown: number, all: number): string;
  scanHeads: { id: string; asOf: string; status: string; hold: string };
  /** A scan that judged only what some frameworks ask for. */
  limited: string;
  figures(scans: number): string;
  figureHeads: { figure: string; now: string; step: string; line: string };
}
