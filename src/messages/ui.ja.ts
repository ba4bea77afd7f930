import type { Data, Severity } from '../core/check.ts';
import type { GapKind } from '../core/datasets.ts';
import type { ToldChange } from '../core/history/bound-facts.ts';
import type { RosterFault } from '../core/roster.ts';
import { acceptanceJa } from './acceptance.ja.ts';
import { accessJa } from './access.ja.ts';
import { applicationsJa } from './applications.ja.ts';
import { enforcementJa } from './enforcement.ja.ts';
import { historyJa } from './history.ja.ts';
import { leaversJa } from './leavers.ja.ts';
import { methodName } from './methods.ja.ts';
import { frameworksJa, mfaJa } from './mfa.ja.ts';
import { peopleJa } from './people.ja.ts';
import { reasonsJa } from './reasons.ja.ts';
import { type ReasonWords, reasonOf } from './reasons.ts';
import { roleNames } from './roles.ja.ts';
import { rosterProblemsJa } from './roster.ja.ts';
import type { Brief, Clause, Concern, Concerns, FleetFacts, GapText, HeadlineFacts, UiTexts } from './ui.ts';
import { partsIn, zoneName } from './when.ts';

function number(count: number): string {
  return count.toLocaleString('en-GB');
}

/** 「A、B、C」 */
function list(words: readonly string[]): string {
  return words.join('、');
}

function day(iso: string, timeZone: string): string {
  const parts = partsIn(iso, timeZone);
  return `${parts.year}年${parts.month}月${parts.day}日`;
}

const regions = new Intl.DisplayNames('ja', { type: 'region', fallback: 'none' });

function country(code: string): string {
  const name = /^[A-Z]{2}$/.test(code) ? regions.of(code) : undefined;
  return name === undefined ? code : `${name}（${code}）`;
}

function duration(minutes: number): string {
  if (minutes < 60) return `${Math.max(1, Math.round(minutes))}分`;
  const hours = minutes / 60;
  if (hours < 10) return `${Math.round(hours * 2) / 2}時間`;
  return `${number(Math.round(hours))}時間`;
}

const expected = (subject: string) => `意図して読み取らない場合は \`expectedGaps\` に \`${subject}\` を記載します`;

/** プログラムでは読み取れなくても、画面で確認できるもの */
const byHand: Readonly<Record<string, string>> = {
  'microsoft365/signInEvents': 'チェック項目 `blind-log` の手順で、直近7日分を画面で確認できます。',
  'google-workspace/signInEvents': 'チェック項目 `blind-log` の手順で、過去6か月分を画面で確認できます。',
};

const recordsFollow = '新しいアカウントであれば対応は不要です（数日で反映されます）。それ以外は個別に確認します。';

/** What to do where the reason is known; the kind of a gap says it for all others. */
const remedies = (subject: string): Partial<ReasonWords> => ({
  noRecord: () => recordsFollow,
  recordOfAccount: () => recordsFollow,
  keysUnsaid: () => recordsFollow,
  resistanceUnknown: () => '製品の提供元に確認するか、パスキーを登録します。',
  countryUnsaid: () => 'access.csv の IP アドレスを確認します。',
  rosterFaulty: () => '「お知らせ」に示した行を修正し、再度スキャンします。',
  olderPolicies: () => 'チェック項目 `sms-mfa-allowed` の手順で、認証方法の移行を完了します。',
  hiddenMembers: () => `\`Member.Read.Hidden\` の権限を付与します。${expected(subject)}。`,
});

const gap: Record<GapKind, GapText> = {
  permission: {
    name: '権限不足',
    why: 'スキャン用のアカウントに、この情報を読み取る権限がありません。',
    remedy: (subject) => `不足している権限を付与します（\`shisei doctor\` で確認できます）。${expected(subject)}。`,
  },
  licence: {
    name: 'ライセンス',
    why: 'このディレクトリのライセンスでは、この情報は提供されません。',
    remedy: (subject) => byHand[subject] ?? '対応は不要です。上位のライセンスを導入するまでは判定不能のままです。',
  },
  unsupported: {
    name: '提供なし',
    why: '提供元がこの情報を公開していないか、このバージョンでは読み取りません。',
    remedy: () => '対応は不要です。',
  },
  concealed: {
    name: '名前の秘匿',
    why: '利用状況レポートで名前が伏せられているため、アカウントと照合できません。',
    remedy: () =>
      'Microsoft 365 管理センター ›「設定」›「組織設定」›「レポート」で、ユーザー名などを隠す設定をオフにします。',
  },
  absent: {
    name: '情報なし',
    why: '提供元に記録がないか、値が示されませんでした。',
    remedy: () => '管理画面で個別に確認します。',
  },
  throttled: {
    name: '利用制限',
    why: '提供元のリクエスト数の制限に達し、待機しても読み取れませんでした。',
    remedy: () => '時間をおいて再度スキャンするか、`--concurrency` の値を下げます。',
  },
  network: {
    name: '通信',
    why: '提供元との通信が途切れました。',
    remedy: () => '再度スキャンします。繰り返す場合は、プロキシやファイアウォールで提供元への通信を許可します。',
  },
  malformed: {
    name: '解釈できない応答',
    why: '提供元の応答がこのバージョンで解釈できない形式だったため、使用しませんでした。',
    remedy: () => 'shisei を更新するか、上記の内容を開発元へお知らせください。',
  },
  expired: {
    name: '期限切れ',
    why: 'スキャン用のシークレット、証明書または同意の期限が切れています。',
    remedy: () => '設定の値を更新し、`shisei doctor` で確認します。',
  },
  identity: {
    name: '別の組織の応答',
    why: '設定とは異なる組織からの応答だったため、受け取りませんでした。',
    remedy: () => '設定のテナント ID または顧客 ID を修正します。',
  },
  crash: {
    name: 'チェックの不具合',
    why: '本プログラムの一部が正しく動作せず、判定できませんでした。',
    remedy: () => '上記の内容を開発元へお知らせください。ディレクトリ側の問題ではありません。',
  },
};

const couldNot: Record<GapKind, string> = {
  permission: 'この情報を読み取る権限がありません',
  licence: 'このディレクトリのライセンスでは提供されない情報です',
  unsupported: '提供元が公開していないか、このバージョンでは読み取らない情報です',
  concealed: 'レポートで名前が伏せられています',
  absent: '提供元に記録がありません',
  throttled: '提供元のリクエスト数の制限に達しました',
  network: '提供元との通信が途切れました',
  malformed: '提供元の応答を解釈できませんでした',
  expired: 'スキャンの認証情報の期限が切れています',
  identity: '別の組織からの応答だったため、受け取りませんでした',
  crash: 'チェックが正しく動作しませんでした',
};

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

const nouns: Record<string, (admin: boolean, severity: Severity) => string> = {
  'missing-mfa': (admin) => (admin ? '使える MFA がない管理者' : '使える MFA がない方'),
  'sms-mfa': (admin) => (admin ? 'MFA が電話だけの管理者' : 'MFA が電話だけの方'),
  'unenforced-mfa': (admin) => (admin ? 'MFA が必須でない管理者' : 'MFA が必須でない方'),
  'foreign-sign-in': () => '承認していない国からサインインした方',
  'guest-admin': () => '管理者権限を持つ社外のゲスト',
  'phishable-admin': () => 'フィッシング耐性のある MFA がない管理者',
  'unused-admin': () => '権限を使っていない管理者',
  'disabled-admin': () => '権限が残る無効なアカウント',
  'stale-account': () => '使われていないアカウント',
  'stale-guest': () => '使われていないゲスト',
  'leaver-account': (admin, severity) => {
    // 「重大」は、退職後に使われたことを意味する
    const what = severity === 'critical' ? '退職後にサインインのあった退職者' : 'アカウントが有効な退職者';
    return admin ? `${what}（管理者）` : what;
  },
  'unlisted-account': () => '社員名簿に該当のないアカウント',
  'half-offboarded': () => '一方のクラウドでのみ無効にされた方',
  'synced-admin': () => '社内ディレクトリから同期された管理者',
  'daily-use-admin': () => 'メールボックスのある管理者',
  'standing-admin': () => '権限が常時有効な管理者',
  'redundant-role': () => '役割が重複する管理者',
  'licensed-disabled': () => 'ライセンスが残る無効なアカウント',
  'privileged-app': () => '管理者権限を持つアプリ',
  'stale-credential': () => 'シークレットの古いアプリ',
};

const things: ReadonlySet<string> = new Set([
  ...['disabled-admin', 'licensed-disabled', 'privileged-app', 'stale-account', 'stale-credential', 'stale-guest'],
  'unlisted-account',
]);

function concern({ check, title, severity, admin, count }: Concern): string {
  const noun = nouns[check]?.(admin, severity);
  if (noun === undefined) return `「${title}」が${number(count)}件`;
  return `${noun}が${number(count)}${things.has(check) ? '件' : '名'}`;
}

/** 「MFA が必須でない方が3名、社外のゲストが1名、ほか2名」 */
function concerns({ named, more }: Concerns, rest: string): string {
  return list([...named.map(concern), ...(more === 0 ? [] : [`ほか${number(more)}${rest}`])]);
}

/** 「Microsoft 365 のグローバル管理者（adm-kato）：使える MFA なし。」 */
function clause({ cloud, login, role, briefs }: Clause): string {
  const place = cloud === '' || role === '' ? `${cloud}${role}` : `${cloud} の${/^[!-~]/.test(role) ? ' ' : ''}${role}`;
  const whom = login === '' ? place : place === '' ? `アカウント ${login}` : `${place}（${login}）`;
  if (briefs.length === 0) return `${whom}でもあります。`;
  return whom === '' ? `${list(briefs)}。` : `${whom}：${list(briefs)}。`;
}

/** 分からないことが多く、分かったことだけを述べると誤解を招く */
function mostlyUnknown({ unknown, judged }: HeadlineFacts): boolean {
  return unknown * 2 >= judged && unknown > 0;
}

function matter(facts: HeadlineFacts): string {
  const { criticalPeople, critical, highPeople, high, open, unknown, judged, checks, accounts } = facts;
  if (criticalPeople > 0) return `${number(criticalPeople)}名のアカウントに、本日中の対応が必要です。`;
  if (critical > 0) return `本日中の対応が必要な指摘が${number(critical)}件あります。`;
  if (highPeople > 0) return `${number(highPeople)}名のアカウントに、早めの対応が必要です。`;
  if (high > 0) return `早めの対応が必要な指摘が${number(high)}件あります。`;
  if (open > 0 && mostlyUnknown(facts)) {
    return `${number(judged)}件の判定のうち${number(unknown)}件が判定不能です。「中」以下の指摘が${number(open)}件あります。`;
  }
  if (open > 0) return `「高」以上の指摘はなく、「中」以下の指摘が${number(open)}件あります。`;
  if (unknown > 0) return `判定できた範囲に指摘はありません。判定不能が${number(unknown)}件あります。`;
  return `${number(checks)}項目で${number(accounts)}件のアカウントを点検し、対応が必要な指摘はありませんでした。`;
}

function lead(facts: HeadlineFacts): string {
  if (facts.allFailed) return '何も読み取れませんでした。';
  const prefix =
    facts.failed.length === 0 ? '' : `${list(facts.failed)} を読み取れませんでした。${list(facts.read)} では、`;
  return prefix + matter(facts);
}

function subLead(facts: HeadlineFacts): string {
  if (facts.allFailed) return '本日の状態は分かりません。良いとも悪いとも言えません。';
  const dark = facts.failed.length === 0 ? '' : '読み取れなかったものは「問題なし」に数えていません。';
  if (facts.open > 0) {
    const people = concerns(facts.concerns.people, '名');
    const things = concerns(facts.concerns.things, '件');
    const worst = people === '' || things === '' ? people + things : `${people}です。そのほか、${things}`;
    const doubt =
      facts.critical + facts.high > 0 && mostlyUnknown(facts)
        ? `${number(facts.judged)}件の判定のうち${number(facts.unknown)}件が判定不能です。`
        : '';
    return `${worst === '' ? '' : `${worst}です。`}${doubt}${dark}`;
  }
  if (facts.unknown > 0) return `理由は${list(facts.reasons)}です。${dark}`;
  if (facts.unread.length === 0) return `点検していないものについては、何も言えません。${dark}`;
  return `点検していないもの：${list(facts.unread.slice(0, 5))}。${dark}`;
}

function fleetLead({ tenants, failed, critical, high, open, unknown }: FleetFacts): string {
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

const cloudNames: Readonly<Record<string, string>> = {
  microsoft365: 'Microsoft\u00a0365',
  'google-workspace': 'Google Workspace',
};

/** What a note names; a backtick in it must not pass for one of ours. */
const text = (value: Data[string] | undefined) => String(value ?? '').replaceAll('`', "'");

/** What ended an exception, as its note holds it. */
function toldIn({ change, before, after }: Data): ToldChange {
  return { change: change as ToldChange['change'], before: text(before), after: text(after) };
}

const listUnusable = '社員名簿を利用できないため、名簿との照合は行っていません。';

function listFault({ file, line, problem, value }: Data): string {
  const place = `${text(file)}${line === null ? '' : ` ${text(line)}行目`}`;
  return `${place}：${rosterProblemsJa[problem as RosterFault['problem']](text(value))}。`;
}

export const uiJa: UiTexts = {
  severity: { low: '低', medium: '中', high: '高', critical: '重大' },
  verdict: {
    fail: '要対応',
    pass: '問題なし',
    unknown: '判定不能',
    'not-applicable': '対象なし',
    accepted: 'リスク受容',
  },
  status: { complete: '読み取り完了', partial: '一部読み取り', failed: '読み取り不可' },
  provider: { microsoft365: 'Microsoft\u00a0365', 'google-workspace': 'Google Workspace' },
  dataset: {
    organization: '組織情報',
    accounts: 'アカウント',
    signIns: '最終サインイン',
    mfa: 'MFA の登録',
    enforcement: 'MFA の必須化',
    roles: '管理者の役割',
    policies: 'ポリシー設定',
    signInEvents: 'サインイン ログ',
    adminActivity: '管理操作ログ',
    applications: 'アプリ',
  },
  datasetState: { complete: '完了', partial: '一部', unavailable: '取得不可' },
  role: (name) => roleNames.get(name) ?? name,
  method: methodName,
  country,
  datasetSource: (source) => (source === 'usage-report' ? '利用状況レポート（日単位）' : source),
  gap,
  remedy: ({ kind, detail }, subject) => reasonOf(detail, remedies(subject)) ?? gap[kind].remedy(subject),
  unknownFinding: (found) =>
    found === undefined
      ? '判定できませんでした。'
      : `判定不能：${reasonOf(found.detail, reasonsJa) ?? couldNot[found.kind]}。`,
  gapReason: ({ detail }) => {
    const reason = reasonOf(detail, reasonsJa);
    return reason === null ? null : `${reason}。`;
  },
  unnamedFinding: (message) => `検出：${message}。`,
  note: {
    'key-unused': ({ key }) => `設定項目 \`${text(key)}\` は確認のみ行い、このバージョンではまだ使用しません。`,
    'expected-gap-readable': ({ dataset }) =>
      `\`expectedGaps\` に記載された \`${text(dataset)}\` は読み取れました。この行は削除できます。`,
    'exception-expired': ({ check, subject, until }) =>
      `${text(subject)} に対する \`${text(check)}\` の例外は ${text(until)} に終了しました。指摘は再び数えられます。`,
    'exception-void': (data, meanings) =>
      `${text(data.subject)} に対する \`${text(data.check)}\` の例外は無効になりました。${acceptanceJa.changed(toldIn(data), meanings)}ためです。指摘は再び数えられます。引き続き受容する場合は、改めて登録してください。`,
    'exception-ending': ({ check, subject, until, days }) =>
      `${text(subject)} に対する \`${text(check)}\` の例外は、${days === 0 ? `本日（${text(until)}）` : `あと${number(Number(days))}日（${text(until)}）で`}終了します。延長するか、指摘に対応してください。`,
    'exception-unmatched': ({ check, subject }) =>
      `${text(subject)} に対する \`${text(check)}\` の例外に該当する指摘がありません。不要になったか、記載が異なる可能性があります。`,
    'emergency-unmatched': ({ account }) => `緊急用アカウント ${text(account)} は、どのディレクトリにもありません。`,
    'audit-window': ({ provider, days, idleDays }) =>
      `${cloudNames[String(provider)] ?? text(provider)} の管理操作ログは${typeof days === 'number' ? `過去${number(days)}日分` : 'いつからのものか分からない状態'}です。管理操作の有無の判定には${text(idleDays)}日分が必要なため、判定していません。`,
    'roster-faulty': (data) => `${listUnusable}${listFault(data)}`,
    'roster-silent': ({ file }) =>
      `社員名簿 ${text(file)} に「在籍状況」の列も「退職日」の列もないため、誰が退職したかが分かりません。列の名前を確認してください。`,
    'link-unmatched': ({ account }) => `\`links\` に記載された ${text(account)} は、どのディレクトリにもありません。`,
    'group-eligibility-unread': () =>
      'Microsoft 365 ではグループを通じて役割が付与されていますが、グループへの参加資格（グループの PIM）は読み取れませんでした。',
    'delegated-unread': () =>
      'Microsoft 365 で全ユーザーに代わって許可されたアプリの権限は読み取れませんでした。読み取りには任意の権限 `Directory.Read.All` が必要です。',
    profile: ({ profile, limits }) =>
      `プロファイル \`${text(profile)}\` の基準で判定しました（${text(limits)}）。設定ファイルに指定がある項目はその値を使います。`,
    'limited-to-frameworks': ({ frameworks }) =>
      `このレポートの対象は ${text(frameworks)} に限られます。これに対応しないチェック項目は点検していません。`,
    'framework-elsewhere': ({ framework }) =>
      `${text(framework)} の対象となるサービスのディレクトリがこの組織にないため、この基準では何も判定していません。`,
  },

  number,
  ratio: (part, whole) =>
    whole === 0 ? '0' : `${number(part)} / ${number(whole)}（${Math.floor((part * 100) / whole)} %）`,
  list,
  series: list,
  label: (word) => `${word}：`,
  quote: (words) => `「${words}」`,
  aside: (words) => `（${words}）`,
  sentence: (words) => `${words}。`,
  paragraph: (sentences) => sentences.join(''),
  zone: (timeZone) => (zoneName(timeZone) === 'JST' ? '日本時間' : zoneName(timeZone)),
  duration,
  seconds: (count) => (count < 100 ? `${number(count)}秒` : duration(count / 60)),
  instant: (iso, timeZone) => {
    const { hour, minute, zone } = partsIn(iso, timeZone);
    return `${day(iso, timeZone)} ${hour}:${minute}${zone === 'JST' ? '（日本時間）' : ` ${zone}`}`;
  },
  day,
  cost: { free: '無料', partly: '一部有料', licence: 'ライセンスが必要' },
  elsewhere: 'テナント全体',

  lead,
  subLead,
  brief: (check, message, data) => briefs[`${check}/${message}`]?.(data),
  combined: (clauses) => clauses.map(clause).join(''),
  combinedUnknown: (topics) => `判定不能：${list(topics)}。`,

  enforcement: enforcementJa,
  mfa: mfaJa,
  access: accessJa,
  people: peopleJa,
  leavers: leaversJa,
  history: historyJa,
  applications: applicationsJa,
  acceptance: acceptanceJa,
  frameworks: frameworksJa,

  page: {
    name: 'アカウントの安全点検レポート',
    title: (tenant, date) => `${tenant}：アカウントの安全点検 ${date}`,
    scanned: 'スキャン日時',
    skip: '本文へ移動',
    sections: '目次',
    nav: {
      summary: '概要',
      changes: '前回からの変化',
      people: '人ごと',
      leavers: '退職者',
      mfa: 'MFA の必須化',
      access: '誰が・いつ・どこから',
      applications: 'アプリ',
      checks: 'チェック項目',
      frameworks: '基準ごと',
      trend: '推移',
      unseen: '見えなかったもの',
      accepted: 'リスク受容',
      notes: 'お知らせ',
      read: '読み取り範囲',
    },
    openFindings: (count) => `未対応の指摘 ${number(count)}件`,
    openUnknown: '未対応の指摘 判定不能',
    undecided: '判定不能',
    undecidedOf: (judged) => `${number(judged)}件の判定のうち`,
    why: '理由を見る',
    accepted: 'リスク受容',
    acceptedNote: (count, days) => {
      if (count === 0) return '適用中の例外なし';
      if (days === null) return '期限の近いものなし';
      return days === 0 ? '本日が期限のものあり' : `最短であと${number(days)}日`;
    },
    readInFull: '読み取り完了',
    readNote: (clouds) => (clouds > 1 ? `種類（${number(clouds)}クラウド計）` : '種類'),
    doFirst: (count) => (count === 1 ? 'まず、これから' : `まず、この${number(count)}つから`),
    closes: (count) => `${number(count)}件を解消`,
    together: (closed, open, critical, allCritical) =>
      `合計で ${number(open)}件中 ${number(closed)}件${allCritical === 0 ? '' : `、「重大」は ${number(allCritical)}件中 ${number(critical)}件`}が解消します。`,
    whoItConcerns: '対象の方',
    morePeople: (critical, others) => {
      if (critical === 0) return `ほか${number(others)}名`;
      return `ほかに「重大」${number(critical)}名${others === 0 ? '' : `、その他${number(others)}名`}`;
    },
    lookedAt: '点検したもの',
    notLookedAt: '点検していないもの',
    couldNotSee: '見えなかったもの',
    peopleTitle: '人ごとの一覧（危険度の高い順）',
    peopleIntro: (people, unsure) =>
      `未対応の指摘がある方は${number(people)}名です${unsure === 0 ? '' : `（ほかに判定不能${number(unsure)}名）`}。両方のクラウドのアカウントをアドレスや社員番号などで1名にまとめ（氏名だけではまとめません）、危険が重なる方を上に表示しています。`,
    peopleElsewhere: (count) => `設定など、該当者のいない指摘が${number(count)}件あります：`,
    peopleUndecidable: (count) =>
      `このほか${number(count)}名は、このバージョンが読み取らないか、提供元が公開していない情報だけが判定不能です：`,
    ifStillNeeded: 'アカウントが今後も必要な場合のみ',
    fixUnder: (titles) => `対応方法は「チェック項目ごとの結果」の${titles}をご覧ください。`,
    byCheck: 'チェック項目ごとの結果',
    show: '表示',
    everyone: '全員',
    criticalOnly: '重大のみ',
    administrators: '管理者',
    withUnknowns: '判定不能を含む',
    administrator: '管理者',
    guest: 'ゲスト',
    findings: (count) => `${number(count)}件`,
    unknowns: (count) => `判定不能 ${number(count)}件`,
    moreInCsv: (count) => `ほか${number(count)}件は findings.csv にあります`,
    morePeopleInCsv: (count) => `ほか${number(count)}名は findings.csv にあります`,
    howToFix: '対応方法',
    effort: (time) => `作業時間 ${time}`,
    costLabel: (cost) => `費用 ${cost}`,
    checksTitle: 'チェック項目ごとの結果',
    checksIntro: (counts) =>
      `要対応 ${number(counts.fail)}件、判定不能 ${number(counts.unknown)}件、${counts.accepted === 0 ? '' : `リスク受容 ${number(counts.accepted)}件、`}問題なし ${number(counts.pass)}件、対象なし ${number(counts['not-applicable'])}件です。実際に点検できたものだけを「問題なし」としています。`,
    all: 'すべて',
    failing: '要対応',
    unknown: '判定不能',
    passing: '問題なし',
    failOf: (failed, judged) => `${judged}件中 ${failed}件が該当`,
    unknownOf: (unknown) => `判定不能 ${unknown}件`,
    acceptedOf: (accepted) => `受容 ${accepted}件`,
    rowsMissing: '一部未読み取り',
    unknownSubjects: (count) => `${number(count)}件を判定できませんでした`,
    ofJudged: (passed, judged) => `${passed} / ${judged}`,
    whyItMatters: '理由',
    controls: '対応する基準',
    incomplete: 'すべては読み取れていないため、ほかにも該当がある可能性があります：',
    unseenTitle: '見えなかったものと、その理由',
    unseenIntro: (undecided) =>
      `次の情報は得られませんでした。良いとも悪いとも言えません。${undecided === 0 ? '' : `このため、${number(undecided)}件の判定ができませんでした。`}`,
    unseenNone: 'このバージョンが読み取る情報は、すべて読み取れました。',
    gapWhy: '理由',
    gapHides: '分からないこと',
    gapToDo: '必要な対応',
    hidesChecks: (topics) => `${topics}：判定不能、または一部のみの結果です。`,
    hiddenJudgements: (topic, count) => (count === 0 ? topic : `${topic}（${number(count)}件）`),
    hidesNothing: 'このために判定できなかったチェック項目はありません。',
    partialRows: (rows) => `${number(rows)}行を読み取りましたが、完全ではありません。`,
    allRows: (rows, unknown) => `${number(rows)}行すべてを読み取りましたが、うち${number(unknown)}行は判定不能です。`,
    checksCrashed: (topics) => `チェック項目：${topics}`,
    unreadTitle: '読み取りの対象外',
    unreadIntro:
      '提供元が公開していないか、このバージョンでは読み取らない情報です。このレポートは、これらについて何も述べていません。',
    acceptedTitle: 'リスク受容',
    acceptedIntro: '受容は「問題なし」ではありません。期限を過ぎると、再び指摘として数えます。',
    acceptedNone: '受容された指摘はありません。',
    severityHead: '重大度',
    loginHead: 'ログイン名',
    countHead: '件数',
    subject: '対象',
    finding: '指摘',
    reason: '理由',
    approvedBy: '承認者',
    until: '期限',
    daysLeft: (days) => (days === 0 ? '本日まで' : `あと${number(days)}日`),
    notAsked: {
      noList: '社員名簿が設定されていません',
      noCountries: '`approvedCountries` が設定されていません',
      oneCloud: '2つのクラウドを比べる項目で、対象は1つです',
      microsoftOnly: 'Microsoft 365 のみの項目です',
    },
    notesTitle: 'お知らせ',
    notesIntro: 'スキャンそのものについて。',
    listUnusable,
    listFault,
    changesTitle: '前回からの変化',
    changeGroups: { added: '新規・再発', worse: '悪化', lost: '確認不能に', resolved: '解消' },
    factsChanged: '変わった事実',
    since: (when) => `前回（${when}）から`,
    factsCounted: (count) => `事実の変化 ${number(count)}件`,
    lighterCounted: (datasets) => `読み取れる範囲の拡大 ${number(datasets)}件`,
    darkerCounted: (datasets) => `読み取れる範囲の減少 ${number(datasets)}件`,
    sightChanged: '読み取れる範囲の変化',
    moreChanges: (count) => `ほか${number(count)}件は changes.csv にあります`,
    trendTitle: '推移',
    trendIntro:
      'スキャンごとの指標です。定義はどの組織でも同じで、割合は切り捨てです。線が途切れたところは、そのスキャンで値が得られなかったか、定義が異なります。',
    figureHead: '指標',
    lastScanHead: '今回',
    stepHead: '前回との差',
    lineHead: (scans) => (scans < 2 ? 'スキャン' : `直近${number(scans)}回`),
    readTitle: '読み取り範囲',
    readIntro: '読み取りのみを行い、設定は変更していません。このレポートの数値はすべて次の情報に基づきます。',
    table: (title) => `表：${title}`,
    datasetHead: '情報',
    stateHead: '状態',
    rowsHead: '行数',
    sourceHead: '取得元',
    requests: 'リクエスト',
    requestsSent: (sent, retried) => `${number(sent)}件（再試行 ${number(retried)}件）`,
    accountsHead: 'アカウント',
    durationHead: '所要時間',
    judgedAt: '判定時点',
    legend: '凡例',
    outOfScope: 'このスキャンの対象外：端末、更新プログラム、バックアップ、教育、ネットワーク、パスワードの使い回し。',
    footer: (version, schema) => `shisei ${version}・レポート形式 ${schema}`,
    scanId: 'スキャン',
  },

  terminal: {
    people: (count) => `${number(count)}名`,
    settings: (count) => `設定${number(count)}件`,
    applications: (count) => `アプリ${number(count)}件`,
    unknown: (judged, results) =>
      `${number(judged)}件の判定のうち${results === 0 ? '' : `（${number(results)}項目が未確定）`}`,
    acceptedSoon: (soon) => `${number(soon)}件は30日以内に期限を迎えます`,
    findings: (count) => `${number(count)}件を解消`,
    read: (complete, offered) => `読み取り完了  ${number(complete)} / ${number(offered)} 種類`,
    accounts: (count) => `アカウント ${number(count)}件`,
    requests: (count) => `リクエスト ${number(count)}件`,
    notSeen: '見えなかったもの',
    notes: 'お知らせ',
    reports: 'レポート',
    more: (count) => `ほか${number(count)}件`,
    morePeople: (count) => `ほか${number(count)}名`,
    exit: {
      1: '終了コード 1：--fail-on で指定した重大度以上の指摘があります',
      3: '終了コード 3：読み取りが完了しなかった情報があります',
    },
  },

  fleet: {
    name: 'テナント一覧',
    title: (tenants, date) => `テナント一覧：${number(tenants)}テナント ${date}`,
    tenants: (count) => `${number(count)}テナント`,
    lead: fleetLead,
    subLead: ({ failed, unknown }) => {
      if (failed > 0) {
        return `次の${number(failed)}テナントの本日の状態は分かりません。「問題なし」には数えていません。`;
      }
      return unknown > 0
        ? `判定不能が${number(unknown)}件あります。`
        : '点検していないものについては、何も言えません。';
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
  },
};
