import { legacyAuthOpen } from '../../checks/legacy-auth-open.ts';
import {
  account,
  daysAgo,
  enforcement,
  events,
  guest,
  logOf,
  partial,
  refused,
  testCheck,
  unavailable,
} from '../check-tester.ts';

const found = { subject: 'directory-1', message: 'open', severity: 'high' } as const;
const unknown = { subject: 'directory-1', kind: 'absent' } as const;
const google = 'google-workspace';
const accounts = [account(), account({ id: 'bob' })];
const shut = [enforcement(), enforcement({ accountId: 'bob' })];
const open = enforcement({ legacyClients: 'open' });
const many = Array.from({ length: 12 }, (_, index) => `user${String(index + 10)}`);

function using(name: string, days: number) {
  return events({
    clients: [
      { name: 'Browser', lastAt: daysAgo(0), count: 9 },
      { name, lastAt: daysAgo(days), count: 1 },
    ],
  });
}

testCheck(legacyAuthOpen, {
  valid: [
    { name: 'shut for all', data: { accounts, enforcement: shut } },
    { name: 'shut for all at Google', provider: google, data: { accounts, enforcement: shut } },
    {
      name: 'shut for all, whatever was used before',
      data: { accounts, enforcement: shut, signInEvents: [using('IMAP4', 1)] },
    },
    {
      name: 'open for those who are no members',
      emergency: ['dan'],
      data: {
        accounts: [
          ...accounts,
          guest({ id: 'cyd' }),
          account({ id: 'dan' }),
          account({ id: 'eve', enabled: false }),
          account({ id: 'fay', kind: 'agent' }),
        ],
        enforcement: [...shut, ...['cyd', 'dan', 'eve', 'fay'].map((accountId) => ({ ...open, accountId }))],
      },
    },
    {
      name: 'shut for one who may be disabled',
      data: { accounts: [account({ enabled: null })], enforcement: [enforcement()] },
    },
  ],
  invalid: [
    {
      name: 'open for one',
      data: { accounts, enforcement: [open, ...shut.slice(1)], signInEvents: logOf([], 30) },
      fails: [{ ...found, data: { accounts: 1, logins: 'ann@example.com', users: 0, userLogins: '' } }],
    },
    {
      name: 'the log is too short to tell that nobody uses them',
      data: { accounts, enforcement: [open, ...shut.slice(1)], signInEvents: logOf([], 29.99) },
      fails: [{ ...found, data: { users: null } }],
    },
    {
      name: 'open for one at Google, whose log does not name such clients',
      provider: google,
      data: { accounts, enforcement: [open, ...shut.slice(1)], signInEvents: logOf([using('google_password', 1)], 30) },
      fails: [{ ...found, data: { users: null } }],
    },
    {
      name: 'open for many: ten are named',
      data: {
        accounts: many.map((id) => account({ id })),
        enforcement: many.map((accountId) => ({ ...open, accountId })),
      },
      fails: [
        {
          ...found,
          data: {
            accounts: 12,
            logins: many
              .slice(0, 10)
              .map((id) => `${id}@example.com`)
              .join(', '),
          },
        },
      ],
    },
    {
      name: 'used exactly 30 days ago',
      data: {
        accounts,
        enforcement: [open, ...shut.slice(1)],
        signInEvents: logOf([using('Authenticated SMTP', 30)], 30),
      },
      fails: [{ ...found, data: { users: 1, userLogins: 'ann@example.com' } }],
    },
    {
      name: 'used 31 days ago',
      data: {
        accounts,
        enforcement: [open, ...shut.slice(1)],
        signInEvents: logOf([using('Authenticated SMTP', 31)], 60),
      },
      fails: [{ ...found, data: { users: 0 } }],
    },
    {
      name: 'used by somebody for whom it is shut now',
      data: {
        accounts,
        enforcement: [open, ...shut.slice(1)],
        signInEvents: logOf([{ ...using('POP3', 1), accountId: 'bob' }], 30),
      },
      fails: [{ ...found, data: { users: 0 } }],
    },
    {
      name: 'names of clients in any case',
      data: { accounts, enforcement: [open, ...shut.slice(1)], signInEvents: [using('other CLIENTS', 1)] },
      fails: [{ ...found, data: { users: 1 } }],
    },
    {
      name: 'a client that can do MFA',
      data: {
        accounts,
        enforcement: [open, ...shut.slice(1)],
        signInEvents: logOf([using('Mobile Apps and Desktop clients', 1)], 30),
      },
      fails: [{ ...found, data: { users: 0 } }],
    },
    {
      name: 'who uses them cannot be read',
      data: { accounts, enforcement: [open, ...shut.slice(1)], signInEvents: unavailable('licence') },
      fails: [{ ...found, data: { users: null } }],
    },
    {
      name: 'who uses them was read in part: others may, too',
      data: { accounts, enforcement: [open, ...shut.slice(1)], signInEvents: partial([using('POP3', 1)]) },
      fails: [{ ...found, data: { accounts: 1, users: null, userLogins: '' } }],
    },
    {
      name: 'open for one, not said of another',
      data: { accounts, enforcement: [open, enforcement({ accountId: 'bob', legacyClients: null })] },
      fails: [{ ...found, data: { accounts: null, logins: 'ann@example.com', users: null } }],
    },
    {
      name: 'open for one, and rows of enforcement may be missing: nothing is counted',
      data: { accounts, enforcement: partial([open]), signInEvents: logOf([], 30) },
      fails: [{ ...found, data: { accounts: null, logins: 'ann@example.com', users: null, userLogins: '' } }],
    },
    {
      name: 'open for one, and something of enforcement is missing, though no row of a member',
      data: { accounts, enforcement: partial([open, ...shut.slice(1)]), signInEvents: logOf([], 30) },
      fails: [{ ...found, data: { accounts: 1, users: 0 } }],
    },
    {
      name: 'open for one who uses them, and accounts may be missing: nothing is counted',
      data: {
        accounts: partial(accounts),
        enforcement: [open, ...shut.slice(1)],
        signInEvents: logOf([using('IMAP4', 1)], 30),
      },
      fails: [{ ...found, data: { accounts: null, logins: 'ann@example.com', users: null, userLogins: '' } }],
    },
  ],
  unknown: [
    {
      name: 'not said of one',
      data: { accounts, enforcement: [enforcement(), enforcement({ accountId: 'bob', legacyClients: null })] },
      doubts: [{ ...unknown, detail: /older clients/ }],
    },
    {
      name: 'not said of one, for a reason in the row',
      data: {
        accounts,
        enforcement: [
          enforcement(),
          enforcement({
            accountId: 'bob',
            legacyClients: null,
            state: 'unknown',
            reason: 'unreadable',
            gap: refused('throttled'),
          }),
        ],
      },
      doubts: [{ ...unknown, kind: 'throttled' }],
    },
    {
      name: 'not said, since policies cannot be read',
      provider: google,
      data: { accounts: [account()], enforcement: [enforcement({ legacyClients: null })], policies: unavailable() },
      doubts: [{ ...unknown, kind: 'permission' }],
    },
    {
      name: 'not said, since reading stopped on the way',
      data: { accounts: [account()], enforcement: partial([enforcement({ legacyClients: null })], 'network') },
      doubts: [{ ...unknown, kind: 'network' }],
    },
    { name: 'no row', data: { accounts, enforcement: shut.slice(1) }, doubts: [{ ...unknown, detail: /no record/ }] },
    {
      name: 'open for one who may be disabled',
      data: { accounts: [account({ enabled: null })], enforcement: [open] },
      doubts: [{ ...unknown, detail: /enabled/ }],
    },
    {
      name: 'shut for all who were read',
      data: { accounts: partial(accounts, 'throttled'), enforcement: shut },
      doubts: [{ ...unknown, kind: 'throttled' }],
    },
    {
      name: 'not read',
      data: { accounts, enforcement: unavailable('unsupported') },
      doubts: [{ ...unknown, kind: 'unsupported' }],
    },
  ],
});
