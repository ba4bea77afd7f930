/** How numbers, times and lists are written; words are put together by these alone. */
export interface WritingTexts {
  number: (count: number) => string;
  ratio: (part: number, whole: number) => string;
  list: (words: readonly string[]) => string;
  /** Words side by side, without "and". */
  series: (words: readonly string[]) => string;
  /** A word that something follows: "Medium: ". */
  label: (word: string) => string;
  quote: (words: string) => string;
  /** Words in brackets, after others. */
  aside: (words: string) => string;
  /** The end of a sentence that another follows. */
  sentence: (words: string) => string;
  /** Sentences one after another. */
  paragraph: (sentences: readonly string[]) => string;
  /** A time zone by its name, for the head of a column. */
  zone: (timeZone: string) => string;
  duration: (minutes: number) => string;
  seconds: (count: number) => string;
  /** "21 Nov 2026, 06:00 JST". */
  instant: (iso: string, timeZone: string) => string;
  /** "21 Nov 2026". */
  day: (iso: string, timeZone: string) => string;
}
