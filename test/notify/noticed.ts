import type { Severity } from '../../src/core/check.ts';
import type { FindingChange, SightChange } from '../../src/core/history/changes.ts';
import { type AccessEnd, type Notice, noticesOf } from '../../src/core/history/notices.ts';
import type { TrackedFinding } from '../../src/core/history/tracked-finding.ts';
import type { Channel, Target } from '../../src/notify/channel.ts';

export const scan = {
  id: '6f1c2d4e-0000-4000-8000-000000000001',
  asOf: '2026-11-21T18:00:00.000Z',
  status: 'complete',
} as const;
export const acme = { id: 'acme', name: '株式会社アクメ' };

/** A member without a second factor. */
export function tracked(
  login: string,
  severity: Severity = 'high',
  more: Partial<TrackedFinding> = {},
): TrackedFinding {
  const subject = { type: 'account', id: `id-of-${login.split('@')[0]}`, login, name: `Name of ${login}` } as const;
  return {
    key: `missing-mfa/microsoft365/${subject.id}`,
    ...{ check: 'missing-mfa', provider: 'microsoft365', subject, state: 'open', message: 'unregistered', severity },
    ...{ directories: ['microsoft365/x'], accepted: false, cause: null },
    ...{ data: { privileged: false }, openedAt: scan.asOf, reopened: false },
    ...more,
  };
}

export function change(kind: FindingChange['kind'], finding: TrackedFinding): FindingChange {
  const before = kind === 'new' ? null : { state: 'open' as const, message: 'unusable', severity: finding.severity };
  return { kind, finding, before, reason: kind === 'worse' ? 'message' : null };
}

const darker: SightChange = {
  ...({ kind: 'darker', provider: 'microsoft365', dataset: 'mfa', before: 'complete', after: 'unavailable' } as const),
  gap: { kind: 'permission', detail: 'Insufficient privileges' },
};

export function noticesFor(
  findings: readonly FindingChange[],
  { ends = [], dark = false }: { ends?: readonly AccessEnd[]; dark?: boolean } = {},
): Notice[] {
  const sight: SightChange[] = dark ? [darker] : [];
  const from = { ...scan, id: 'earlier' };
  const directories = [{ provider: 'microsoft365', directoryId: 'x', status: 'complete' }] as const;
  return noticesOf({ from, to: scan, findings, facts: [], sight }, directories, ends, () => ['mfa']);
}

export function channelTo(target: Target, more: Partial<Channel> = {}): Channel {
  return {
    ...{ id: target.kind, target, tenants: null, minSeverity: 'low', digest: null },
    ...{ locale: 'en', timeZone: 'Asia/Tokyo' },
    ...more,
  };
}

export const webhook = (url: string): Target => ({ kind: 'webhook', url, secret: 'signing-key-signing-key' });
export const slack = (url: string): Target => ({ kind: 'slack', url });
export const teams = (url: string): Target => ({ kind: 'teams', url });
