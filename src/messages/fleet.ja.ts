import type { FleetFacts, FleetTexts } from './fleet.ts';
import { number } from './words.ja.ts';

function lead({ tenants, failed, critical, high, open, unknown }: FleetFacts): string {
  const scanned = tenants - failed;
  if (tenants === 0) return 'テナントが設定されていません。';
  if (scanned === 0) return 'どのテナントもスキャンできませんでした。';
  const dark = failed === 0 ? '' : `${number(failed)}テナントはスキャンできませんでした。`;
  const rest = failed === 0 ? `${number(scanned)}テナント` : `ほかの${number(scanned)}テナント`;
  if (critical > 0) return `${dark}${rest}のうち${number(critical)}テナントに「重大」の指摘があります。`;
  if (high > 0) return `${dark}${rest}のうち${number(high)}テナントに「高」の指摘があります。`;
  if (open > 0) return `${dark}${rest}に「高」以上の指摘はありません。`;
  if (unknown > 0) return `${dark}${rest}では、判定できた範囲に指摘はありません。`;
  return `${dark}${rest}を点検し、対応が必要な指摘はありませんでした。`;
}

/** Words of the page over all tenants, in Japanese. */
export const fleetJa: FleetTexts = {
  name: 'テナント一覧',
  title: (tenants, date) => `テナント一覧：${number(tenants)}テナント ${date}`,
  tenants: (count) => `${number(count)}テナント`,
  lead,
  subLead: ({ failed, unknown }) => {
    if (failed > 0) {
      return `次の${number(failed)}テナントの本日の状態は分かりません。「問題なし」には数えていません。`;
    }
    return unknown > 0 ? `判定不能が${number(unknown)}件あります。` : '点検していないものについては、何も言えません。';
  },
  notScanned: 'スキャンできなかったテナント',
  criticalTenants: '「重大」のあるテナント',
  ofScanned: (count) => `/ ${number(count)}`,
  openFindings: '未対応の指摘',
  highNote: (critical, high) => `重大 ${number(critical)}件、高 ${number(high)}件`,
  undecided: '判定不能',
  undecidedNote: (tenants, of) => `${number(of)}テナント中 ${number(tenants)}テナント`,
  readInFull: '読み取り完了',
  readNote: (tenants) => `種類（スキャンした ${number(tenants)}テナント計）`,
  all: 'スキャンしたテナント（危険度の高い順）',
  allIntro: 'チェック項目ごとの未対応の指摘です。破線の欄は判定不能とその理由で、0件ではありません。',
  key: {
    critical: '重大',
    high: '高',
    medium: '中',
    low: '低',
    none: '指摘なし',
    unknown: '? 判定不能（理由）',
    notApplicable: '– 対象なし',
  },
  tenant: 'テナント',
  clouds: 'クラウド',
  cloud: { microsoft365: 'M365', 'google-workspace': 'GWS' },
  notDecided: '判定不能',
  notJudged: '未点検',
  footer: 'テナントの比較は、読み取れた範囲によるものです。その範囲は「読み取り完了」の欄にあります。',
};
