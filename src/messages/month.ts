/** Words of `shisei demo --month`. */
export interface MonthTexts {
  intro(nights: number, path: string): string;
  /** There is a store in the folder already. */
  taken(path: string): string;
  /** The first line of the configuration that comes with the month. */
  configuration: string;
  /** What comes before commands to try. */
  tryThese: string;
}
