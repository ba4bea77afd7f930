/** Employees of the sample company: local part of the address, and name. Any likeness is chance. */
export const staff: readonly (readonly [local: string, name: string])[] = [
  ['kuroda', '黒田 慎一'],
  ['yamada', '山田 太郎'],
  ['saito', '斎藤 由美'],
  ['walker', 'James Walker'],
  ['hayashi', '林 恵子'],
  ['mori', '森 健太'],
  ['ito', '伊藤 直樹'],
  ['onodera', '小野寺 亮'],
  ['nguyen', 'Linh Nguyen'],
  ['tanaka', '田中 実'],
  ['sasaki', '佐々木 彩'],
  ['miller', 'Anna Miller'],
  ['matsumoto', '松本 千夏'],
  ['brown', 'Peter Brown'],
  ['clark', 'Emily Clark'],
  ['endo', '遠藤 誠'],
  ['shimizu', '清水 美咲'],
  ['kato', '加藤 悠斗'],
  ['yoshida', '吉田 香織'],
  ['yamamoto', '山本 大輔'],
  ['nakamura', '中村 さくら'],
  ['kobayashi', '小林 拓也'],
  ['suzuki', '鈴木 一郎'],
  ['takahashi', '高橋 真由美'],
  ['watanabe', '渡辺 隆'],
  ['inoue', '井上 麻衣'],
  ['kimura', '木村 翔太'],
  ['abe', '阿部 紗季'],
  ['ikeda', '池田 浩'],
  ['hashimoto', '橋本 七海'],
  ['ishikawa', '石川 亮太'],
  ['maeda', '前田 結衣'],
  ['fujita', '藤田 仁'],
  ['ogawa', '小川 葵'],
  ['okada', '岡田 洋平'],
  ['goto', '後藤 舞'],
  ['davis', 'Olivia Davis'],
  ['garcia', 'Carlos Garcia'],
  ['schmidt', 'Jonas Schmidt'],
  ['rossi', 'Giulia Rossi'],
  ['dubois', 'Claire Dubois'],
  ['kim', 'Min-jun Kim'],
  ['chen', 'Wei Chen'],
  ['patel', 'Priya Patel'],
  ['ueno', '上野 真司'],
  ['kojima', '小島 理恵'],
  ['noguchi', '野口 勇'],
  ['arai', '新井 涼子'],
  ['hirano', '平野 学'],
];

/** Work here and are employed elsewhere, so that the HR list does not know them. */
export const notEmployed: ReadonlySet<string> = new Set(['dubois', 'patel']);

const departments = ['営業部', '管理部', '物流部', '仕入部'];
/** The first of the staff look after the computers. */
const technicians = 11;

/** Where somebody works, by the place among the staff. */
export function departmentOf(index: number): string {
  return index < technicians ? '情報システム部' : (departments[index % departments.length] ?? '');
}

/** The number that HR has of somebody. */
export function hrNumberOf(index: number): string {
  return String(1001 + index);
}

/** What both directories know of somebody of the staff. */
export interface StaffRecord {
  department: string;
  employeeId?: string;
}

/** By the local part of the address. */
export function recordOf(local: string): StaffRecord {
  const index = staff.findIndex(([name]) => name === local);
  const department = departmentOf(index);
  if (local === 'patel' || local === 'nguyen') return { department };
  // Seconded by another firm, which gave the number.
  return { department, employeeId: local === 'dubois' ? 'S-0007' : hrNumberOf(index) };
}

export const domain = 'sample-trading.example';

export function address(local: string): string {
  return `${local}@${domain}`;
}
