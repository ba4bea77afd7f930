import { z } from 'zod';
import type { Collector, Upstream } from '../../src/core/connector.ts';
import { rowsOf } from '../../src/core/datasets.ts';
import { GapError, MalformedError } from '../../src/core/errors.ts';
import { methodsPolicyOf } from '../../src/core/policies.ts';
import type { Account } from '../../src/core/rows/account.ts';
import type { Mfa } from '../../src/core/rows/mfa.ts';
import { explain, isMissing, isUnlicensed } from './gaps.ts';
import { doubtLicence, premium } from './licence.ts';
import { methodReader, nameOfType } from './methods.ts';
import type { Session } from './session.ts';
import { directoryObject, pageShape } from './shapes.ts';

const registrationShape = z.object({
  id: z.string().min(1),
  isMfaRegistered: z.boolean().nullish(),
  isMfaCapable: z.boolean().nullish(),
  methodsRegistered: z.array(z.string()).nullish(),
});

const reportPath = '/reports/authenticationMethods/userRegistrationDetails';

const methodShape = z.object({ id: z.string().min(1), '@odata.type': z.string().min(1) });
const methodsShape = z.object({ value: z.array(methodShape), '@odata.nextLink': z.string().min(1).nullish() });

function methodsPath(accountId: string): string {
  return `/users/${encodeURIComponent(accountId.toWellFormed())}/authentication/methods`;
}

/** The configurations of the policy that let a method be used. A method without any is not up to the policy. */
const configurations: ReadonlyMap<string, readonly string[]> = new Map([
  ['phone', ['sms', 'voice']],
  ['fido2', ['fido2']],
  ['microsoftauthenticator', ['microsoftauthenticator']],
  ['passwordlessmicrosoftauthenticator', ['microsoftauthenticator']],
  ['softwareoath', ['softwareoath']],
  ['hardwareoath', ['hardwareoath']],
  ['external', ['external']],
  ['qrcodepin', ['qrcodepin']],
]);

/** What the policy of authentication methods says about one method: allowed, not allowed, or it cannot be told. */
type Allows = (method: string) => boolean | null;

/** A method that the policy has off may still be allowed by older policies, until they are retired. */
async function readAllowance(upstream: Upstream): Promise<Allows> {
  const policies = await upstream('policies');
  const policy = methodsPolicyOf(rowsOf(policies));
  if (policy === undefined) return (method) => (configurations.has(method.toLowerCase()) ? null : true);
  const states = new Map(policy.methods.map(({ name, enabled }) => [name.toLowerCase(), enabled]));
  const whenOff = policy.legacyPolicies === 'retired' ? false : null;
  return (method) => {
    const names = configurations.get(method.toLowerCase());
    if (names === undefined || names.some((name) => states.get(name) === true)) return true;
    return names.every((name) => states.get(name) === false) ? whenOff : null;
  };
}

function isUsable(factors: readonly string[], allows: Allows): boolean | null {
  const answers = factors.map(allows);
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}

function isPerson({ enabled, kind }: Account): boolean {
  return enabled !== false && (kind === 'member' || kind === null);
}

async function typesOf(session: Session, place: string, page: z.infer<typeof methodsShape>): Promise<string[]> {
  const keyOf = ({ id, '@odata.type': type }: z.infer<typeof methodShape>) => `${type} ${id}`;
  const types = new Map(page.value.map((method) => [keyOf(method), method['@odata.type']]));
  const next = page['@odata.nextLink'];
  if (next !== undefined && next !== null) {
    for await (const more of session.collection(session.follow(place, next), methodShape)) {
      for (const method of more) types.set(keyOf(method), method['@odata.type']);
    }
  }
  return [...types.values()];
}

/** After so many refusals, and nothing else, the rest is not asked for. */
const enoughRefusals = 20;

/** Asks for the methods of each member; the way of tenants without the licence for the report. */
async function* methodsOfEach(session: Session, upstream: Upstream): AsyncGenerator<readonly Mfa[], void> {
  const accounts = await upstream('accounts');
  const people = rowsOf(accounts).filter(isPerson);
  const allows = await readAllowance(upstream);
  const read = methodReader();
  const requests = people.map(({ id }) => ({ id, path: methodsPath(id) }));
  const failures: unknown[] = [];
  let found = 0;
  for await (const answer of session.batch(requests, methodsShape, doubtLicence(session, upstream, premium))) {
    if ('error' in answer) {
      // Deleted since it was listed: nothing is known of it, and nothing is missing.
      if (isMissing(answer.error)) continue;
      failures.push(answer.error);
      const isHopeless = found === 0 && failures.length >= enoughRefusals;
      if (isHopeless && failures.every((error) => explain(error).kind === 'permission')) throw answer.error;
      continue;
    }
    found += 1;
    const methods = read((await typesOf(session, answer.place, answer.value)).map(nameOfType));
    const factors = methods.filter(({ strength }) => strength !== 'none');
    const usable = isUsable(
      factors.map(({ name }) => name),
      allows,
    );
    yield [{ accountId: answer.id, registered: factors.length > 0, usable, methods }];
  }
  if (failures.length > 0) throw failures[0];
  if (people.length > 0 && found === 0) {
    throw new MalformedError(methodsPath('…'), `none of ${people.length} accounts was found`);
  }
  if (accounts.state !== 'complete') throw new GapError(accounts.gap);
}

/** Registration of second factors: the report, or, without the licence for it, the methods of each member. */
export const mfa: Collector<Session, 'mfa'> = {
  permissions: ['AuditLog.Read.All', 'UserAuthenticationMethod.Read.All'],
  licence: 'Microsoft Entra ID P1',
  async *collect(session, upstream) {
    const read = methodReader();
    let found = false;
    try {
      const again = doubtLicence(session, upstream, premium);
      for await (const rows of session.collection(`${reportPath}?$top=999`, registrationShape, { again })) {
        found = true;
        yield rows.map((row) => ({
          accountId: row.id,
          registered: row.isMfaRegistered ?? null,
          usable: row.isMfaCapable ?? null,
          methods: row.methodsRegistered ? read(row.methodsRegistered) : null,
        }));
      }
      const accounts = found ? [] : rowsOf(await upstream('accounts'));
      if (accounts.some(isPerson)) throw new MalformedError(reportPath, 'an empty list, though there are accounts');
      return { source: 'registration-report' };
    } catch (error) {
      if (found || !isUnlicensed(error)) throw error;
    }
    yield* methodsOfEach(session, upstream);
    return { source: 'authentication-methods' };
  },
  async probe(session) {
    try {
      await session.read(reportPath, pageShape);
    } catch (error) {
      if (!isUnlicensed(error)) throw error;
      const { value } = await session.read('/users?$select=id&$top=1', z.object({ value: z.array(directoryObject) }));
      const id = value[0]?.id;
      if (id !== undefined) await session.read(methodsPath(id), methodsShape);
    }
  },
};
