import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checks } from '../../checks/index.ts';
import { tokenAccess } from '../../connectors/google-workspace/access.ts';
import { capabilities } from '../../connectors/google-workspace/capabilities.ts';
import { createMicrosoft365 } from '../../connectors/microsoft365/index.ts';
import { mayStandInFor, readsOnly } from '../../connectors/microsoft365/permission-names.ts';
import { examineAll, type Patient } from '../../src/commands/doctor.ts';
import { configurationSchema, type RawTenant } from '../../src/config/schema.ts';
import { datasetNames } from '../../src/core/datasets.ts';
import type { GoogleDirectory, MicrosoftDirectory } from '../../src/demo/directory.ts';
import { guidOf } from '../../src/demo/ids.ts';
import { optionalPermissions, scannerPermissions } from '../../src/demo/scanner.ts';
import { type Service, startService } from '../../src/demo/service.ts';
import { demoDirectories } from '../../src/demo/tenants.ts';
import { demoGoogleToken, graphToken } from '../../src/demo/tokens.ts';
import { type AnyConnector, type DirectoryJob, googleWorkspaceJob, microsoft365Job } from '../../src/directories.ts';
import type { Io } from '../../src/io.ts';
import type { Locale } from '../../src/messages/catalogue.ts';
import { commands } from '../../src/messages/index.ts';
import { quietIo } from '../surroundings.ts';

const now = new Date('2026-11-21T09:00:00.000Z');
const [, clinic] = demoDirectories(now).microsoft365;
const [trading] = demoDirectories(now).google;
if (clinic === undefined || trading === undefined) throw new Error('the demo has a clinic, and a Google customer');
const readOnly: readonly string[] = scannerPermissions;
const globalReader = guidOf('role/global-reader');
const customerAdmin = trading.admin;

/** The clinic, with roles for its scanner if they are named. */
function clinicWith(roles: readonly string[]): MicrosoftDirectory {
  const { tenantId, application, roleDefinitions, roleAssignments } = clinic as MicrosoftDirectory;
  const definition = { ...roleDefinitions[0], isBuiltIn: true } as MicrosoftDirectory['roleDefinitions'][number];
  return {
    ...(clinic as MicrosoftDirectory),
    roleDefinitions: [...roleDefinitions, { ...definition, id: globalReader, displayName: 'Global Reader' }],
    roleAssignments: [
      ...roleAssignments,
      ...roles.map((roleDefinitionId, index) => ({
        id: guidOf(`assignment of the scanner ${index}`),
        principalId: guidOf(`${tenantId}/${application.clientId}`),
        roleDefinitionId,
        directoryScopeId: '/',
        ...{ assignmentType: 'Assigned' as const, startDateTime: null, endDateTime: null },
      })),
    ],
  };
}

let plain: Service;
let roled: Service;
beforeAll(async () => {
  plain = await startService({ microsoft365: [clinicWith([])], google: [trading], now });
  roled = await startService({ microsoft365: [clinicWith([globalReader, globalReader])], now });
});
afterAll(async () => {
  await plain.close();
  await roled.close();
});

const folder = mkdtempSync(join(tmpdir(), 'shisei-doctor-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

let said = '';
beforeEach(() => {
  said = '';
});
function world(): Io {
  return quietIo(now, {
    out: (text) => {
      said += text;
    },
  });
}

function tenantOf(more: object): RawTenant {
  const raw = { version: 1, tenants: [{ id: 'acme', name: 'Acme', ...more }] };
  const [tenant] = configurationSchema(checks).parse(raw).tenants;
  if (tenant === undefined) throw new Error('there is a tenant');
  return tenant;
}

const application = { tenantId: clinic.tenantId, clientId: clinic.application.clientId };

/** The clinic, whose token names these permissions; null: it names no permissions and no roles at all. */
function patient(
  permissions: readonly string[] | null,
  { credential = {}, service = plain }: { credential?: object; service?: Service } = {},
): Patient {
  const token = graphToken({
    tid: application.tenantId,
    appid: application.clientId,
    ...(permissions === null ? {} : { roles: permissions }),
  } as Parameters<typeof graphToken>[0]);
  const access = { origin: service.origin, token: async () => ({ token, expiresAt: Date.now() + 3_600_000 }) };
  const kind = { kind: 'clientSecret', clientSecret: '' } as const;
  const settings = { ...application, cloud: 'global', credential: kind } as const;
  const microsoft365 = { ...application, ...(Object.keys(credential).length > 0 ? credential : { clientSecret: 'x' }) };
  return { tenant: tenantOf({ microsoft365 }), directories: [microsoft365Job(settings, access)] };
}

async function examined(
  one: Patient,
  locale: Locale = 'en',
): Promise<{ status: number; lines: string[]; text: string }> {
  const status = await examineAll([one], locale, world());
  return { status, lines: said.split('\n'), text: said.replace(/\n +/g, ' ') };
}

/** What the commands would revoke. */
function revoked(lines: readonly string[]): string[] {
  const begin = lines.indexOf('    $names = @(');
  return begin < 0 ? [] : lines.slice(begin + 1, lines.indexOf('    )', begin)).map((line) => line.trim());
}

describe('an application with just what is needed', () => {
  it('is told nothing about removing', async () => {
    const { status, text } = await examined(patient(readOnly));
    expect(status).toBe(0);
    expect(text).not.toMatch(/Remove|not needed|optional|roles, and/i);
    // The clinic has no P1, and so no sign-in log: a fact, and no fault.
    const readable = datasetNames.filter((name) => name !== 'signInEvents');
    for (const name of readable) expect(text).toContain(`- ${name}: readable`);
  });

  it('is only read, with one request a thing', async () => {
    const before = plain.log.length;
    await examined(patient(readOnly));
    const asked = plain.log.slice(before);
    expect(asked.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/$batch'))).toEqual([]);
    expect(asked.length).toBeLessThan(40);
  });
});

describe('permissions that are more than needed', () => {
  const granted = [
    ...readOnly,
    'Mail.Read',
    'User.ReadWrite.All',
    'Directory.Read.All',
    'AppRoleAssignment.ReadWrite.All',
  ];

  it('are named, those that can change things first, with the way to remove exactly these', async () => {
    const { status, lines, text } = await examined(patient(granted));
    expect(status).toBe(0);
    const writing =
      /Remove these first\. Granted, not needed, and able to change things .*: AppRoleAssignment\.ReadWrite\.All, User\.ReadWrite\.All Granted, but not needed: Mail\.Read Granted, optional/;
    expect(text).toMatch(writing);
    expect(revoked(lines)).toEqual(["'AppRoleAssignment.ReadWrite.All'", "'User.ReadWrite.All'", "'Mail.Read'"]);
    expect(lines).toContain(`    $tenant = '${application.tenantId}'`);
    expect(lines).toContain(`    $client = '${application.clientId}'`);
    expect(text).toContain(`application ID ${application.clientId} > Permissions > Admin consent`);
    expect(text).toContain('By itself this revokes nothing');
  });

  it('do not hold those that are optional: these are told with what they show', async () => {
    const { lines, text } = await examined(patient([...readOnly, ...optionalPermissions]));
    expect(text).toContain('Granted, optional: Directory.Read.All shows what applications may do');
    expect(text).not.toContain('not needed');
    expect(revoked(lines)).toEqual([]);
  });

  it.each(['en', 'ja'] as const)('fit into 80 columns, in %s', async (locale) => {
    const { lines, text } = await examined(patient(granted, { service: roled }), locale);
    expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([]);
    expect(text).not.toMatch(/undefined|null|\[object/);
    expect(text).toContain('Mail.Read');
    expect(text).toContain('Global Reader');
  });

  it('may stand in for narrower ones: those are to be granted before anything is removed', async () => {
    const narrow = readOnly.filter((name) => name !== 'GroupMember.Read.All');
    const { status, text } = await examined(patient([...narrow, 'Group.Read.All']));
    expect(status).toBe(0);
    expect(text).toContain(
      'Before you remove anything, grant GroupMember.Read.All: for now Group.Read.All may stand in for it.',
    );
    expect(text).not.toContain('Not granted');
  });

  it('never bring anything but plain names into the commands', async () => {
    const hostile = ["Mail.Read'; Remove-Item C:\\ -Recurse #", '$(calc)', 'Mail.Send\n}', 'Mail.Send'];
    const { lines, text } = await examined(patient([...readOnly, ...hostile]));
    expect(revoked(lines)).toEqual(["'Mail.Send'"]);
    expect(text).toContain('Mail.Send\\x0a}');
  });

  it('of the Azure CLI are not the scanner’s to remove', async () => {
    const { lines, text } = await examined(
      patient([...readOnly, 'Group.ReadWrite.All'], { credential: { azureCli: true } }),
    );
    expect(text).toContain('those of the Azure CLI itself');
    expect(revoked(lines)).toEqual([]);
  });

  it('of a managed identity have commands and no page', async () => {
    const credential = { managedIdentity: true };
    const { lines, text } = await examined(patient([...readOnly, 'Mail.Send'], { credential }));
    expect(text).toContain('no page for this');
    expect(text).not.toContain('App registrations');
    expect(revoked(lines)).toEqual(["'Mail.Send'"]);
  });

  it.each([
    ['global', 'Connect-MgGraph -TenantId $tenant -Scopes $scopes'],
    ['usgov', 'Connect-MgGraph -TenantId $tenant -Scopes $scopes -Environment USGov'],
    ['usgov-dod', 'Connect-MgGraph -TenantId $tenant -Scopes $scopes -Environment USGovDoD'],
    ['china', 'Connect-MgGraph -TenantId $tenant -Scopes $scopes -Environment China'],
  ])('are revoked in the cloud %s', async (cloud, line) => {
    const { lines } = await examined(patient([...readOnly, 'Mail.Send'], { credential: { clientSecret: 'x', cloud } }));
    expect(lines).toContain(`    ${line}`);
  });
});

describe('a token without permissions', () => {
  it.each([
    ['no claim of roles', null],
    ['an empty one', []],
  ])('(%s) leaves all dark, and says so', async (_name, roles) => {
    const { status, text } = await examined(patient(roles));
    expect(status).toBe(3);
    expect(text).toContain('The token names no permission at all.');
    expect(text).toMatch(/Not granted: .*User\.Read\.All/);
    expect(text).not.toContain('Remove');
  });
});

describe('what was granted is not told', () => {
  const job = (change: Partial<AnyConnector>, granted: () => Promise<readonly string[] | null>): DirectoryJob => {
    const real = createMicrosoft365() as unknown as AnyConnector;
    const datasets = Object.fromEntries(
      datasetNames.map((name) => [name, { ...real.datasets[name], probe: async () => undefined }]),
    ) as unknown as AnyConnector['datasets'];
    const session = { requests: () => ({ sent: 0, retried: 0 }), clockAheadMs: () => null, granted };
    const connector = { ...real, datasets, open: async () => session, heldRoles: async () => null, ...change };
    return {
      provider: 'microsoft365',
      directoryId: application.tenantId,
      load: async () => ({ connector, settings: {} }),
    };
  };
  const tenant = tenantOf({ microsoft365: { ...application, clientSecret: 'x' } });

  it('is said where the token cannot be read, and nothing is called too much', async () => {
    const { status, text } = await examined({ tenant, directories: [job({}, async () => null)] });
    expect(status).toBe(0);
    expect(text).toContain('The provider does not tell which permissions were granted.');
    expect(text).not.toMatch(/not needed|Not granted/);
  });

  it('is a fault where asking for it fails', async () => {
    const failing = async () => Promise.reject(new Error('broken'));
    const { status, text } = await examined({ tenant, directories: [job({}, failing)] });
    expect(status).toBe(3);
    expect(text).toContain('? sign-in: not readable');
    expect(text).not.toContain('names no permission');
    said = '';
    // Of one dataset this would be a fact of the tenant.
    const explain = () => ({ kind: 'licence', detail: 'broken' }) as const;
    expect((await examined({ tenant, directories: [job({ explain }, failing)] })).status).toBe(3);
  });

  it('is compared by what is readable: what is missing and missed by nobody is not asked for', async () => {
    const narrow = readOnly.filter((name) => name !== 'Reports.Read.All');
    const { text } = await examined({ tenant, directories: [job({}, async () => [...narrow, 'Mail.Read'])] });
    expect(text).toContain('Granted, but not needed: Mail.Read');
    expect(text).not.toMatch(/Reports\.Read\.All|Before you remove/);
  });

  it('of roles is told, and is no fault: a scan does not need it', async () => {
    const heldRoles = async () => Promise.reject(new Error('broken'));
    const { status, text } = await examined({ tenant, directories: [job({ heldRoles }, async () => readOnly)] });
    expect(status).toBe(0);
    expect(text).toContain('Whether the application itself holds Entra roles could not be read');
  });
});

describe('roles of the application itself', () => {
  it('are named once, with the way to remove them', async () => {
    const { text } = await examined(patient(readOnly, { service: roled }));
    expect(text).toContain('The application itself holds Entra roles, and needs none: Global Reader. Remove them');
  });
});

describe('names of permissions', () => {
  it.each([...scannerPermissions, ...optionalPermissions, 'Member.Read.Hidden', 'Mail.ReadBasic.All', 'Mail.Read'])(
    '%s only reads',
    (name) => {
      expect(readsOnly(name)).toBe(true);
    },
  );

  it.each([
    'User.ReadWrite.All',
    'RoleManagement.ReadWrite.Directory',
    'Mail.Send',
    'Sites.FullControl.All',
    'Sites.Selected',
    'User.ManageIdentities.All',
    'full_access_as_app',
    'Policy.ReadWrite.ConditionalAccess',
    '',
  ])('%s does not, or may not', (name) => {
    expect(readsOnly(name)).toBe(false);
  });

  it('with a word of writing are never taken for reading', () => {
    const word = fc.constantFrom(
      'Read',
      'All',
      'ReadWrite',
      'Write',
      'Manage',
      'Directory',
      'FullControl',
      'ReadBasic',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        const isWriting = words.some((one) => ['ReadWrite', 'Write', 'Manage', 'FullControl'].includes(one));
        if (isWriting) expect(readsOnly(['User', ...words].join('.'))).toBe(false);
      }),
    );
  });

  it.each([
    ['Group.Read.All', 'GroupMember.Read.All', true],
    ['Directory.ReadWrite.All', 'User.Read.All', true],
    ['User.ReadWrite.All', 'User.Read.All', true],
    ['User.ReadWrite.All', 'UserAuthenticationMethod.Read.All', false],
    ['Mail.Read', 'User.Read.All', false],
  ])('%s may stand in for %s: %s', (broad, wanted, expected) => {
    expect(mayStandInFor(broad, wanted)).toBe(expected);
  });

  it.each(['en', 'ja'] as const)('that are optional are explained one by one, in %s', (locale) => {
    const all = Object.values(createMicrosoft365().datasets).flatMap((one) =>
      'unsupported' in one ? [] : (one.optional ?? []),
    );
    const { optional } = commands(locale).doctor;
    const without = optional('Unheard.Of').replace('Unheard.Of', '');
    for (const name of all) expect(optional(name).replace(name, '')).not.toBe(without);
  });
});

describe('Google Workspace', () => {
  const withAdmin = (admin: string): Patient => {
    const { customer, serviceAccount } = trading as GoogleDirectory;
    const credential = { kind: 'serviceAccount', serviceAccount: serviceAccount.email } as const;
    const access = tokenAccess(plain.origin, () => demoGoogleToken(trading as GoogleDirectory, undefined, admin));
    const googleWorkspace = {
      customerId: customer.id,
      admin,
      serviceAccount: 'shisei@project.iam.gserviceaccount.com',
    };
    return {
      tenant: tenantOf({ googleWorkspace, expectedGaps: ['google-workspace/policies'] }),
      directories: [googleWorkspaceJob({ customerId: customer.id, admin, credential }, access)],
    };
  };

  it('lists exactly the scopes that are asked for, to compare or to paste', async () => {
    const { lines, text } = await examined(withAdmin(customerAdmin));
    const scopes = lines.filter((line) => line.trim().startsWith('https://www.googleapis.com/auth/'));
    expect(scopes.map((line) => line.trim().replace(/,$/, '')).sort()).toEqual(
      [...new Set(Object.values(capabilities).map(({ scope }) => scope))].sort(),
    );
    expect(scopes.map((line) => line.endsWith(','))).toEqual(scopes.map((_, index) => index + 1 < scopes.length));
    expect(text).toContain('Manage domain-wide delegation');
    expect(text).toContain('Users > Read; Organizational Units > Read; Admin roles; Groups > Read; Reports');
  });

  it('says that an impersonated super admin is more than needed, and of others nothing', async () => {
    const isSuper = trading.users.find(({ primaryEmail }) => primaryEmail === customerAdmin)?.isAdmin;
    const other = trading.users.find(({ isAdmin, isDelegatedAdmin, suspended }) => {
      return isAdmin !== isSuper && (isAdmin || isDelegatedAdmin) && !suspended;
    });
    if (isSuper === undefined || other === undefined) throw new Error('the customer has administrators of both kinds');
    const [superAdmin, delegated] = isSuper ? [customerAdmin, other.primaryEmail] : [other.primaryEmail, customerAdmin];
    expect((await examined(withAdmin(superAdmin))).text).toContain(
      `${superAdmin} is a super admin. The Policy API alone`,
    );
    said = '';
    expect((await examined(withAdmin(delegated))).text).not.toContain('super admin.');
  });

  it.each(['en', 'ja'] as const)('fits into 80 columns, in %s', async (locale) => {
    const { lines } = await examined(withAdmin(customerAdmin), locale);
    expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([]);
  });
});

describe('the HR list', () => {
  const withList = async (source: string): Promise<Patient> => {
    const file = join(folder, 'list.csv');
    await writeFile(file, source);
    return {
      ...patient(readOnly),
      tenant: tenantOf({ microsoft365: { ...application, clientSecret: 'x' }, roster: file }),
    };
  };

  it('that can be used is counted', async () => {
    const { status, text } = await examined(await withList('email,status\na@x.example,active\nb@x.example,left\n'));
    expect(status).toBe(0);
    expect(text).toContain('acme: HR list - list.csv: readable, 2 people');
  });

  it.each([
    ['en', 'list.csv:3: the status “gone” is not known; write active, left or leave'],
    ['ja', 'list.csv:3：在籍状況「gone」は使用できません'],
  ] as const)('that cannot is told line by line, and a scan would end with 3, in %s', async (locale, words) => {
    const { status, lines, text } = await examined(
      await withList('email,status\na@x.example,left\nb@x.example,gone\n'),
      locale,
    );
    expect(status).toBe(3);
    expect(text).toContain(words);
    expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([]);
  });

  it('that is not there any more is told too', async () => {
    const one = await withList('email\n');
    await rm(join(folder, 'list.csv'));
    const { status, text } = await examined(one);
    expect(status).toBe(3);
    expect(text).toContain('list.csv: the file cannot be read (ENOENT)');
  });
});
