import { severities, worst } from '../core/check.ts';
import { type NoticeKind, noticeKinds } from '../core/history/notices.ts';
import { catalogue, commands, phrasing } from '../messages/index.ts';
import type { Channel } from './channel.ts';
import { harmless, harmlessSentence } from './harmless.ts';
import type { Packet, Told } from './packet.ts';

/** A message as every kind of channel can show it. One line each, with nothing in it that a reader could not see. */
export interface Message {
  title: string;
  sections: readonly { heading: string; lines: readonly string[] }[];
  /** What there is besides; null: nothing. */
  more: string | null;
  closing: string;
}

/** Lines that a message has for notices; the rest is counted. */
export const mostLines = 20;

type Speaking = Pick<Channel, 'locale' | 'timeZone'>;

function subjectOf({ login, name, id }: { login?: string; name?: string; id: string }): string {
  return harmless(login ?? name ?? id);
}

/** What happened, in a sentence. */
export function noticeText(notice: Told, { locale, timeZone }: Speaking): string {
  const { ui, checks } = catalogue(locale);
  const words = commands(locale).notify;
  const { kind, severity, provider, finding, dataset, access } = notice;
  const product = provider === null ? ui.elsewhere : ui.provider[provider];
  if (finding !== null) {
    const { check, subject, message, data, reason } = finding;
    const title = checks[check]?.title ?? check;
    const isAbout = subject.type !== 'directory' && subject.type !== 'tenant';
    const who = isAbout ? `${subjectOf(subject)}${ui.aside(product)}` : product;
    const about = `${ui.label(title)}${who}`;
    if (kind === 'finding-lost') {
      return `${about} – ${words.lost}${reason === null ? '' : ui.aside(ui.history.reason[reason])}`;
    }
    if (data === null) return about;
    const found = { check, provider, subject, verdict: 'fail', message, severity, data, key: '' } as const;
    return `${about} – ${harmlessSentence(phrasing(locale, timeZone).finding(check, found))}`;
  }
  if (access !== null) {
    const day = access.endsAt === null ? null : ui.day(access.endsAt, timeZone);
    return words.accessEnding(product, { ...access, name: harmless(access.name) }, day);
  }
  const lost = notice.lost === 0 ? '' : words.lostWith(notice.lost);
  if (dataset === null) return `${words.directoryUnread(product)}${lost}`;
  const gap = dataset.gap === null ? null : ui.gap[dataset.gap.kind].name;
  return `${words.datasetUnread(product, ui.dataset[dataset.name], gap)}${lost}`;
}

function lineOf(notice: Told, speaking: Speaking): string {
  const { ui } = catalogue(speaking.locale);
  const words = commands(speaking.locale).notify;
  const weight = `${ui.severity[notice.severity]}${ui.aside(words.kind[notice.kind])}`;
  return `${ui.label(weight)}${noticeText(notice, speaking)}`;
}

/** How many there are of each kind in all packets. */
export function totalOf(packets: readonly Packet[]): Partial<Record<NoticeKind, number>> {
  const sum = (kind: NoticeKind) => packets.reduce((all, { counts }) => all + (counts[kind] ?? 0), 0);
  return Object.fromEntries(noticeKinds.map((kind) => [kind, sum(kind)]).filter(([, count]) => count !== 0));
}

/** The notices that weigh most, by packet. */
function heaviest(packets: readonly Packet[]): ReadonlySet<Told> {
  const all = packets.flatMap(({ notices }) => notices);
  const weight = ({ severity }: Told) => severities.indexOf(severity);
  return new Set(all.toSorted((a, b) => weight(b) - weight(a)).slice(0, mostLines));
}

/** One message about one scan, or about all those of a digest. */
export function messageOf(packets: readonly Packet[], speaking: Speaking): Message {
  const { locale, timeZone } = speaking;
  const { ui } = catalogue(locale);
  const words = commands(locale).notify;
  const shown = heaviest(packets);
  const counts = totalOf(packets);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const tenants = new Map(packets.map(({ tenant }) => [tenant.id, tenant.name]));
  const [name = ''] = tenants.values();
  const most = worst(packets.flatMap(({ notices }) => notices.map(({ severity }) => severity)));
  const sections = packets.flatMap(({ tenant, scan, notices }) => {
    const lines = notices.filter((notice) => shown.has(notice)).map((notice) => lineOf(notice, speaking));
    const heading = words.heading(harmless(tenant.name), ui.instant(scan.asOf, timeZone), scan.status === 'complete');
    return lines.length === 0 ? [] : [{ heading, lines }];
  });
  return {
    title: words.title(tenants.size === 1 ? harmless(name, 80) : tenants.size, counts, most && ui.severity[most]),
    sections,
    more: total > shown.size ? words.more(total - shown.size) : null,
    closing: words.closing,
  };
}

/** A message that only tries a channel. */
export function testMessage({ id, locale }: Pick<Channel, 'id' | 'locale'>): Message {
  const { title, text } = commands(locale).notify.test;
  return { title, sections: [{ heading: text(id), lines: [] }], more: null, closing: '' };
}

/** A message in lines, without its title. */
export function plainLines({ sections, more, closing }: Message): string[] {
  return [
    ...sections.flatMap(({ heading, lines }) => [heading, ...lines.map((line) => `- ${line}`), '']),
    ...(more === null ? [] : [more, '']),
    ...(closing === '' ? [] : [closing]),
  ];
}
