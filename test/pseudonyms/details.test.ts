import { beforeAll, describe, expect, it, test } from 'vitest';
import type { Dataset, Snapshot } from '../../src/core/datasets.ts';
import { datasetNames, gapOf } from '../../src/core/datasets.ts';
import { pseudonymKeyOf } from '../../src/pseudonyms/key.ts';
import { snapshotIn } from '../../src/pseudonyms/snapshots.ts';
import { createWords, type Words } from '../../src/pseudonyms/words.ts';
import { account, application, directoryId, enforcement, now, organization, role } from '../check-tester.ts';

let words: Words;
beforeAll(async () => {
  words = createWords(await pseudonymKeyOf('correct horse battery staple'));
});

/** A directory of a few names, in which something could not be read for this reason. */
function snapshotWith(detail: string): Snapshot {
  const gap = { kind: 'network', detail } as const;
  const rows = {
    organization: [organization({ name: 'Acme K.K.', domains: ['acme.example', 'アクメ.example'] })],
    accounts: [
      account({ login: 'Taro@acme.example', name: '山田 太郎', department: 'Field sales', orgUnit: '/Sales/東京' }),
      account({ id: 'bob', login: 'bob@acme.example', name: 'An' }),
    ],
    enforcement: [
      enforcement({ state: 'unknown', gap, policies: [{ id: 'p', name: 'Board policy', conditions: [] }] }),
    ],
    roles: [role({ roleName: 'Key custodian' }), role({ roleName: 'User Administrator' })],
    applications: [application({ name: 'Payslips' })],
  };
  const read = Object.entries(rows).map(([name, all]) => [name, { state: 'complete', rows: all }]);
  const dark = datasetNames.map((name): [string, Dataset<unknown>] => [name, { state: 'unavailable', gap }]);
  return {
    ...{ provider: 'microsoft365', directoryId, takenAt: now.toISOString(), requests: { sent: 0, retried: 0 } },
    datasets: Object.fromEntries([...dark, ...read]) as Snapshot['datasets'],
  };
}

/** What becomes of the detail of a gap. */
function disguised(detail: string): string {
  const { datasets } = snapshotIn(words, snapshotWith(detail));
  const said = gapOf(datasets.mfa)?.detail ?? '';
  expect(datasets.enforcement).toMatchObject({ rows: [{ gap: { detail: said } }] });
  return said;
}

describe('what a provider says', () => {
  it('is said without e-mail addresses, known or not, in links too', () => {
    const [taro, eve] = [words.address('taro@acme.example'), words.address('eve.x+y@partner.example')];
    expect(disguised('user TARO@acme.example, or <eve.x+y@partner.example>.')).toBe(`user ${taro}, or <${eve}>.`);
    expect(disguised("no 'taro@acme.example'?upn=taro@acme.example")).toBe(`no '${taro}'?upn=${taro}`);
    expect(disguised('GET /users/taro%40acme.example/messages: 404')).toBe(`GET /users/${taro}/messages: 404`);
  });

  it('is said without the login of a guest', () => {
    const login = 'eve_partner.example#EXT#@acme.example';
    expect(disguised(`no mailbox of ${login}`)).toBe(`no mailbox of ${words.address(login)}`);
  });

  it('is said without domains and names that the directory holds', () => {
    const said = disguised(
      'ACME.example (Acme K.K.): Payslips may not read Board policy, Key custodian, 山田 太郎さん',
    );
    expect(said).toBe(
      [
        `${words.domain('acme.example')} (${words.loose('tenant', 'Acme K.K.')}):`,
        `${words.exact('app', 'Payslips')} may not read ${words.exact('policy', 'Board policy')},`,
        `${words.exact('role', 'Key custodian')}, ${words.loose('person', '山田 太郎')}さん`,
      ].join(' '),
    );
  });

  it('keeps longer words, other spellings and short names', () => {
    for (const said of ['PayslipsViewer', 'the payslips', 'An error of the notacme.examples', 'User Administrator']) {
      expect(disguised(said)).toBe(said);
    }
  });

  it('is said without the paths of units', () => {
    expect(disguised('no unit /Sales/東京!')).toBe(
      `no unit /${words.exact('unit', 'Sales')}/${words.exact('unit', '東京')}!`,
    );
  });

  test.each(['İ acme.example', '\ud800acme.example', `${'a'.repeat(50_000)} acme.example`, '@@@@ acme.example', ''])(
    'of odd letters is said without names (%#)',
    (said) => {
      expect(disguised(said)).toBe(said.replace('acme.example', words.domain('acme.example')));
    },
  );
});

describe('what this program says', () => {
  it('stays as it is, whatever somebody is called', () => {
    const reason = 'the directory does not say whether the account is enabled';
    const snapshot = snapshotWith(reason);
    const named = {
      ...snapshot.datasets,
      accounts: { state: 'complete', rows: [account({ name: 'account' })] } as const,
    };
    expect(gapOf(snapshotIn(words, { ...snapshot, datasets: named }).datasets.mfa)?.detail).toBe(reason);
  });

  it('is said without the name of a group, but with its id', () => {
    const end = 'hides its members; grant the application permission Member.Read.Hidden';
    expect(disguised(`group Board $& office ${end}`)).toBe(`group ${words.exact('group', 'Board $& office')} ${end}`);
    const id = '0674e214-15cd-4d00-a4e2-dde26abdd54d';
    expect(disguised(`group ${id} ${end}`)).toBe(`group ${id} ${end}`);
  });

  it.each([
    [(file: string) => `key file ${file}: cannot be read (EACCES)`],
    [(file: string) => `key file ${file}: not a key of a service account (look at type)`],
    [(file: string) => `sign-in was refused: ENOENT: no such file or directory, open '${file}'`],
  ])('and Node say is said without paths of files (%#)', (saying) => {
    expect(disguised(saying('/home/acme/acme: x.json'))).toBe(saying(words.exact('file', '/home/acme/acme: x.json')));
  });
});
