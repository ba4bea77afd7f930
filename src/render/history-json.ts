import type { Changes } from '../core/history/changes.ts';
import type { FigurePoint } from '../core/history/history-report.ts';
import { changesChunks, listChunks, safeJson } from './json.ts';

/** What differs between two scans of a tenant; `changes` null: there is one scan only. */
export interface TenantChanges {
  tenant: string;
  changes: Changes | null;
}

function* tenantChanges({ tenant, changes }: TenantChanges): Generator<string> {
  yield `{"tenant":${safeJson(tenant)},"changes":`;
  if (changes === null) yield 'null';
  else yield* changesChunks(changes);
  yield '}';
}

/** The public contract of `shisei diff --format json`, schema 1: one change a line. */
export function* changesJsonOf(all: readonly TenantChanges[]): Generator<string> {
  yield '{"schema":1,"tenants":';
  yield* listChunks(all.map(tenantChanges));
  yield '}\n';
}

/** The scans of a tenant with their figures, oldest first. */
export interface TenantHistory {
  tenant: string;
  scans: readonly object[];
  trend: readonly FigurePoint[];
}

function* tenantHistory({ tenant, scans, trend }: TenantHistory): Generator<string> {
  yield `{"tenant":${safeJson(tenant)},"scans":`;
  yield* listChunks(scans.map((scan) => [safeJson(scan)]));
  yield ',"trend":';
  yield* listChunks(trend.map((point) => [safeJson(point)]));
  yield '}';
}

/** The public contract of `shisei history --format json`, schema 1: one scan a line. */
export function* historyJsonOf(all: readonly TenantHistory[]): Generator<string> {
  yield '{"schema":1,"tenants":';
  yield* listChunks(all.map(tenantHistory));
  yield '}\n';
}
