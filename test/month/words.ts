import type { Changes, FactChange, FindingChange, SightChange } from '../../src/core/history/changes.ts';
import type { ScanEntry } from '../../src/core/history/entry.ts';
import type { TrackedFinding } from '../../src/core/history/tracked-finding.ts';
import type { Provider } from '../../src/core/provider.ts';
import type { Told } from '../../src/notify/packet.ts';

function letterOf(provider: Provider | null): string {
  return provider === null ? 'T' : provider === 'microsoft365' ? 'M' : 'G';
}

function localOf(login: string): string {
  return login.split(/[@_]/)[0] ?? '';
}

type Named = Pick<TrackedFinding['subject'], 'type' | 'id'> & { login?: string };
type Found = Pick<TrackedFinding, 'severity' | 'check' | 'provider'> & { subject: Named };

function whoOf({ type, login, id }: Named): string {
  return login === undefined ? (type === 'directory' ? type : id) : localOf(login);
}

function findingOf({ severity, check, provider, subject }: Found): string {
  return `${severity} ${check} ${letterOf(provider)} ${whoOf(subject)}`;
}

/** What stands, as the story tells it. */
export function standingWords(finding: TrackedFinding): string {
  return `${finding.state} ${findingOf(finding)} ${finding.message}`;
}

function changeWords({ kind, finding, reason }: FindingChange): string {
  return `${kind} ${findingOf(finding)}${reason === null ? '' : ` (${reason})`}`;
}

function factWords({ kind, provider, account, before, after }: FactChange): string {
  const told = before === null && after === null ? '' : `: ${before ?? '–'} → ${after ?? '–'}`;
  return `${kind} ${letterOf(provider)} ${localOf(account.login)}${told}`;
}

function sightWords({ kind, provider, dataset, gap }: SightChange): string {
  return `${kind} ${letterOf(provider)} ${dataset}${gap === null ? '' : `: ${gap.kind}`}`;
}

function noticeWords({ kind, severity, provider, finding, dataset, access, lost }: Told): string {
  if (finding !== null) return `${kind} ${findingOf({ ...finding, severity, provider })}`;
  const told = dataset !== null ? [dataset.name] : access !== null ? [access.what, access.days ?? '–'] : [];
  const hidden = lost === 0 ? [] : [`(${lost} lost)`];
  return [kind, severity, letterOf(provider), ...told, ...hidden].join(' ');
}

/** What changed, in the words of the story; what stands as it stood is nothing to tell. Each list sorted. */
export function wordsOf(changes: Changes | null) {
  const findings = changes?.findings.filter(({ kind, reason }) => kind !== 'standing' || reason !== null) ?? [];
  return {
    findings: findings.map(changeWords).sort(),
    facts: (changes?.facts ?? []).map(factWords).sort(),
    sight: (changes?.sight ?? []).map(sightWords).sort(),
  };
}

/** Exceptions that a scan found void. */
export function voidsInWords({ findings, exceptions }: ScanEntry): string[] {
  return exceptions.flatMap(({ check, findingKey, void: ended }) => {
    const finding = findings.find(({ key }) => key === findingKey);
    if (ended === null || finding === undefined) return [];
    return `${check} ${letterOf(finding.provider)} ${whoOf(finding.subject)} (${ended.change})`;
  });
}

export function noticesInWords(notices: readonly Told[]): string[] {
  return notices.map(noticeWords).sort();
}
