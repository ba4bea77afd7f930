import { accessCsvFormat } from './access-csv.ts';
import { applicationsCsvFormat } from './applications-csv.ts';
import { changesCsvFormat } from './changes-csv.ts';
import { csvFormat } from './csv.ts';
import type { Format } from './format.ts';
import { htmlFormat } from './html.ts';
import { jsonFormat } from './json.ts';
import { markdownFormat } from './markdown.ts';

export { type Fleet, fleetOf, renderFleetHtml, renderFleetJson } from './fleet.ts';
export type { Findings, Format, RenderOptions } from './format.ts';
export { renderPlain } from './pipe.ts';
export { type TerminalOptions, terminalSteps } from './terminal.ts';

/** Every way to write a report, under the name that `--format` takes: the files that it makes. */
export const formats = {
  json: [jsonFormat],
  html: [htmlFormat],
  csv: [csvFormat, accessCsvFormat, applicationsCsvFormat, changesCsvFormat],
  md: [markdownFormat],
} as const satisfies Record<string, readonly Format[]>;

export type FormatName = keyof typeof formats;
export const formatNames = Object.keys(formats) as FormatName[];
