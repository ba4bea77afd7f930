import { acceptanceEn } from './acceptance.en.ts';
import { accessEn } from './access.en.ts';
import { applicationsEn } from './applications.en.ts';
import { briefsEn } from './briefs.en.ts';
import { enforcementEn } from './enforcement.en.ts';
import { fleetEn } from './fleet.en.ts';
import { gapsEn } from './gaps.en.ts';
import { headlineEn } from './headline.en.ts';
import { historyEn } from './history.en.ts';
import { leaversEn } from './leavers.en.ts';
import { frameworksEn, mfaEn } from './mfa.en.ts';
import { namesEn } from './names.en.ts';
import { notesEn } from './notes.en.ts';
import { pageEn } from './page.en.ts';
import { peopleEn } from './people.en.ts';
import { terminalEn } from './terminal.en.ts';
import type { UiTexts } from './ui.ts';
import { writingEn } from './writing.en.ts';

/** Every word for people that is not about one check, in English. */
export const uiEn: UiTexts = {
  ...namesEn,
  ...writingEn,
  ...gapsEn,
  ...headlineEn,
  ...briefsEn,
  note: notesEn,
  enforcement: enforcementEn,
  mfa: mfaEn,
  access: accessEn,
  people: peopleEn,
  leavers: leaversEn,
  history: historyEn,
  applications: applicationsEn,
  acceptance: acceptanceEn,
  frameworks: frameworksEn,
  page: pageEn,
  terminal: terminalEn,
  fleet: fleetEn,
};
