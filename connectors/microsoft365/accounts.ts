import { z } from 'zod';
import type { Collector } from '../../src/core/connector.ts';
import { liesAhead } from '../../src/core/days.ts';
import type { Account } from '../../src/core/rows/account.ts';
import { addressesOf } from './addresses.ts';
import { assignedLicenceShape, createLicenceReader, type LicenceReader } from './assigned-licences.ts';
import { refuseAlike, refusesProperty } from './gaps.ts';
import { doubtLicence, premium } from './licence.ts';
import type { Again, Session } from './session.ts';
import { pageShape, toldInstant } from './shapes.ts';

const userShape = z.object({
  '@odata.type': z.string().nullish(),
  id: z.string().min(1),
  displayName: z.string().nullish(),
  userPrincipalName: z.string().min(1),
  accountEnabled: z.boolean().nullish(),
  userType: z.string().nullish(),
  createdDateTime: toldInstant,
  externalUserState: z.string().nullish(),
  mail: z.string().nullish(),
  proxyAddresses: z.array(z.string()).nullish(),
  employeeId: z.string().nullish(),
  department: z.string().nullish(),
  onPremisesSyncEnabled: z.boolean().nullish(),
  assignedLicenses: z.array(assignedLicenceShape).nullish(),
  perUserMfaState: z.string().nullish(),
});
type User = z.infer<typeof userShape>;

const properties = [
  'id,displayName,userPrincipalName,accountEnabled,userType,createdDateTime,externalUserState',
  'mail,proxyAddresses,employeeId,department,onPremisesSyncEnabled,assignedLicenses',
];
const path = `/users?$select=${properties.join(',')}`;

/**
 * Answered, though no document names it, so a tenant may refuse it.
 * https://github.com/microsoftgraph/msgraph-sdk-powershell/issues/3368
 */
const undocumented = 'perUserMfaState';

const perUserStates: ReadonlyMap<string, Account['perUserMfa']> = new Map([
  ['disabled', 'disabled'],
  ['enabled', 'enabled'],
  ['enforced', 'enforced'],
]);

function kindOf(user: User): Account['kind'] {
  // Accounts of AI agents are listed among people. https://learn.microsoft.com/graph/api/resources/agentuser
  const object = user['@odata.type'];
  if (object === '#microsoft.graph.agentUser') return 'agent';
  if (object !== undefined && object !== '#microsoft.graph.user') return null;
  const type = user.userType?.toLowerCase();
  if (type === 'member') return 'member';
  return type === 'guest' ? 'guest' : null;
}

function invitationOf(state: string | null | undefined): Account['invitation'] {
  if (state === 'Accepted') return 'accepted';
  return state === 'PendingAcceptance' ? 'pending' : null;
}

/**
 * Accounts from elsewhere are named after their home, and keep the state of their invitation. How an account was created
 * tells nothing: it may have been converted since.
 * https://learn.microsoft.com/entra/external-id/user-properties
 */
function isExternal({ externalUserState, userPrincipalName }: User): boolean {
  return typeof externalUserState === 'string' || /#ext#/i.test(userPrincipalName);
}

/** Null means that the account was never synchronised. https://learn.microsoft.com/graph/api/resources/user */
function isSynced({ onPremisesSyncEnabled: synced }: User): Account['synced'] {
  return synced === undefined ? null : synced === true;
}

function accountOf(user: User, licencesOf: LicenceReader, times: { now: Date; asOf: Date }): Account {
  const createdAt = user.createdDateTime ?? null;
  return {
    id: user.id,
    login: user.userPrincipalName,
    name: user.displayName ?? null,
    enabled: user.accountEnabled ?? null,
    kind: kindOf(user),
    createdAt: createdAt === null || liesAhead(createdAt, times) ? null : createdAt,
    invitation: invitationOf(user.externalUserState),
    external: isExternal(user),
    perUserMfa: perUserStates.get(user.perUserMfaState?.toLowerCase() ?? '') ?? null,
    addresses: addressesOf(user),
    employeeId: user.employeeId || null,
    department: user.department || null,
    synced: isSynced(user),
    licences: licencesOf(user.assignedLicenses),
  };
}

/** Every user object, disabled ones and guests too. */
export const accounts: Collector<Session, 'accounts'> = {
  permissions: ['User.Read.All'],
  async *collect(session, upstream) {
    let found = false;
    let refusal: unknown;
    const again = doubtLicence(session, upstream, premium);
    // A refusal that does not say why may be a slip of Graph's: it has to come twice.
    const twice: Again = async (error, tries) => {
      if (refusesProperty(error, undocumented)) return again(error, tries);
      if (found || refusal !== undefined || !refuseAlike(error, error)) return false;
      refusal = error;
      await session.pause();
      return true;
    };
    const licencesOf = createLicenceReader();
    const times = { now: session.now(), asOf: session.asOf };
    const rows = (users: readonly User[]) => users.map((user) => accountOf(user, licencesOf, times));
    try {
      for await (const users of session.collection(`${path},${undocumented}&$top=999`, userShape, { again: twice })) {
        found = true;
        yield rows(users);
      }
      return undefined;
    } catch (error) {
      if (found || !(refusesProperty(error, undocumented) || refuseAlike(error, refusal))) throw error;
    }
    for await (const users of session.collection(`${path}&$top=999`, userShape, { again })) yield rows(users);
    return undefined;
  },
  async probe(session) {
    await session.read(`${path}&$top=1`, pageShape);
  },
};
