import type { Severity } from '../core/check.ts';
import type { Bound, ToldChange } from '../core/history/bound-facts.ts';
import { type AcceptanceTexts, type Meanings, rolesSide, type WorseSide, worseSides } from './acceptance.ts';
import { roleNames } from './roles.ja.ts';

const severities: Readonly<Record<Severity, string>> = { low: '低', medium: '中', high: '高', critical: '重大' };

const mfaWords: Readonly<Record<string, string>> = {
  registered: '登録済み',
  unregistered: '未登録',
  'factor-resistant': 'フィッシング耐性のある第2要素',
  'factor-phishable': 'フィッシング耐性のない第2要素',
  'factor-phone': '電話',
  'factor-unknown': '強度の分からない第2要素',
  'factor-none': '第2要素なし',
  'enforcement-enforced': '必須',
  'enforcement-partly': '一部のみ必須',
  'enforcement-none': '必須ではない',
};

const signInWords: Readonly<Record<string, string>> = {
  active: '45日以内',
  unused: '46〜90日前',
  stale: '91日以上前',
  never: 'サインインなし',
};

const powers: Readonly<Record<string, string>> = {
  top: '最上位の権限あり',
  high: '特権あり',
  none: '特権なし',
};

function roles(told: string, other: string): string {
  const { privilege, names } = rolesSide(told);
  const power = powers[privilege];
  if (names.length === 0) return privilege === 'none' ? '管理者の役割なし' : (power ?? '役割なし');
  const isSame = rolesSide(other).names.join('\n') === names.join('\n');
  const listed = names.map((name) => roleNames.get(name) ?? name).join('、');
  return `${listed}${isSame && power !== undefined ? `（${power}）` : ''}`;
}

function mfa(told: string): string {
  return told
    .split('\n')
    .map((code) => mfaWords[code] ?? code)
    .join('、');
}

function worse({ severity, message, count }: Partial<WorseSide>, meanings: Meanings): string {
  return [
    ...(severity === undefined ? [] : [severities[severity] ?? severity]),
    ...(message === undefined ? [] : [meanings[message] ?? message]),
    ...(count === undefined || count === null ? [] : [`${count.toLocaleString('en-GB')}件`]),
  ].join('、');
}

function changed(told: ToldChange, meanings: Meanings): string {
  const { change, before, after } = told;
  const fromTo = (what: string, was: string, is: string) => `${what}が「${was}」から「${is}」に変わった`;
  if (change === 'roles') return fromTo('アカウントの役割', roles(before, after), roles(after, before));
  if (change === 'mfa') return fromTo('MFA の状態', mfa(before), mfa(after));
  if (change === 'signIn') {
    return fromTo('最終サインイン', signInWords[before] ?? before, signInWords[after] ?? after);
  }
  const [was, is] = worseSides(told);
  return `指摘が「${worse(was, meanings)}」から「${worse(is, meanings)}」に悪化した`;
}

function bound(facts: Bound, meanings: Meanings): string[] {
  const { privilege, roles: held, registered, factors, enforcement, signIn, message, severity, count } = facts;
  const codes = [
    ...(registered === null ? [] : [registered ? 'registered' : 'unregistered']),
    ...(factors ?? []).map((strength) => `factor-${strength}`),
    ...(enforcement === null ? [] : [`enforcement-${enforcement}`]),
  ];
  const power = [privilege ?? '', ...(held ?? []).map(({ name }) => name)].join('\n');
  return [
    `指摘：${worse({ severity, message, count }, meanings)}`,
    ...(privilege === null && held === null ? [] : [`役割：${roles(power, power)}`]),
    ...(codes.length === 0 ? [] : [`MFA：${mfa(codes.join('\n'))}`]),
    ...(signIn === null ? [] : [`最終サインイン：${signInWords[signIn]}`]),
  ];
}

export const acceptanceJa: AcceptanceTexts = {
  changed,
  ended: (told, meanings) => `リスク受容は無効：${changed(told, meanings)}ため。`,
  bound,
};
