import { partsIn, zoneName } from './when.ts';
import { joined, number } from './words.en.ts';
import type { WritingTexts } from './writing.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function day(iso: string, timeZone: string): string {
  const parts = partsIn(iso, timeZone);
  return `${parts.day} ${months[parts.month - 1]} ${parts.year}`;
}

function duration(minutes: number): string {
  if (minutes < 60) return `${Math.max(1, Math.round(minutes))} min`;
  const hours = minutes / 60;
  if (hours < 10) return `${Math.round(hours * 2) / 2} h`;
  return `${number(Math.round(hours))} h`;
}

/** How numbers, times and lists are written, in English. */
export const writingEn: WritingTexts = {
  number,
  ratio: (part, whole) =>
    whole === 0 ? '0' : `${number(part)} / ${number(whole)} (${Math.floor((part * 100) / whole)} %)`,
  list: joined,
  series: (words) => words.join(', '),
  label: (word) => `${word}: `,
  quote: (words) => `“${words}”`,
  aside: (words) => ` (${words})`,
  sentence: (words) => `${words}. `,
  paragraph: (sentences) => sentences.join(' '),
  zone: zoneName,
  duration,
  seconds: (count) => (count < 100 ? `${number(count)} s` : duration(count / 60)),
  instant: (iso, timeZone) => {
    const { hour, minute, zone } = partsIn(iso, timeZone);
    return `${day(iso, timeZone)}, ${hour.padStart(2, '0')}:${minute} ${zone}`;
  },
  day,
};
