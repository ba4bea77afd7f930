import type { Data } from '../core/check.ts';
import type { CheckTexts } from './catalogue.ts';
import { counted, dated, lastUse, limit, never, stale } from './words.en.ts';

function unaccepted(data: Data, timeZone: string): string {
  const rest = typeof data.lastSuccess === 'string' ? ` ${lastUse(data, timeZone)}.` : '';
  const invited =
    typeof data.createdAt === 'string' ? `Invited ${dated(data.createdAt, data.ageDays, timeZone)}; the` : 'The';
  return `${invited} invitation was never accepted; ${limit(data)}.${rest}`;
}

/** What checks of the use of accounts say in English. */
export const accountChecksEn = {
  'stale-account': {
    title: 'Account not used',
    topic: 'Use of accounts',
    why: 'Nobody notices when an account that nobody uses is taken over.',
    action: (count) => `Disable ${counted(count, 'account')} that nobody uses`,
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          'Ask the manager whether the account is still needed. For a long leave, record an exception with its end date.',
          'Entra admin center › Entra ID › Users › the account › Edit properties › Settings: clear “Account enabled”.',
          'On the page of the account: Revoke sessions.',
        ],
        command: 'Update-MgUser -UserId LOGIN -AccountEnabled:$false\nRevoke-MgUserSignInSession -UserId LOGIN',
      },
      'google-workspace': {
        steps: [
          'Ask the manager whether the account is still needed. For a long leave, record an exception with its end date.',
          'Google Admin console › Directory › Users › the account › More options › Suspend user.',
        ],
        command: 'gam update user LOGIN suspended on',
      },
    },
    meanings: {
      stale: 'the last successful sign-in is older than the limit',
      never: 'there is no successful sign-in, and the account is older than the limit',
    },
    messages: { stale, never },
  },
  'stale-guest': {
    title: 'Guest not used',
    topic: 'Use of guests',
    why: 'A guest that nobody needs any more stays a door for somebody outside.',
    action: (count) => `Remove ${counted(count, 'guest')} that nobody uses`,
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          'Ask whoever invited the guest whether it is still needed.',
          'Entra admin center › Entra ID › Users › the guest › Delete. A deleted guest can be restored for 30 days.',
        ],
        command: 'Remove-MgUser -UserId ACCOUNT_ID',
      },
      'google-workspace': {
        steps: [
          'Ask whoever invited the guest whether it is still needed.',
          'Google Admin console › Directory › Users › the guest › More options › Suspend user, later Delete user.',
        ],
        command: 'gam update user LOGIN suspended on',
      },
    },
    meanings: {
      unaccepted: 'the invitation was never accepted',
      stale: 'the last successful sign-in is older than the limit',
      never: 'there is no successful sign-in, and the account is older than the limit',
    },
    messages: { unaccepted, stale, never },
  },
} satisfies CheckTexts;
