import type { MonthTexts } from './month.ts';

export const monthEn: MonthTexts = {
  intro: (nights, path) =>
    `An example company, scanned on ${nights} nights in a row. This takes some seconds. The reports of the last night, and the history, are in ${path}.`,
  taken: (path) => `There is a store already: ${path}. Remove that file, or name another folder with --out.`,
  configuration: 'Made by shisei demo --month, to look at its history. Nothing can be scanned with it.',
  tryThese: 'Look at its history:',
};
