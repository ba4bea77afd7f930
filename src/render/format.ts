import type { DirectoryAccess } from '../core/access.ts';
import type { Dataset } from '../core/datasets.ts';
import type { People } from '../core/people.ts';
import type { Provider } from '../core/provider.ts';
import type { Report } from '../core/report.ts';
import type { Application } from '../core/rows/application.ts';
import type { Catalogue } from '../messages/phrasing.ts';

/** In which words and times a report is written. */
export interface RenderOptions {
  catalogue: Catalogue;
  /** IANA name of the zone in which dates are shown. */
  timeZone: string;
}

/** What there is to render of one tenant. */
export interface Findings {
  report: Report;
  /** Who signed in when and from where, a directory each. */
  access: readonly DirectoryAccess[];
  /** The humans behind the accounts. */
  people: People;
  /** The programs that have a name in a directory, a directory each. */
  applications: readonly { provider: Provider; dataset: Dataset<Application> }[];
}

/** A way to write a report. A format is pure: the same report gives the same bytes. */
export interface Format {
  /** Name of the file in the folder of the tenant. */
  file: string;
  /** The content, whole or piece by piece. */
  render(findings: Findings, options: RenderOptions): string | Uint8Array | Iterable<string>;
}
