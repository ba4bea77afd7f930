/** Words of `shisei schedule`, and of cron expressions in the configuration. Instants are written for people already. */
export interface ScheduleTexts {
  cron: Record<'cron-unreadable' | 'cron-never' | 'cron-often', string>;
  usage: {
    /** The configuration has no plan. */
    noPlan(file: string): string;
    asOf: string;
    /** Health cannot be told at this port. */
    port(port: number, reason: string): string;
  };
  /** Short, for `systemctl status` too. */
  state: {
    next(at: string, tenants: readonly string[]): string;
    nothing: string;
    stopping: string;
  };
  begins(tenants: readonly string[]): string;
  /** Instants that went by without a run are answered by this one. */
  missed(tenants: readonly string[], since: string): string;
  ended(tenants: readonly string[], exit: number, minutes: number): string;
  /** Nothing could be begun; it is tried again. The reason was told before. */
  refused(tenants: readonly string[], minutes: number): string;
  /** Another run did it meanwhile. */
  answered(tenants: readonly string[]): string;
  /** The configuration cannot be used any more; what is wrong follows. */
  broken: string;
  whole: string;
  /** The history cannot tell when the last scans were. */
  unread(reason: string): string;
  /** Whose run is begun cannot be kept beyond the end of the program, or read. */
  unkept(reason: string): string;
  /** systemd cannot be told how it goes. */
  unnotified(reason: string): string;
}
