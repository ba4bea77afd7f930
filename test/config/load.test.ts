// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how variables look in the configuration
import { mkdtempSync, writeFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { describeError } from '../../src/commands/errors.ts';
import { judgingOf } from '../../src/config/judging.ts';
import { type LoadOptions, loadConfiguration } from '../../src/config/load.ts';
import { allParts, type Part } from '../../src/config/parts.ts';
import { ConfigurationError, type Problem } from '../../src/config/problems.ts';
import { daysIn, scanDaysOf } from '../../src/config/retention.ts';
import type { RawConfiguration } from '../../src/config/schema.ts';
import { type Check, defineCheck, pass } from '../../src/core/check.ts';
import { type Locale, locales } from '../../src/messages/catalogue.ts';

const secret = 'hunter2-Zq8';
const guid = '3f1c2d4e-0000-4000-8000-000000000001';
const folder = mkdtempSync(join(tmpdir(), 'shisei-config-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
for (const name of ['cert.pem', 'token', 'sa.json', 'hr.csv']) writeFileSync(join(folder, name), '');

function checkOf(id: string, options: Record<string, number>): Check {
  return defineCheck({
    id,
    severity: 'low',
    messages: [],
    options,
    controls: [],
    needs: [],
    uses: [],
    subjects: () => [],
    name: () => ({ type: 'directory', id: 'x' }),
    judge: () => pass(),
  });
}
const checks = [checkOf('stale-account', { limitDays: 90 }), checkOf('guest-admin', {})];
const env = {
  URL: 'postgres://u:p%40@db.example/shisei',
  SLASHED: `${secret}/1`,
  SECRET: secret,
  EMPTY: '',
  NAME: '株式会社アクメ',
  KEY: 'k'.repeat(16),
  SHORT_KEY: 's'.repeat(15),
};

let files = 0;
async function load(source: string, options: Partial<LoadOptions> = {}): Promise<RawConfiguration> {
  files += 1;
  const file = join(folder, `shisei-${files}.yaml`);
  await writeFile(file, source);
  return loadConfiguration(file, { env, checks, locale: undefined, ...options });
}

interface Mistakes {
  problems: readonly Problem[];
  /** What people read, in each language. */
  texts: Record<Locale, string>;
}

async function mistakesIn(source: string, options: Partial<LoadOptions> = {}): Promise<Mistakes> {
  const errors = await Promise.all(
    locales.map((locale) =>
      load(source, { locale, ...options }).then(
        () => expect.fail(`this was accepted:\n${source}`),
        (error: unknown) => {
          if (error instanceof ConfigurationError) return error;
          throw error;
        },
      ),
    ),
  );
  const [en, ja] = errors.map((error) => describeError(error).text);
  return { problems: errors[0]?.problems ?? [], texts: { en: en ?? '', ja: ja ?? '' } };
}

/** A configuration that is right, with lines put in the place of marked ones. */
function yaml({
  top = '',
  microsoft = '',
  google = '',
  tenant = '',
  secretLine = 'clientSecret: ${SECRET}',
} = {}): string {
  const lines = (text: string, indent: number) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => `${' '.repeat(indent)}${line}\n`)
      .join('');
  return `version: 1
${lines(top, 0)}tenants:
  - id: acme
    name: Acme
${lines(tenant, 4)}    microsoft365:
      tenantId: ${guid}
      clientId: ${guid}
${lines(`${secretLine}\n${microsoft}`, 6)}${google === '' ? '' : `    googleWorkspace:\n${lines(google, 6)}`}`;
}

const google = 'customerId: C01abc23d\nadmin: auditor@acme.example\nkeyFile: ./sa.json';

describe('a configuration that is right', () => {
  it('is read with its defaults', async () => {
    const configuration = await load(yaml());
    expect(configuration).toMatchObject({ version: 1, locale: 'en' });
    expect(configuration.tenants[0]).toMatchObject({
      id: 'acme',
      microsoft365: { tenantId: guid, clientSecret: secret, cloud: 'global' },
      breakGlass: [],
      links: [],
      expectedGaps: [],
      exceptions: [],
    });
    expect(configuration.tenants[0]?.roster).toBeUndefined();
  });

  it('may use every key of the contract', async () => {
    const tenant = [
      'roster: ./hr.csv',
      'links: [[taro@acme.example, google-workspace/t.suzuki@acme.example]]',
      'breakGlass: [bg1@acme.example]',
      'approvedCountries: [JP]',
      'expectedGaps: [google-workspace/policies]',
      'checks: { stale-account: { limitDays: 45 } }',
      'exceptions:',
      '  - { check: stale-account, subject: taro@acme.example, reason: 育児休業, approvedBy: hanako, until: 2027-03-31 }',
    ].join('\n');
    const configuration = await load(
      yaml({
        top: 'locale: ja\nstore: ./shisei.db\nchecks: { stale-account: { limitDays: 60 } }',
        tenant,
        google,
        microsoft: 'cloud: china',
      }),
    );
    expect(configuration.locale).toBe('ja');
    expect(configuration.tenants[0]).toMatchObject({
      microsoft365: { cloud: 'china' },
      exceptions: [{ check: 'stale-account', until: '2027-03-31' }],
      googleWorkspace: { customerId: 'C01abc23d' },
      links: [['taro@acme.example', 'google-workspace/t.suzuki@acme.example']],
    });
  });

  it.each([
    ['a secret', 'clientSecret: ${SECRET}'],
    ['a quoted secret', 'clientSecret: "${SECRET}"'],
    ['a certificate', 'certificatePath: ./cert.pem'],
    ['a federated token', 'federatedTokenFile: ./token'],
    ['a managed identity', 'managedIdentity: true'],
    ['the Azure CLI', 'azureCli: true'],
  ])('may sign in by %s', async (_name, secretLine) => {
    await expect(load(yaml({ secretLine }))).resolves.toBeDefined();
  });

  it.each(['managedIdentity', 'azureCli'])('needs no clientId for %s', async (key) => {
    const source = `version: 1\ntenants:\n  - { id: a, name: A, microsoft365: { tenantId: ${guid}, ${key}: true } }\n`;
    await expect(load(source)).resolves.toBeDefined();
  });

  it('may sign in to Google without a key', async () => {
    const keyless =
      'customerId: C01abc23d\nadmin: auditor@acme.example\nserviceAccount: sa@proj.iam.gserviceaccount.com';
    await expect(load(yaml({ google: keyless }))).resolves.toBeDefined();
  });

  it('fills variables in anywhere, several in one value', async () => {
    const source = yaml().replace('name: Acme', 'name: ${NAME} (${NAME})');
    expect((await load(source)).tenants[0]?.name).toBe('株式会社アクメ (株式会社アクメ)');
  });

  it('takes a value of the environment as it is, even when it looks like a variable or like YAML', async () => {
    const source = yaml().replace('name: Acme', 'name: ${NAME}');
    expect((await load(source, { env: { ...env, NAME: "${SECRET} $& '\n: [" } })).tenants[0]?.name).toBe(
      "${SECRET} $& '\n: [",
    );
  });

  it.each([
    ['with a byte order mark', (text: string) => `\uFEFF${text}`],
    ['with Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['with comments', (text: string) => `# a comment\n${text}# the end\n`],
  ])('%s is read', async (_name, change) => {
    await expect(load(change(yaml()))).resolves.toBeDefined();
  });
});

describe('relative paths', () => {
  it('are relative to the file, not to where the program runs', async () => {
    await mkdir(join(folder, 'deep'), { recursive: true });
    const file = join(folder, 'deep', 'shisei.yaml');
    await writeFile(
      file,
      yaml({
        secretLine: 'certificatePath: ../cert.pem',
        tenant: 'roster: ../hr.csv',
        google: google.replace('./sa', '../sa'),
      }),
    );
    const configuration = await loadConfiguration(file, { env, checks, locale: undefined });
    expect(configuration.tenants[0]).toMatchObject({
      roster: join(folder, 'hr.csv'),
      microsoft365: { certificatePath: join(folder, 'cert.pem') },
      googleWorkspace: { keyFile: join(folder, 'sa.json') },
    });
  });

  it('are so for the store too, which need not be there', async () => {
    const store = async (top: string) => (await load(yaml({ top }))).store;
    expect(await store('')).toBe(join(folder, 'shisei.db'));
    expect(await store('store: ../history/all.db')).toBe(join(folder, '..', 'history', 'all.db'));
    expect(await store('store: /var/lib/shisei.db')).toBe('/var/lib/shisei.db');
    expect(await store('store: ${NAME}.db')).toBe(join(folder, `${env.NAME}.db`));
  });

  it('are not what the address of a database is', async () => {
    const store = async (address: string) => (await load(yaml({ top: `store: ${address}` }))).store;
    expect(await store('postgres://u:${SECRET}@db.example:5433/shisei?sslmode=require')).toBe(
      `postgres://u:${secret}@db.example:5433/shisei?sslmode=require`,
    );
    expect(await store('postgresql://u@db.example/shisei')).toBe('postgresql://u@db.example/shisei');
    expect(await store('postgres:///shisei?host=/run/postgresql')).toBe('postgres:///shisei?host=/run/postgresql');
    expect(await store('${URL}')).toBe(env.URL);
  });

  it('leave absolute ones alone', async () => {
    const path = join(folder, 'hr.csv');
    expect((await load(yaml({ tenant: `roster: ${path}` }))).tenants[0]?.roster).toBe(path);
  });
});

interface Mistake {
  source: string;
  kind: Problem['kind'];
  line: number;
  key: string;
  /** A word that the message must name. */
  names?: string;
}

const tenantKey = (rest: string) => `tenants[0].${rest}`;
const exceptionWith = (change: Record<string, string | null>) => {
  const whole = {
    check: 'stale-account',
    subject: 'taro',
    reason: 'leave',
    approvedBy: 'hanako',
    until: '2027-03-31',
    ...change,
  };
  const given = Object.entries(whole).filter(([, value]) => value !== null);
  return `exceptions:\n  - ${given.map(([key, value]) => `${key}: ${value}`).join('\n    ')}`;
};

const mistakes: Record<string, Mistake> = {
  'an unknown key at the top': {
    source: yaml({ top: 'verbose: true' }),
    kind: 'unknown-key',
    line: 2,
    key: 'verbose',
    names: 'verbose',
  },
  'an unknown key of a tenant': {
    source: yaml({ tenant: 'nickname: x' }),
    kind: 'unknown-key',
    line: 5,
    key: tenantKey('nickname'),
    names: 'nickname',
  },
  'an unknown key of Microsoft 365': {
    source: yaml({ microsoft: 'secret: x' }),
    kind: 'unknown-key',
    line: 9,
    key: tenantKey('microsoft365.secret'),
    names: 'secret',
  },
  'an unknown key of Google Workspace': {
    source: yaml({ google: `${google}\nscopes: x` }),
    kind: 'unknown-key',
    line: 13,
    key: tenantKey('googleWorkspace.scopes'),
    names: 'scopes',
  },
  'an unknown key of an exception': {
    source: yaml({ tenant: exceptionWith({ note: 'x' }) }),
    kind: 'unknown-key',
    line: 11,
    key: tenantKey('exceptions[0].note'),
    names: 'note',
  },
  'an unknown check id in options': {
    source: yaml({ top: 'checks:\n  stale-acount: { limitDays: 1 }' }),
    kind: 'unknown-key',
    line: 3,
    key: 'checks.stale-acount',
    names: 'stale-acount',
  },
  'an unknown check id in options of a tenant': {
    source: yaml({ tenant: 'checks:\n  nope: {}' }),
    kind: 'unknown-key',
    line: 6,
    key: tenantKey('checks.nope'),
    names: 'nope',
  },
  'an unknown check id in an exception': {
    source: yaml({ tenant: exceptionWith({ check: 'nope' }) }),
    kind: 'wrong',
    line: 6,
    key: tenantKey('exceptions[0].check'),
    names: 'stale-account',
  },
  'an unknown option of a check': {
    source: yaml({ top: 'checks:\n  stale-account:\n    days: 1' }),
    kind: 'unknown-key',
    line: 4,
    key: 'checks.stale-account.days',
    names: 'days',
  },
  'an unknown locale': { source: yaml({ top: 'locale: fr' }), kind: 'wrong', line: 2, key: 'locale' },
  'an unknown cloud': {
    source: yaml({ microsoft: 'cloud: moon' }),
    kind: 'wrong',
    line: 9,
    key: tenantKey('microsoft365.cloud'),
  },
  'an unknown dataset in expectedGaps': {
    source: yaml({ tenant: 'expectedGaps:\n  - google-workspace/policies\n  - google/policies' }),
    kind: 'wrong',
    line: 7,
    key: tenantKey('expectedGaps[1]'),
  },
  'text where a number belongs': {
    source: yaml({ top: 'checks:\n  stale-account: { limitDays: many }' }),
    kind: 'wrong',
    line: 3,
    key: 'checks.stale-account.limitDays',
  },
  'a fraction where a whole number belongs': {
    source: yaml({ top: 'checks:\n  stale-account: { limitDays: 1.5 }' }),
    kind: 'wrong',
    line: 3,
    key: 'checks.stale-account.limitDays',
  },
  'a negative limit': {
    source: yaml({ top: 'checks:\n  stale-account: { limitDays: -1 }' }),
    kind: 'wrong',
    line: 3,
    key: 'checks.stale-account.limitDays',
  },
  'days of retention in words': {
    source: yaml({ top: 'retentionDays: many' }),
    kind: 'wrong',
    line: 2,
    key: 'retentionDays',
  },
  'a retention of no days': {
    source: yaml({ top: 'retentionDays: 0' }),
    kind: 'wrong',
    line: 2,
    key: 'retentionDays',
  },
  'half a day of retention': {
    source: yaml({ top: 'retentionDays: 1.5' }),
    kind: 'wrong',
    line: 2,
    key: 'retentionDays',
  },
  'a database of a kind that is not known': {
    source: yaml({ top: 'store: mysql://u@db.example/shisei' }),
    kind: 'wrong',
    line: 2,
    key: 'store',
    names: 'postgres://user@host/database',
  },
  'a store that is an address of a file': {
    source: yaml({ top: 'store: file:///var/lib/shisei.db' }),
    kind: 'wrong',
    line: 2,
    key: 'store',
  },
  'a store of no name': {
    source: yaml({ top: 'store: ""' }),
    kind: 'wrong',
    line: 2,
    key: 'store',
    names: 'shisei.db',
  },
  'a store whose port is no number': {
    source: yaml({ top: 'store: postgres://u@db.example:x/shisei' }),
    kind: 'wrong',
    line: 2,
    key: 'store',
  },
  'a store whose password has a slash that is not encoded': {
    source: yaml({ top: 'store: postgres://u:${SLASHED}@db.example/shisei' }),
    kind: 'wrong',
    line: 2,
    key: 'store',
    names: '%40',
  },
  'a password of the store in plain': {
    source: yaml({ top: `store: postgres://u:${secret}@db.example/shisei` }),
    kind: 'plain-secret',
    line: 2,
    key: 'store',
  },
  'a password of the store beside a variable': {
    source: yaml({ top: `store: postgres://u:\${SECRET}${secret}@db.example/shisei` }),
    kind: 'plain-secret',
    line: 2,
    key: 'store',
  },
  'a password of the store among its parameters': {
    source: yaml({ top: `store: postgres://u@db.example/shisei?sslmode=require&password=${secret}` }),
    kind: 'plain-secret',
    line: 2,
    key: 'store',
  },
  'a password of the store behind a variable that is not set': {
    source: yaml({ top: 'store: postgres://u:${NOT_SET}@db.example/shisei' }),
    kind: 'unset-variable',
    line: 2,
    key: 'store',
    names: 'NOT_SET',
  },
  'an age of scans without its unit': {
    source: yaml({ top: 'retention:\n  scans: 400' }),
    kind: 'wrong',
    line: 3,
    key: 'retention.scans',
    names: '400d',
  },
  'an age of scans of no days': {
    source: yaml({ top: 'retention:\n  scans: 0d' }),
    kind: 'wrong',
    line: 3,
    key: 'retention.scans',
  },
  'an address to tell in plain': {
    source: yaml({ top: `notify:\n  - slack:\n      url: https://hooks.example/${secret}` }),
    kind: 'plain-secret',
    line: 4,
    key: 'notify[0].slack.url',
  },
  'a key of signatures in plain': {
    source: yaml({ top: `notify:\n  - webhook: { url: "https://siem.example", secret: ${secret}-long-enough }` }),
    kind: 'plain-secret',
    line: 3,
    key: 'notify[0].webhook.secret',
  },
  'a password of a mail server in plain': {
    source: yaml({
      top: `notify:\n  - email:\n      server: smtp://u:${secret}@mail.example\n      from: a@b.example\n      to: [c@b.example]`,
    }),
    kind: 'plain-secret',
    line: 4,
    key: 'notify[0].email.server',
  },
  'a key of pseudonyms that is too short': {
    source: yaml({ top: 'pseudonymKey: ${SHORT_KEY}' }),
    kind: 'wrong',
    line: 2,
    key: 'pseudonymKey',
    names: '16',
  },
  'a key of pseudonyms in plain': {
    source: yaml({ top: 'pseudonymKey: a-key-that-is-long-enough' }),
    kind: 'plain-secret',
    line: 2,
    key: 'pseudonymKey',
  },
  'a map for the key of pseudonyms': {
    source: yaml({ top: 'pseudonymKey:\n  key: ${KEY}' }),
    kind: 'wrong',
    line: 2,
    key: 'pseudonymKey',
    names: '16',
  },
  'a number where text belongs': {
    source: yaml().replace('name: Acme', 'name: 42'),
    kind: 'wrong',
    line: 4,
    key: tenantKey('name'),
  },
  'a list where a map belongs': {
    source: yaml({ top: 'checks: [stale-account]' }),
    kind: 'wrong',
    line: 2,
    key: 'checks',
  },
  'text where a list belongs': {
    source: yaml({ tenant: 'breakGlass: bg1@acme.example' }),
    kind: 'wrong',
    line: 5,
    key: tenantKey('breakGlass'),
  },
  'no tenants at all': { source: 'version: 1\ntenants: []\n', kind: 'wrong', line: 2, key: 'tenants' },
  'the key of tenants missing': { source: 'version: 1\n', kind: 'missing', line: 1, key: 'tenants', names: 'tenants' },
  'the version missing': {
    source: yaml().replace('version: 1\n', ''),
    kind: 'missing',
    line: 1,
    key: 'version',
    names: 'version',
  },
  'another version': { source: yaml().replace('version: 1', 'version: 2'), kind: 'wrong', line: 1, key: 'version' },
  'a missing name': {
    source: yaml().replace('    name: Acme\n', ''),
    kind: 'missing',
    line: 3,
    key: tenantKey('name'),
    names: 'name',
  },
  'a missing tenant guid': {
    source: yaml().replace(`      tenantId: ${guid}\n`, ''),
    kind: 'missing',
    line: 5,
    key: tenantKey('microsoft365.tenantId'),
    names: 'tenantId',
  },
  'a missing clientId': {
    source: yaml().replace(`      clientId: ${guid}\n`, ''),
    kind: 'missing',
    line: 5,
    key: tenantKey('microsoft365.clientId'),
    names: 'clientId',
  },
  'a missing customer': {
    source: yaml({ google: google.replace('customerId: C01abc23d\n', '') }),
    kind: 'missing',
    line: 9,
    key: tenantKey('googleWorkspace.customerId'),
    names: 'customerId',
  },
  'a bad tenant guid': {
    source: yaml().replace(`tenantId: ${guid}`, 'tenantId: acme'),
    kind: 'wrong',
    line: 6,
    key: tenantKey('microsoft365.tenantId'),
  },
  'a customer that is an alias for any': {
    source: yaml({ google: google.replace('C01abc23d', 'my_customer') }),
    kind: 'wrong',
    line: 10,
    key: tenantKey('googleWorkspace.customerId'),
  },
  'an administrator that is no address': {
    source: yaml({ google: google.replace('auditor@acme.example', 'auditor') }),
    kind: 'wrong',
    line: 11,
    key: tenantKey('googleWorkspace.admin'),
  },
  'a country in small letters': {
    source: yaml({ tenant: 'approvedCountries: [jp]' }),
    kind: 'wrong',
    line: 5,
    key: tenantKey('approvedCountries[0]'),
  },
  'no country at all': {
    source: yaml({ tenant: 'approvedCountries: []' }),
    kind: 'wrong',
    line: 5,
    key: tenantKey('approvedCountries'),
  },
  'an unset variable': {
    source: yaml({ secretLine: 'clientSecret: ${NOT_SET}' }),
    kind: 'unset-variable',
    line: 8,
    key: tenantKey('microsoft365.clientSecret'),
    names: 'NOT_SET',
  },
  'a variable that is set to nothing': {
    source: yaml({ secretLine: 'clientSecret: ${EMPTY}' }),
    kind: 'unset-variable',
    line: 8,
    key: tenantKey('microsoft365.clientSecret'),
    names: 'EMPTY',
  },
  'an unset variable in a list': {
    source: yaml({ tenant: 'breakGlass:\n  - a\n  - ${NOT_SET}' }),
    kind: 'unset-variable',
    line: 7,
    key: tenantKey('breakGlass[1]'),
    names: 'NOT_SET',
  },
  'a variable that every object has': {
    source: yaml().replace('name: Acme', 'name: ${constructor}'),
    kind: 'unset-variable',
    line: 4,
    key: tenantKey('name'),
    names: 'constructor',
  },
  'a secret in plain': {
    source: yaml({ secretLine: `clientSecret: ${secret}` }),
    kind: 'plain-secret',
    line: 8,
    key: tenantKey('microsoft365.clientSecret'),
  },
  'a secret beside a variable': {
    source: yaml({ secretLine: `clientSecret: \${SECRET}${secret}` }),
    kind: 'plain-secret',
    line: 8,
    key: tenantKey('microsoft365.clientSecret'),
  },
  'a certificate that is not there': {
    source: yaml({ secretLine: 'certificatePath: ./gone.pem' }),
    kind: 'missing-file',
    line: 8,
    key: tenantKey('microsoft365.certificatePath'),
    names: './gone.pem',
  },
  'a token file that is not there': {
    source: yaml({ secretLine: 'federatedTokenFile: gone' }),
    kind: 'missing-file',
    line: 8,
    key: tenantKey('microsoft365.federatedTokenFile'),
    names: 'gone',
  },
  'a key file that is not there': {
    source: yaml({ google: google.replace('./sa.json', './gone.json') }),
    kind: 'missing-file',
    line: 12,
    key: tenantKey('googleWorkspace.keyFile'),
    names: './gone.json',
  },
  'a roster that is not there': {
    source: yaml({ tenant: 'roster: ./gone.csv' }),
    kind: 'missing-file',
    line: 5,
    key: tenantKey('roster'),
    names: './gone.csv',
  },
  'a roster that is empty': {
    source: yaml({ tenant: 'roster: ""' }),
    kind: 'wrong',
    line: 5,
    key: tenantKey('roster'),
  },
  'a roster behind a variable that is not set': {
    source: yaml({ tenant: 'roster: ${NOT_SET}' }),
    kind: 'unset-variable',
    line: 5,
    key: tenantKey('roster'),
    names: 'NOT_SET',
  },
  'a link that is no list': {
    source: yaml({ tenant: 'links:\n  - [a@acme.example, b@acme.example]\n  - c@acme.example' }),
    kind: 'wrong',
    line: 7,
    key: tenantKey('links[1]'),
  },
  'a link of one account': {
    source: yaml({ tenant: 'links:\n  - [a@acme.example, b@acme.example]\n  - [c@acme.example]' }),
    kind: 'wrong',
    line: 7,
    key: tenantKey('links[1]'),
  },
  'an id in a link that is a number': {
    source: yaml({ tenant: 'links: [[a@acme.example, 108765432109876543210]]' }),
    kind: 'wrong',
    line: 5,
    key: tenantKey('links[0][1]'),
  },
  'a folder where a file belongs': {
    source: yaml({ tenant: 'roster: .' }),
    kind: 'missing-file',
    line: 5,
    key: tenantKey('roster'),
  },
  'no directory': {
    source: 'version: 1\ntenants:\n  - id: acme\n    name: Acme\n',
    kind: 'no-directory',
    line: 3,
    key: 'tenants[0]',
    names: 'microsoft365',
  },
  'two credentials of Microsoft 365': {
    source: yaml({ microsoft: 'azureCli: true' }),
    kind: 'one-credential',
    line: 5,
    key: tenantKey('microsoft365'),
    names: 'azureCli',
  },
  'no credential of Microsoft 365': {
    source: yaml({ secretLine: '' }),
    kind: 'one-credential',
    line: 5,
    key: tenantKey('microsoft365'),
    names: 'clientSecret',
  },
  'two credentials of Google Workspace': {
    source: yaml({ google: `${google}\nserviceAccount: sa@proj.iam.gserviceaccount.com` }),
    kind: 'one-credential',
    line: 9,
    key: tenantKey('googleWorkspace'),
    names: 'keyFile',
  },
  'no credential of Google Workspace': {
    source: yaml({ google: google.replace('\nkeyFile: ./sa.json', '') }),
    kind: 'one-credential',
    line: 9,
    key: tenantKey('googleWorkspace'),
    names: 'serviceAccount',
  },
  'two tenants of one id': {
    source: `${yaml()}  - { id: acme, name: Other, microsoft365: { tenantId: ${guid}, azureCli: true } }\n`,
    kind: 'twice',
    line: 9,
    key: 'tenants[1].id',
  },
  'a key that stands twice': {
    source: yaml({ microsoft: 'cloud: global\ncloud: china' }),
    kind: 'syntax',
    line: 10,
    key: tenantKey('microsoft365.cloud'),
  },
  'an alias': {
    source: yaml({ top: 'store: &x ./shisei.db' }).replace('name: Acme', 'name: *x'),
    kind: 'syntax',
    line: 5,
    key: tenantKey('name'),
    names: 'alias',
  },
  'a tab as indent': { source: 'version: 1\ntenants:\n\t- id: acme\n', kind: 'syntax', line: 3, key: '' },
  'two documents in a file': { source: `${yaml()}---\nversion: 1\n`, kind: 'syntax', line: 9, key: '' },
  'a quote without an end': { source: 'version: 1\nlocale: "ja\n', kind: 'syntax', line: 3, key: '' },
  'a file without anything': { source: '', kind: 'wrong', line: 1, key: '' },
  'a list as the whole': { source: '- a\n', kind: 'wrong', line: 1, key: '' },
  'an exception without an end': {
    source: yaml({ tenant: exceptionWith({ until: null }) }),
    kind: 'missing',
    line: 6,
    key: tenantKey('exceptions[0].until'),
    names: 'until',
  },
  'an exception without a check': {
    source: yaml({ tenant: exceptionWith({ check: null }) }),
    kind: 'missing',
    line: 6,
    key: tenantKey('exceptions[0].check'),
    names: 'check',
  },
  'an exception without a reason': {
    source: yaml({ tenant: exceptionWith({ reason: '""' }) }),
    kind: 'wrong',
    line: 8,
    key: tenantKey('exceptions[0].reason'),
  },
};

for (const until of ['2027-02-30', '2027/03/31', '31.3.2027', '2027-03', '2027-03-31T00:00:00Z', '20270331']) {
  mistakes[`the date ${until}`] = {
    source: yaml({ tenant: exceptionWith({ until }) }),
    kind: 'wrong',
    line: 10,
    key: tenantKey('exceptions[0].until'),
  };
}
for (const id of ['Acme', '-acme', 'acme_1', '../acme', 'a/b', '株式会社', 'a.b', 'a'.repeat(64), '""', '12345']) {
  mistakes[`the tenant id ${id}`] = {
    source: yaml().replace('id: acme', `id: ${id}`),
    kind: 'wrong',
    line: 3,
    key: tenantKey('id'),
  };
}

describe('a mistake is named with file, line and key:', () => {
  it.each(Object.entries(mistakes))('%s', async (_name, { source, kind, line, key, names }) => {
    const { problems, texts } = await mistakesIn(source);
    expect(problems).toContainEqual(expect.objectContaining({ kind, line, key }));
    for (const text of Object.values(texts)) {
      expect(text).toMatch(new RegExp(`shisei-\\d+\\.yaml:${line}:\\d+`));
      expect(text).toContain(key);
      expect(text).toContain(names ?? '');
      expect(text).not.toMatch(/undefined|\[object|NaN/);
    }
    expect(texts.ja).toMatch(/[ぁ-んァ-ヶ一-龠]/);
    expect(texts.en).not.toMatch(/[ぁ-んァ-ヶ]/);
  });

  it('a file that is not there', async () => {
    const error = await loadConfiguration(join(folder, 'gone.yaml'), { env, checks, locale: 'ja' }).catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(describeError(error)).toMatchObject({ status: 2, text: expect.stringContaining('gone.yaml') });
    expect(describeError(error).text).toContain('ENOENT');
  });

  it('a folder in its place', async () => {
    await expect(loadConfiguration(folder, { env, checks, locale: 'en' })).rejects.toBeInstanceOf(ConfigurationError);
  });

  it('and all of them at once, from the top down', async () => {
    const { problems } = await mistakesIn(
      yaml({ top: 'locale: fr', tenant: 'breakGlass: x', secretLine: 'clientSecret: ${NOT_SET}' }),
    );
    expect(problems.map(({ line }) => line)).toEqual([2, 6, 10]);
  });

  it('also files that are not there', async () => {
    const { problems } = await mistakesIn(
      yaml({ top: 'locale: fr', tenant: 'roster: ./gone.csv', secretLine: 'clientSecret: ${NOT_SET}' }),
    );
    expect(problems.map(({ kind }) => kind)).toEqual(['wrong', 'missing-file', 'unset-variable']);
  });

  it('also rules over several keys beside a mistake in one of them', async () => {
    const source = [
      'version: 1',
      'tenants:',
      '  - id: acme',
      '    microsoft365: { tenantId: acme, nope: 1 }',
      '    googleWorkspace: { customerId: any, admin: nobody }',
      '  - id: acme',
      '    name: 42',
      '',
    ].join('\n');
    const { problems } = await mistakesIn(source);
    expect(problems.map(({ kind, key }) => `${kind} ${key}`).sort()).toEqual([
      'missing tenants[0].name',
      'no-directory tenants[1]',
      'one-credential tenants[0].googleWorkspace',
      'one-credential tenants[0].microsoft365',
      'twice tenants[1].id',
      'unknown-key tenants[0].microsoft365.nope',
      'wrong tenants[0].googleWorkspace.admin',
      'wrong tenants[0].googleWorkspace.customerId',
      'wrong tenants[0].microsoft365.tenantId',
      'wrong tenants[1].name',
    ]);
  });

  it('a file behind a variable that is not set is one mistake', async () => {
    const { problems } = await mistakesIn(yaml({ google: google.replace('./sa.json', '${NOT_SET}') }));
    expect(problems.map(({ kind }) => kind)).toEqual(['unset-variable']);
  });

  it.each(['abc', '5'])('a secret in plain that is wrong besides is one mistake: %s', async (value) => {
    const { problems } = await mistakesIn(yaml({ top: `pseudonymKey: ${value}` }));
    expect(problems.map(({ kind }) => kind)).toEqual(['plain-secret']);
  });

  it('a file under a key that does not belong there is one mistake', async () => {
    const { problems } = await mistakesIn(yaml({ microsoft: 'keyFile: ./gone.json' }));
    expect(problems.map(({ kind }) => kind)).toEqual(['unknown-key']);
  });

  it('with an example of what belongs there, in our own words', async () => {
    const of = async (source: string) => (await mistakesIn(source)).texts;
    const examples: Record<string, string> = {
      'version: 1': yaml().replace('version: 1', 'version: "1"'),
      'en, ja': yaml({ top: 'locale: fr' }),
      'usgov-dod': yaml({ microsoft: 'cloud: moon' }),
      '3f1c2d4e-5b6a-4c7d-8e9f-0a1b2c3d4e5f': yaml().replace(`tenantId: ${guid}`, 'tenantId: acme'),
      '9b2e4f6a-1c3d-4e5f-8a7b-6c5d4e3f2a1b': yaml().replace(`clientId: ${guid}`, 'clientId: acme'),
      C01abc23d: yaml({ google: google.replace('C01abc23d', 'my_customer') }),
      'auditor@acme.example': yaml({ google: google.replace('auditor@acme.example', 'auditor') }),
      '2027-03-31': yaml({ tenant: exceptionWith({ until: '31.3.2027' }) }),
      JP: yaml({ tenant: 'approvedCountries: [Japan]' }),
      '[a, b]': yaml({ tenant: 'links: [[ann@acme.example]]' }),
      90: yaml({ top: 'checks: { stale-account: { limitDays: many } }' }),
      63: yaml().replace('id: acme', 'id: Acme'),
    };
    for (const [example, source] of Object.entries(examples)) {
      const { en, ja } = await of(source);
      expect(en).toContain(example);
      expect(ja).toContain(example);
      expect(`${en}${ja}`).not.toMatch(/pattern|invalid|expected|無効|入力/i);
    }
  });

  it('with the least that is right', async () => {
    const retention = (await mistakesIn(yaml({ top: 'retentionDays: 0' }))).texts;
    expect(retention.en).toContain('a whole number, 1 or more');
    expect(retention.ja).toContain('1 以上の整数');
    const key = (await mistakesIn(yaml({ top: 'pseudonymKey: ${SHORT_KEY}' }))).texts;
    expect(key.en).toContain(
      'Write ${NAME} here, and set that environment variable to a key of 16 characters or more.',
    );
    expect(key.ja).toContain('${名前} と書き、その環境変数に 16 文字以上の鍵');
    const fine = load(yaml({ top: 'retentionDays: 1\npseudonymKey: ${KEY}' }));
    await expect(fine).resolves.toMatchObject({ retentionDays: 1, pseudonymKey: env.KEY });
  });

  it('in the language of the file when the command line does not say', async () => {
    const error = await load(yaml({ top: 'locale: ja', tenant: 'nope: 1' })).catch((caught: unknown) => caught);
    expect(describeError(error).text).toContain('キー');
  });

  it('with exit status 2', async () => {
    const error = await load('').catch((caught: unknown) => caught);
    expect(describeError(error).status).toBe(2);
  });
});

describe('a secret stands in no message', () => {
  const places: Record<string, string> = {
    'written in plain': yaml({ secretLine: `clientSecret: ${secret}` }),
    'written in plain and quoted': yaml({ secretLine: `clientSecret: "${secret}"` }),
    'written in plain in a list': yaml({ secretLine: `clientSecret: [${secret}]` }),
    'written in plain under another name': yaml({ microsoft: `password: ${secret}` }),
    'that begins like an alias': yaml({ secretLine: `clientSecret: *${secret}` }),
    'that begins like a tag': yaml({ secretLine: `clientSecret: !${secret}` }),
    'that begins like a tag of a handle': yaml({ secretLine: `clientSecret: !${secret}!x` }),
    'that begins like an anchor': yaml({ secretLine: `clientSecret: &${secret}` }),
    'that begins like a block': yaml({ secretLine: `clientSecret: |${secret}` }),
    'that begins like a folded block': yaml({ secretLine: `clientSecret: >${secret}` }),
    'that begins like a directive': yaml({ secretLine: `clientSecret: %${secret}` }),
    'that begins with a reserved character': yaml({ secretLine: `clientSecret: @${secret}` }),
    'that opens a list': yaml({ secretLine: `clientSecret: [${secret}` }),
    'after a quote': yaml({ secretLine: `clientSecret: "a" ${secret}` }),
    'in a quote without an end': yaml({ secretLine: `clientSecret: "${secret}` }),
    'with a wrong escape': yaml({ secretLine: `clientSecret: "\\q${secret}"` }),
    'on a line of its own': `${yaml()}${secret}\n`,
    'in place of the guid of a client': yaml().replace(`clientId: ${guid}`, 'clientId: ${SECRET}'),
    'in place of the id of a tenant': yaml().replace('id: acme', 'id: ${SECRET}.'),
    'in place of a cloud': yaml({ microsoft: 'cloud: ${SECRET}' }),
    'in place of a customer': yaml({ google: google.replace('C01abc23d', '${SECRET}') }),
    'in place of a date': yaml({ tenant: exceptionWith({ until: '${SECRET}' }) }),
    'in place of a check': yaml({ tenant: exceptionWith({ check: '${SECRET}' }) }),
    'in place of a path': yaml({ google: google.replace('./sa.json', '${SECRET}') }),
    'pasted as a key in place of its path': yaml({ secretLine: `certificatePath: "BEGIN PRIVATE KEY ${secret}"` }),
    'in the address of the store': yaml({ top: `store: postgres://u:${secret}@db.example/x` }),
    'in the address of the store, which is wrong besides': yaml({ top: `store: mysql://u:${secret}@db.example/x` }),
    'in place of the store': yaml({ top: 'store: "mysql://${SECRET}"' }),
    'with a slash, in the address of the store': yaml({ top: 'store: postgres://u:${SLASHED}@db.example/x' }),
    'of a mail server': yaml({ top: `notify: [{ email: { server: "smtp://u:${secret}@h", from: a, to: b } }]` }),
    'stuck to its key': yaml({ microsoft: `clientSecret:${secret}: 1` }),
    'in place of a path, beside text': yaml({ google: google.replace('./sa.json', '"./${SECRET}.json"') }),
  };
  it.each(Object.entries(places))('%s', async (_name, source) => {
    const { problems, texts } = await mistakesIn(source);
    expect(JSON.stringify(problems)).not.toContain(secret);
    expect(`${texts.en}${texts.ja}`).not.toContain(secret);
  });

  it('nor in the error itself, as a log would write it', async () => {
    const error = await load(yaml({ secretLine: `clientSecret: ${secret}` })).catch((caught: unknown) => caught);
    expect(error instanceof Error ? `${error.stack}${JSON.stringify(error)}${String(error.cause)}` : '').not.toContain(
      secret,
    );
  });
});

describe('a part of the file that nobody needs:', () => {
  const needs: readonly Part[] = ['roster', 'store'];

  it.each([
    ['a variable that is not set', yaml({ secretLine: 'clientSecret: ${NOT_SET}' })],
    ['a certificate that is not there', yaml({ secretLine: 'certificatePath: ./gone.pem' })],
    ['a key file that is not there', yaml({ google: google.replace('./sa.json', './gone.json') })],
    ['a key file behind a variable', yaml({ google: google.replace('./sa.json', '${NOT_SET}/sa.json') })],
    ['an id behind a variable', yaml().replaceAll(guid, '${NOT_SET}')],
    [
      'a customer behind a variable',
      yaml({ google: google.replace('C01abc23d', '${NOT_SET}').replace('auditor@acme.example', '${NOT_SET}') }),
    ],
  ])('%s is no problem', async (_name, source) => {
    await expect(load(source, { needs })).resolves.toMatchObject({ tenants: [{ id: 'acme' }] });
  });

  it('a secret is not even looked up', async () => {
    expect(JSON.stringify(await load(yaml(), { needs }))).not.toContain(secret);
  });

  const channels = [
    'id: ${NOT_SET}\n    webhook: { url: "https://${NOT_SET}/hook", secret: "${NOT_SET}" }\n    tenants: ["${NOT_SET}"]',
    'slack: { url: "${NOT_SET}" }\n    minSeverity: ${NOT_SET}\n    digest: ${NOT_SET}\n    locale: ${NOT_SET}',
    'id: ${NOT_SET}\n    teams: { url: "${NOT_SET}" }',
    'email: { server: "smtp://u:${NOT_SET}@mail.example", from: "${NOT_SET}", to: ["${NOT_SET}", a@b.example] }',
  ];
  const notify = `notify:\n${channels.map((channel) => `  - ${channel}`).join('\n')}`;

  it('variables of ways to tell are not looked up, and nothing of them is left to be used', async () => {
    expect((await load(yaml({ top: notify }), { needs })).notify).toBeUndefined();
    expect((await load(yaml({ top: notify.replaceAll('NOT_SET', 'SECRET') }), { needs })).notify).toBeUndefined();
    const { problems } = await mistakesIn(yaml({ top: notify }));
    expect(problems.length).toBeGreaterThan(10);
    expect(new Set(problems.map(({ kind }) => kind))).toEqual(new Set(['unset-variable']));
  });

  it('the store is looked up all the same, unless nobody will open it', async () => {
    const top = 'store: postgres://u:${NOT_SET}@db.example/shisei';
    const { problems } = await mistakesIn(yaml({ top }), { needs });
    expect(problems.map(({ kind, key }) => `${kind} ${key}`)).toEqual(['unset-variable store']);
    await expect(load(yaml({ top }), { needs: [] })).resolves.toMatchObject({ tenants: [{ id: 'acme' }] });
    await expect(load(yaml({ top: 'store: ${NOT_SET}' }), { needs: [] })).resolves.toBeDefined();
    const plain = yaml({ top: `store: postgres://u:${secret}@db.example/shisei` });
    expect((await mistakesIn(plain, { needs: [] })).problems.map(({ kind }) => kind)).toEqual(['plain-secret']);
  });

  it.each([
    ['a secret in plain', yaml({ secretLine: `clientSecret: ${secret}` }), 'plain-secret'],
    ['a variable elsewhere', yaml({ tenant: 'breakGlass: ["${NOT_SET}"]' }), 'unset-variable'],
    ['a list that is not there', yaml({ tenant: 'roster: ./gone.csv' }), 'missing-file'],
    ['two credentials', yaml({ microsoft: 'azureCli: true' }), 'one-credential'],
    ['an unknown key', yaml({ microsoft: 'nope: 1' }), 'unknown-key'],
    [
      'a way to tell in plain',
      yaml({ top: `notify: [{ slack: { url: "https://a.example/${secret}" } }]` }),
      'plain-secret',
    ],
    ['a digest of no known length', yaml({ top: 'notify: [{ slack: { url: "${X}" }, digest: hourly }]' }), 'wrong'],
    [
      'two ways in one',
      yaml({ top: 'notify: [{ slack: { url: "${X}" }, teams: { url: "${X}" } }]' }),
      'one-credential',
    ],
  ])('%s still is one', async (_name, source, kind) => {
    const { problems } = await mistakesIn(source, { needs });
    expect(problems.map((problem) => problem.kind)).toEqual([kind]);
  });
});

describe('of the parts of the file', () => {
  const gone = {
    directories: yaml({ secretLine: 'clientSecret: ${NOT_SET}' }),
    roster: yaml({ tenant: 'roster: ${NOT_SET}' }),
    notify: yaml({ top: 'notify: [{ slack: { url: "${NOT_SET}" } }]' }),
    store: yaml({ top: 'store: ${NOT_SET}' }),
    pseudonymKey: yaml({ top: 'pseudonymKey: ${NOT_SET}' }),
  };

  it.each(allParts)('%s is asked for where it is needed, and only there', async (part) => {
    expect((await mistakesIn(gone[part], { needs: [part] })).problems.map(({ kind }) => kind)).toContain(
      'unset-variable',
    );
    await expect(load(gone[part], { needs: allParts.filter((one) => one !== part) })).resolves.toBeDefined();
  });

  it('all are needed where nobody says otherwise', async () => {
    for (const source of Object.values(gone)) expect((await mistakesIn(source)).problems).not.toEqual([]);
  });

  it.each([
    ['directories', yaml({ secretLine: 'certificatePath: ./gone.pem' })],
    ['roster', yaml({ tenant: 'roster: ./gone.csv' })],
  ] as const)('files of %s must be there where they are needed, and only there', async (part, source) => {
    expect((await mistakesIn(source, { needs: [part] })).problems.map(({ kind }) => kind)).toEqual(['missing-file']);
    await expect(load(source, { needs: [] })).resolves.toBeDefined();
  });

  it('channels are there only for whoever tells', async () => {
    const source = yaml({ top: 'notify: [{ slack: { url: "${HOOK}" } }]' });
    const known = { env: { ...env, HOOK: 'https://hooks.example/x' } };
    expect((await load(source, { ...known, needs: ['notify'] })).notify).toHaveLength(1);
    expect((await load(source, { ...known, needs: ['store'] })).notify).toBeUndefined();
  });

  it('a key that is set is used by whoever could do without it', async () => {
    const source = yaml({ top: 'pseudonymKey: ${KEY}' });
    expect((await load(source, { needs: [] })).pseudonymKey).toBe(env.KEY);
  });
});

describe('how long scans stay in the store', () => {
  it.each([
    ['', null],
    ['retention: {}', null],
    ['retention: { scans: 400d }', 400],
    ['retention: { scans: 1d }', 1],
  ])('%s', async (top, days) => {
    expect(scanDaysOf(await load(yaml({ top })))).toBe(days);
  });

  it('is written in days alone', () => {
    expect(['400d', '99999d'].map(daysIn)).toEqual([400, 99_999]);
    expect(['400', '0d', '-1d', '1.5d', '4w', 'd', ' 4d', '4d ', '4d\n', ''].map(daysIn)).toEqual(
      Array(10).fill(undefined),
    );
  });
});

describe('options of checks', () => {
  it('of a tenant win over those for all, key by key', async () => {
    const top = 'checks: { stale-account: { limitDays: 60 }, overdue-review: { graceDays: 1, other: 2 } }';
    const tenant = 'checks: { stale-account: { limitDays: 45 }, overdue-review: { graceDays: 3 } }';
    const configuration = await load(yaml({ top, tenant }));
    const [first] = configuration.tenants;
    if (first === undefined) expect.fail('no tenant');
    expect(judgingOf(configuration, first).checks).toEqual({
      'stale-account': { limitDays: 45 },
      'overdue-review': { graceDays: 3, other: 2 },
    });
  });

  it('for all hold where a tenant says nothing', async () => {
    const configuration = await load(yaml({ top: 'checks: { stale-account: { limitDays: 60 } }' }));
    const [first] = configuration.tenants;
    if (first === undefined) expect.fail('no tenant');
    expect(judgingOf(configuration, first).checks).toEqual({ 'stale-account': { limitDays: 60 } });
  });
});

describe('what the configuration says about judging', () => {
  const judging = async (source: string) => {
    const configuration = await load(source);
    const [first] = configuration.tenants;
    return first === undefined ? expect.fail('no tenant') : judgingOf(configuration, first);
  };

  it('names the keys that do nothing yet', async () => {
    const top = 'store: ./shisei.db\nchecks: { overdue-review: {} }';
    const tenant = `roster: ./hr.csv\napprovedCountries: [JP]\n${exceptionWith({ check: 'overdue-review' })}`;
    expect((await judging(yaml({ top, tenant }))).unusedKeys).toEqual([
      'checks.overdue-review',
      'exceptions: overdue-review',
    ]);
  });

  it('holds the links between accounts', async () => {
    expect((await judging(yaml({ tenant: 'links: [[a@acme.example, "1087"]]' }))).links).toEqual([
      ['a@acme.example', '1087'],
    ]);
  });

  it('ends days in Japan for Japanese, else in UTC', async () => {
    expect((await judging(yaml({ top: 'locale: ja' }))).timeZone).toBe('Asia/Tokyo');
    expect((await judging(yaml())).timeZone).toBe('UTC');
  });

  it('holds no secret, since it is saved with snapshots', async () => {
    expect(JSON.stringify(await judging(yaml({ google })))).not.toContain(secret);
  });
});

describe('whatever stands in the file, nothing but a ConfigurationError comes out:', () => {
  const survives = async (source: string) => {
    const error = await load(source).then(
      () => undefined,
      (caught: unknown) => caught,
    );
    if (error === undefined) return;
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(describeError(error).status).toBe(2);
  };

  it('any text', () => fc.assert(fc.asyncProperty(fc.string({ unit: 'binary' }), survives), { numRuns: 100 }));

  it('any text of the characters of YAML', () => {
    const unit = fc.constantFrom(
      ...'\n\n  ::--[]{}&*!|>\'"%@`#?,abc1\t\\${}'.split(''),
      'version',
      'tenants',
      '${SECRET}',
      '<<',
    );
    return fc.assert(fc.asyncProperty(fc.string({ unit, maxLength: 60 }), survives), { numRuns: 250 });
  });

  it('any value as YAML', () =>
    fc.assert(
      fc.asyncProperty(fc.jsonValue(), (value) => survives(stringify(value))),
      { numRuns: 100 },
    ));

  it('any value in the place of any key', () => {
    const names = ['version', 'locale', 'store', 'checks', 'tenants', '__proto__', 'constructor'];
    const inner = [
      'id',
      'name',
      'microsoft365',
      'googleWorkspace',
      'roster',
      'links',
      'exceptions',
      'breakGlass',
      'expectedGaps',
    ];
    const odd = fc.oneof(fc.jsonValue(), fc.constantFrom('${SECRET}', '${}', '${__proto__}', '2027-03-31', 'acme'));
    const tenant = fc.dictionary(fc.constantFrom(...inner), odd);
    const whole = fc.dictionary(fc.constantFrom(...names), fc.oneof(odd, fc.array(tenant)));
    return fc.assert(
      fc.asyncProperty(whole, (value) => survives(stringify({ version: 1, ...value }))),
      { numRuns: 150 },
    );
  });

  it.each([
    ['a key of a prototype', '__proto__: { a: 1 }\nversion: 1\n'],
    ['keys that are maps', '? { a: b }\n: 1\n'],
    ['keys that are numbers', '1: { 2: { 3: 4 } }\ntenants: { 0: a }\n'],
    ['YAML 1.1', '%YAML 1.1\n---\n<<: { version: 1 }\nuntil: 2027-03-31\ntenants: !!set { a, b }\n'],
    ['binary', '%YAML 1.1\n---\nversion: !!binary aGVsbG8=\n'],
    ['pairs', '%YAML 1.1\n---\ntenants: !!pairs [ a: 1, clientSecret: x ]\n'],
    ['a tag of a language', 'version: !!js/function "function () {}"\n'],
    ['bytes that are no text', '\u0000\u0001'],
    ['a thousand lists in each other', '['.repeat(1_000)],
  ])('%s', (_name, source) => survives(source));
});
