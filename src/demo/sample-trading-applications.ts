import type { ApplicationSketch } from './application-sketch.ts';
import { guidOf } from './ids.ts';
import { address } from './sample-trading-staff.ts';

const tenant = 'sample-trading';
const people = (...locals: readonly string[]) => locals.map((local) => guidOf(`${tenant}/${address(local)}`));

/** What the sample company has let in, and forgot. */
export const sampleTradingApplications: readonly ApplicationSketch[] = [
  {
    // Holds a role too, and is a member of a group that holds another.
    key: 'backup',
    name: 'Backup connector',
    permissions: ['Mail.Read', 'Sites.Read.All', 'User.Read.All'],
    secrets: [['Backup server', 200, -530]],
  },
  {
    key: 'joiners',
    name: '入退社連携',
    permissions: ['RoleManagement.ReadWrite.Directory', 'User.ReadWrite.All'],
    certificates: [['CN=joiners', 100, -200]],
  },
  {
    // The old certificate was never taken away.
    key: 'payslips',
    name: '給与明細システム',
    permissions: ['User.Read.All'],
    certificates: [
      ['CN=payslips-2', 60, -300],
      ['CN=payslips', 405, 40],
    ],
  },
  { key: 'printer-mail', name: 'Printer mail', permissions: ['Mail.Send'], secrets: [['printer', 120, -60]] },
  {
    key: 'file-server',
    name: 'vm-file-server',
    kind: 'managed',
    permissions: ['GroupMember.Read.All'],
    certificates: [[null, 20, -70]],
  },
  // Graph took the permission back, and has no name for it any more.
  { key: 'nameless', name: null, permissions: [guidOf(`${tenant}/retired-permission`)] },
  {
    key: 'meeting-notes',
    name: 'Meeting notes AI',
    kind: 'foreign',
    delegated: ['Calendars.Read', 'Mail.Read', 'User.Read', 'offline_access'],
  },
  {
    key: 'project-board',
    name: 'Project board',
    kind: 'foreign',
    consents: { users: people('miller', 'kato', 'chen', 'kim'), scopes: ['User.Read'] },
  },
  { key: 'crm-trial', name: 'CRM (trial)', kind: 'foreign', enabled: false, permissions: ['Calendars.Read'] },
  { key: 'old-intranet', name: 'Old intranet', kind: 'unused', secrets: [['intranet', 700, 520]] },
];
