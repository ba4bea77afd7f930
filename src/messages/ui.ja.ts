import { acceptanceJa } from './acceptance.ja.ts';
import { accessJa } from './access.ja.ts';
import { applicationsJa } from './applications.ja.ts';
import { briefsJa } from './briefs.ja.ts';
import { enforcementJa } from './enforcement.ja.ts';
import { fleetJa } from './fleet.ja.ts';
import { gapsJa } from './gaps.ja.ts';
import { headlineJa } from './headline.ja.ts';
import { historyJa } from './history.ja.ts';
import { leaversJa } from './leavers.ja.ts';
import { frameworksJa, mfaJa } from './mfa.ja.ts';
import { namesJa } from './names.ja.ts';
import { notesJa } from './notes.ja.ts';
import { pageJa } from './page.ja.ts';
import { peopleJa } from './people.ja.ts';
import { terminalJa } from './terminal.ja.ts';
import type { UiTexts } from './ui.ts';
import { writingJa } from './writing.ja.ts';

/** Every word for people that is not about one check, in Japanese. */
export const uiJa: UiTexts = {
  ...namesJa,
  ...writingJa,
  ...gapsJa,
  ...headlineJa,
  ...briefsJa,
  note: notesJa,
  enforcement: enforcementJa,
  mfa: mfaJa,
  access: accessJa,
  people: peopleJa,
  leavers: leaversJa,
  history: historyJa,
  applications: applicationsJa,
  acceptance: acceptanceJa,
  frameworks: frameworksJa,
  page: pageJa,
  terminal: terminalJa,
  fleet: fleetJa,
};
