import { type Severity, severities } from '../check.ts';
import type { DatasetName, Gap, Provider } from '../datasets.ts';
import type { Status } from '../report.ts';
import type { Changes, FindingChange, ScanRef } from './changes.ts';

/** Our own means of reading that is about to end. */
export interface AccessEnd {
  provider: Provider;
  what: 'secret' | 'certificate' | 'licence';
  /** Name or id of the secret, or of the product. */
  name: string;
  /** ISO 8601. */
  endsAt: string | null;
  /** Whole days from the instant of the scan; 0: within a day. Null: no end is given, as of a licence in its last days. */
  days: number | null;
}

export const noticeKinds = [
  'finding-new',
  'finding-worse',
  'finding-reopened',
  'finding-lost',
  'directory-unread',
  'dataset-unread',
  'access-ending',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Something that changed and that somebody should hear of, once. */
export interface Notice {
  /** The same for the same event, however often it is worked out; tells nothing. */
  key: string;
  kind: NoticeKind;
  severity: Severity;
  provider: Provider | null;
  finding: FindingChange | null;
  directory: { directoryId: string; status: Status } | null;
  dataset: { name: DatasetName; gap: Gap | null } | null;
  access: AccessEnd | null;
}

/** Days before an end at which it is told once more. */
export const accessWarningDays = [30, 7, 1] as const;

/** What of a scan somebody should hear of; of the first scan of a tenant only what cannot be read and what ends. */
export interface Noticed {
  tenant: { id: string; name: string };
  scan: ScanRef;
  notices: readonly Notice[];
}

const kinds = {
  new: 'finding-new',
  reopened: 'finding-reopened',
  worse: 'finding-worse',
  lost: 'finding-lost',
} as const;

function findingNotices({ findings, to }: Changes): Notice[] {
  return findings.flatMap((change): Notice[] => {
    const { kind, finding } = change;
    if (kind === 'standing' || kind === 'resolved') return [];
    // What is accepted already when it is first seen is nobody's news.
    if (finding.state === 'accepted') return [];
    const { severity, provider, key } = finding;
    return [
      {
        ...{ key: `${kinds[kind]}/${key}/${to.id}`, kind: kinds[kind], severity, provider, finding: change },
        ...{ directory: null, dataset: null, access: null },
      },
    ];
  });
}

/** A directory of which no accounts could be read, and datasets that are darker than before. */
function sightNotices(
  { sight, to }: Changes,
  directories: readonly { provider: Provider; directoryId: string; status: Status }[],
): Notice[] {
  const unread = directories.filter(({ provider, status }) => {
    return status === 'failed' && sight.some((one) => one.provider === provider && one.dataset === 'accounts');
  });
  const whole = unread.map(({ provider, directoryId, status }): Notice => {
    return {
      ...{ key: `directory-unread/${provider}/${to.id}`, kind: 'directory-unread', severity: 'critical', provider },
      ...{ finding: null, directory: { directoryId, status }, dataset: null, access: null },
    };
  });
  const single = sight.flatMap(({ kind, provider, dataset, gap }): Notice[] => {
    if (kind === 'lighter' || unread.some((one) => one.provider === provider)) return [];
    return [
      {
        ...{
          key: `dataset-unread/${provider}/${dataset}/${to.id}`,
          kind: 'dataset-unread',
          severity: 'high',
          provider,
        },
        ...{ finding: null, directory: null, dataset: { name: dataset, gap }, access: null },
      },
    ];
  });
  return [...whole, ...single];
}

function accessNotices(ends: readonly AccessEnd[]): Notice[] {
  return ends.flatMap((access): Notice[] => {
    const { provider, what, name, endsAt, days } = access;
    const step = days === null ? 0 : accessWarningDays.findLast((limit) => days <= limit);
    if (step === undefined) return [];
    const severity = step <= 7 ? 'critical' : 'high';
    return [
      {
        ...{
          key: `access-ending/${provider}/${what}/${name}/${endsAt ?? ''}/${step}`,
          kind: 'access-ending',
          severity,
        },
        ...{ provider, finding: null, directory: null, dataset: null, access },
      },
    ];
  });
}

function byWeight(a: Notice, b: Notice): number {
  const heavier = severities.indexOf(b.severity) - severities.indexOf(a.severity);
  return heavier || noticeKinds.indexOf(a.kind) - noticeKinds.indexOf(b.kind) || (a.key < b.key ? -1 : 1);
}

/**
 * What of a scan somebody should hear of, worst first. What stands is not told again.
 * @param changes null: there is no scan before
 */
export function noticesOf(
  changes: Changes | null,
  directories: readonly { provider: Provider; directoryId: string; status: Status }[],
  ends: readonly AccessEnd[],
): Notice[] {
  const changed = changes === null ? [] : [...findingNotices(changes), ...sightNotices(changes, directories)];
  return [...changed, ...accessNotices(ends)].sort(byWeight);
}
