import type { Data } from '../core/check.ts';
import type { Brief, BriefTexts, Clause } from './briefs.ts';
import { joined, number } from './words.ja.ts';

function idleFor(data: Data): string | undefined {
  return typeof data.days === 'number' ? `${number(data.days)}日間サインインなし` : undefined;
}

function afterLeaving({ leaveDate }: Data): string {
  return typeof leaveDate === 'string' ? `退職（${leaveDate}）後` : '退職後';
}

const briefs: Record<string, (data: Data) => Brief> = {
  'leaver-account/enabled': (data) => ({ about: 'left', text: `${afterLeaving(data)}もアカウントが有効` }),
  'leaver-account/used': (data) => ({ about: 'left', text: `${afterLeaving(data)}にサインイン` }),
  'unlisted-account/unlisted': () => ({ about: 'left', text: '社員名簿に該当なし' }),
  'half-offboarded/half': () => ({ about: 'half', text: '一方のクラウドでのみ無効' }),
  'synced-admin/synced': () => ({ about: 'synced', text: '社内ディレクトリから同期' }),
  'daily-use-admin/mailbox': () => ({ about: 'mailbox', text: '管理者アカウントにメールボックスあり' }),
  'standing-admin/standing': () => ({ about: 'standing', text: '権限が常時有効' }),
  'redundant-role/redundant': () => ({ about: 'redundant', text: '不要な役割の重複' }),
  'licensed-disabled/licensed': () => ({ about: 'licence', text: '無効なアカウントにライセンス割り当て' }),
  'missing-mfa/unregistered': () => ({ about: 'factor', text: '使える MFA なし' }),
  'missing-mfa/unusable': () => ({ about: 'factor', text: '使える MFA なし' }),
  'sms-mfa/only': () => ({ about: 'factor', text: 'MFA は電話のみ' }),
  'sms-mfa/also': () => ({ about: 'factor', text: 'MFA に電話を併用' }),
  'sms-mfa/used': () => ({ about: 'factor', text: 'MFA に電話を使用' }),
  'phishable-admin/phishable': () => ({ about: 'factor', text: 'フィッシング耐性のある MFA なし' }),
  'unenforced-mfa/none': () => ({ about: 'enforcement', text: 'MFA が必須でない' }),
  'unenforced-mfa/partly': () => ({ about: 'enforcement', text: 'MFA を求められないサインインあり' }),
  'foreign-sign-in/foreign': () => ({ about: 'place', text: '承認していない国からサインイン' }),
  'stale-account/stale': (data) => ({ about: 'use', text: idleFor(data) ?? 'アカウント未使用' }),
  'stale-account/never': () => ({ about: 'use', text: '一度もサインインなし' }),
  'stale-guest/stale': (data) => ({ about: 'use', text: idleFor(data) ?? 'ゲストアカウント未使用' }),
  'stale-guest/never': () => ({ about: 'use', text: '一度もサインインなし' }),
  'stale-guest/unaccepted': () => ({ about: 'use', text: '招待が未承諾' }),
  'unused-admin/unused': (data) => ({ about: 'use', text: idleFor(data) ?? '管理者の権限が未使用' }),
  'unused-admin/never': () => ({ about: 'use', text: '一度もサインインなし' }),
  'unused-admin/idle': () => ({ about: 'use', text: '管理操作なし' }),
  'guest-admin/guest': () => ({ about: 'guest', text: '社外のゲスト' }),
  'disabled-admin/disabled': () => ({ about: 'disabled', text: '無効なアカウントに権限が残存' }),
};

/** 「Microsoft 365 のグローバル管理者（adm-kato）：使える MFA なし。」 */
function clause({ cloud, login, role, briefs }: Clause): string {
  const place = cloud === '' || role === '' ? `${cloud}${role}` : `${cloud} の${/^[!-~]/.test(role) ? ' ' : ''}${role}`;
  const whom = login === '' ? place : place === '' ? `アカウント ${login}` : `${place}（${login}）`;
  if (briefs.length === 0) return `${whom}でもあります。`;
  return whom === '' ? `${joined(briefs)}。` : `${whom}：${joined(briefs)}。`;
}

/** What is said of a person in a line, in Japanese. */
export const briefsJa: BriefTexts = {
  brief: (check, message, data) => briefs[`${check}/${message}`]?.(data),
  combined: (clauses) => clauses.map(clause).join(''),
  combinedUnknown: (topics) => `判定不能：${joined(topics)}。`,
};
