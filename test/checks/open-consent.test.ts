import { openConsent } from '../../checks/open-consent.ts';
import { account, authorization, enforcement, guest, partial, testCheck, unavailable } from '../check-tester.ts';

const found = { subject: 'directory-1', message: 'open', severity: 'high' } as const;
const unknown = { subject: 'directory-1', kind: 'absent' } as const;
const google = 'google-workspace';
const self = 'ManagePermissionGrantsForSelf.';
const owned = 'ManagePermissionGrantsForOwnedResource.';
const legacy = `${self}microsoft-user-default-legacy`;
const low = `${self}microsoft-user-default-low`;
const assigned = (...consentPolicies: string[]) => ({ policies: [authorization({ consentPolicies })] });

const open = 'UNSPECIFIED_UBER_BLOCK';
const accounts = [account(), account({ id: 'bob' })];
const may = (accountId: string, access: string | null, scope = '/') =>
  enforcement({ accountId, unconfiguredApps: access === null ? null : { access, scope } });
const bobMayNot = may('bob', 'BLOCK_ALL_SCOPES');

testCheck(openConsent, {
  valid: [
    { name: 'to nothing', data: assigned() },
    { name: 'to what asks for little', data: assigned(low) },
    { name: 'to what Microsoft recommends', data: assigned(`${self}microsoft-user-default-recommended`) },
    {
      name: 'names in any case, and what owners of groups and teams may do',
      data: assigned(
        low.toUpperCase(),
        `${owned}microsoft-dynamically-managed-permissions-for-team`,
        `${owned.toLowerCase()}our-own-policy`,
      ),
    },
    {
      name: 'Google: none, and those for signing in only',
      provider: google,
      data: { accounts, enforcement: [may('ann', 'ALLOW_SIGN_IN_SCOPES_ONLY'), bobMayNot] },
    },
    {
      name: 'Google: any for one who is disabled',
      provider: google,
      data: {
        accounts: [account({ enabled: false }), account({ id: 'bob' })],
        enforcement: [may('ann', open), bobMayNot],
      },
    },
    {
      name: 'Google: none for one who may be disabled',
      provider: google,
      data: { accounts: [account({ enabled: null })], enforcement: [may('ann', 'BLOCK_ALL_SCOPES')] },
    },
  ],
  invalid: [
    { name: 'to any', data: assigned(legacy), fails: [{ ...found, data: { policies: legacy } }] },
    {
      name: 'to any, in another case, beside others',
      data: assigned(low, `${self}our-own-policy`, legacy.toLowerCase()),
      fails: [{ ...found, data: { policies: legacy.toLowerCase() } }],
    },
    {
      name: 'to any, and other policies were not read',
      data: { policies: partial([authorization({ consentPolicies: [legacy] })]) },
      fails: [found],
    },
    {
      name: 'Google: any for one unit',
      provider: google,
      data: { accounts, enforcement: [may('ann', open, '/Sales'), bobMayNot] },
      fails: [{ ...found, data: { scopes: '/Sales', accounts: 1 } }],
    },
    {
      name: 'Google: any for all, by several settings',
      provider: google,
      data: {
        accounts: [...accounts, account({ id: 'cyd' })],
        enforcement: [may('ann', open, '/Sales'), may('bob', open), may('cyd', open, '/Sales')],
      },
      fails: [{ ...found, data: { scopes: '/, /Sales', accounts: 3 } }],
    },
    {
      name: 'Google: any for a guest and an emergency account',
      provider: google,
      emergency: ['bob'],
      data: { accounts: [guest(), account({ id: 'bob' })], enforcement: [may('ann', open), may('bob', open)] },
      fails: [{ ...found, data: { accounts: 2 } }],
    },
    {
      name: 'Google: any for one, not said of another',
      provider: google,
      data: { accounts, enforcement: [may('ann', open), may('bob', null)], policies: unavailable() },
      fails: [{ ...found, data: { accounts: null } }],
    },
    {
      name: 'Google: any for one, others may be missing',
      provider: google,
      data: { accounts: partial(accounts), enforcement: partial([may('ann', open)]) },
      fails: [{ ...found, data: { accounts: null } }],
    },
    {
      name: 'Google: any for one, other accounts may be missing',
      provider: google,
      data: { accounts: partial(accounts), enforcement: [may('ann', open), bobMayNot] },
      fails: [{ ...found, data: { accounts: null } }],
    },
  ],
  unknown: [
    {
      name: 'a policy of their own',
      data: assigned(low, `${self}our-own-policy`),
      doubts: [{ ...unknown, detail: /our-own-policy/ }],
    },
    {
      name: 'a word that is not known',
      data: assigned('ManageSomethingElse.all'),
      doubts: [{ ...unknown, detail: /ManageSomethingElse/ }],
    },
    {
      name: 'not said',
      data: { policies: [authorization({ consentPolicies: null })] },
      doubts: [{ ...unknown, detail: /consent to themselves/ }],
    },
    {
      name: 'a snapshot from before',
      data: { policies: [{ id: 'security-defaults', enabled: true }] },
      doubts: [unknown],
    },
    {
      name: 'not read, and a reason is given',
      data: { policies: partial([{ id: 'security-defaults', enabled: true }], 'network') },
      doubts: [{ ...unknown, kind: 'network' }],
    },
    {
      name: 'the policies cannot be read',
      data: { policies: unavailable() },
      doubts: [{ ...unknown, kind: 'permission' }],
    },
    {
      name: 'Google: a word that is not known',
      provider: google,
      data: { accounts, enforcement: [may('ann', 'ACCESS_LEVEL_UNSPECIFIED'), bobMayNot] },
      doubts: [{ ...unknown, detail: /ACCESS_LEVEL_UNSPECIFIED/ }],
    },
    {
      name: 'Google: nobody set it',
      provider: google,
      data: { accounts, enforcement: [may('ann', null), bobMayNot] },
      doubts: [{ ...unknown, detail: /third-party applications/ }],
    },
    {
      name: 'Google: a snapshot from before',
      provider: google,
      data: { accounts: [account()], enforcement: [enforcement()] },
      doubts: [{ ...unknown, detail: /third-party applications/ }],
    },
    {
      name: 'Google: not said, since policies cannot be read',
      provider: google,
      data: { accounts, enforcement: [may('ann', null), bobMayNot], policies: unavailable('licence') },
      doubts: [{ ...unknown, kind: 'licence' }],
    },
    {
      name: 'Google: any for one who may be disabled',
      provider: google,
      data: { accounts: [account({ enabled: null })], enforcement: [may('ann', open)] },
      doubts: [{ ...unknown, detail: /enabled/ }],
    },
    {
      name: 'Google: no row',
      provider: google,
      data: { accounts, enforcement: [bobMayNot] },
      doubts: [{ ...unknown, detail: /no record/ }],
    },
    {
      name: 'Google: accounts may be missing',
      provider: google,
      data: { accounts: partial(accounts, 'network'), enforcement: [may('ann', 'BLOCK_ALL_SCOPES'), bobMayNot] },
      doubts: [{ ...unknown, kind: 'network' }],
    },
    {
      name: 'Google: enforcement cannot be read',
      provider: google,
      data: { accounts, enforcement: unavailable('unsupported') },
      doubts: [{ ...unknown, kind: 'unsupported' }],
    },
  ],
});
