import type { Severity } from '../core/check.ts';
import type { DatasetName } from '../core/datasets.ts';
import type { DatasetReport, Status } from '../core/directory-report.ts';
import type { Provider } from '../core/provider.ts';
import type { Verdict } from '../core/result.ts';
import type { Cost } from './catalogue.ts';

/** What things of a report are called. */
export interface NameTexts {
  severity: Record<Severity, string>;
  verdict: Record<Verdict | 'accepted', string>;
  status: Record<Status, string>;
  provider: Record<Provider, string>;
  dataset: Record<DatasetName, string>;
  datasetState: Record<DatasetReport['state'], string>;
  /** A role as its directory calls it, in the words of its console. */
  role: (name: string) => string;
  /** A factor or method; what is not known keeps the name that the provider gives. */
  method: (name: string) => string;
  /** A country by its code, ISO 3166-1 alpha-2; what is none stays as it is. */
  country: (code: string) => string;
  /** By what the rows of a dataset were read; what is not known stays as it is. */
  datasetSource: (source: string) => string;
  cost: Record<Cost, string>;
  /** Stands where a directory would, for what concerns none alone. */
  elsewhere: string;
}
