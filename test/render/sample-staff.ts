import type { Roster, RosterPerson } from '../../src/core/roster.ts';
import type { Locale } from '../../src/messages/catalogue.ts';

type Line = [login: string, en: string, ja: string, status: RosterPerson['status'], leaveDate?: string];

const lines: Line[] = [
  ['kuroda', 'Shinichi Kuroda', '黒田 慎一', 'left', '2026-10-31'],
  ['yamada', 'Taro Yamada', '山田 太郎', 'active'],
  ['abe', 'Ken Abe', '阿部 健', 'active'],
  ['ono', 'Ryoko Ono', '小野 涼子', 'active'],
  ['mori', 'Daichi Mori', '森 大地', 'active'],
  ['ito', 'Naoki Ito', '伊藤 直樹', 'active'],
  ['nakamura', 'Sakura Nakamura', '中村 さくら', 'active'],
  ['kato', 'Misaki Kato', '加藤 美咲', 'leave'],
  ['suzuki', 'Hanako Suzuki', '鈴木 花子', 'active'],
  ['sasaki', 'Jun Sasaki', '佐々木 潤', 'active'],
  ['matsumoto', 'Rie Matsumoto', '松本 理恵', 'active'],
  ['inoue', 'Kazuya Inoue', '井上 和也', 'active'],
  ['kimura', 'Yoko Kimura', '木村 陽子', 'active'],
  ['nishida', 'Aoi Nishida', '西田 葵', 'active'],
  ['hayashi', 'Tomoko Hayashi', '林 智子', 'active'],
  ['takahashi', 'Makoto Takahashi', '高橋 誠', 'active'],
  ['kobayashi', 'Yuko Kobayashi', '小林 優子', 'active'],
  ['teshigawara', 'Gonzaemon Teshigawara', '勅使河原 権左衛門', 'active'],
  ['yoshida', 'Isamu Yoshida', '吉田 勇', 'left', '2026-07-20'],
  ['ogawa', 'Shota Ogawa', '小川 翔太', 'active'],
  ['fujita', 'Ren Fujita', '藤田 蓮', 'active'],
  ['okada', 'Mai Okada', '岡田 舞', 'active'],
  ['goto', 'Koji Goto', '後藤 浩二', 'active'],
  ['ueda', 'Kenta Ueda', '上田 健太', 'left', '2026-09-30'],
  ['okamoto', 'Yui Okamoto', '岡本 結衣', 'left', '2026-08-31'],
  ['shimizu', 'Akira Shimizu', '清水 明', 'left'],
];

/** The HR list of the sample. */
export function staffList(locale: Locale): Roster {
  const people = lines.map(([login, en, ja, status, leaveDate = null], index) => ({
    ...{ line: index + 2, email: `${login}@sample-trading.example`, employeeId: null, name: locale === 'ja' ? ja : en },
    ...{ status, leaveDate, department: locale === 'ja' ? '営業部' : 'Sales', managerEmail: null },
  }));
  return { state: 'read', tellsLeavers: true, file: 'staff.csv', people };
}
