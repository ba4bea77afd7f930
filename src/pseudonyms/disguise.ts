import type { Snapshot } from '../core/datasets.ts';
import type { JudgingSettings } from '../core/report.ts';
import type { Roster } from '../core/roster.ts';

/** What was read with the settings, by which ids are told from logins. */
export interface Present {
  tenant: string;
  snapshots: readonly Snapshot[];
}

/**
 * Takes names and addresses out of what was read, before anything else sees it. Equal names get equal pseudonyms under
 * one key, so that a disguised scan is judged as the plain one would be.
 */
export interface Disguise {
  /** Tells keys apart without telling them; null: nothing is disguised. */
  fingerprint: string | null;
  /** The id stays: it names the folder. */
  tenant(tenant: { id: string; name: string }): { id: string; name: string };
  settings(settings: JudgingSettings, present: Present): JudgingSettings;
  roster(roster: Roster | null): Roster | null;
  snapshot(snapshot: Snapshot): Snapshot;
}

/** Leaves everything as it is. */
export const undisguised: Disguise = {
  fingerprint: null,
  tenant: (tenant) => tenant,
  settings: (settings) => settings,
  roster: (roster) => roster,
  snapshot: (snapshot) => snapshot,
};
