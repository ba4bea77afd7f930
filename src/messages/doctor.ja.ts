import type { CommandTexts } from './commands.ts';
import { rosterProblemsJa } from './roster.ja.ts';

/** What an optional permission shows. */
const adds: Readonly<Record<string, string>> = {
  'Directory.Read.All':
    'アプリが全ユーザーの代理でできることが分かります。どのチェック項目にも不要で、ディレクトリのほぼ全体を読めるため、知りたい場合以外は外してください',
  'Member.Read.Hidden': 'メンバーを非公開にしているグループのメンバーが分かります',
  'PrivilegedAssignmentSchedule.Read.AzureADGroup':
    '役割を持つグループのメンバーである期限が分かります（グループ用 PIM）',
  'PrivilegedEligibilitySchedule.Read.AzureADGroup':
    '役割を持つグループのメンバーに自分でなれる人が分かります（グループ用 PIM）',
};

export const doctorJa: CommandTexts['doctor'] = {
  title: (tenant, product) => `${tenant}：${product}`,
  readable: '読み取れます',
  unreadable: (kind) => `読み取れません：${kind}`,
  identity: 'サインイン',
  everything: 'すべてのデータセット',
  looking: (tenant, product) => `${tenant}：${product}：データセットごとに1件ずつ読み取っています…`,
  remedy: (text) => `対処：${text}`,
  roster: {
    title: (tenant) => `${tenant}：社員名簿`,
    read: (file, people) => `${file}：読み取れます（${people.toLocaleString('ja-JP')}人）`,
    unusable: (file) => `${file}：使用できません。このままスキャンすると、誰も照合されません`,
    fault: (place, problem, value) => `${place}：${rosterProblemsJa[problem](value)}`,
  },
  missing: (permissions) => `付与されていない権限：${permissions}`,
  nothingGranted: 'トークンには権限が1つも含まれていません。',
  grantedUnknown: '付与済みの権限は、このサービスからは確認できません。',
  writing: (permissions) =>
    `最初に外してください。付与されていますが不要で、変更ができる（または読み取りだけとは確認できない）権限：${permissions}`,
  moreThanNeeded: (permissions) => `付与されていますが不要な権限：${permissions}`,
  optional: (permission) =>
    `付与されている任意の権限：${permission}（${adds[permission] ?? '隠れているものがある場合に、より多くが分かります'}）`,
  grantFirst: (permission, broad) =>
    `何かを外す前に ${permission} を付与してください。今は ${broad} が代わりになっている可能性があります。`,
  azureCli:
    'ほかの権限は Azure CLI 自体のもので、外すことはできません。実際に読めるのは、サインインした人に許された範囲です。自動で実行するスキャンには、アプリの登録を使ってください。',
  removal: {
    title: '不要な権限を Entra 管理センターで外す手順：',
    revoke: (clientId) =>
      `［エンタープライズ アプリケーション］＞［すべてのアプリケーション］＞ アプリケーション ID が ${clientId} のもの ＞［アクセス許可］＞［管理者の同意］で、それぞれの［…］＞［アクセス許可の取り消し］を選びます。`,
    unlist:
      '［アプリの登録］＞ 同じアプリ ＞［API のアクセス許可］で、それぞれの［…］＞［アクセス許可の削除］を選びます。これだけでは付与は取り消されませんが、次に「管理者の同意」を与えるときに再び付与されるのを防ぎます。',
    script:
      'または、次の Microsoft Graph PowerShell のコマンドで、これらの付与だけを取り消せます（クラウド アプリケーション管理者以上の役割が必要で、1件ごとに確認があります）。shisei はこれを実行しません。手順 2 も行ってください。',
    managedIdentity:
      'マネージド ID の権限を外す画面は Entra 管理センターにありません。次の Microsoft Graph PowerShell のコマンドで、不要な付与だけを取り消せます（クラウド アプリケーション管理者以上の役割が必要で、1件ごとに確認があります）。shisei はこれを実行しません。',
    clientIdHere: 'マネージド ID のアプリケーション ID',
  },
  roles: (names) =>
    `アプリ自体が Entra の役割を持っていますが、不要です：${names}。Entra 管理センターの［ロールと管理者］＞ 対象の役割 ＞［割り当て］で外してください。`,
  rolesUnread: (kind) =>
    `アプリ自体が Entra の役割を持つかどうかは読み取れませんでした：${kind}。スキャンには影響しません。`,
  google: {
    compare:
      '委任されているスコープは Google からは確認できないため、手動で比べてください。管理コンソールの［セキュリティ］＞［アクセスとデータ管理］＞［API の制御］＞［ドメイン全体の委任を管理］＞ サービス アカウントのクライアント ID（一意の ID。鍵ファイルでは client_id）を開きます。次のスコープだけがあるのが正しい状態です。ほかのものは外してください。',
    privileges: (admin, privileges) =>
      `管理者 ${admin} には、組織全体に対して少なくとも次の権限が必要です：${privileges.join('、')}`,
    superAdmin: (admin) =>
      `${admin} は特権管理者です。それが必要なのは Policy API（データセット policies）だけです。なくてもよければ、これらの権限だけを持つカスタムの役割の管理者に替え、google-workspace/policies を expectedGaps に書いてください。`,
    superAdminUnknown: (admin) =>
      `${admin} が特権管理者かどうかは、Google からは確認できません（Policy API 以外には過剰な権限です）。`,
    superAdminUnread: (admin, kind) =>
      `${admin} が特権管理者かどうか（Policy API 以外には過剰な権限です）は読み取れませんでした：${kind}`,
  },
};
