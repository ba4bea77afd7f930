import { stringify } from 'csv-stringify/sync';
import { type Calendar, calendarOf } from './calendar.ts';
import { address, departmentOf, hrNumberOf, notEmployed, staff } from './sample-trading-staff.ts';

/** Name of the HR list, for people. */
export const rosterFile = 'sample-trading-hr.csv';

const header = ['メールアドレス', '社員番号', '氏名', '在籍状況', '退職日', '部署', '上長'];

/** What the list says of somebody; `left`: days since the last day of work, or until it where it lies ahead. */
interface Standing {
  status: '在籍' | '退職' | '休職';
  left?: number;
}

/** Of all others it says that they are there. */
const standings: Readonly<Record<string, Standing>> = {
  ueno: { status: '退職', left: 190 },
  arai: { status: '退職', left: 45 },
  endo: { status: '退職', left: 31 },
  watanabe: { status: '退職', left: 29 },
  noguchi: { status: '退職', left: 20 },
  kojima: { status: '退職', left: 12 },
  // Somebody entered the date, and forgot the rest.
  hirano: { status: '在籍', left: 6 },
  brown: { status: '在籍', left: -60 },
  matsumoto: { status: '休職' },
  suzuki: { status: '休職', left: -40 },
};

function parts(date: string): [year: number, month: number, day: number] {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return [year, month, day];
}

/** Several people kept the list, each in their own way. */
const dateForms: readonly ((date: string) => string)[] = [
  (date) => date,
  (date) => parts(date).join('/'),
  (date) => {
    const [year, month, day] = parts(date);
    return `${year}年${month}月${day}日`;
  },
  (date) => {
    const [year, month, day] = parts(date);
    return `令和${year - 2018}年${month}月${day}日`;
  },
];

function fullWidth(digits: string): string {
  return digits.replaceAll(/\d/g, (digit) => String.fromCodePoint(digit.charCodeAt(0) + 0xfee0));
}

function lineOf(local: string, name: string, index: number, calendar: Calendar): string[] {
  const { status, left } = standings[local] ?? { status: '在籍' as const };
  const number = hrNumberOf(index);
  const written = dateForms[index % dateForms.length];
  return [
    index % 6 === 5 ? address(local).toUpperCase() : address(local),
    index % 7 === 3 ? fullWidth(number) : number,
    index % 4 === 1 ? name.replace(' ', '\u3000') : name,
    status,
    left === undefined ? '' : (written?.(calendar.dayAgo(left)) ?? ''),
    departmentOf(index),
    local === 'yamada' ? '' : address(index < 11 ? 'yamada' : 'saito'),
  ];
}

/** The HR list of the sample company as a file would hold it: CSV in UTF-8 that begins with a byte order mark. */
export function sampleTradingRoster(now: Date): Uint8Array {
  const calendar = calendarOf(now);
  const employed = staff.flatMap(([local, name], index) => {
    return notEmployed.has(local) ? [] : [lineOf(local, name, index, calendar)];
  });
  const others = [
    [address('kita'), '1051', '北 翼', '在籍', '', '営業部', address('saito')],
    // Begins next month, and has no account yet.
    ['', '1052', 'ﾎｼ ﾕｳｺ', '在籍', '', '管理部', address('saito')],
    // Left before anybody wrote dates down.
    [address('retired-01'), '0931', '旧 社員', '退職', '', '', ''],
  ];
  return new TextEncoder().encode(
    stringify([header, ...employed, ...others], { bom: true, record_delimiter: 'windows' }),
  );
}
