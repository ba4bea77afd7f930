import { newestFirst } from './calendar.ts';
import type { MicrosoftAccount } from './directory.ts';
import { guidOf } from './ids.ts';
import type { AuditRecord, SignInRecord } from './microsoft-logs.ts';
import { signInOf } from './microsoft-sign-ins.ts';
import { nights } from './month-nights.ts';
import { address, emergency, graphId, monthDomain, monthTenant, type Scene } from './month-people.ts';

/** How far back the log of sign-ins goes. */
const loggedDays = 30;

/** Whether somebody signed in on the evening of a night. */
export function signsIn(local: string, night: number): boolean {
  if (local === 'baker') return false;
  if (local === 'nagai') return night >= nights.nagaiJoins;
  if (local === 'ogata') return night >= nights.ogataReturns;
  return local !== 'endo' || night <= nights.endoLastDay || night === nights.endoIsUsed;
}

/** The log of sign-ins: everybody once an evening, and what is told of nights besides. */
export function logOf(accounts: readonly MicrosoftAccount[], scene: Scene): SignInRecord[] {
  const records = accounts.flatMap((account) => {
    const local = account.user.userPrincipalName.replace(`@${monthDomain}`, '');
    if (account.user.userType === 'Guest' || emergency.includes(local)) return [];
    return Array.from({ length: loggedDays }, (_, days) => days).flatMap((days) => {
      const night = scene.night - days;
      if (!signsIn(local, night)) return [];
      const isAway = local === 'sato' && night === nights.satoIsAbroad;
      const abroad = { place: { country: 'VN', city: 'Da Nang' }, address: '192.0.2.44' };
      return [signInOf(account, { days, ...(isAway ? abroad : {}) }, scene)];
    });
  });
  return newestFirst(records);
}

function audit(night: number, activity: string, on: string, scene: Scene): AuditRecord[] {
  if (!scene.since(night)) return [];
  const login = address('adm-mori');
  return [
    {
      id: `Directory_${guidOf(`${monthTenant}/audit/${activity}/${night}`)}`,
      at: scene.ago(scene.at(night)),
      activity,
      category: 'UserManagement',
      service: 'Core Directory',
      operation: 'Update',
      result: 'success',
      user: { id: graphId(login), login, name: '森 彩 (admin)', address: '203.0.113.10' },
      application: null,
      target: { id: graphId(address(on)), type: 'User', displayName: null, login: address(on) },
    },
  ];
}

/** What administrators did, as the audit log has it. */
export function auditsOf(scene: Scene): AuditRecord[] {
  return newestFirst([
    ...[-20, -5, 10, 24].flatMap((night) => audit(night, 'Update group', 'mori', scene)),
    ...audit(nights.nagaiJoins, 'Add user', 'nagai', scene),
    ...audit(nights.endoIsDisabledInMicrosoft, 'Disable account', 'endo', scene),
    ...audit(nights.bakerIsDeleted, 'Delete user', 'baker', scene),
  ]);
}
