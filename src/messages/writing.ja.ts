import { partsIn, zoneName } from './when.ts';
import { joined, number } from './words.ja.ts';
import type { WritingTexts } from './writing.ts';

function day(iso: string, timeZone: string): string {
  const parts = partsIn(iso, timeZone);
  return `${parts.year}年${parts.month}月${parts.day}日`;
}

function duration(minutes: number): string {
  if (minutes < 60) return `${Math.max(1, Math.round(minutes))}分`;
  const hours = minutes / 60;
  if (hours < 10) return `${Math.round(hours * 2) / 2}時間`;
  return `${number(Math.round(hours))}時間`;
}

/** How numbers, times and lists are written, in Japanese. */
export const writingJa: WritingTexts = {
  number,
  ratio: (part, whole) =>
    whole === 0 ? '0' : `${number(part)} / ${number(whole)}（${Math.floor((part * 100) / whole)} %）`,
  list: joined,
  series: joined,
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
};
