import { stringify } from 'csv-stringify/sync';
import { nights } from './month-nights.ts';
import { address, type Employee, employees, type Scene } from './month-people.ts';

export const monthRosterFile = 'momiji-hr.csv';
const header = ['メールアドレス', '社員番号', '氏名', '在籍状況', '退職日', '部署'];

/** What the list says of somebody on a night: entered some days ahead, as people hand in their notice. */
function standingOf({ local }: Employee, scene: Scene): [status: string, leaveDate: string] {
  if (local === 'ogata' && !scene.since(nights.ogataReturns)) return ['休職', ''];
  const lastDay = { endo: nights.endoLastDay, baker: nights.bakerLastDay }[local];
  if (lastDay === undefined || !scene.since(lastDay - 3)) return ['在籍', ''];
  return [scene.since(lastDay + 1) ? '退職' : '在籍', scene.dateOf(lastDay)];
}

/** HR systems remove people who have left, whether or not their accounts are closed. */
function isListed({ local }: Employee, { since }: Scene): boolean {
  const areForgotten = since(nights.hrForgetsLeavers) && !since(nights.hrNamesLeavers);
  return local !== 'endo' || !areForgotten;
}

/** The HR list on a night. */
export function monthRoster(scene: Scene): Uint8Array {
  const lines = employees
    .filter((one) => isListed(one, scene))
    .map((one) => [address(one.local), one.employeeId, one.name, ...standingOf(one, scene), one.department]);
  return new TextEncoder().encode(stringify([header, ...lines], { bom: true, record_delimiter: 'windows' }));
}
