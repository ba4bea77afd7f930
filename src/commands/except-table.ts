import { stringify } from 'csv-stringify/sync';
import stringWidth from 'string-width';
import { type ExceptionVoid, toldOf } from '../core/history/bound-facts.ts';
import type { Io } from '../io.ts';
import type { Locale } from '../messages/catalogue.ts';
import type { ExceptionState } from '../messages/except.ts';
import { catalogue, commands } from '../messages/index.ts';
import { columnsOf, wrapped } from '../output/wrap.ts';
import { pad, plainSigns, shorten } from '../render/columns.ts';
import { cell } from '../render/csv.ts';
import { token } from '../render/history-pipe.ts';
import { visible } from '../render/plain.ts';
import type { StoredException } from '../store/exceptions.ts';

/** An exception as `shisei except list` tells it. */
export interface ListedException {
  /** Null: no scan has told the store of it yet. */
  id: string | null;
  tenant: string;
  check: string;
  subject: string;
  reason: string;
  approvedBy: string;
  until: string;
  /** Whole days; 0 on the last, negative when it has ended. */
  daysLeft: number;
  origin: StoredException['origin'];
  state: ExceptionState;
  /** What ended it before its time, for one of the findings that it is for. */
  void: ExceptionVoid | null;
  /** Keys of the findings that it covers in the newest scan. */
  covers: readonly string[];
}

interface Showing {
  locale: Locale;
  io: Pick<Io, 'columns'>;
}

/** Enough of an id to tell it from others, and to type it. */
const idShown = 8;

function whyOf({ check, void: ended }: ListedException, locale: Locale): string {
  const { ui, checks } = catalogue(locale);
  return ended === null ? '' : ui.acceptance.ended(toldOf(ended), checks[check]?.meanings ?? {});
}

function table(all: readonly ListedException[], { locale, io }: Showing): string {
  const { except: words } = commands(locale);
  const { ui } = catalogue(locale);
  const width = columnsOf(io);
  const { field } = words;
  const rows = all.map(({ id, until, daysLeft: left, origin, state }) => [
    id?.slice(0, idShown) ?? words.noId,
    until + (left < 0 ? '' : ui.aside(ui.page.daysLeft(left))),
    words.origin[origin],
    words.state[state],
  ]);
  const heads = [field.id, field.until, field.origin, field.state];
  const wide = heads.map((head, column) => {
    return Math.max(...[heads, ...rows].map((row) => stringWidth(plainSigns(row[column] ?? head))));
  });
  const line = (cells: readonly string[]) =>
    shorten(cells.map((one, column) => pad(plainSigns(one), wide[column] ?? 0)).join('  '), width).trimEnd();
  const lines = all.flatMap((one, index) => {
    const { tenant, check, subject, reason, approvedBy } = one;
    const why = whyOf(one, locale);
    const by = ui.aside(`${ui.label(ui.page.approvedBy)}${visible(approvedBy, 100)}`);
    return [
      '',
      line(rows[index] ?? []),
      ...wrapped('  ', visible(`${check} · ${subject} · ${tenant}`, 300), width),
      ...wrapped('  ', `${visible(reason, 300)}${by}`, width),
      ...(why === '' ? [] : wrapped('  ', visible(why, 400), width)),
    ];
  });
  return `${[line(heads), ...lines].join('\n')}\n`;
}

/** The same in every language. */
function lines(all: readonly ListedException[]): string {
  return all
    .map((one) => {
      const { id, tenant, check, subject, reason, approvedBy, until, daysLeft: left, origin, state, covers } = one;
      const told = one.void === null ? {} : toldOf(one.void);
      const given = { id: id ?? 'none', tenant, check, subject, reason, 'approved-by': approvedBy, until };
      const pairs = Object.entries({ ...given, 'days-left': left, origin, state, covers: covers.length, ...told });
      return `exception ${pairs.map(([key, value]) => `${key}=${token(String(value))}`).join(' ')}\n`;
    })
    .join('');
}

function json(all: readonly ListedException[]): string {
  return `${JSON.stringify(
    all.map((one) => ({ ...one, void: one.void === null ? null : toldOf(one.void) })),
    null,
    2,
  )}\n`;
}

const columns = [
  'tenant',
  'id',
  'check',
  'subject',
  'until',
  'days_left',
  'origin',
  'state',
  'why',
  'covers',
  'reason',
  'approved_by',
];

function csv(all: readonly ListedException[], { locale }: Showing): string {
  const cells = all.map((one) => {
    const { tenant, id, check, subject, until, daysLeft: left, origin, state, covers, reason, approvedBy } = one;
    const why = whyOf(one, locale);
    const first = [tenant, id ?? '', check, subject, until].map(cell);
    return [...first, left, ...[origin, state, why, covers.join(' '), reason, approvedBy].map(cell)];
  });
  return stringify([columns, ...cells], { bom: true, record_delimiter: '\r\n' });
}

/** How exceptions can be listed. */
export const exceptFormats = { table, lines, json, csv } as const;
export type ExceptFormat = keyof typeof exceptFormats;
