/** How many scans of a tenant go, and how many stay. */
export interface PrunedCounts {
  tenant: string;
  removed: number;
  /** Old, and held by somebody. */
  held: number;
  kept: number;
}

/** Words of the commands that look after the store. */
export interface StoreTexts {
  /** Nothing was ever stored there. */
  noStore(place: string): string;
  unknownTenant(id: string, known: readonly string[]): string;
  whichTenant(known: readonly string[]): string;
  /** `shisei prune` */
  prune: {
    age(value: string): string;
    noAge: string;
    done(counts: PrunedCounts): string;
    /** Nothing was removed yet. */
    wouldBe(counts: PrunedCounts): string;
    nothing: string;
    size(before: number, after: number): string;
    sizeNow(bytes: number): string;
    /** The scans are gone, and the space is not given back. */
    unvacuumed(fault: string): string;
  };
  /** `shisei hold`; `scan` is the id, `asOf` the instant, ISO 8601. */
  hold: {
    noReason: string;
    noScan(tenant: string, word: string): string;
    held(tenant: string, scan: string, asOf: string, reason: string): string;
    released(tenant: string, scan: string, asOf: string): string;
    notHeld(tenant: string, scan: string, asOf: string): string;
  };
}
