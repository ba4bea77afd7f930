import { type Severity, severities } from '../check.ts';
import { compareText } from '../compare-text.ts';
import type { DatasetName } from '../datasets.ts';
import type { Status } from '../directory-report.ts';
import type { Gap } from '../gap.ts';
import { directoryName, type Provider, providers } from '../provider.ts';
import type { Changes, FindingChange, ScanRef } from './changes.ts';
import type { TrackedFinding } from './tracked-finding.ts';

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

/** What somebody hears of, in the order in which it is told. */
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
  /** Of a directory or dataset: how many findings were lost from sight with it, which are not told one by one. */
  lost: number;
}

/** Days before an end at which it is told once more. */
export const accessWarningDays = [30, 7, 1] as const;

/** What of a scan somebody should hear of; of the first scan of a tenant only what ends. */
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

const nothing = { finding: null, directory: null, dataset: null, access: null, lost: 0 };

function findingNotices(changes: readonly FindingChange[], { id }: ScanRef): Notice[] {
  return changes.flatMap((change): Notice[] => {
    const { kind, finding } = change;
    if (kind === 'standing' || kind === 'resolved') return [];
    // What is accepted is nobody's news, nor is that it went dark.
    if (finding.state === 'accepted' || (kind === 'lost' && finding.accepted)) return [];
    const { severity, provider, key } = finding;
    return [{ ...nothing, key: `${kinds[kind]}/${key}/${id}`, kind: kinds[kind], severity, provider, finding: change }];
  });
}

/** Datasets that a check reads of the directory of a provider. */
export type ReadsOf = (check: string, provider: Provider) => readonly DatasetName[];

/** A directory of the scan, as it was read. */
export interface DirectoryRead {
  provider: Provider;
  directoryId: string;
  status: Status;
}

/** Something that is dark, and which findings are lost with it. */
interface Darkness {
  notice: Omit<Notice, 'lost'>;
  hides(finding: TrackedFinding): boolean;
}

/** Directories of which no accounts could be read any more. */
function darkDirectories({ sight, to }: Changes, directories: readonly DirectoryRead[]): Darkness[] {
  const unread = directories.filter(({ provider, status }) => {
    return status === 'failed' && sight.some((one) => one.provider === provider && one.dataset === 'accounts');
  });
  return unread.map(({ provider, directoryId, status }) => {
    const name = directoryName({ provider, directoryId });
    const key = `directory-unread/${name}/${to.id}`;
    const notice = { ...nothing, key, kind: 'directory-unread', severity: 'critical', provider } as const;
    return {
      notice: { ...notice, directory: { directoryId, status } },
      hides: (finding) => finding.directories.includes(name),
    };
  });
}

/** Directories that findings are about, and that are no part of the scan any more. */
function leftDirectories(lost: readonly FindingChange[], { id }: ScanRef, directories: readonly DirectoryRead[]) {
  const present = directories.map(directoryName);
  const left = new Set(lost.flatMap(({ finding }) => finding.directories.filter((name) => !present.includes(name))));
  return [...left].sort().flatMap((name): Darkness[] => {
    const provider = providers.find((one) => name.startsWith(`${one}/`));
    if (provider === undefined) return [];
    const directory = { directoryId: name.slice(provider.length + 1), status: 'failed' } as const;
    const key = `directory-unread/${name}/${id}`;
    const notice = { ...nothing, key, kind: 'directory-unread', severity: 'critical', provider, directory } as const;
    return [{ notice, hides: (finding) => finding.directories.includes(name) }];
  });
}

/** Datasets that are darker than before. */
function darkDatasets({ sight, to }: Changes, readsOf: ReadsOf): Darkness[] {
  return sight.flatMap(({ kind, provider, dataset, gap }): Darkness[] => {
    if (kind === 'lighter') return [];
    const key = `dataset-unread/${provider}/${dataset}/${to.id}`;
    const notice = { ...nothing, key, kind: 'dataset-unread', severity: 'high', provider } as const;
    return [
      {
        notice: { ...notice, dataset: { name: dataset, gap } },
        hides: ({ check, directories }) =>
          directories.some((name) => name.startsWith(`${provider}/`)) && readsOf(check, provider).includes(dataset),
      },
    ];
  });
}

/** What went dark is told once, with the number of findings that are lost with it. */
function changeNotices(changes: Changes, directories: readonly DirectoryRead[], readsOf: ReadsOf): Notice[] {
  const lost = changes.findings.filter(({ kind }) => kind === 'lost');
  const others = changes.findings.filter(({ kind }) => kind !== 'lost');
  const whole = [...darkDirectories(changes, directories), ...leftDirectories(lost, changes.to, directories)];
  const isUnread = ({ notice: { provider } }: Darkness) => whole.some(({ notice }) => notice.provider === provider);
  const dark = [...whole, ...darkDatasets(changes, readsOf).filter((one) => !isUnread(one))];
  const single = lost.filter(({ finding }) => !dark.some(({ hides }) => hides(finding)));
  return [
    ...findingNotices([...others, ...single], changes.to),
    ...dark.map(({ notice, hides }) => {
      const hidden = lost.filter(({ finding }) => !finding.accepted && hides(finding));
      const all = [notice.severity, ...hidden.map(({ finding }) => finding.severity)];
      // Who asks for the worst alone hears of what hides it.
      const severity = severities.findLast((one) => all.includes(one)) ?? notice.severity;
      return { ...notice, severity, lost: hidden.length };
    }),
  ];
}

/** The tightest step that applies; `0`: it is over, or no day is given. Undefined: it is far off. */
function stepOf(days: number | null): number | undefined {
  if (days === null || days < 0) return 0;
  return accessWarningDays.findLast((limit) => days <= limit);
}

/** Each step tells once, since the key holds it. */
function accessNotices(ends: readonly AccessEnd[]): Notice[] {
  return ends.flatMap((access): Notice[] => {
    const { provider, what, name, endsAt, days } = access;
    const step = stepOf(days);
    if (step === undefined) return [];
    const key = `access-ending/${provider}/${what}/${name}/${endsAt ?? ''}/${step}`;
    return [{ ...nothing, key, kind: 'access-ending', severity: step <= 7 ? 'critical' : 'high', provider, access }];
  });
}

function byWeight(a: Notice, b: Notice): number {
  const heavier = severities.indexOf(b.severity) - severities.indexOf(a.severity);
  return heavier || noticeKinds.indexOf(a.kind) - noticeKinds.indexOf(b.kind) || compareText(a.key, b.key);
}

/**
 * What of a scan somebody should hear of, worst first. What stands is not told again.
 * @param changes null: there is no scan before
 * @param directories those of the scan
 * @param readsOf tells with which datasets findings of a check go dark
 */
export function noticesOf(
  changes: Changes | null,
  directories: readonly DirectoryRead[],
  ends: readonly AccessEnd[],
  readsOf: ReadsOf,
): Notice[] {
  const changed = changes === null ? [] : changeNotices(changes, directories, readsOf);
  return [...changed, ...accessNotices(ends)].sort(byWeight);
}
