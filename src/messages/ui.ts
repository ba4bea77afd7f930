import type { AcceptanceTexts } from './acceptance.ts';
import type { AccessTexts } from './access.ts';
import type { ApplicationsTexts } from './applications.ts';
import type { BriefTexts } from './briefs.ts';
import type { EnforcementWords } from './enforcement.ts';
import type { FleetTexts } from './fleet.ts';
import type { GapTexts } from './gaps.ts';
import type { HeadlineTexts } from './headline.ts';
import type { HistoryTexts } from './history.ts';
import type { LeaversTexts } from './leavers.ts';
import type { FrameworkTexts, MfaTexts } from './mfa.ts';
import type { NameTexts } from './names.ts';
import type { NoteTexts } from './notes.ts';
import type { PageTexts } from './page.ts';
import type { PeopleTexts } from './people.ts';
import type { TerminalTexts } from './terminal.ts';
import type { WritingTexts } from './writing.ts';

/** Every word for people that is not about one check. Sentences are functions, since languages count differently. */
export interface UiTexts extends NameTexts, WritingTexts, GapTexts, HeadlineTexts, BriefTexts {
  note: NoteTexts;
  enforcement: EnforcementWords;
  mfa: MfaTexts;
  access: AccessTexts;
  people: PeopleTexts;
  leavers: LeaversTexts;
  applications: ApplicationsTexts;
  acceptance: AcceptanceTexts;
  frameworks: FrameworkTexts;
  history: HistoryTexts;
  page: PageTexts;
  terminal: TerminalTexts;
  fleet: FleetTexts;
}
