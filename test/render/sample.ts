import { checks } from '../../checks/index.ts';
import { type AccessRow, accessOf } from '../../src/core/access.ts';
import { buildReport } from '../../src/core/build-report.ts';
import { type DatasetName, datasetNames, type Rows, type Snapshot } from '../../src/core/datasets.ts';
import type { Gap } from '../../src/core/gap.ts';
import type { People, Person } from '../../src/core/people.ts';
import type { Provider } from '../../src/core/provider.ts';
import type { Finding, JudgingSettings, Report } from '../../src/core/report.ts';
import type { Roster } from '../../src/core/roster.ts';
import type { Account } from '../../src/core/rows/account.ts';
import type { Application } from '../../src/core/rows/application.ts';
import type { Enforcement } from '../../src/core/rows/enforcement.ts';
import type { Method, Mfa } from '../../src/core/rows/mfa.ts';
import type { Authorization, MethodsPolicy } from '../../src/core/rows/policy.ts';
import type { Role } from '../../src/core/rows/role.ts';
import type { SignIn } from '../../src/core/rows/sign-in.ts';
import type { SignInEvent } from '../../src/core/rows/sign-in-event.ts';
import { tenantOf } from '../../src/core/tenant.ts';
import type { Locale } from '../../src/messages/catalogue.ts';
import { catalogue } from '../../src/messages/index.ts';
import { phrasingOf } from '../../src/messages/phrasing.ts';
import type { Findings } from '../../src/render/format.ts';
import { programsInGoogle, programsInMicrosoft365 } from './sample-programs.ts';
import { staffList } from './sample-staff.ts';

export const asOf = '2026-11-20T21:00:00.000Z';
export const timeZone = 'Asia/Tokyo';

function daysAgo(days: number): string {
  return new Date(Date.parse(asOf) - days * 86_400_000).toISOString();
}

interface Someone {
  login: string;
  en: string;
  ja: string;
  /** Days since the last successful sign-in; null: never. */
  idle: number | null;
  methods: string[];
  role?: string;
  /** The role is always active. */
  standing?: true;
  kind?: 'guest';
  enabled?: false;
  pending?: true;
  age?: number;
  /** No row in the registration report. */
  unreported?: true;
  /** What else the directory says of the account. */
  more?: Partial<Account>;
}

const strengths: Record<string, Method['strength']> = {
  microsoftAuthenticatorPush: 'phishable',
  mobilePhone: 'phone',
  fido2SecurityKey: 'resistant',
  windowsHelloForBusiness: 'resistant',
  retinaScan: 'unknown',
};

const app = ['microsoftAuthenticatorPush'];
const phone = ['mobilePhone'];
const key = ['fido2SecurityKey'];

function gone(login: string, en: string, ja: string, disabledAt: string | null): Someone {
  return { login, en, ja, idle: 100, methods: app, enabled: false, more: { disabledAt } };
}

const inMicrosoft365: Someone[] = [
  { login: 'kuroda', en: 'Shinichi Kuroda', ja: '黒田 慎一', idle: 207, methods: [], role: 'Global Administrator' },
  {
    ...{ login: 'yamada', en: 'Taro Yamada', ja: '山田 太郎', idle: 0, methods: phone, role: 'Global Administrator' },
    standing: true,
    more: { licences: [{ productId: 'business', disabledPlans: [] }] },
  },
  {
    ...{ login: 'abe', en: 'Ken Abe', ja: '阿部 健', idle: 1, methods: app, role: 'User Administrator' },
    more: { addresses: ['ken.abe@sample-trading.example'], department: 'IT' },
  },
  { login: 'ono', en: 'Ryoko Ono', ja: '小野 涼子', idle: 0, methods: key, role: 'Global Administrator' },
  {
    login: 'mori',
    en: 'Daichi Mori',
    ja: '森 大地',
    idle: 71,
    methods: ['retinaScan'],
    role: 'Exchange Administrator',
    more: { addresses: ['info@sample-trading.example'], employeeId: '1007', synced: true },
  },
  { login: 'ito', en: 'Naoki Ito', ja: '伊藤 直樹', idle: 2, methods: phone },
  { login: 'nakamura', en: 'Sakura Nakamura', ja: '中村 さくら', idle: 3, methods: [...app, ...phone] },
  { login: 'kato', en: 'Misaki Kato', ja: '加藤 美咲', idle: 160, methods: app },
  { login: 'suzuki', en: 'Hanako Suzuki', ja: '鈴木 花子', idle: 1, methods: [] },
  { login: 'sasaki', en: 'Jun Sasaki', ja: '佐々木 潤', idle: 4, methods: app },
  { login: 'matsumoto', en: 'Rie Matsumoto', ja: '松本 理恵', idle: 5, methods: app },
  { login: 'inoue', en: 'Kazuya Inoue', ja: '井上 和也', idle: 0, methods: ['windowsHelloForBusiness'] },
  { login: 'kimura', en: 'Yoko Kimura', ja: '木村 陽子', idle: 9, methods: app },
  { login: 'nishida', en: 'Aoi Nishida', ja: '西田 葵', idle: 1, methods: [], unreported: true, age: 2 },
  { login: 'soko-tablet', en: 'Warehouse tablet (shared)', ja: '倉庫タブレット（共用）', idle: 0, methods: [] },
  { login: 'scanner', en: 'Scanner', ja: '複合機', idle: null, methods: [] },
  { login: 'hayashi', en: 'Tomoko Hayashi', ja: '林 智子', idle: 12, methods: app },
  {
    login: 'former',
    en: 'Former administrator',
    ja: '旧管理者',
    idle: 300,
    methods: app,
    role: 'Global Administrator',
    enabled: false,
    more: { licences: [{ productId: 'business', disabledPlans: [] }] },
  },
  {
    login: 'saeki_vendor.example#EXT#',
    en: 'Saeki (vendor)',
    ja: '佐伯 様（保守会社）',
    idle: 131,
    methods: app,
    role: 'User Administrator',
    kind: 'guest',
  },
  {
    login: 'design_studio.example#EXT#',
    en: 'Design studio',
    ja: 'デザイン事務所',
    idle: null,
    methods: [],
    kind: 'guest',
    pending: true,
  },
  { login: 'audit_office.example#EXT#', en: 'Audit office', ja: '会計事務所', idle: 20, methods: app, kind: 'guest' },
  gone('ueda', 'Kenta Ueda', '上田 健太', '2026-09-30T16:20:00.000Z'),
  gone('okamoto', 'Yui Okamoto', '岡本 結衣', '2026-08-31T14:00:00.000Z'),
  gone('shimizu', 'Akira Shimizu', '清水 明', null),
];

const inGoogle: Someone[] = [
  { login: 'yamada', en: 'Taro Yamada', ja: '山田 太郎', idle: 1, methods: app, role: '_SEED_ADMIN_ROLE' },
  { login: 'Ono', en: 'Ryoko Ono', ja: '小野 涼子', idle: 0, methods: key, role: '_SEED_ADMIN_ROLE' },
  { login: 'takahashi', en: 'Makoto Takahashi', ja: '高橋 誠', idle: 3, methods: [] },
  { login: 'kobayashi', en: 'Yuko Kobayashi', ja: '小林 優子', idle: 2, methods: [] },
  { login: 'teshigawara', en: 'Gonzaemon Teshigawara', ja: '勅使河原 権左衛門', idle: 1, methods: app },
  { login: 'yoshida', en: 'Isamu Yoshida', ja: '吉田 勇', idle: 118, methods: app },
  { login: 'suzuki', en: 'Hanako Suzuki', ja: '鈴木 花子', idle: 1, methods: [] },
  { login: 'ito', en: 'Naoki Ito', ja: '伊藤 直樹', idle: 2, methods: app },
  { login: 'sasaki', en: 'Jun Sasaki', ja: '佐々木 潤', idle: 4, methods: app },
  { login: 'matsumoto', en: 'Rie Matsumoto', ja: '松本 理恵', idle: 5, methods: app },
  { login: 'inoue', en: 'Kazuya Inoue', ja: '井上 和也', idle: 0, methods: app },
  { login: 'kimura', en: 'Yoko Kimura', ja: '木村 陽子', idle: 9, methods: app },
  { login: 'hayashi', en: 'Tomoko Hayashi', ja: '林 智子', idle: 12, methods: app },
  { login: 'ogawa', en: 'Shota Ogawa', ja: '小川 翔太', idle: 6, methods: app },
  { login: 'ken.abe', en: 'Ken Abe', ja: '阿部 健', idle: 6, methods: [] },
  { login: 'fujita', en: 'Ren Fujita', ja: '藤田 蓮', idle: 8, methods: app },
  { login: 'okada', en: 'Mai Okada', ja: '岡田 舞', idle: 3, methods: app },
  {
    ...{ login: 'goto', en: 'Koji Goto', ja: '後藤 浩二', idle: 15, methods: app },
    more: { addresses: ['info@sample-trading.example'], employeeId: '2042' },
  },
  gone('ueda', 'Kenta Ueda', '上田 健太', '2026-10-14T03:00:00.000Z'),
];

function accountOf(one: Someone, id: string, provider: Provider, locale: Locale): Account {
  return {
    id,
    login: `${one.login}@sample-trading.example`,
    name: one[locale],
    enabled: one.enabled ?? true,
    kind: one.kind ?? 'member',
    createdAt: daysAgo(one.age ?? 900),
    invitation: one.kind !== 'guest' || provider !== 'microsoft365' ? null : one.pending ? 'pending' : 'accepted',
    ...{ addresses: [], employeeId: null, department: null },
    ...(provider === 'microsoft365' ? { synced: false, licences: [] } : {}),
    ...one.more,
  };
}

function mfaOf(one: Someone, accountId: string): Mfa {
  const methods = one.methods.map((name) => ({ name, strength: strengths[name] ?? 'unknown' }));
  return { accountId, registered: methods.length > 0, usable: methods.length > 0, methods };
}

function roleOf(roleName: string, holderId: string, permanent = false): Role {
  const tier = /Global|SEED/.test(roleName) ? 'top' : 'high';
  return {
    holderId,
    holder: 'account',
    roleId: roleName,
    roleName,
    tier,
    throughGroup: null,
    state: 'active',
    scope: '/',
    endsAt: null,
    permanent,
    withinTop: true,
  };
}

const requireMfa = { id: 'p-1', name: 'Require MFA for all users', conditions: [] };
const outsideOffice = {
  id: 'p-2',
  name: 'MFA outside the office',
  conditions: ['locations', 'platforms:android, iOS'],
};
const everyone = { id: 'policies/1', name: '/', conditions: [] };
const pilot = { id: 'p-3', name: 'MFA pilot', conditions: [] };

/** Accounts that the rule of the directory does not protect; all others are enforced. */
type Exceptional = Partial<Enforcement> & Pick<Enforcement, 'state' | 'reason'>;
const exceptional: Record<string, Exceptional> = {
  kuroda: { state: 'none', reason: 'excluded', policies: [requireMfa] },
  yamada: { state: 'none', reason: 'excluded', policies: [requireMfa] },
  kato: { state: 'partly', reason: 'narrowed', policies: [outsideOffice] },
  sasaki: { state: 'partly', reason: 'narrowed', policies: [outsideOffice] },
  suzuki: { state: 'none', reason: 'report-only', policies: [pilot] },
  scanner: { state: 'none', reason: 'not-included', policies: [] },
  nishida: { state: 'none', reason: 'no-policy', policies: [] },
  kimura: {
    state: 'unknown',
    reason: 'unreadable',
    policies: [],
    gap: { kind: 'permission', detail: 'GET /groups/g-1/transitiveMembers 403 Authorization_RequestDenied' },
  },
};
const exceptionalInGoogle: Record<string, Exceptional> = {
  yamada: { state: 'none', reason: 'not-included' },
  suzuki: { state: 'none', reason: 'not-included' },
  takahashi: { state: 'none', reason: 'enrolment-off' },
  kobayashi: { state: 'enforced', reason: 'policy', policies: [everyone], startsAt: '2026-12-01T00:00:00.000Z' },
  yoshida: {
    state: 'unknown',
    reason: 'unreadable',
    policies: [],
    gap: { kind: 'absent', detail: 'the directory does not say whether MFA is enforced' },
  },
};

function enforcementOf({ login }: Someone, accountId: string, provider: Provider): Enforcement {
  const isGoogle = provider === 'google-workspace';
  const usual: Exceptional = isGoogle
    ? { state: 'enforced', reason: 'directory' }
    : { state: 'enforced', reason: 'policy', policies: [requireMfa] };
  const allowed = login === 'goto' ? { set: 'NO_TELEPHONY', scope: '/Sales' } : { set: 'ALL', scope: '/' };
  return {
    accountId,
    ...{ policies: [], startsAt: null, legacyClients: 'blocked' as const, gap: null },
    allowedFactors: isGoogle && login !== 'okada' ? allowed : null,
    trustsDevices: isGoogle ? true : null,
    ...((isGoogle ? exceptionalInGoogle : exceptional)[login] ?? usual),
  };
}

/** Beside Japan, from where some signed in lately. */
const abroad: Record<string, string> = { sasaki: 'US', inoue: 'VN', teshigawara: 'SG' };
/** The log holds nothing else of these. */
const unsaid: ReadonlySet<string> = new Set(['kimura', 'okada']);

function signInEventOf(one: Someone, accountId: string, provider: Provider): SignInEvent[] {
  const { login, idle, methods } = one;
  if (idle === null || idle > 30) return [];
  const isGoogle = provider === 'google-workspace';
  const at = daysAgo(idle);
  const silent = unsaid.has(login);
  const country = silent ? null : (abroad[login] ?? 'JP');
  const address = silent ? null : country === 'JP' ? '203.0.113.24' : '198.51.100.7';
  const app = silent || isGoogle ? null : 'Office 365 Exchange Online';
  const home = { country: 'JP', firstAt: daysAgo(29), lastAt: daysAgo(20), address: '203.0.113.24', app, count: 12 };
  const passed = isGoogle
    ? login === 'ito'
      ? [{ name: 'idv_preregistered_phone', strength: 'phone' as const, second: true, lastAt: at, count: 3 }]
      : methods.map(() => ({
          ...{ name: 'google_prompt', strength: 'phishable' as const, lastAt: at, count: 4 },
          second: login === 'goto' ? null : (true as const),
        }))
    : methods.map((name) => ({ name, strength: strengths[name] ?? 'unknown', second: true, lastAt: at, count: 4 }));
  const client = isGoogle ? 'google_password' : login === 'soko-tablet' ? 'IMAP4' : 'Browser';
  return [
    {
      accountId,
      last: {
        ...{ at, address, country, app },
        client: silent ? null : client,
        factors: silent ? null : ['password', ...passed.map(({ name }) => name)],
      },
      countries: [
        ...(country === 'JP' || country === null ? [] : [home]),
        { country, firstAt: at, lastAt: at, address, app, count: 2 },
      ],
      factors: passed,
      clients: [{ name: client, lastAt: at, count: 5 }],
    },
  ];
}

const notReadYet: Gap = { kind: 'unsupported', detail: 'not read by this version' };

type Tables = {
  [K in DatasetName]?:
    | readonly Rows[K][]
    | Gap
    | { rows: readonly Rows[K][]; gap: Gap }
    | { rows: readonly Rows[K][]; since: string };
};

function isGap(value: object): value is Gap {
  return 'kind' in value;
}

export function snapshotOf(provider: Provider, directoryId: string, tables: Tables): Snapshot {
  const datasets = Object.fromEntries(
    datasetNames.map((name) => {
      const table = tables[name] ?? notReadYet;
      if (Array.isArray(table)) return [name, { state: 'complete', rows: table }];
      if (isGap(table)) return [name, { state: 'unavailable', gap: table }];
      return [name, { state: 'gap' in table ? 'partial' : 'complete', ...table }];
    }),
  );
  return {
    provider,
    directoryId,
    takenAt: asOf,
    requests: { sent: 31, retried: 1 },
    datasets: datasets as Snapshot['datasets'],
  };
}

const businessLicence = { id: 'business', name: 'SPB', paid: true, mailboxPlans: ['exchange'] };

function tablesOf(people: readonly Someone[], provider: Provider, locale: Locale, organization: string): Tables {
  const prefix = provider === 'microsoft365' ? 'm' : 'g';
  const ids = people.map((_, index) => `${prefix}-${String(index + 1).padStart(4, '0')}`);
  const each = <T>(make: (one: Someone, id: string) => T) => people.map((one, index) => make(one, ids[index] ?? ''));
  return {
    organization: [
      {
        ...{ id: `${prefix}-directory`, name: organization, domains: ['sample-trading.example'], plan: null },
        products: provider === 'microsoft365' ? [businessLicence] : null,
      },
    ],
    applications: [],
    accounts: each((one, id) => accountOf(one, id, provider, locale)),
    signIns: each(
      (one, accountId): SignIn => ({
        accountId,
        lastSuccess: one.idle === null ? null : daysAgo(one.idle),
        recordedSince: null,
        source: 'activity',
      }),
    ),
    mfa: people.flatMap((one, index) => (one.unreported ? [] : [mfaOf(one, ids[index] ?? '')])),
    roles: people.flatMap((one, index) =>
      one.role === undefined ? [] : [roleOf(one.role, ids[index] ?? '', one.standing)],
    ),
    enforcement: each((one, id) => enforcementOf(one, id, provider)),
    signInEvents: {
      rows: people.flatMap((one, index) => signInEventOf(one, ids[index] ?? '', provider)),
      since: daysAgo(30),
    },
  };
}

const smsAllowed: MethodsPolicy = {
  id: 'authentication-methods',
  legacyPolicies: 'retired',
  methods: [{ name: 'sms', enabled: true, scopes: ['all_users'] }],
};

/** Guests are invited by a few, and nobody consents to an application alone. */
const closed: Authorization = { id: 'authorization', invitations: 'inviters', consentPolicies: [] };
const open: Authorization = {
  ...{ id: 'authorization', invitations: 'everyone' },
  consentPolicies: ['ManagePermissionGrantsForSelf.microsoft-user-default-legacy'],
};

const settings: JudgingSettings = {
  emergency: ['bg1@sample-trading.example'],
  exceptions: [
    {
      check: 'stale-account',
      subject: 'kato@sample-trading.example',
      reason: '育児休業 / childcare leave',
      approvedBy: 'ono@sample-trading.example',
      until: '2027-03-31',
    },
    {
      check: 'missing-mfa',
      subject: 'soko-tablet@sample-trading.example',
      reason: 'Shared device in the locked warehouse office',
      approvedBy: 'ono@sample-trading.example',
      until: '2026-12-15',
    },
    {
      check: 'sms-mfa',
      subject: 'hayashi@sample-trading.example',
      reason: 'New phone ordered',
      approvedBy: 'ono@sample-trading.example',
      until: '2026-10-31',
    },
  ],
  expectedGaps: [],
  checks: {},
  profile: null,
  timeZone,
  approvedCountries: null,
  links: [],
  unusedKeys: ['approvedCountries'],
};

export function findingsOf(
  snapshots: readonly Snapshot[],
  locale: Locale = 'en',
  tenant = { id: 'sample-trading', name: locale === 'ja' ? 'サンプル商事株式会社' : 'Sample Trading Co., Ltd.' },
  judging: Partial<JudgingSettings> = {},
  roster: Roster | null = null,
): Findings {
  const judged = { ...settings, emergency: [], exceptions: [], unusedKeys: [], ...judging };
  const facts = tenantOf({ id: tenant.id, now: new Date(asOf), snapshots, roster, settings: judged });
  const report = buildReport({
    version: '0.1.0',
    facts,
    tenant,
    scan: { id: '01JD5T8QK2', startedAt: '2026-11-20T20:59:46.000Z', finishedAt: asOf, asOf: new Date(asOf) },
    snapshots,
    checks,
    settings: judged,
    phrasing: phrasingOf(catalogue(locale), settings.timeZone),
  });
  return {
    report,
    access: snapshots.map((snapshot) => accessOf(snapshot, facts)),
    people: facts.people(),
    applications: snapshots.map(({ provider, datasets }) => ({ provider, dataset: datasets.applications })),
  };
}

const policyRefused: Gap = {
  kind: 'permission',
  detail: 'GET /v1/policies 403 PERMISSION_DENIED: the impersonated account is not a super administrator',
};

/** Both clouds, some forty accounts, every kind of verdict. */
export function sample(locale: Locale = 'en'): Findings {
  const name = locale === 'ja' ? 'サンプル商事株式会社' : 'Sample Trading Co., Ltd.';
  const microsoft365 = tablesOf(inMicrosoft365, 'microsoft365', locale, name);
  const google = tablesOf(inGoogle, 'google-workspace', locale, name);
  return findingsOf(
    [
      snapshotOf('microsoft365', '3f1c0a52-0000-4000-8000-5a3e7b9d1c20', {
        ...microsoft365,
        policies: [smsAllowed, open],
        applications: programsInMicrosoft365,
        roles: [
          ...(microsoft365.roles as Role[]),
          { ...roleOf('Exchange Administrator', 'sp-crm'), holder: 'application' },
        ],
      }),
      snapshotOf('google-workspace', 'C01abc23d', {
        ...google,
        applications: { rows: programsInGoogle, since: daysAgo(30) },
        roles: [
          ...(google.roles as Role[]),
          { ...roleOf('_USER_MANAGEMENT_ADMIN_ROLE', '1180'), holder: 'application' },
        ],
        signIns: {
          rows: (google.signIns as SignIn[]).slice(0, 16),
          gap: { kind: 'network', detail: 'GET /admin/directory/v1/users page 2: socket hang up' },
        },
        policies: policyRefused,
      }),
    ],
    locale,
    undefined,
    settings,
    staffList(locale),
  );
}

/** A small directory without a premium licence: most cannot be seen. */
export function small(locale: Locale = 'en'): Findings {
  const few = inMicrosoft365.filter(({ login }) => ['ono', 'inoue', 'kimura', 'sasaki'].includes(login));
  const tables = tablesOf(few, 'microsoft365', locale, 'Kita Sample Clinic');
  const licence: Gap = {
    kind: 'licence',
    detail: 'GET /users?$select=signInActivity 403 Authentication_RequestFromNonPremiumTenantOrB2CTenant',
  };
  return findingsOf(
    [
      snapshotOf('microsoft365', '7d2b0a52-0000-4000-8000-5a3e7b9d1c21', {
        ...tables,
        signIns: licence,
        mfa: licence,
        enforcement: licence,
        signInEvents: licence,
        policies: [{ ...smsAllowed, methods: [] }, closed],
      }),
    ],
    locale,
    { id: 'kita-clinic', name: locale === 'ja' ? '北サンプル診療所' : 'Kita Sample Clinic' },
  );
}

/** Nothing fails and nothing is unknown. */
export function quiet(locale: Locale = 'en'): Findings {
  const few = [
    ...inMicrosoft365.filter(({ login }) => ['ono', 'inoue'].includes(login)),
    ...[
      { login: 'second', en: 'Second Administrator', ja: '第二 管理者', idle: 1 },
      { login: 'emergency1', en: 'Emergency 1', ja: '緊急用 1', idle: 120 },
      { login: 'emergency2', en: 'Emergency 2', ja: '緊急用 2', idle: 120 },
    ].map((one) => ({ ...one, methods: key, role: 'Global Administrator' })),
  ];
  const tables = tablesOf(few, 'microsoft365', locale, 'Quiet');
  return findingsOf(
    [
      snapshotOf('microsoft365', 'quiet', {
        ...tables,
        policies: [
          {
            ...smsAllowed,
            methods: [
              { name: 'sms', enabled: false, scopes: [] },
              { name: 'voice', enabled: false, scopes: [] },
            ],
          },
          closed,
        ],
      }),
    ],
    locale,
    { id: 'quiet', name: locale === 'ja' ? '静か商店' : 'Quiet Store' },
    { emergency: ['emergency1@sample-trading.example', 'emergency2@sample-trading.example'] },
  );
}

const refused: Gap = { kind: 'expired', detail: 'AADSTS7000222: The provided client secret keys are expired' };
const cut: Gap = { kind: 'network', detail: 'connect ETIMEDOUT' };

function darkTables(gap: Gap): Tables {
  const log = { enforcement: gap, signInEvents: gap };
  return { organization: gap, accounts: gap, signIns: gap, mfa: gap, roles: gap, policies: gap, ...log };
}

/** No directory could be read. */
export function failed(locale: Locale = 'en'): Findings {
  return findingsOf(
    [
      snapshotOf('microsoft365', 'dark-m', darkTables(refused)),
      snapshotOf('google-workspace', 'dark-g', darkTables(cut)),
    ],
    locale,
    { id: 'kirigamine', name: locale === 'ja' ? '霧ヶ峰スポーツ' : 'Kirigamine Sports' },
  );
}

/** One of two directories could not be read. */
export function half(locale: Locale = 'en'): Findings {
  const microsoft365 = tablesOf(inMicrosoft365, 'microsoft365', locale, 'Half');
  return findingsOf(
    [
      snapshotOf('microsoft365', 'half-m', { ...microsoft365, policies: [smsAllowed, open] }),
      snapshotOf('google-workspace', 'half-g', darkTables(cut)),
    ],
    locale,
    { id: 'half', name: locale === 'ja' ? '半分商会' : 'Half Trading' },
  );
}

/** So many accounts that no page shows them all. */
export function big(count = 10_000, locale: Locale = 'en'): Findings {
  const many = Array.from({ length: count }, (_, index): Someone => {
    const model = inMicrosoft365[index % 17] as Someone;
    return { ...model, login: `${model.login}${index}`, en: `${model.en} ${index}`, ja: `${model.ja} ${index}` };
  });
  const tables = tablesOf(many, 'microsoft365', locale, 'Big');
  return findingsOf([snapshotOf('microsoft365', 'big', { ...tables, policies: [smsAllowed, open] })], locale, {
    id: 'big',
    name: 'Big',
  });
}

function spoilRow(row: AccessRow, text: string): AccessRow {
  const { account, last, newCountries, factors, protection, roles } = row;
  const policies = protection.policies.map((policy) => ({
    ...policy,
    name: text,
    conditions: [text, `locations:${text}`],
  }));
  const spoilt = protection.state === 'unknown' ? { gap: { ...protection.gap, detail: text } } : {};
  return {
    ...row,
    account: spoilAccount(account, text),
    last: last && {
      ...last,
      ...{ address: last.address && text, country: last.country && text, app: last.app && text },
      ...{ client: last.client && text, factors: last.factors?.map(() => text) ?? null },
    },
    newCountries: newCountries?.map((one) => ({ ...one, country: text })) ?? null,
    factors: {
      ...factors,
      allowed: factors.allowed && { set: text, scope: text },
      used: factors.used?.map((one) => ({ ...one, name: text })) ?? null,
    },
    roles: { ...roles, held: roles.held.map((one) => ({ ...one, name: text })) },
    protection: { ...protection, ...spoilt, policies },
  };
}

function spoilAccount(account: Account, text: string): Account {
  return { ...account, login: `${text}@sample-trading.example`, name: text, employeeId: text, department: text };
}

function spoilPeople(people: People, text: string): People {
  const spoilt = new Map(
    people.persons.map((person): [Person, Person] => {
      const { holdings, listed } = person;
      const own = holdings.map((holding) => ({ ...holding, account: spoilAccount(holding.account, text) }));
      const line = listed && { ...listed, name: text, email: text, employeeId: text, department: text };
      return [person, { ...person, holdings: own, listed: line }];
    }),
  );
  return {
    ...people,
    persons: [...spoilt.values()],
    of: (provider, accountId) => {
      const person = people.of(provider, accountId);
      return person && spoilt.get(person);
    },
  };
}

function spoilReported({ people, leavers }: Report, text: string): Pick<Report, 'people' | 'leavers'> {
  const login = `${text}@sample-trading.example`;
  const all = <One extends { login: string }>(accounts: readonly One[]) => accounts.map((one) => ({ ...one, login }));
  return {
    people: {
      joined: people.joined.map((one) => ({ ...one, name: text, accounts: all(one.accounts) })),
      unjoined: people.unjoined.map((one) => ({ ...one, shared: text, accounts: all(one.accounts) })),
    },
    leavers: leavers && {
      ...leavers,
      persons: leavers.persons.map((one) => ({ ...one, name: text, accounts: all(one.accounts) })),
    },
  };
}

function spoilApplication(application: Application, text: string): Application {
  const { permissions, delegated, credentials, unneeded } = application;
  const named = (all: Application['permissions']) =>
    all?.map((one) => ({ ...one, resource: text, name: text })) ?? null;
  return {
    ...{ ...application, name: text, clientId: text },
    ...{ permissions: named(permissions), delegated: named(delegated) },
    credentials: credentials.map((one) => ({ ...one, name: text })),
    ...(unneeded === undefined ? {} : { unneeded: unneeded.map(() => text) }),
  };
}

/** A report in which every text that a directory, or the HR list, can choose is `text`. */
export function hostile(text: string): Findings {
  const { report, access, people, applications, ...rest } = sample();
  const spoil = (finding: Finding): Finding => ({
    ...finding,
    subject: { ...finding.subject, name: text, login: `${text}@sample-trading.example` },
    text: `Role ${text} is held.`,
    data: { ...finding.data, roles: text },
    ...(finding.exception === undefined ? {} : { exception: { ...finding.exception, reason: text, approvedBy: text } }),
    ...(finding.gap === undefined ? {} : { gap: { ...finding.gap, detail: text } }),
  });
  const spoilt: Report = {
    ...report,
    ...spoilReported(report, text),
    tenant: { ...report.tenant, name: text },
    directories: report.directories.map((directory) => ({
      ...directory,
      name: text,
      datasets: Object.fromEntries(
        datasetNames.map((name) => {
          const { gap, ...rest } = directory.datasets[name];
          return [name, gap === undefined ? { ...rest, source: text } : { ...rest, gap: { ...gap, detail: text } }];
        }),
      ) as typeof directory.datasets,
    })),
    results: report.results.map((result) => ({ ...result, findings: result.findings.map(spoil) })),
    notes: [
      {
        id: 'emergency-unmatched',
        text: catalogue('en').ui.note['emergency-unmatched']({ account: text }, {}),
        data: { account: text },
      },
    ],
  };
  return {
    ...rest,
    report: spoilt,
    people: spoilPeople(people, text),
    applications: applications.map(({ provider, dataset }) => ({
      provider,
      dataset:
        dataset.state === 'unavailable'
          ? dataset
          : { ...dataset, rows: dataset.rows.map((row) => spoilApplication(row, text)) },
    })),
    access: access.map(({ gap, rows, ...directory }) => ({
      ...directory,
      gap: gap && { ...gap, detail: text },
      rows: rows.map((row) => spoilRow(row, text)),
    })),
  };
}
