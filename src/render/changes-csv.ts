import { stringify } from 'csv-stringify/sync';
import type { Changes, FactChange, FindingChange, SightChange } from '../core/history/changes.ts';
import type { HistoryReport } from '../core/history/history-report.ts';
import type { Catalogue } from '../messages/phrasing.ts';
import { cell } from './csv.ts';
import type { Findings, Format, RenderOptions } from './format.ts';
import { changesViewOf } from './history.ts';
import { detailOf, lookBackWords } from './history-words.ts';

const columns = [
  'tenant',
  'since',
  'as_of',
  'about',
  'change',
  'reason',
  'severity',
  'check',
  'provider',
  'subject',
  'login',
  'name',
  'before',
  'after',
  'text',
  'open_since',
  'key',
] as const;

type Cells = Partial<Record<(typeof columns)[number], string>>;

function findingCells(change: FindingChange, catalogue: Catalogue, timeZone: string): Cells {
  const { kind, finding, before, reason } = change;
  const { check, provider, subject, severity, message, state, openedAt, key } = finding;
  const told = (one: { state: string; severity: string; message: string }) =>
    [one.state, one.severity, one.message].join(' ');
  return {
    ...{ about: 'finding', change: kind, reason: reason ?? '', severity, check, provider: provider ?? '' },
    ...{ subject: subject.id, login: subject.login ?? '', name: subject.name ?? '' },
    before: before === null ? '' : told(before),
    after: kind === 'resolved' ? '' : told({ state, severity, message }),
    text: detailOf(change, catalogue, timeZone).text ?? '',
    ...{ open_since: openedAt, key },
  };
}

function factCells({ kind, provider, account, before, after }: FactChange): Cells {
  const { id, login, name } = account;
  return {
    ...{ about: 'fact', change: kind, provider, subject: id, login, name: name ?? '' },
    ...{ before: before ?? '', after: after ?? '' },
  };
}

function sightCells({ kind, provider, dataset, before, after, gap }: SightChange): Cells {
  const why = gap === null ? '' : `${gap.kind}: ${gap.detail}`;
  return { about: 'dataset', change: kind, provider, subject: dataset, before, after, text: why };
}

/** A finding that stands is news only where it stands otherwise than before. */
function cellsOf(changes: Changes, catalogue: Catalogue, timeZone: string): Cells[] {
  const { told, facts, sight } = changesViewOf(changes);
  const otherwise = changes.findings.filter(({ kind, reason }) => kind === 'standing' && reason !== null);
  return [
    ...[...told, ...otherwise].map((change) => findingCells(change, catalogue, timeZone)),
    ...facts.map(factCells),
    ...sight.map(sightCells),
  ];
}

const linesAtOnce = 500;

function head(): string {
  return stringify([[...columns]], { bom: true, record_delimiter: '\r\n' });
}

function* linesOf(all: readonly Cells[], span: Cells): Generator<string> {
  for (let at = 0; at < all.length; at += linesAtOnce) {
    const lines = all.slice(at, at + linesAtOnce).map((cells) => {
      const line = { ...span, ...cells };
      return columns.map((column) => cell(line[column] ?? ''));
    });
    yield stringify(lines, { record_delimiter: '\r\n' });
  }
}

/** What differs between two scans of a tenant. */
export interface ChangesOf {
  tenant: string;
  timeZone: string;
  changes: Changes;
}

function* changeLines({ tenant, timeZone, changes }: ChangesOf, catalogue: Catalogue): Generator<string> {
  const span = { tenant, since: changes.from.asOf, as_of: changes.to.asOf };
  yield* linesOf(cellsOf(changes, catalogue, timeZone), span);
}

/** One change a line, what weighs most first, for spreadsheets: hence the BOM, and CRLF. Piece by piece. */
export function* changesCsvOf(all: readonly ChangesOf[], catalogue: Catalogue): Generator<string> {
  yield head();
  for (const one of all) yield* changeLines(one, catalogue);
}

function whyNot(history: HistoryReport, { ui }: Catalogue, timeZone: string): string {
  if (history.state === 'unavailable') return history.reason;
  return history.state === 'look-back' ? lookBackWords(history, ui, timeZone) : '';
}

/** Where nothing can be compared one line says why: an empty list would claim that nothing changed. */
function* reportChunks({ report }: Findings, { catalogue, timeZone }: RenderOptions): Generator<string> {
  const { tenant, scan, history } = report;
  yield head();
  if (history.state === 'kept' && history.changes !== null) {
    yield* changeLines({ tenant: tenant.id, timeZone, changes: history.changes }, catalogue);
    return;
  }
  const change = history.state === 'kept' ? 'first-scan' : `history-${history.state}`;
  const text = whyNot(history, catalogue, timeZone);
  yield* linesOf([{ about: 'history', change, text }], { tenant: tenant.id, as_of: scan.asOf });
}

export const changesCsvFormat: Format = { file: 'changes.csv', render: reportChunks };
