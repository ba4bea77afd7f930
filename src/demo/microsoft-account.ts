import type { Calendar } from './calendar.ts';
import type { MicrosoftAccount, SignInActivity, Usage } from './directory.ts';
import { guidOf } from './ids.ts';
import { type MethodSet, methodsOf, registrationOf } from './methods.ts';
import type { AssignedLicense } from './skus.ts';

/** An account of an example tenant in a few words; times are days before now. */
export interface AccountSketch {
  login: string;
  name: string;
  methods?: MethodSet;
  /** False: registered, but no policy allows the method. */
  usable?: boolean;
  created?: number;
  /** Days since the last success; null: none on record. */
  success?: number | null;
  /** Days since the last attempt, when it is not the last success. */
  attempt?: number;
  enabled?: boolean;
  admin?: boolean;
  /** The registration report has no line. */
  unreported?: boolean;
  guest?: 'Accepted' | 'PendingAcceptance';
  agentOf?: string;
  /** Further addresses of its mailbox. */
  aliases?: readonly string[];
  employeeId?: string;
  department?: string;
  /** Null: never came from an on-premises directory. False: did once. */
  synced?: boolean | null;
  licences?: readonly AssignedLicense[];
  /** Days since the last use of a workload; null: listed without one; undefined: not listed. */
  used?: number | null;
  extra?: Readonly<Record<string, unknown>>;
}

function activityOf({ success, attempt }: AccountSketch, calendar: Calendar): SignInActivity | undefined {
  const last = success ?? null;
  const tried = attempt ?? last;
  if (tried === null) return undefined;
  const at = (days: number | null) => (days === null ? null : calendar.ago(days));
  return {
    lastSignInDateTime: at(tried),
    lastSignInRequestId: guidOf(`attempt/${tried}`),
    lastNonInteractiveSignInDateTime: at(last),
    lastNonInteractiveSignInRequestId: last === null ? '' : guidOf(`silent/${last}`),
    lastSuccessfulSignInDateTime: at(last),
    lastSuccessfulSignInRequestId: last === null ? '' : guidOf(`success/${last}`),
  };
}

function usageOf({ used }: AccountSketch, calendar: Calendar): Usage | null {
  if (used === undefined) return null;
  if (used === null) return { exchange: null, oneDrive: null, sharePoint: null, teams: null };
  const newest = calendar.dayAgo(used);
  return { exchange: newest, oneDrive: calendar.dayAgo(used + 9), sharePoint: null, teams: calendar.dayAgo(used + 2) };
}

/** The first address is written in capitals, as the one that mail is sent from. */
function proxiesOf(mail: string, aliases: readonly string[]): string[] {
  return [`SMTP:${mail}`, ...aliases.map((alias) => `smtp:${alias}`)];
}

/** Graph's name of a guest: the address with `#EXT#`. */
export function guestLogin(address: string, initialDomain: string): string {
  return `${address.replace('@', '_')}#EXT#@${initialDomain}`;
}

export function accountOf(tenant: string, sketch: AccountSketch, calendar: Calendar): MicrosoftAccount {
  const { login, name, methods = 'authenticator', created = 900, guest, agentOf, aliases = [] } = sketch;
  const mail = guest === undefined ? login : login.replace(/#EXT#.*$/, '').replace(/_(?=[^_]*$)/, '@');
  const activity = activityOf(sketch, calendar);
  const createdDateTime = calendar.ago(created);
  return {
    user: {
      ...(agentOf === undefined ? {} : { '@odata.type': '#microsoft.graph.agentUser', identityParentId: agentOf }),
      id: guidOf(`${tenant}/${login}`),
      userPrincipalName: login,
      displayName: name,
      givenName: null,
      surname: null,
      mail,
      proxyAddresses: proxiesOf(mail, aliases),
      employeeId: sketch.employeeId ?? null,
      department: sketch.department ?? null,
      accountEnabled: sketch.enabled ?? true,
      userType: guest === undefined ? 'Member' : 'Guest',
      createdDateTime,
      creationType: guest === undefined ? null : 'Invitation',
      externalUserState: guest ?? null,
      externalUserStateChangeDateTime: guest === undefined ? null : createdDateTime,
      ...(activity === undefined ? {} : { signInActivity: activity }),
      perUserMfaState: 'disabled',
      onPremisesSyncEnabled: sketch.synced ?? null,
      assignedLicenses: sketch.licences ?? [],
      lastPasswordChangeDateTime: createdDateTime,
      ...sketch.extra,
    },
    registration:
      sketch.unreported === true ? null : registrationOf(methods, sketch.admin ?? false, sketch.usable ?? true),
    methods: methodsOf(methods, login, createdDateTime),
    usage: usageOf(sketch, calendar),
  };
}
