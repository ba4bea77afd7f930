import type { Data } from '../core/check.ts';
import type { EnforcementReason } from '../core/rows/enforcement.ts';
import type { CheckTexts } from './catalogue.ts';
import { enforcementJa, namesOf } from './enforcement.ja.ts';
import { day, joined, lines, number, parts, power, restOf, spaced } from './words.ja.ts';

/** Names in a sentence; more are counted. */
const namedAtMost = 3;

/** Why nothing forces MFA. */
function because(data: Data, timeZone: string): string {
  const names = lines(data.policyNames).slice(0, namedAtMost);
  return enforcementJa.because({
    reason: data.reason as EnforcementReason,
    policies: names,
    more: restOf(data.policies, names),
    conditions: [],
    startsOn: typeof data.startsAt === 'string' ? day(data.startsAt, timeZone) : null,
  });
}

/** What the policy that comes nearest leaves open, and which others leave something open too. */
function leaks({ policy, condition, policies, policyNames }: Data): string {
  const clause = enforcementJa.because({
    reason: 'narrowed',
    policies: typeof policy === 'string' ? [policy] : [],
    conditions: typeof condition === 'string' ? condition.split('; ') : [],
    startsOn: null,
  });
  const [, ...others] = lines(policyNames).slice(0, namedAtMost);
  if (others.length === 0) return `${clause}。`;
  return `${clause}。${namesOf(others, restOf(policies, others) - 1)}も同様です。`;
}

function leftOut(data: Data): string {
  const names = lines(data.leftOut).slice(0, namedAtMost);
  return names.length === 0 ? '' : `また、${namesOf(names, restOf(data.leftOutOf, names))}では対象外です。`;
}

function some(logins: readonly string[], count: number): string {
  const rest = count - logins.length;
  return `${joined(logins)}${rest > 0 ? `、ほか${number(rest)}件` : ''}`;
}

function openTo(data: Data): string {
  const logins = parts(data.logins);
  const text =
    typeof data.accounts === 'number'
      ? `${number(data.accounts)}件のアカウントに、MFA に対応していないクライアントからサインインできます（${some(logins, data.accounts)}）。`
      : `MFA に対応していないクライアントからサインインできるアカウントがあります（確認できた範囲：${joined(logins)}）。ほかにもある可能性があります。`;
  if (typeof data.users !== 'number') return `${text}誰が使っているかは分かりません。`;
  if (data.users === 0)
    return `${text}過去30日のログに、該当する対話型サインインはありません（プログラムによる自動更新は含みません）。`;
  return `${text}過去30日に使ったのは${spaced(some(parts(data.userLogins), data.users))}です。`;
}

const securityDefaults =
  'Entra ID P1 がない場合は、Entra 管理センター ›「Entra ID」›「概要」›「プロパティ」›「セキュリティの既定値群の管理」を有効にします。無料で、全員に MFA を求め、古いクライアントを拒否します。';
const policiesByCommand = 'Get-MgIdentityConditionalAccessPolicy -All | Select-Object DisplayName, State';

/** What checks of enforcement say in Japanese. */
export const enforcementChecksJa = {
  'unenforced-mfa': {
    title: 'MFA が必須になっていない',
    topic: 'MFA の必須化',
    why: 'MFA は、すべてのサインインで求めて初めて役に立ちます。求めない経路が残っていると、パスワードだけで入られます。',
    action: (count) => `${number(count)}件のアカウントで MFA を必須にする`,
    effort: { minutesEach: 5, cost: 'partly' },
    costNote:
      'セキュリティの既定値群と2段階認証プロセスは無料です。条件付きアクセスで独自に決めるには Entra\u00a0ID\u00a0P1 が必要です。',
    fix: {
      microsoft365: {
        steps: [
          '先に全員に MFA を登録してもらいます（チェック項目 missing-mfa）。',
          '指摘にポリシーの名前がある場合は、「対象外」から対象のアカウントを外す、「レポート専用」を「オン」にする、範囲を狭めている条件を外す、のいずれかを行います。',
          securityDefaults,
          'Entra ID P1 がある場合は、Entra 管理センター ›「Entra ID」›「条件付きアクセス」›「ポリシー」›「テンプレートから新しいポリシーを作成する」で「すべてのユーザーに多要素認証を要求する」を選びます。すべてのユーザーとすべてのリソースを対象にし、緊急用アカウントだけを除外します。',
        ],
        command: policiesByCommand,
      },
      'google-workspace': {
        steps: [
          '先に全員に2段階認証プロセスへ登録してもらいます（チェック項目 missing-mfa）。',
          'Google 管理コンソール ›「セキュリティ」›「認証」›「2段階認証プロセス」で対象のアカウントの組織部門またはグループを選び、「ユーザーが2段階認証プロセスを有効にできるようにする」と「適用」をオンにします。無料です。',
          '同じ画面で「新しいユーザーの登録期間」を1週間にし、新しく入った方が締め出されないようにします。',
        ],
        command:
          'gam print users query "isEnforcedIn2Sv=false isSuspended=false" fields primaryEmail,isEnrolledIn2Sv,isEnforcedIn2Sv',
      },
    },
    note: '無効なポリシーとレポート専用のポリシーは数えず、対象外の指定は反映します。すべてのアプリへのサインインで毎回 MFA を求めるものだけを「必須」とします。',
    meanings: {
      none: 'MFA を必須にするものがない',
      partly: '必須にするポリシーはあるが、条件つき、または一部のアプリのみ',
    },
    messages: {
      none: (data, timeZone) => `MFA は必須になっていません。理由：${because(data, timeZone)}。${power(data)}`,
      partly: (data) => `MFA が求められないサインインがあります。理由：${leaks(data)}${leftOut(data)}${power(data)}`,
    },
  },
  'legacy-auth-open': {
    title: '古いクライアントが MFA なしでサインイン可能',
    topic: '古いクライアント',
    about: 'directory',
    why: 'パスワードだけで接続する IMAP、POP、SMTP などの古い方式では MFA を求められないため、パスワードが漏れるだけで入られます。',
    action: () => 'MFA に対応していないクライアントを拒否する',
    effort: { minutesEach: 45, cost: 'partly' },
    costNote: 'セキュリティの既定値群は無料です。条件付きアクセスで独自に決めるには Entra\u00a0ID\u00a0P1 が必要です。',
    fix: {
      microsoft365: {
        steps: [
          '今も使っている方を調べます。Entra 管理センター ›「Entra ID」›「監視と正常性」›「サインイン ログ」で「クライアント アプリ」を「レガシ認証クライアント」に絞り込みます。該当する方や機器は、MFA に対応したクライアントに切り替えます。',
          securityDefaults,
          'Entra ID P1 がある場合は、Entra 管理センター ›「Entra ID」›「条件付きアクセス」›「ポリシー」›「テンプレートから新しいポリシーを作成する」で「レガシ認証をブロックする」を選びます。すべてのユーザーを対象にし、緊急用アカウントだけを除外します。',
        ],
        command: policiesByCommand,
      },
      'google-workspace': {
        steps: [
          'Google 管理コンソール ›「セキュリティ」›「アクセスとデータ管理」›「安全性の低いアプリ」で「安全性の低いアプリへのアクセスを無効にする」を選びます。組織全体と、個別に設定している組織部門のすべてで行います。',
          '複合機など、メールを送る機器には、「アプリ」›「Google Workspace」›「Gmail」›「ルーティング」の SMTP リレー サービスを使わせます。',
        ],
        command: 'gam report users parameters accounts:is_less_secure_apps_access_allowed',
      },
    },
    note: '有効なメンバーを調べます。緊急用アカウントは含みません。',
    meanings: { open: 'MFA に対応していないクライアントからサインインできるアカウントがある' },
    messages: { open: openTo },
  },
} satisfies CheckTexts;
