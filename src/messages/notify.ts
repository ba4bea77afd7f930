import type { AccessEnd, NoticeKind } from '../core/history/notices.ts';

/** Why a message did not get through. What the detail is of each stands in `src/notify/failure.ts`. */
export type FailureKind =
  | 'status'
  | 'redirect'
  | 'timeout'
  | 'connection'
  | 'proxy'
  | 'certificate'
  | 'answer'
  | 'sign-in'
  | 'insecure'
  | 'interrupted'
  | 'untried'
  | 'unreadable'
  | 'other';

/** Words of alerts, and of the command that sends them. */
export interface NotifyTexts {
  /** Title of a message about one tenant, by its name; or about so many tenants; with the severity of the worst. */
  title(about: string | number, counts: Partial<Record<NoticeKind, number>>, worst: string | undefined): string;
  /** Title and text of a message that only tries a channel. */
  test: { title: string; text(channel: string): string };
  /** Above what one scan changed. */
  heading(tenant: string, instant: string, whole: boolean): string;
  kind: Record<NoticeKind, string>;
  /** What became of a finding that can no longer be seen. */
  lost: string;
  /** No accounts of a directory could be read, or it is no part of the scan any more. */
  directoryUnread(product: string): string;
  /** A part of a directory, and why it could not be read; null: that is not known. */
  datasetUnread(product: string, dataset: string, gap: string | null): string;
  /** Behind what went dark: so many findings are lost from sight with it. */
  lostWith(findings: number): string;
  /** @param day of the end in the time zone of the channel; null: no end is known */
  accessEnding(product: string, end: Pick<AccessEnd, 'what' | 'name' | 'days'>, day: string | null): string;
  /** So many more than a message has lines for. */
  more(count: number): string;
  /** At the end of each message. */
  closing: string;
  failure: Record<FailureKind, (detail: string) => string>;
  /** Lines on stderr after a scan. */
  undelivered(channel: string, messages: number, reason: string): string;
  givenUp(channel: string, messages: number, days: number, reason: string): string;
  /** Some of the recipients of an e-mail were refused. */
  refusedRecipients(channel: string, count: number): string;
  /** The store failed while alerts were sent. */
  storeFailed(reason: string): string;
  command: {
    /** Nothing is configured. */
    noChannels: string;
    unknownChannel(id: string, known: string): string;
    tested(channel: string): string;
    testFailed(channel: string, reason: string): string;
    nothingDue: string;
    sent(channel: string, messages: number): string;
    nothingKept: string;
    tries(count: number): string;
    state: Record<'pending' | 'claimed' | 'sent' | 'failed', string>;
    /** Kept for a channel that the configuration does not name any more. */
    orphan: string;
    older(count: number): string;
  };
}
