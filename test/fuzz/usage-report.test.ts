import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain } from '../../connectors/microsoft365/gaps.ts';
import type { Session } from '../../connectors/microsoft365/session.ts';
import { readUsage } from '../../connectors/microsoft365/usage-report.ts';

const url = new URL('https://graph.microsoft.com/v1.0/reports/x');

/** A session that knows nothing but a report. */
function sessionWith(text: string): Session {
  const answer = { status: 200, headers: new Headers(), body: text };
  const ask = async () => ({ place: 'GET graph.microsoft.com/v1.0/reports/x', url, answer });
  return { ask, pause: async () => undefined } as unknown as Session;
}

/** The accounts of a report, or why there are none. `isCut`: others may be missing. */
async function read(text: string) {
  const [settled] = await Promise.allSettled([readUsage(sessionWith(text), 'D180')]);
  if (settled.status === 'rejected') return { gap: explain(settled.reason) };
  return { usages: settled.value.usages, isCut: settled.value.failure !== null };
}

const refreshed = '2026-11-18';
const word = fc.string({ unit: fc.constantFrom(...'abc 日本",;\'=@\n\t'.split('')), maxLength: 8 });
const day = fc.constantFrom('', '2026-11-17', '2026-06-01', '2025-01-31T00:00:00');
const line = fc.record({
  'Report Refresh Date': fc.constant(refreshed),
  'User Principal Name': fc.stringMatching(/^[a-z]{1,6}$/).map((name) => `${name}@acme.example`),
  'Display Name': word,
  'Is Deleted': fc.constantFrom('False', 'True', 'FALSE', 'true'),
  'Deleted Date': fc.constant(''),
  'Exchange Last Activity Date': day,
  'Teams Last Activity Date': day,
  'Exchange License Assign Date': fc.constant('2020-01-01'),
  'Assigned Products': word,
});
type Line = Record<string, string>;

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

const written = fc.record({
  lines: fc.uniqueArray(line, { minLength: 1, maxLength: 6, selector: (one) => one['User Principal Name'] }),
  columns: fc.shuffledSubarray(
    ['Display Name', 'Deleted Date', 'Exchange License Assign Date', 'Assigned Products', 'Copilot Seats'],
    { minLength: 1 },
  ),
  order: fc.shuffledSubarray(
    [
      ...['Report Refresh Date', 'User Principal Name', 'Is Deleted'],
      ...['Exchange Last Activity Date', 'Teams Last Activity Date'],
    ],
    { minLength: 5 },
  ),
  end: fc.constantFrom('\n', '\r\n'),
  mark: fc.constantFrom('', '\uFEFF'),
});

function csvOf({
  lines,
  columns,
  order,
  end,
  mark,
}: {
  lines: Line[];
  columns: string[];
  order: string[];
  end: string;
  mark: string;
}): string {
  const names = [...columns, ...order];
  const rows = lines.map((one) => names.map((name) => quoted(one[name] ?? '')).join(','));
  return mark + [names.join(','), ...rows, ''].join(end);
}

function expectedOf(lines: Line[]) {
  return lines
    .filter((one) => one['Is Deleted']?.toLowerCase() === 'false')
    .map((one) => {
      const days = ['Exchange Last Activity Date', 'Teams Last Activity Date'].map((name) =>
        (one[name] ?? '').slice(0, 10),
      );
      return { login: one['User Principal Name'], lastDay: days.sort().at(-1) || null, refreshed };
    });
}

describe('a usage report', () => {
  it('is read as it was written: columns in any order, new ones among them, quotes, line ends', async () => {
    await fc.assert(
      fc.asyncProperty(written, async (report) => {
        expect(await read(csvOf(report))).toEqual({ usages: expectedOf(report.lines), isCut: false });
      }),
    );
  });

  it('that breaks off is refused, or tells of the lines before', async () => {
    await fc.assert(
      fc.asyncProperty(written, fc.double({ min: 0, max: 1, noNaN: true }), async (report, share) => {
        const text = csvOf(report);
        const cut = text.slice(0, Math.floor(text.length * share));
        const { usages, isCut, gap } = await read(cut);
        if (gap !== undefined) {
          expect(['malformed', 'network']).toContain(gap.kind);
          return;
        }
        expect(expectedOf(report.lines).slice(0, usages.length)).toEqual(usages);
        if (cut.endsWith('\n')) expect(isCut).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('that does not end its last line is whole where it ends with products that are known', async () => {
    await fc.assert(
      fc.asyncProperty(written, fc.boolean(), async ({ columns, ...report }, isKnown) => {
        const order = [...columns.filter((name) => name !== 'Assigned Products'), ...report.order, 'Assigned Products'];
        const lines = report.lines.map((one, index) => {
          return { ...one, 'Assigned Products': index < report.lines.length - 1 || isKnown ? 'E3' : 'E' };
        });
        const text = csvOf({ ...report, lines, columns: [], order }).slice(0, -report.end.length);
        const expected = expectedOf(report.lines);
        if (isKnown && lines.length > 1) expect(await read(text)).toEqual({ usages: expected, isCut: false });
        else expect(await read(text)).not.toMatchObject({ isCut: false });
      }),
    );
  });

  it('with any text in place of any cell is refused, or told of nobody else and no other day', async () => {
    const cell = fc.oneof(
      word,
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '0001-01-01',
        '2026-02-30',
        '9999-12-31',
        '2026-11-30',
        '18/11/2026',
        '令和8年11月18日',
        'Ja',
        '1',
      ),
    );
    await fc.assert(
      fc.asyncProperty(written, fc.nat(), fc.nat(), cell, async (report, index, which, text) => {
        const { lines, order } = report;
        const changed = lines.map((one, at) =>
          at === index % lines.length ? { ...one, [order[which % 5] ?? '']: text } : one,
        );
        const { usages, gap } = await read(csvOf({ ...report, lines: changed }));
        if (gap !== undefined) {
          expect(['malformed', 'concealed']).toContain(gap.kind);
          if (text.length > 9) expect(gap.detail).not.toContain(text);
          return;
        }
        for (const { lastDay, refreshed: until } of usages) {
          expect(lastDay ?? '2026-01-01').toMatch(/^20\d\d-\d\d-\d\d$/);
          expect(until).toMatch(/^[2-9]\d{3}-\d\d-\d\d$/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['nothing', ''],
    ['nothing but a mark', '\uFEFF'],
    ['a page for people', '<!DOCTYPE html><html><body>Sign in</body></html>'],
    [
      'columns in another language',
      'Aktualisierungsdatum,Benutzerprinzipalname,Gelöscht,Letzte Aktivität\n2026-11-18,a@x,False,',
    ],
    [
      'a column less',
      `Report Refresh Date,User Principal Name,Teams Last Activity Date\n${refreshed},a@acme.example,\n`,
    ],
    [
      'no column of activity',
      `Report Refresh Date,User Principal Name,Is Deleted\n${refreshed},a@acme.example,False\n`,
    ],
    [
      'a column that comes twice',
      `Report Refresh Date,User Principal Name,User Principal Name,Is Deleted,Teams Last Activity Date\n${refreshed},a@acme.example,b@acme.example,False,\n`,
    ],
    ['names of objects', '__proto__,constructor,toString\n1,2,3\n'],
  ])('of %s is refused', async (_name, text) => {
    expect((await read(text)).gap?.kind).toMatch(/^(?:malformed|network)$/);
  });

  it('with hidden names is concealed, and with some of them is refused', async () => {
    const header = 'Report Refresh Date,User Principal Name,Is Deleted,Teams Last Activity Date\n';
    const hidden = 'F3A1BD2C04E54F1B9F3A1BD2C04E54F1';
    const kindOf = async (...logins: string[]) => {
      const text = header + logins.map((login) => `${refreshed},${login},False,2026-11-01\n`).join('');
      return (await read(text)).gap?.kind;
    };
    for (const logins of [[hidden], [hidden, 'B4'], ['']]) expect(await kindOf(...logins)).toBe('concealed');
    expect(await kindOf('a@acme.example', hidden)).toBe('malformed');
    expect(await kindOf(hidden, 'a@acme.example', 'b@acme.example')).toBe('malformed');
  });
});
