import type { Data } from '../core/check.ts';
import type { RosterFault } from '../core/roster.ts';
import { acceptanceJa } from './acceptance.ja.ts';
import { namesJa } from './names.ja.ts';
import { type NoteTexts, text, toldIn } from './notes.ts';
import { rosterProblemsJa } from './roster.ja.ts';
import { number } from './words.ja.ts';

const clouds: Readonly<Record<string, string>> = namesJa.provider;

/** Said where people could not be held against the list. */
export const listUnusable = '社員名簿を利用できないため、名簿との照合は行っていません。';

/** One fault of the list: file, line and what is wrong there. */
export function listFault({ file, line, problem, value }: Data): string {
  const place = `${text(file)}${line === null ? '' : ` ${text(line)}行目`}`;
  return `${place}：${rosterProblemsJa[problem as RosterFault['problem']](text(value))}。`;
}

/** Notes about the scan itself, in Japanese. */
export const notesJa: NoteTexts = {
  'key-unused': ({ key }) => `設定項目 \`${text(key)}\` は確認のみ行い、このバージョンではまだ使用しません。`,
  'expected-gap-readable': ({ dataset }) =>
    `\`expectedGaps\` に記載された \`${text(dataset)}\` は読み取れました。この行は削除できます。`,
  'exception-expired': ({ check, subject, until, unseen }) =>
    `${text(subject)} に対する \`${text(check)}\` の例外は ${text(until)} に終了しました。${unseen === true ? '指摘が残っているかどうかは、今回は確認できませんでした。' : '指摘は再び数えられます。'}`,
  'exception-void': (data, meanings) =>
    `${text(data.subject)} に対する \`${text(data.check)}\` の例外は無効になりました。${acceptanceJa.changed(toldIn(data), meanings)}ためです。${data.change === 'subject' ? 'このアカウントの指摘は受容されていないため、件数に含まれます。受容する場合は、新たに登録してください。' : '指摘は再び数えられます。引き続き受容する場合は、改めて登録してください。'}`,
  'exception-ending': ({ check, subject, until, days }) =>
    `${text(subject)} に対する \`${text(check)}\` の例外は、${days === 0 ? `本日（${text(until)}）` : `あと${number(Number(days))}日（${text(until)}）で`}終了します。延長するか、指摘に対応してください。`,
  'exception-unmatched': ({ check, subject }) =>
    `${text(subject)} に対する \`${text(check)}\` の例外に該当する指摘がありません。不要になったか、記載が異なる可能性があります。`,
  'emergency-unmatched': ({ account }) => `緊急用アカウント ${text(account)} は、どのディレクトリにもありません。`,
  'audit-window': ({ provider, days, idleDays }) =>
    `${clouds[String(provider)] ?? text(provider)} の管理操作ログは${typeof days === 'number' ? `過去${number(days)}日分` : 'いつからのものか分からない状態'}です。管理操作の有無の判定には${text(idleDays)}日分が必要なため、判定していません。`,
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
};
