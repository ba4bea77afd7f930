import { z } from 'zod';

/** The two clouds. The word also names configuration keys and report fields. */
export const providers = ['microsoft365', 'google-workspace'] as const;
export type Provider = (typeof providers)[number];

/** Directories stand in the order of the list, in whatever order they were read. */
export function byProvider(a: { provider: Provider }, b: { provider: Provider }): number {
  return providers.indexOf(a.provider) - providers.indexOf(b.provider);
}

/** Why a dataset, or one account's part of it, could not be seen. */
export const gapKinds = [
  'permission',
  'licence',
  'unsupported',
  'concealed',
  'absent',
  'throttled',
  'network',
  'malformed',
  'expired',
  'identity',
  'crash',
] as const;
export type GapKind = (typeof gapKinds)[number];

export const gapSchema = z.object({
  kind: z.enum(gapKinds),
  /** What was asked and what was answered, in the provider's own words; never a secret. */
  detail: z.string(),
});
export type Gap = z.infer<typeof gapSchema>;

const id = z.string().min(1);
/** An instant, ISO 8601 in UTC. */
const instant = z.iso.datetime();

/** A user object of a directory, enabled or not, guests too. */
export const accountSchema = z.object({
  /** The provider's immutable id of the account. */
  id,
  /** User principal name, or primary e-mail address. */
  login: z.string(),
  /** Display name; null when the directory gives none. */
  name: z.string().nullable(),
  /** May sign in: `accountEnabled`, or neither suspended nor archived. */
  enabled: z.boolean().nullable(),
  /** An agent is an account that a program uses, never a human. */
  kind: z.enum(['member', 'guest', 'agent']).nullable(),
  createdAt: instant.nullable(),
  /** State of a guest's invitation; null where the provider keeps none for this account. */
  invitation: z.enum(['accepted', 'pending']).nullable(),
  /** Signs in at another organisation, guest or not; null when the directory does not say. */
  external: z.boolean().nullish(),
  /** Microsoft 365: MFA switched on for this account alone; null when the directory does not say. */
  perUserMfa: z.enum(['disabled', 'enabled', 'enforced']).nullish(),
  /** Google: path of the organisational unit, `/` for the top. */
  orgUnit: z.string().nullish(),
  /** Further addresses, aliases too, in lower case and without the login; null when the directory does not say. */
  addresses: z.array(z.string()).nullish(),
  /** Number of the person at the employer, as the directory has it; null when it has none. */
  employeeId: z.string().nullish(),
  department: z.string().nullish(),
  /** Microsoft 365: comes from an on-premises directory; null when the directory does not say. */
  synced: z.boolean().nullish(),
  /** Microsoft 365: assigned licences; null when the directory does not say. */
  licences: z
    .array(
      z.object({
        /** Id of the product, as in `products` of the organisation. */
        productId: id,
        /** Ids of service plans of the product that are switched off for this account. */
        disabledPlans: z.array(z.string()),
      }),
    )
    .nullish(),
  /** Since when it may not sign in, without a break; null when it may, or the directory does not say. */
  disabledAt: instant.nullish(),
});
export type Account = z.infer<typeof accountSchema>;

/** What the provider recorded about successful sign-ins of one account. */
export const signInSchema = z.object({
  accountId: id,
  /** Last successful sign-in; null when none is on record. */
  lastSuccess: instant.nullable(),
  /**
   * When `lastSuccess` is null: the record reaches back to this instant and holds no success since. Null: it
   * reaches back to the creation of the account.
   */
  recordedSince: instant.nullable(),
  /** When the record ends, where that is not the moment of reading; it says nothing of later sign-ins. */
  recordedUntil: instant.optional(),
  /** `activity`: the provider's record of sign-ins; `usage-report`: last use of a workload, by day. */
  source: z.enum(['activity', 'usage-report']),
});
export type SignIn = z.infer<typeof signInSchema>;

/** How well a registered method serves as second factor. `none`: it is none. `unknown`: a name not known here. */
export const methodStrengths = ['resistant', 'phishable', 'phone', 'none', 'unknown'] as const;
export const methodSchema = z.object({
  /** The provider's own name of the method. */
  name: z.string(),
  strength: z.enum(methodStrengths),
});
export type Method = z.infer<typeof methodSchema>;

/** Registration of second factors by one account. */
export const mfaSchema = z.object({
  accountId: id,
  /** A second factor is registered. */
  registered: z.boolean().nullable(),
  /** Some policy lets the account use a registered second factor. */
  usable: z.boolean().nullable(),
  /** The registered methods; null when the provider does not say which. */
  methods: z.array(methodSchema).nullable(),
});
export type Mfa = z.infer<typeof mfaSchema>;

/**
 * `top`: Global Administrator or super admin. `high`: can take over accounts, roles or settings. Null: a role whose
 * rights are not known.
 */
export const roleTierSchema = z.enum(['top', 'high', 'limited']).nullable();
export type RoleTier = z.infer<typeof roleTierSchema>;

/** One role held by one principal; a role held directly and through two groups is three rows. */
export const roleSchema = z.object({
  /** The account, service principal or service account that holds the role in the end. */
  holderId: id,
  holder: z.enum(['account', 'application', 'unknown']),
  roleId: id,
  roleName: z.string(),
  tier: roleTierSchema,
  /** Id of the group through which the role is held; null when held directly. */
  throughGroup: z.string().nullable(),
  /** An eligible holder can make the role active without anybody's consent but a policy's. */
  state: z.enum(['active', 'eligible']),
  /** `/` for the whole directory, else the provider's name of the part. */
  scope: z.string(),
  /** When the assignment ends; null: no end is known. */
  endsAt: instant.nullable(),
  /** Always active and without an end; false: eligible, activated for a while, or ending. Null: it cannot be told. */
  permanent: z.boolean().nullish(),
  /** The top role of the directory can do all that this role can; null: it cannot be told. */
  withinTop: z.boolean().nullish(),
});
export type Role = z.infer<typeof roleSchema>;

/** Which methods a directory lets its users use for MFA. */
const methodsPolicySchema = z.object({
  id: z.literal('authentication-methods'),
  /** Whether older, per-user policies that no API shows can still allow more. */
  legacyPolicies: z.enum(['retired', 'in-force']).nullable(),
  methods: z.array(
    z.object({
      /** The provider's name of the method, such as `sms`. */
      name: z.string(),
      enabled: z.boolean().nullable(),
      /** Whom it is enabled for: `all_users`, or ids of groups. Null: not said. */
      scopes: z.array(z.string()).nullable(),
    }),
  ),
});
export type MethodsPolicy = z.infer<typeof methodsPolicySchema>;

/** Microsoft 365: whether the defaults are on that make every member use MFA and shut legacy clients out. */
const securityDefaultsSchema = z.object({ id: z.literal('security-defaults'), enabled: z.boolean() });

/** Microsoft 365: what everybody may do without an administrator. */
const authorizationSchema = z.object({
  id: z.literal('authorization'),
  /** Who may invite guests; `everyone` is guests too. Null: not said, or a word not known here. */
  invitations: z.enum(['everyone', 'members', 'inviters', 'administrators']).nullable(),
  /** Policies by which people may consent to applications themselves, as the provider names them; null: not said. */
  consentPolicies: z.array(z.string()).nullable(),
});
export type Authorization = z.infer<typeof authorizationSchema>;

/** Google: one setting for one part of the directory, as it was set; what holds for an account is resolved from all. */
export const settingSchema = z.object({
  /** Name of the policy, `policies/…`. */
  id,
  /** Such as `security.two_step_verification_enforcement`. */
  setting: z.string().min(1),
  /** `system`: a default of Google's; `admin`: set by an administrator. */
  origin: z.enum(['system', 'admin']),
  /** Id of the organisational unit that it is set for, without a prefix; null: the whole directory, or a group. */
  orgUnit: z.string().nullable(),
  /** Id of the group that it is set for, without a prefix. */
  group: z.string().nullable(),
  /** Whom it is set for, in Google's own language; null when not said. */
  query: z.string().nullable(),
  /** Of two settings that hold for an account the one with the greater order wins; null: below all. */
  sortOrder: z.number().nullable(),
  /** The fields, as Google names them. */
  value: z.record(z.string(), z.unknown()),
});
export type Setting = z.infer<typeof settingSchema>;

/** Settings of the directory itself. */
export const policySchema = z.union([methodsPolicySchema, securityDefaultsSchema, authorizationSchema, settingSchema]);
export type Policy = z.infer<typeof policySchema>;

export const enforcementStates = ['enforced', 'partly', 'none', 'unknown'] as const;
export type EnforcementState = (typeof enforcementStates)[number];

/** Why MFA is, or is not, asked for at every sign-in. */
export const enforcementReasons = [
  // enforced
  'security-defaults',
  'per-user',
  'policy',
  /** The directory itself says so. */
  'directory',
  // partly
  'narrowed',
  // none
  'excluded',
  'report-only',
  'not-included',
  'no-policy',
  'scheduled',
  'enrolment-off',
  // unknown
  'unreadable',
] as const;
export type EnforcementReason = (typeof enforcementReasons)[number];

const decidingPolicySchema = z.object({
  id,
  name: z.string(),
  /** What narrows it, such as `platforms` or `applications`; empty when nothing does. */
  conditions: z.array(z.string()),
});
export type DecidingPolicy = z.infer<typeof decidingPolicySchema>;

/** Whether something makes one account use MFA at every sign-in to every application. */
export const enforcementSchema = z.object({
  accountId: id,
  state: z.enum(enforcementStates),
  reason: z.enum(enforcementReasons),
  /** The policies behind the reason: those that enforce, that are narrowed, or that leave the account out. */
  policies: z.array(decidingPolicySchema),
  /** Names of policies that force MFA on others and leave this account out, where the state is `partly`. */
  leftOutOf: z.array(z.string()).optional(),
  /** From when it is enforced, where the policy names a day; it can lie ahead. */
  startsAt: instant.nullable(),
  /** Whether clients that cannot do MFA are shut out for this account; null when it cannot be told. */
  legacyClients: z.enum(['blocked', 'open']).nullable(),
  /** Google: the set of second factors that policy allows the account, and whom that policy is set for. */
  allowedFactors: z.object({ set: z.string(), scope: z.string() }).nullable(),
  /** Google: users may have a trusted device not asked again. */
  trustsDevices: z.boolean().nullable(),
  /**
   * Google: which applications that nobody configured the account may use, and whom that is set for. Null: nobody chose,
   * or it cannot be told; the table may be complete all the same.
   */
  unconfiguredApps: z.object({ access: z.string(), scope: z.string() }).nullish(),
  /** What could not be read, when the state is unknown. */
  gap: gapSchema.nullable(),
});
export type Enforcement = z.infer<typeof enforcementSchema>;

const count = z.number().int().min(1);

/** Where successful sign-ins of one account came from, within the window of the log that was read; one row an account. */
export const signInEventSchema = z.object({
  accountId: id,
  /** The newest; its facts are null where the log does not say. Null: only factors were passed, and no sign-in followed. */
  last: z
    .object({
      at: instant,
      address: z.string().nullable(),
      /** ISO 3166-1 alpha-2. */
      country: z.string().nullable(),
      app: z.string().nullable(),
      client: z.string().nullable(),
      /** Factors in the order in which they were passed, as the provider names them. */
      factors: z.array(z.string()).nullable(),
    })
    .nullable(),
  /** By country; null: sign-ins from where the log does not say. Address and app are those of the newest. */
  countries: z.array(
    z.object({
      country: z.string().nullable(),
      firstAt: instant,
      lastAt: instant,
      address: z.string().nullable(),
      app: z.string().nullable(),
      count,
    }),
  ),
  /** By factor that was passed. `second`: whether it served as second factor; null when the log does not say. */
  factors: z.array(z.object({ ...methodSchema.shape, second: z.boolean().nullable(), lastAt: instant, count })),
  /** By client program or protocol. */
  clients: z.array(z.object({ name: z.string(), lastAt: instant, count })),
});
export type SignInEvent = z.infer<typeof signInEventSchema>;

/** What the audit trail holds of one account. */
export const adminActivitySchema = z.object({
  accountId: id,
  /** Its last administrative act; null: none is on record. */
  lastAt: instant.nullable(),
  /** What it did, in the provider's words; null when nothing is on record. */
  activity: z.string().nullable(),
  /** When somebody disabled it last; null: that is not on record. */
  disabledAt: instant.nullish(),
});
export type AdminActivity = z.infer<typeof adminActivitySchema>;

/** What an application may do, by its own name. */
export const permissionSchema = z.object({
  /** The interface that it opens, such as `Microsoft Graph`. */
  resource: z.string(),
  /** Such as `User.Read.All`, or a scope; null where the provider gives no name. */
  name: z.string().nullable(),
});
export type Permission = z.infer<typeof permissionSchema>;

export const credentialSchema = z.object({
  kind: z.enum(['secret', 'certificate']),
  id,
  name: z.string().nullable(),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
});
export type Credential = z.infer<typeof credentialSchema>;

/** A program that has a name in the directory. */
export const applicationSchema = z.object({
  /** What holds roles: a service principal, or a service account; else the registration, or the client of a third party. */
  id,
  kind: z.enum(['application', 'managed-identity', 'service-account', 'third-party']),
  /** The id by which the program signs in. */
  clientId: z.string().nullable(),
  name: z.string().nullable(),
  enabled: z.boolean().nullable(),
  /** Registered in this directory; false: another organisation's. Null: the directory does not say. */
  own: z.boolean().nullable(),
  /** What it may do by itself, sorted; null: that was not read. */
  permissions: z.array(permissionSchema).nullable(),
  /** What it may do as any user of the directory, by one consent for all, sorted; null: that was not read. */
  delegated: z.array(permissionSchema).nullable(),
  /** Secrets and certificates by which it signs in, sorted by id. */
  credentials: z.array(credentialSchema),
  /** Of the scanner's own application: permissions that it holds and does not need. Not given for others. */
  unneeded: z.array(z.string()).optional(),
  /** Google: what the log of consents holds; null: it holds nothing, or there is no such log. */
  consents: z.object({ users: count, lastAt: instant }).nullable(),
});
export type Application = z.infer<typeof applicationSchema>;

/** The directory itself; one row. */
export const organizationSchema = z.object({
  /** Tenant guid or customer id. */
  id,
  name: z.string().nullable(),
  domains: z.array(z.string()),
  /** Identity licence, Microsoft 365 only. A hint: the answers of the API are the truth. */
  plan: z.enum(['free', 'p1', 'p2']).nullable(),
  /** Microsoft 365: the products that the organisation has licences of; null: not read. */
  products: z
    .array(
      z.object({
        id,
        /** Such as `SPB`. */
        name: z.string(),
        /** Costs something; null when it cannot be told. */
        paid: z.boolean().nullable(),
        /** Ids of service plans that come with a mailbox; null when it cannot be told of each plan. */
        mailboxPlans: z.array(z.string()).nullable(),
        /** Whether its subscription goes on, is in the weeks after its end, or is over; null when that is not said. */
        standing: z.enum(['active', 'grace', 'suspended', 'ended']).nullish(),
        /** The identity licence that comes with it. */
        plan: z.enum(['none', 'p1', 'p2']).nullish(),
      }),
    )
    .nullish(),
});
export type Organization = z.infer<typeof organizationSchema>;

/** Row schemas of the datasets that this version reads or will read; the order is that of reports. */
export const rowSchemas = {
  organization: organizationSchema,
  accounts: accountSchema,
  signIns: signInSchema,
  mfa: mfaSchema,
  enforcement: enforcementSchema,
  roles: roleSchema,
  policies: policySchema,
  signInEvents: signInEventSchema,
  adminActivity: adminActivitySchema,
  applications: applicationSchema,
} as const;

export type DatasetName = keyof typeof rowSchemas;
export type Rows = { [K in DatasetName]: z.infer<(typeof rowSchemas)[K]> };
export const datasetNames = Object.keys(rowSchemas) as DatasetName[];

/** Identity of a row inside its dataset: equal keys are the same fact read twice. */
export const rowKeys: { [K in DatasetName]: (row: Rows[K]) => string } = {
  organization: (row) => row.id,
  accounts: (row) => row.id,
  signIns: (row) => row.accountId,
  mfa: (row) => row.accountId,
  enforcement: (row) => row.accountId,
  roles: ({ holderId, roleId, scope, state, throughGroup, endsAt }) =>
    [holderId, roleId, scope, state, throughGroup ?? '', endsAt ?? ''].join('\n'),
  policies: (row) => row.id,
  signInEvents: (row) => row.accountId,
  adminActivity: (row) => row.accountId,
  applications: (row) => row.id,
};

/** The account, or other thing, that a row is about; what `Table.of` looks rows up by. */
export const rowOwners: { [K in DatasetName]: (row: Rows[K]) => string } = {
  ...rowKeys,
  roles: (row) => row.holderId,
};

/** Where the rows of a complete table come from. */
export interface Provenance {
  /** Which of the provider's sources was read, where there are several. */
  source?: string;
  /** Of a log: it was read back to this instant, and holds everything since. */
  since?: string;
}

/** A table as it was read. Partial: reading stopped on the way, so rows may be missing, but none is wrong. */
export type Dataset<Row> =
  | ({ state: 'complete'; rows: readonly Row[] } & Provenance)
  /** `lacking`: what the missing rows are about, where that is known; of all else every row is there. */
  | { state: 'partial'; rows: readonly Row[]; gap: Gap; lacking?: readonly string[] }
  | { state: 'unavailable'; gap: Gap };

/** Everything that was read from one directory; the only thing that crosses from connectors to checks. */
export interface Snapshot {
  provider: Provider;
  /** Tenant guid or customer id, as configured. */
  directoryId: string;
  takenAt: string;
  requests: { sent: number; retried: number };
  datasets: { [K in DatasetName]: Dataset<Rows[K]> };
}

export function rowsOf<Row>(dataset: Dataset<Row>): readonly Row[] {
  return dataset.state === 'unavailable' ? [] : dataset.rows;
}

export function gapOf(dataset: Dataset<unknown>): Gap | null {
  return dataset.state === 'complete' ? null : dataset.gap;
}

/** What is known of where the rows come from; nothing of a table that was not read whole. */
export function provenanceOf(dataset: Dataset<unknown>): Provenance {
  if (dataset.state !== 'complete') return {};
  const { source, since } = dataset;
  return { ...(source === undefined ? {} : { source }), ...(since === undefined ? {} : { since }) };
}
