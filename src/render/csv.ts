import { stringify } from 'csv-stringify/sync';
import type { Data } from '../core/check.ts';
import type { CheckResult, Finding, Report } from '../core/report.ts';
import type { Format } from './format.ts';
import { visible } from './plain.ts';
import { byUrgency } from './urgency.ts';

const columns = [
  'tenant',
  'severity',
  'verdict',
  'person',
  'login',
  'check',
  'provider',
  'message',
  'text',
  'evidence',
  'exception_until',
  'gap',
  'key',
];

/** Spreadsheets refuse longer cells; the report in JSON keeps the whole. */
const longest = 2000;

const opening = /[\s'"]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212]/u.source;
const formula = new RegExp(`^${opening}`, 'u');

/** Where a list is separated by semicolons, spreadsheets cut there, and what follows begins a cell of its own. */
const afterSeparator = new RegExp(`(?<=[;|])(?=${opening})`, 'gu');

/**
 * One cell, safe to open. `escape_formulas` of the library looks at the first character only, and spreadsheets skip
 * spaces and quotes before a formula, and read full-width and small forms of the signs as the signs; so the apostrophe is
 * set here. Controls are spelled out before, hence none can hide a sign either.
 */
export function cell(text: string): string {
  const shown = visible(text, longest).replace(afterSeparator, "'");
  return formula.test(shown) ? `'${shown}` : shown;
}

function evidenceOf(data: Data): string {
  return Object.keys(data)
    .sort()
    .flatMap((key) => (data[key] === null ? [] : [`${key}=${data[key]}`]))
    .join('; ');
}

function lineOf({ check, provider }: CheckResult, finding: Finding, tenant: string): string[] {
  const { key, subject, verdict, message, text, data, severity, exception, gap } = finding;
  return [
    tenant,
    severity,
    exception === undefined ? verdict : 'accepted',
    subject.name ?? '',
    subject.login ?? '',
    check,
    provider ?? '',
    message,
    text,
    evidenceOf(data),
    exception?.until ?? '',
    gap === undefined ? '' : `${gap.kind}: ${gap.detail}`,
    key,
  ].map(cell);
}

const linesAtOnce = 500;

/** One finding a line, worst first, for spreadsheets: hence the BOM, and CRLF. Piece by piece. */
function* csvChunks({ results, tenant }: Report): Generator<string> {
  const entries = results
    .flatMap((result) => result.findings.map((finding) => ({ result, finding })))
    .sort((a, b) => byUrgency(a.finding, b.finding));
  yield stringify([columns], { bom: true, record_delimiter: '\r\n' });
  for (let at = 0; at < entries.length; at += linesAtOnce) {
    const lines = entries.slice(at, at + linesAtOnce).map(({ result, finding }) => lineOf(result, finding, tenant.id));
    yield stringify(lines, { record_delimiter: '\r\n' });
  }
}

/** The same in one piece. */
export function renderCsv(report: Report): string {
  return [...csvChunks(report)].join('');
}

export const csvFormat: Format = { file: 'findings.csv', render: ({ report }) => csvChunks(report) };
