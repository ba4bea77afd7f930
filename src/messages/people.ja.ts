import type { FactorState } from '../core/people-report.ts';
import type { EnforcementState } from '../core/rows/enforcement.ts';
import type { PeopleTexts } from './people.ts';
import { number } from './words.ja.ts';

const protections: Readonly<Record<EnforcementState, string>> = {
  none: 'MFA が必須でない',
  partly: 'MFA は一部でのみ必須',
  unknown: 'MFA が必須かどうか不明',
  enforced: 'MFA は必須',
};

const factors: Readonly<Record<FactorState, string>> = {
  none: '第2要素なし',
  phone: '第2要素は電話',
  unknown: '第2要素は不明',
  phishable: 'フィッシング耐性のない第2要素',
  resistant: 'フィッシング耐性のある第2要素',
};

/** Words about persons, in Japanese. */
export const peopleJa: PeopleTexts = {
  accounts: 'アカウント',
  joinedBy: '同一人物とした根拠',
  join: {
    link: '設定の links',
    login: '同じログイン名',
    roster: '社員名簿',
    'employee-id': '同じ社員番号',
    alias: '共通のアドレス',
  },
  weakest: '最も弱いアカウント',
  weakestOf: (protection, factor) => {
    const [enforced, registered] = [protections[protection.state], factors[factor.state]];
    const [first, second] = [protection.of.join('、'), factor.of.join('、')];
    return first === second
      ? `${enforced}、${registered}（${first}）`
      : `${enforced}（${first}）、${registered}（${second}）`;
  },
  noneEnabled: 'サインインできるものなし',
  enabled: '有効',
  disabled: '無効',
  enabledUnknown: '有効かどうか不明',
  left: (day) => (day === null ? '退職' : `${day} 退職`),
  onLeave: '休職中',
  unjoinedTitle: '同一人物かどうか分からないアカウント',
  unjoinedIntro:
    'アドレスまたは番号は共通していますが、同一人物とは言い切れないため、別々に扱っています。同一人物の場合は、設定の `links` に記載するとまとめられます。',
  shared: '共通するもの',
  whyHead: '別々に扱う理由',
  why: {
    several: '1名分としては多すぎるアカウントが共有しています。',
    contradiction: '社員番号または社員名簿では別の方です。',
  },
  more: (count) => `ほか${number(count)}件`,
  moreUnjoined: (count) => `ほか${number(count)}組は report.json にあります`,
  subjects: {
    account: (count) => `アカウント ${number(count)}件`,
    person: (count) => `${number(count)}名`,
    application: (count) => `アプリ ${number(count)}件`,
    directory: (count) => `ディレクトリ ${number(count)}件`,
    tenant: (count) => `${number(count)}テナント`,
  },
};
