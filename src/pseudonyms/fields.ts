import type { DatasetName, Rows } from '../core/datasets.ts';
import type { Gap } from '../core/gap.ts';
import type { Bound } from '../core/history/bound-facts.ts';
import type { JudgingSettings } from '../core/report.ts';
import type { RosterPerson } from '../core/roster.ts';

/** What becomes of a text: it is kept, or read as a name of this sort. */
export type Reading =
  | 'kept'
  | 'address'
  | 'application'
  | 'approver'
  | 'condition'
  | 'consent'
  | 'credential'
  | 'department'
  | 'detail'
  | 'domain'
  | 'employee'
  | 'interface'
  | 'ip'
  | 'person'
  | 'policy'
  | 'query'
  | 'reason'
  | 'role'
  | 'scope'
  | 'subject'
  | 'tenant'
  | 'unit';

type KeysOf<T> = T extends unknown ? keyof T : never;
type ValueOf<T, K> = T extends unknown ? (K extends keyof T ? NonNullable<T[K]> : never) : never;

/** A reading for every field, however deep. What holds no text of its own, and words of an enumeration, can only be kept. */
type Treatment<T> = unknown extends T
  ? 'value'
  : T extends readonly (infer Item)[]
    ? Treatment<NonNullable<Item>>
    : T extends object
      ? string extends keyof T
        ? 'value' | 'kept'
        : { readonly [K in keyof T]-?: Treatment<NonNullable<T[K]>> }
      : string extends T
        ? Reading
        : 'kept';

/** The same for any of several shapes, whose fields of one name are read alike. */
type Treatments<T> = { readonly [K in KeysOf<T>]-?: Treatment<ValueOf<T, K>> };

/** What becomes of the fields of a row; a field that is not here is left out of what is written. */
export type Fields = { readonly [field: string]: Reading | 'value' | Fields };

export const gapFields = { kind: 'kept', detail: 'detail' } as const satisfies Treatments<Gap>;

const permission = { resource: 'interface', name: 'kept' } as const;

/** Every field of every row. One that is new does not compile until it stands here. */
export const rowFields = {
  organization: {
    id: 'kept',
    name: 'tenant',
    domains: 'domain',
    plan: 'kept',
    products: { id: 'kept', name: 'kept', paid: 'kept', mailboxPlans: 'kept', standing: 'kept', plan: 'kept' },
  },
  accounts: {
    id: 'kept',
    login: 'address',
    name: 'person',
    enabled: 'kept',
    kind: 'kept',
    createdAt: 'kept',
    invitation: 'kept',
    external: 'kept',
    perUserMfa: 'kept',
    orgUnit: 'unit',
    addresses: 'address',
    employeeId: 'employee',
    department: 'department',
    synced: 'kept',
    licences: { productId: 'kept', disabledPlans: 'kept' },
    disabledAt: 'kept',
  },
  signIns: { accountId: 'kept', lastSuccess: 'kept', recordedSince: 'kept', recordedUntil: 'kept', source: 'kept' },
  mfa: { accountId: 'kept', registered: 'kept', usable: 'kept', methods: { name: 'kept', strength: 'kept' } },
  enforcement: {
    accountId: 'kept',
    state: 'kept',
    reason: 'kept',
    policies: { id: 'kept', name: 'policy', conditions: 'condition' },
    leftOutOf: 'policy',
    startsAt: 'kept',
    legacyClients: 'kept',
    allowedFactors: { set: 'kept', scope: 'scope' },
    trustsDevices: 'kept',
    unconfiguredApps: { access: 'kept', scope: 'scope' },
    gap: gapFields,
  },
  roles: {
    holderId: 'kept',
    holder: 'kept',
    roleId: 'kept',
    roleName: 'role',
    tier: 'kept',
    throughGroup: 'kept',
    state: 'kept',
    scope: 'kept',
    endsAt: 'kept',
    permanent: 'kept',
    withinTop: 'kept',
  },
  policies: {
    id: 'kept',
    legacyPolicies: 'kept',
    methods: { name: 'kept', enabled: 'kept', scopes: 'kept' },
    enabled: 'kept',
    invitations: 'kept',
    consentPolicies: 'consent',
    setting: 'kept',
    origin: 'kept',
    orgUnit: 'kept',
    group: 'kept',
    query: 'query',
    sortOrder: 'kept',
    value: 'value',
  },
  signInEvents: {
    accountId: 'kept',
    last: { at: 'kept', address: 'ip', country: 'kept', app: 'application', client: 'kept', factors: 'kept' },
    countries: {
      country: 'kept',
      firstAt: 'kept',
      lastAt: 'kept',
      address: 'ip',
      app: 'application',
      count: 'kept',
    },
    factors: { name: 'kept', strength: 'kept', second: 'kept', lastAt: 'kept', count: 'kept' },
    clients: { name: 'kept', lastAt: 'kept', count: 'kept' },
  },
  adminActivity: { accountId: 'kept', lastAt: 'kept', activity: 'kept', disabledAt: 'kept' },
  applications: {
    id: 'kept',
    kind: 'kept',
    clientId: 'kept',
    name: 'application',
    enabled: 'kept',
    own: 'kept',
    permissions: permission,
    delegated: permission,
    credentials: { kind: 'kept', id: 'kept', name: 'credential', startsAt: 'kept', endsAt: 'kept' },
    unneeded: 'kept',
    consents: { users: 'kept', lastAt: 'kept' },
  },
} as const satisfies { [K in DatasetName]: Treatments<Rows[K]> };

/** Every field of a line of the HR list. */
export const personFields = {
  line: 'kept',
  email: 'address',
  employeeId: 'employee',
  name: 'person',
  status: 'kept',
  leaveDate: 'kept',
  department: 'department',
  managerEmail: 'address',
} as const satisfies Treatments<RosterPerson>;

const boundFields = {
  privilege: 'kept',
  roles: { id: 'kept', name: 'role' },
  registered: 'kept',
  factors: 'kept',
  enforcement: 'kept',
  signIn: 'kept',
  message: 'kept',
  severity: 'kept',
  count: 'kept',
} as const satisfies Treatments<Bound>;

/** Everything that a configuration says about judging. */
export const settingsFields = {
  emergency: 'subject',
  exceptions: {
    check: 'kept',
    subject: 'subject',
    reason: 'reason',
    approvedBy: 'approver',
    until: 'kept',
    id: 'kept',
    bound: {
      finding: 'kept',
      facts: boundFields,
      void: {
        change: 'kept',
        before: boundFields,
        after: boundFields,
        accounts: { before: 'kept', after: 'kept' },
      },
    },
  },
  expectedGaps: 'kept',
  timeZone: 'kept',
  approvedCountries: 'kept',
  links: 'subject',
  profile: 'kept',
  checks: 'kept',
  unusedKeys: 'kept',
} as const satisfies Treatments<JudgingSettings>;
