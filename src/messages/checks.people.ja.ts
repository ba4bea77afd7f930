import type { Data } from '../core/check.ts';
import type { Join } from '../core/people.ts';
import type { Provider } from '../core/provider.ts';
import type { CheckTexts } from './catalogue.ts';
import { peopleJa } from './people.ja.ts';
import { ago, before, day, type Fact, joined, lastUse, number, parts, power } from './words.ja.ts';

const clouds: Readonly<Record<Provider, string>> = {
  microsoft365: 'Microsoft\u00a0365',
  'google-workspace': 'Google Workspace',
};

function cloud(fact: Fact): string {
  return clouds[fact as Provider] ?? '';
}

/** 「2026-10-31 に退職（21日前、社員名簿の9行目）。」 */
function left({ leaveDate, leftDays, line }: Data): string {
  const place = `社員名簿の${number(line)}行目`;
  if (typeof leaveDate !== 'string') return `退職済みです（${place}、退職日の記載なし）。`;
  return `${leaveDate} に退職しています（${number(leftDays)}日前、${place}）。`;
}

/** What joins the account to the person, where the account itself is not in the list. */
function tie({ joinedBy }: Data): string {
  const joins = parts(joinedBy).map((join) => peopleJa.join[join as Join]);
  return joins.length === 0 ? '' : `この方のアカウントとした根拠は、${before('です。', joined(joins))}`;
}

function enabled(data: Data, timeZone: string): string {
  const { used, leaveDate, lastSuccess } = data;
  const seen = typeof lastSuccess === 'string' ? lastUse(data, timeZone) : '';
  const since = used === null && leaveDate !== null ? '退職後に使われたかどうかは分かりません。' : '';
  return `${left(data)}アカウントは有効なままです。${seen}${since}${tie(data)}${power(data)}`;
}

function used(data: Data, timeZone: string): string {
  return `${left(data)}その後もアカウントが使われています。${lastUse(data, timeZone)}${tie(data)}${power(data)}`;
}

function unlisted(data: Data, timeZone: string): string {
  const { employeeId, lastSuccess, since, source, createdAt, ageDays } = data;
  const what = typeof employeeId === 'string' ? `アドレスも社員番号（${employeeId}）も` : 'アドレスは';
  const created = typeof createdAt === 'string' ? `${day(createdAt, timeZone)} 作成${ago(ageDays)}。` : '';
  const hasRecord = lastSuccess !== null || since !== null;
  const use = hasRecord ? lastUse(data, timeZone) : source === null ? '' : '成功したサインインは一度もありません。';
  return `このアカウントの${what}、社員名簿にありません。${created}${use}${power(data)}`;
}

function half(data: Data, timeZone: string): string {
  const { disabledAt, disabledDays, lastSuccess } = data;
  const since = typeof disabledAt === 'string' ? ` ${day(disabledAt, timeZone)}${ago(disabledDays)}に` : '';
  const joins = parts(data.joinedBy).map((join) => peopleJa.join[join as Join]);
  const use = typeof lastSuccess === 'string' ? lastUse(data, timeZone) : '';
  return [
    `${cloud(data.disabledIn)}（${joined(parts(data.disabledLogins))}）では${since}無効にされましたが、`,
    `${cloud(data.enabledIn)}（${joined(parts(data.enabledLogins))}）では有効なままです。${use}`,
    `同一人物とした根拠は、${before('です。', joined(joins))}`,
  ].join('');
}

/** What is wrong with single emergency accounts, the worst first. */
function troubles(data: Data): string {
  const [locked, synced, used] = [
    joined(parts(data.lockedLogins)),
    joined(parts(data.syncedLogins)),
    joined(parts(data.usedLogins)),
  ];
  return [
    locked === '' ? '' : `${before('は', locked)} MFA が必須ですが、フィッシング耐性のあるキーが未登録です。`,
    synced === '' ? '' : `${before('は', synced)}オンプレミスのディレクトリから同期されています。`,
    used === '' ? '' : `${before('は', used)}過去${number(data.limitDays)}日の間に使われています。`,
  ].join('');
}

function few(data: Data): string {
  const logins = joined(parts(data.logins));
  const more = Number(data.doubtful);
  return [
    data.count === 0
      ? 'Microsoft\u00a0365 の最上位の役割を持つ緊急用アカウントがありません。'
      : `Microsoft\u00a0365 の最上位の役割を持つ緊急用アカウントは${number(data.count)}件です（${logins}）。`,
    `最低${number(data.min)}件が必要です。`,
    more === 0 ? '' : `ほかに${number(more)}件は判定不能です。`,
    troubles(data),
  ].join('');
}

const disableInEntra = [
  'Entra 管理センター ›「Entra ID」›「ユーザー」› 対象のアカウント ›「プロパティの編集」›「設定」で「アカウントが有効」をオフにします。',
  'アカウントの画面に戻り、「セッションの取り消し」を押します。続けて、役割も外します。',
];
const disableInEntraByCommand =
  'Update-MgUser -UserId LOGIN -AccountEnabled:$false\nRevoke-MgUserSignInSession -UserId LOGIN';
const disableInGoogle =
  'Google 管理コンソール ›「ディレクトリ」›「ユーザー」› 対象のアカウント ›「その他のオプション」›「ユーザーを停止」を選びます。すべての端末からもログアウトされます。';
const disableInGoogleByCommand = 'gam update user LOGIN suspended on';
const askFirst = '本当に退職しているかを、人事または上長に確認します。在籍している場合は、社員名簿を修正します。';
const lookBack = '退職後に使われていた場合は、誰が何をしたかを確認するまで、アカウントを削除しません。';
const whoseIsIt =
  '使っている方を調べます。社員であれば、社員名簿に追加するか、名簿のアドレスまたは社員番号を修正します。';
const nobodys =
  '共有メールボックス、機器、プログラムのアカウントであれば、責任者を決め、期限をつけて例外に登録します。誰のものでもなければ、次のとおり無効にします。';
const closeOrOpen =
  '在籍しているかを上長に確認します。在籍していれば、無効になっているほうを有効に戻します。退職していれば、残ったほうも無効にします。';

/** What checks that compare accounts with people say in Japanese. */
export const peopleChecksJa = {
  'emergency-access': {
    title: '緊急用アカウントの不備',
    topic: '緊急用アカウント',
    about: 'directory',
    why: '管理者が誰もサインインできなくなったとき、復旧できるのは緊急用アカウントだけです。一方、乗っ取られると、すべての操作を許してしまいます。',
    action: () => '緊急用アカウントを整える',
    effort: { minutesEach: 90, cost: 'partly' },
    costNote: 'アカウントにライセンスは不要です。セキュリティキー（1アカウントにつき2本）の購入費がかかります。',
    fix: {
      microsoft365: {
        steps: [
          '緊急用アカウントを2つ用意します。初期ドメイン（onmicrosoft.com）の名前を使い、オンプレミスとは同期せず、普段は誰も使わないものとします。Entra 管理センター ›「Entra ID」›「ロールと管理者」›「グローバル管理者」で、2つとも永続的に割り当てます。',
          'それぞれに FIDO2 セキュリティキーを2本登録し（https://mysignins.microsoft.com/security-info）、2か所に分けて施錠保管します。',
          'Entra 管理センター ›「Entra ID」›「条件付きアクセス」›「ポリシー」で、全員がサインインできなくなるおそれのあるポリシーから除外します。あわせて、緊急用アカウントのサインインがあれば必ず通知されるようにします。',
          '2つとも `shisei.yaml` の `breakGlass` に記載します。',
          '訓練で使った場合は、上限の日数が過ぎるまで、期限をつけて例外に登録します。',
        ],
        command:
          'Get-MgRoleManagementDirectoryRoleAssignment -Filter "roleDefinitionId eq \'62e90394-69f5-4237-9190-012177145e10\'" -ExpandProperty Principal',
      },
    },
    note: '`breakGlass` に記載したアカウントだけを数えます。MFA が必須でないか、フィッシング耐性のあるキーが登録されていれば、サインインできるものとみなします。',
    meanings: {
      few: '有効で最上位の役割を持つ緊急用アカウントが `min` より少ない',
      locked: 'MFA が必須なのに、フィッシング耐性のあるキーが未登録',
      synced: 'オンプレミスのディレクトリから同期されている',
      used: '`limitDays` の間にサインインがあった',
    },
    messages: { few, locked: troubles, synced: troubles, used: troubles },
  },
  'half-offboarded': {
    title: '一方のクラウドでのみ無効',
    topic: '両クラウドでの退職処理',
    why: '片方のアカウントだけを止めて、もう片方を止め忘れると、その方は今も入れます。',
    action: (count, accounts = count) =>
      accounts === count
        ? `${number(count)}名の、残っているほうのアカウントを無効にする`
        : `${number(count)}名の、有効なまま残っているアカウント ${number(accounts)}件を無効にする`,
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: { steps: [closeOrOpen, ...disableInEntra], command: disableInEntraByCommand },
      'google-workspace': { steps: [closeOrOpen, disableInGoogle], command: disableInGoogleByCommand },
    },
    note: '両方のクラウドがある場合に限ります。同一人物かどうかは、設定の `links`、ログイン名、社員名簿、社員番号、アドレスで判断し、氏名では判断しません。',
    meanings: { half: '両方のクラウドにアカウントがあり、一方では無効、もう一方では有効' },
    messages: { half },
  },
  'leaver-account': {
    title: '退職者のアカウントが有効なまま',
    topic: '退職者のアカウント',
    why: '退職した本人やパスワードを知る誰かが今も入れるうえ、使われても誰も気づきません。',
    action: (count) => `退職者のアカウント ${number(count)}件を無効にする`,
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: { steps: [askFirst, ...disableInEntra, lookBack], command: disableInEntraByCommand },
      'google-workspace': { steps: [askFirst, disableInGoogle, lookBack], command: disableInGoogleByCommand },
    },
    note: '`shisei.yaml` に `roster` がない場合は対象外です。在籍状況の列も退職日の列もない名簿では判定不能です。退職日は最後の勤務日とみなし、休職中の方は退職者に含みません。名簿に直接見つからないアカウントは、同一人物と判断した方のものとして扱います。',
    meanings: { enabled: '退職者のアカウントが有効なまま', used: '退職日より後にサインインがあった' },
    messages: { enabled, used },
  },
  'unlisted-account': {
    title: '社員名簿に該当のないアカウント',
    topic: '社員名簿との照合',
    why: '持ち主の分からないアカウントには責任を持つ方がおらず、使う方がいなくなっても止める方がいません。',
    action: (count) => `社員名簿にないアカウント ${number(count)}件の持ち主を確認する`,
    effort: { minutesEach: 10, cost: 'free' },
    fix: {
      microsoft365: { steps: [whoseIsIt, nobodys, ...disableInEntra], command: disableInEntraByCommand },
      'google-workspace': { steps: [whoseIsIt, nobodys, disableInGoogle], command: disableInGoogleByCommand },
    },
    note: '`shisei.yaml` に `roster` がない場合は対象外です。ログイン名、エイリアス、社員番号で照合し、氏名では照合しません。名簿にある方と同一人物と判断したアカウントは、名簿にあるものとします。アカウントをすべて読み取れていない間は、名簿にないとは判定しません。',
    meanings: { unlisted: 'アドレスも社員番号も社員名簿になく、同一人物と判断した方も名簿にいない' },
    messages: { unlisted },
  },
} satisfies CheckTexts;
