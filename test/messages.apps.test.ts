import { expect, it } from 'vitest';
import { licensedDisabled } from '../checks/licensed-disabled.ts';
import { openConsent } from '../checks/open-consent.ts';
import { openInvites } from '../checks/open-invites.ts';
import { privilegedApp } from '../checks/privileged-app.ts';
import { redundantRole } from '../checks/redundant-role.ts';
import { staleCredential } from '../checks/stale-credential.ts';
import { standingAdmin } from '../checks/standing-admin.ts';
import type { Check } from '../src/core/check.ts';
import { phrasing } from '../src/messages/index.ts';
import {
  account,
  application,
  authorization,
  daysAgo,
  enforcement,
  judge,
  organization,
  product,
  role,
  type Scene,
  secret,
  snapshotOf,
} from './check-tester.ts';

const graph = (name: string) => ({ resource: 'Microsoft Graph', name });
const held = role({ holderId: 'app', holder: 'application' });
const having = (...credentials: ReturnType<typeof secret>[]) => ({ applications: [application({ credentials })] });
const anyApp = (accountId: string, scope: string) =>
  enforcement({ accountId, unconfiguredApps: { access: 'UNSPECIFIED_UBER_BLOCK', scope } });

const examples: [string, Check, Omit<Scene, 'name'>, string, string][] = [
  [
    'a role that stands',
    standingAdmin,
    { data: { accounts: [account()], roles: [role({ permanent: true })] } },
    'The account holds Global Administrator at all times, without an end.',
    'グローバル管理者の役割が、期限なく常に有効です。',
  ],
  [
    'a role that stands, through a group, beside one on request',
    standingAdmin,
    {
      data: {
        accounts: [account()],
        roles: [
          role({ permanent: true, throughGroup: 'group-1' }),
          role({ roleName: 'AI Administrator', tier: 'high', state: 'eligible', permanent: false }),
        ],
      },
    },
    'The account holds Global Administrator at all times, without an end. It comes through the group group-1. Held on request, for a while, or not known how: AI Administrator.',
    'グローバル管理者の役割が、期限なく常に有効です。グループ（group-1）経由の割り当てです。このほか AI Administrator は、必要なときだけ有効か、期限つきか、判別できないものです。',
  ],
  [
    'roles that add nothing',
    redundantRole,
    {
      data: {
        accounts: [account()],
        roles: [
          role({ withinTop: true }),
          role({ roleName: 'User Administrator', tier: 'high', withinTop: true }),
          role({ roleName: 'Reports Reader', tier: 'limited', withinTop: true }),
        ],
      },
    },
    'Global Administrator already contains all that Reports Reader and User Administrator may do.',
    'Reports Reader、ユーザー管理者の権限は、グローバル管理者にすべて含まれています。',
  ],
  [
    'an application with a role and a permission',
    privilegedApp,
    {
      data: {
        applications: [
          application({ permissions: [graph('Application.ReadWrite.All')], credentials: [secret(1, 90)] }),
        ],
        roles: [held],
      },
    },
    'The application holds Global Administrator. It also has Application.ReadWrite.All, which can become administrator rights. It signs in with 1 secret or certificate.',
    'アプリがグローバル管理者の役割を持っています。管理者の権限を得られるアクセス許可（Application.ReadWrite.All）もあります。サインイン用のシークレットと証明書は合わせて1件です。',
  ],
  [
    'a disabled application of another organisation with a permission',
    privilegedApp,
    {
      data: {
        applications: [
          application({ own: false, enabled: false, permissions: [graph('RoleManagement.ReadWrite.Directory')] }),
        ],
        roles: [],
      },
    },
    'The application has RoleManagement.ReadWrite.Directory, which can become administrator rights. It belongs to another organisation. It is disabled.',
    'アプリに、管理者の権限を得られるアクセス許可（RoleManagement.ReadWrite.Directory）があります。ほかの組織のアプリです。現在は無効です。',
  ],
  [
    'a licence of an account that was disabled',
    licensedDisabled,
    {
      data: {
        accounts: [
          account({
            enabled: false,
            disabledAt: daysAgo(30),
            licences: ['sku-1', 'sku-2'].map((productId) => ({ productId, disabledPlans: [] })),
          }),
        ],
        organization: [organization({ products: [product(), product({ id: 'sku-2', name: 'EMS' })] })],
      },
    },
    'The account has been disabled since 2026-10-22 and still has EMS and SPB.',
    '無効なアカウント（2026-10-22 に無効化）に、EMS、SPB が割り当てられたままです。',
  ],
  [
    'a licence of a disabled account',
    licensedDisabled,
    {
      data: {
        accounts: [account({ enabled: false, licences: [{ productId: 'sku-1', disabledPlans: [] }] })],
        organization: [organization()],
      },
    },
    'The account is disabled and still has SPB.',
    '無効なアカウントに、SPB が割り当てられたままです。',
  ],
  [
    'consent at Microsoft',
    openConsent,
    {
      data: {
        policies: [authorization({ consentPolicies: ['ManagePermissionGrantsForSelf.microsoft-user-default-legacy'] })],
      },
    },
    'Every user may consent to any application that wants access to the data of that user (ManagePermissionGrantsForSelf.microsoft-user-default-legacy).',
    'すべての利用者が、自分のデータへのアクセスを任意のアプリに許可できます（ManagePermissionGrantsForSelf.microsoft-user-default-legacy）。',
  ],
  [
    'applications at Google',
    openConsent,
    {
      provider: 'google-workspace',
      data: {
        accounts: [account(), account({ id: 'bob' })],
        enforcement: [anyApp('ann', '/'), anyApp('bob', '/Sales')],
      },
    },
    'Any third-party application may be used by 2 accounts, by the setting for everyone and the setting for /Sales.',
    '組織全体の設定、「/Sales」の設定により、2件のアカウントで、第三者の任意のアプリを利用できます。',
  ],
  [
    'invitations',
    openInvites,
    { data: { policies: [authorization({ invitations: 'everyone' })] } },
    'Everyone may invite guests, and guests may do so too.',
    'ゲストを含む全員が、ゲストを招待できます。',
  ],
  [
    'a long secret',
    staleCredential,
    { data: having(secret(10, 730, { name: 'Backup' })) },
    'Secret “Backup” lives 730 days, from 2026-11-11 to 2028-11-10; the limit is 180.',
    'シークレット「Backup」の有効期間は 730日（2026-11-11 から 2028-11-10 まで）です。上限は 180日です。',
  ],
  [
    'a long certificate among others',
    staleCredential,
    { data: having(secret(10, 1000, { kind: 'certificate' }), secret(200, 190, { id: 'secret-2' })) },
    'Certificate “secret-1” lives 1,000 days, from 2026-11-11 to 2029-08-07; the limit is 365. 1 more lives too long. Expired and still there: 1.',
    '証明書「secret-1」の有効期間は 1,000日（2026-11-11 から 2029-08-07 まで）です。上限は 365日です。ほかに1件が上限を超えています。期限切れのまま残っているものが1件あります。',
  ],
  [
    'an expired secret',
    staleCredential,
    { data: having(secret(91, 90)) },
    'Secret “secret-1” expired on 2026-11-20, 1 day ago, and is still there.',
    'シークレット「secret-1」が 2026-11-20（1日前）に期限切れになったまま残っています。',
  ],
  [
    'expired secrets',
    staleCredential,
    { data: having(secret(100, 90), secret(190, 90, { id: 'secret-2', name: 'Backup' })) },
    'Secret “Backup” expired on 2026-08-13, 100 days ago, and is still there. 1 more is left behind too.',
    'シークレット「Backup」が 2026-08-13（100日前）に期限切れになったまま残っています。ほかに1件あります。',
  ],
];

it.each(examples)('%s', (_name, check, scene, en, ja) => {
  const [finding] = judge(check, snapshotOf(check, { name: '', ...scene }), scene).result.findings;
  if (finding === undefined) throw new Error('no finding');
  expect(phrasing('en', 'UTC').finding(check.id, finding)).toBe(en);
  expect(phrasing('ja', 'UTC').finding(check.id, finding)).toBe(ja);
});
