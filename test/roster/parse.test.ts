import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Roster, type RosterFault, type RosterPerson, rosterSchema } from '../../src/core/roster.ts';
import { parseRoster } from '../../src/roster/parse.ts';
import { shiftJis } from './shift-jis.ts';

function parse(content: string | Uint8Array): Roster {
  return parseRoster(typeof content === 'string' ? new TextEncoder().encode(content) : content, 'hr.csv');
}

function people(content: string | Uint8Array): readonly RosterPerson[] {
  const roster = parse(content);
  return roster.state === 'read' ? roster.people : expect.fail(JSON.stringify(roster.faults));
}

function faults(content: string | Uint8Array): readonly RosterFault[] {
  const roster = parse(content);
  return roster.state === 'faulty' ? roster.faults : expect.fail(`it was read: ${JSON.stringify(roster.people)}`);
}

function person(line: number, facts: Partial<RosterPerson>): RosterPerson {
  const nothing = { email: null, employeeId: null, name: null, status: null };
  return { line, ...nothing, leaveDate: null, department: null, managerEmail: null, ...facts };
}

const hanako: Partial<RosterPerson> = {
  email: 'hanako@acme.example',
  employeeId: '0012',
  name: '山田 花子',
  status: 'left',
  leaveDate: '2026-03-31',
  department: '営業部',
  managerEmail: 'boss@acme.example',
};
it('a manager who is named instead of addressed spoils nothing', () => {
  const roster = parseRoster(new TextEncoder().encode('email,上長\na@acme.example,山田\n'), 'hr.csv');
  expect(roster).toMatchObject({ state: 'read', people: [{ email: 'a@acme.example', managerEmail: null }] });
});

it.each([
  ['a status', 'email,status\na@acme.example,\n', true],
  ['a day of leaving', 'email,退職日\na@acme.example,\n', true],
  ['neither, as it knows their names', 'email,name,退職予定日,在籍\na@acme.example,A,2026-03-31,退職\n', false],
])('tells who has left by columns: %s', (_name, content, tellsLeavers) => {
  expect(parse(content)).toMatchObject({ state: 'read', tellsLeavers });
});

const english = `email,employee_id,name,status,leave_date,department,manager_email
hanako@acme.example,0012,山田 花子,left,2026-03-31,営業部,boss@acme.example
`;
const japanese = `メールアドレス,社員番号,氏名,在籍状況,退職日,部署,上長
hanako@acme.example,0012,山田 花子,退職,令和8年3月31日,営業部,boss@acme.example
`;

describe('an HR list', () => {
  it.each([
    ['in English', english],
    ['in Japanese', japanese],
    ['with a byte order mark', `\ufeff${japanese}`],
    ['with line ends of Windows', japanese.replaceAll('\n', '\r\n')],
    ['with line ends of old Macs', japanese.replaceAll('\n', '\r')],
    ['with line ends of both kinds', japanese.replace('\n', '\r\n')],
    ['without a line end at the end', japanese.trimEnd()],
    ['with tabs', japanese.replaceAll(',', '\t')],
    ['with quotes', japanese.replace(/[^,\n]+/g, '"$&"')],
    ['with quotes and tabs', japanese.replaceAll(',', '\t').replace(/[^\t\n]+/g, '"$&"')],
    ['with spaces around', english.replaceAll(',', ' , ')],
    ['with ideographic spaces around', english.replaceAll(',', '\u3000,\u3000')],
    ['with spaces around quotes', english.replace(/[^,\n]+/g, ' "$&" ')],
    ['with blank lines below', `${english}\n\n,,,,,,\n \t \n`],
    ['in capitals', english.replace(/^.*$/m, (header) => header.toUpperCase()).replace('hanako@', 'HANAKO@')],
    [
      'with other spellings',
      english.replaceAll('_', ' ').replace('email', 'E-mail').replace('manager email', 'ManagerEmail'),
    ],
    ['in half-width katakana', japanese.replace('メールアドレス', 'ﾒｰﾙｱﾄﾞﾚｽ')],
    [
      'in full-width letters',
      english.replace(/[!-+\--~]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0)),
    ],
    ['with empty cells behind', english.replace(/$/gm, ',,').replace(/\n,,$/, '\n')],
    ['with empty cells behind the header only', english.replace('manager_email', 'manager_email,,')],
    ['with empty cells behind lines only', english.replace(/example\n/, 'example,,\n')],
    ['in Shift_JIS', shiftJis(japanese)],
    ['in Shift_JIS with half-width katakana', shiftJis(japanese.replace('メールアドレス', 'ﾒｰﾙｱﾄﾞﾚｽ'))],
  ])('%s is read', (_name, content) => {
    expect(people(content)).toEqual([person(2, hanako)]);
  });

  it('may have its columns in any order, and others between them', () => {
    const content = '入社日,退職日,備考,在籍状況,メールアドレス\n2020/4/1,,"長い, 話",在籍,taro@acme.example\n';
    expect(people(content)).toEqual([person(2, { email: 'taro@acme.example', status: 'active' })]);
  });

  it.each([['退職年月日'], ['退社日'], ['Leave Date'], ['leave-date'], ['ＬＥＡＶＥ＿ＤＡＴＥ']])(
    'may call the day of leaving %s',
    (name) => {
      expect(people(`email,${name}\na@acme.example,2026/3/31\n`)[0]?.leaveDate).toBe('2026-03-31');
    },
  );

  it.each([
    ['active', 'active'],
    ['ACTIVE', 'active'],
    ['ａｃｔｉｖｅ', 'active'],
    ['在籍', 'active'],
    ['Left', 'left'],
    ['退職', 'left'],
    ['leave', 'leave'],
    ['\u3000休職 ', 'leave'],
    ['', null],
    ['\u3000', null],
  ])('takes the status %j for %s', (word, status) => {
    expect(people(`email,status\na@acme.example,${word}\n`)[0]?.status).toBe(status);
  });

  it('needs no address where there is a number, nor the other way round', () => {
    expect(people('email,employee_id\n,００１２\nb@acme.example,\n')).toEqual([
      person(2, { employeeId: '0012' }),
      person(3, { email: 'b@acme.example' }),
    ]);
    expect(people('社員番号\nA-7\n')).toEqual([person(2, { employeeId: 'A-7' })]);
  });

  it('numbers people by the lines on which they begin', () => {
    const content = 'email,name\r\n\r\na@acme.example,"Ann\r\nOf\r\nAcme"\r\n\r\nb@acme.example,Bob\r\n';
    expect(people(content).map(({ line }) => line)).toEqual([3, 7]);
    expect(people(`\n\n${english}`)[0]?.line).toBe(4);
  });

  it('may begin with blank lines that have tabs in them', () => {
    expect(people(` \t\n${english}`)).toHaveLength(1);
  });

  it('keeps quotes, separators and line ends inside quotes', () => {
    expect(people('email,name\na@acme.example,"Ann ""A"", of\tAcme\nLtd"\n')[0]?.name).toBe('Ann "A", of\tAcme\nLtd');
  });

  it('tells its name', () => {
    expect(parse(english).file).toBe('hr.csv');
    expect(parse('').file).toBe('hr.csv');
  });

  it('of the documentation is read', () => {
    const example = readFileSync(join(import.meta.dirname, '../../docs/hr-list.example.csv'));
    expect(new Set(people(example).map(({ status }) => status))).toEqual(new Set(['active', 'left', 'leave', null]));
  });
});

describe('a fault of the HR list names its line:', () => {
  const head = 'email,employee_id,status,leave_date,name\n';
  const fine = 'a@acme.example,1,active,,Ann\n';
  const cases: Record<string, [string | Uint8Array, ...RosterFault[]]> = {
    'an empty file': ['', { line: null, problem: 'empty', value: null }],
    'a byte order mark alone': ['\ufeff', { line: null, problem: 'empty', value: null }],
    'blank lines alone': ['\n \n,,\n', { line: null, problem: 'empty', value: null }],
    'a header without people': [head, { line: null, problem: 'empty', value: null }],
    'neither UTF-8 nor Shift_JIS': [Uint8Array.of(0x41, 0xff, 0xfe), { line: null, problem: 'encoding', value: null }],
    'UTF-16': [Buffer.from(`\ufeff${head}`, 'utf16le'), { line: null, problem: 'encoding', value: null }],
    'a spreadsheet': [
      Uint8Array.of(0x50, 0x4b, 3, 4, 0x14, 0, 6, 0, 8, 0, 0, 0, 0x21, 0, 0xfd, 0xff),
      { line: null, problem: 'encoding', value: null },
    ],
    'no header': [fine, { line: 1, problem: 'no-header', value: 'a@acme.example, 1, active, , Ann' }],
    'no header below blank lines': [
      `\n\n${fine}`,
      { line: 3, problem: 'no-header', value: 'a@acme.example, 1, active, , Ann' },
    ],
    semicolons: ['email;name\na@acme.example;Ann\n', { line: 1, problem: 'no-header', value: 'email;name' }],
    'no column to find people by': ['name,status\nAnn,active\n', { line: 1, problem: 'no-key-column', value: null }],
    'a column twice': [
      'email,name,メールアドレス\na@acme.example,Ann,\n',
      { line: 1, problem: 'column-twice', value: 'メールアドレス' },
    ],
    'the same name twice': ['email,Email\na@acme.example,\n', { line: 1, problem: 'column-twice', value: 'Email' }],
    'nobody to find': [`${head}${fine},,active,,Bob\n`, { line: 3, problem: 'no-key', value: null }],
    'a number that only fills the field': [
      `${head}${fine},０００,active,,Bob\n`,
      { line: 3, problem: 'no-key', value: '000' },
    ],
    'no address': [`${head}${fine}acme.example,2,,,Bob\n`, { line: 3, problem: 'email', value: 'acme.example' }],
    'two addresses': [
      `${head}b@acme.example; c@acme.example,2,,,Bob\n`,
      { line: 2, problem: 'email', value: 'b@acme.example; c@acme.example' },
    ],
    'an address without a domain': [`${head}bob@acme,2,,,Bob\n`, { line: 2, problem: 'email', value: 'bob@acme' }],
    'an unknown status': [`${head}${fine}b@acme.example,2,出向,,Bob\n`, { line: 3, problem: 'status', value: '出向' }],
    'a day that does not exist': [
      `${head}b@acme.example,2,left,2026/2/29,Bob\n`,
      { line: 2, problem: 'date', value: '2026/2/29' },
    ],
    'a word for a date': [`${head}b@acme.example,2,left,未定,Bob\n`, { line: 2, problem: 'date', value: '未定' }],
    'a cell too few': [`${head}b@acme.example,2,left,Bob\n`, { line: 2, problem: 'columns', value: '4/5' }],
    'a cell too many': [`${head}b@acme.example,2,left,,Bob, Jr.\n`, { line: 2, problem: 'columns', value: '6/5' }],
    'an address twice': [
      `${head}${fine}\nA@ACME.example,,,,Bob\n`,
      { line: 4, problem: 'duplicate', value: 'a@acme.example' },
    ],
    'a number twice': [
      `${head}b@acme.example,a1,,,\nc@acme.example,Ａ１,,,\n`,
      { line: 3, problem: 'duplicate', value: 'A1' },
    ],
    'a person thrice': [
      `${head}${fine}${fine}${fine}`,
      { line: 3, problem: 'duplicate', value: 'a@acme.example' },
      { line: 4, problem: 'duplicate', value: 'a@acme.example' },
    ],
    'a quote that is never closed': [
      `${head}${fine}"b@acme.example,2,,,Bob\nc@acme.example,3,,,\n`,
      { line: 3, problem: 'syntax', value: '"b@acme.example,2,,,Bob' },
    ],
    'a quote within a value': [
      `${head}b@acme.example,2,,,Bob "B" B\n`,
      { line: 2, problem: 'syntax', value: 'b@acme.example,2,,,Bob "B" B' },
    ],
    'a quote that ends too early': [
      `${head}\n"b@acme.example"x,2,,,Bob\n`,
      { line: 3, problem: 'syntax', value: '"b@acme.example"x,2,,,Bob' },
    ],
    'a quote in the header': [
      'email,"name\na@acme.example,Ann\n',
      { line: 1, problem: 'syntax', value: 'email,"name' },
    ],
    'several of them': [
      `${head}b@acme.example,2,gone,never,Bob\n${fine}nobody,1,,,\n`,
      { line: 2, problem: 'status', value: 'gone' },
      { line: 2, problem: 'date', value: 'never' },
      { line: 4, problem: 'email', value: 'nobody' },
      { line: 4, problem: 'duplicate', value: '1' },
    ],
    'below a value of several lines': [
      `${head}a@acme.example,1,,,"Ann\r\nA"\r\nb@acme.example,2,gone,,\n`,
      { line: 4, problem: 'status', value: 'gone' },
    ],
  };

  it.each(Object.entries(cases))('%s', (_name, [content, ...expected]) => {
    expect(faults(content)).toEqual(expected);
  });

  it.each([
    ['zero width', 'b\u200bob@acme.example', 'bob@acme.example'],
    ['a soft hyphen', 'bo\u00adb@acme.example', 'bob@acme.example'],
    ['a mark of direction', '\u200ebob@acme.example', 'bob@acme.example'],
  ])('but %s in an address is nothing', (_name, written, read) => {
    expect(parse(`email\n${written}\n`)).toMatchObject({ people: [{ email: read }] });
  });

  it.each(['b\u043eb@acme.example', '\u212Abob@acme.example'.replace('\u212A', '\u03ba'), 'bob\u0000@acme.example'])(
    'and a letter that only looks like one makes no address: %j',
    (written) => {
      expect(faults(`email\n${written}\n`)).toMatchObject([{ line: 2, problem: 'email' }]);
    },
  );

  it('and a cell beyond all measure is not normalised, which takes for ever', () => {
    const long = '\u0301\u0316'.repeat(300_000);
    expect(parse(`email,name\na@acme.example,${long}\n`).state).toBe('read');
  });

  it('with signs that cannot be seen spelled out', () => {
    expect(faults(`${head}b@acme.example,2,\u001b[31m\u202e,,\n`)[0]?.value).toBe('\\x1b[31m');
  });

  it('and cuts what is long', () => {
    expect(faults(`${head}b@acme.example,2,${'x'.repeat(41)},,\n`)[0]?.value).toBe(`${'x'.repeat(40)}…`);
    expect(faults(`${head}b@acme.example,2,${'x'.repeat(40)},,\n`)[0]?.value).toBe('x'.repeat(40));
  });

  it('for the first twenty, and counts the others', () => {
    const wrong = (count: number) =>
      faults(head + Array.from({ length: count }, (_, index) => `p${index}@acme.example,,gone,,\n`).join(''));
    expect(wrong(20)).toHaveLength(20);
    expect(wrong(20).at(-1)).toEqual({ line: 21, problem: 'status', value: 'gone' });
    expect(wrong(21)).toHaveLength(21);
    expect(wrong(21).at(-1)).toEqual({ line: null, problem: 'more', value: '1' });
    expect(wrong(1_000).at(-1)).toEqual({ line: null, problem: 'more', value: '980' });
  });
});

describe('whatever stands in the file,', () => {
  /** It is a list, or has faults on lines that are there. */
  const sound = (content: Uint8Array) => {
    const roster = rosterSchema.parse(parse(content));
    const lines = roster.state === 'read' ? roster.people : roster.faults;
    const last = content.filter((byte) => byte === 0x0a || byte === 0x0d).length + 1;
    expect(lines.filter(({ line }) => line !== null && line > last)).toEqual([]);
  };

  it('any bytes are a list or faults', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), sound));
  });

  it('any bytes below a header are', () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    fc.assert(fc.property(bytes, (below) => sound(Buffer.concat([Buffer.from(english), below]))));
  });

  it('any words of HR lists are', () => {
    const words = fc.constantFrom(
      ...[
        'email',
        '退職日',
        'a@acme.example',
        'b@acme.example',
        '退職',
        'gone',
        '2026/2/29',
        '令和8年3月31日',
        '００１',
      ],
      ...[',', ',', '\t', '\n', '\n', '\r\n', '"', '""', ' ', '\u3000', '\0', '\u2028'],
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), (all) =>
        sound(Buffer.from(`email,社員番号,退職日\n${all.join('')}`)),
      ),
    );
  });

  it('a list that was written is read as it was, in any order of columns', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abc 日本"\',;\n\t'.split('')), maxLength: 8 });
    const written = fc.record({
      name: word,
      department: word,
      status: fc.constantFrom('active', 'left', 'leave', ''),
      leave_date: fc.constantFrom('2026-03-31', '2024-02-29', ''),
    });
    const order = fc.shuffledSubarray(['email', 'name', 'department', 'status', 'leave_date'] as const, {
      minLength: 5,
    });
    fc.assert(
      fc.property(fc.array(written, { minLength: 1 }), order, fc.constantFrom(',', '\t'), (all, columns, delimiter) => {
        const rows = all.map((row, index) => ({ ...row, email: `p${index}@acme.example` }));
        const content = stringify(rows, { header: true, columns: [...columns], delimiter, quoted: true });
        const plain = (text: string) => text.trim() || null;
        expect(people(content).map(({ line: _line, ...rest }) => rest)).toEqual(
          rows.map(({ email, name, department, status, leave_date }) => {
            const { line: _line, ...rest } = person(1, { email, name: plain(name), department: plain(department) });
            return { ...rest, status: plain(status), leaveDate: plain(leave_date) };
          }),
        );
      }),
    );
  });

  it('Shift_JIS says the same as UTF-8', () => {
    const word = fc.string({
      unit: fc.constantFrom(...'アイｱｲﾊﾟ表ソ十能髙①～－＼'.split('')),
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (names) => {
        const content = `メールアドレス,氏名\n${names.map((name, index) => `p${index}@acme.example,${name}\n`).join('')}`;
        expect(people(shiftJis(content))).toEqual(people(content));
      }),
    );
  });
});
