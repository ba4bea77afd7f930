import type { Faults } from './faults.ts';
import { plainText } from './plain-text.ts';

/**
 * Names of columns, as `nameOf` writes them. Columns without a name that is known are passed over in silence, so those
 * which tell that somebody has left have more names than others.
 */
const names = {
  email: ['email', 'メールアドレス'],
  employeeId: ['employeeid', '社員番号'],
  name: ['name', '氏名'],
  status: ['status', '在籍状況', '在籍区分'],
  leaveDate: ['leavedate', '退職日', '退職年月日', '退社日'],
  department: ['department', '部署'],
  managerEmail: ['manageremail', '上長'],
} as const;

/** A column that the HR list may have. */
export type Column = keyof typeof names;

/** Where each column stands in a line, the first place being 0. */
export type Columns = Readonly<Partial<Record<Column, number>>>;

/** Without case, width, spaces, underscores and hyphens: `Employee ID` is `employee_id`. */
function nameOf(cell: string): string {
  return plainText(cell)
    .toLowerCase()
    .replace(/[\s_-]/g, '');
}

/** Finds the columns in the header row, in any order; null, with the faults told, when the list cannot be read by it. */
export function findColumns(header: readonly string[], line: number, faults: Faults): Columns | null {
  const found: Partial<Record<Column, number>> = {};
  let isClear = true;
  for (const [place, cell] of header.entries()) {
    const name = nameOf(cell);
    const column = (Object.keys(names) as Column[]).find((key) => names[key].some((known) => known === name));
    if (column === undefined) continue;
    if (found[column] !== undefined) {
      faults.add(line, 'column-twice', plainText(cell));
      isClear = false;
    }
    found[column] = place;
  }
  if (Object.keys(found).length === 0) faults.add(line, 'no-header', header.map(plainText).join(', '));
  else if (found.email === undefined && found.employeeId === undefined) faults.add(line, 'no-key-column');
  else if (isClear) return found;
  return null;
}
