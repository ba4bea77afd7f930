import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesBelow, leaks, leaksIn, type Written, watchCommandLines } from './leaks.ts';
import { type Hostility, type Planted, plantedWorld } from './planted.ts';
import { root, start } from './run.ts';

interface Outcome {
  status: number | null;
  out: string;
  err: string;
  /** All that the program wrote, and how anybody could see it run. */
  written: Written[];
}

/** The finest level of every log that there is, but for Node's own. */
const loud = { SHISEI_LOG_LEVEL: 'trace', AZURE_LOG_LEVEL: 'verbose', GOOGLE_SDK_NODE_LOGGING: '*' };

const formats = ['--format', 'json,html,csv,md', '--save-snapshot'];

async function ended(child: ChildProcess, result: Promise<Omit<Outcome, 'written'>>, cwd: string): Promise<Outcome> {
  const commandLines = watchCommandLines(child);
  const { status, out, err } = await result;
  const seen = [
    { place: 'stdout', text: out },
    { place: 'stderr', text: err },
    { place: 'process list', text: commandLines() },
  ];
  return { status, out, err, written: [...seen, ...filesBelow(cwd)] };
}

function launch({ cwd, env }: Planted, args: readonly string[], more: Record<string, string> = {}): Promise<Outcome> {
  const { child, ended: result } = start(args, { cwd, env: { ...env, ...more } });
  return ended(child, result, cwd);
}

/** In a terminal, as a person starts it. */
function launchOnTerminal({ cwd, env }: Planted, args: readonly string[]): Promise<Outcome> {
  const command = [process.execPath, join(root, 'bin/shisei.js'), ...args].join(' ');
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    cwd,
    env: { PATH: process.env.PATH ?? '', HOME: cwd, TERM: 'xterm', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    text.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    text.err += chunk.toString();
  });
  const result = new Promise<Omit<Outcome, 'written'>>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, ...text }));
  });
  return ended(child, result, cwd);
}

describe('what looks for secrets', () => {
  const secrets = new Map([['it', 'Pl4nted~Client.8Q~Sec/ret+&="\\<é>']]);
  const secret = secrets.get('it') ?? '';
  test.each([
    ['as it is', secret],
    ['in an address', encodeURIComponent(secret)],
    ['in a form', new URLSearchParams({ a: secret }).toString()],
    ['twice in an address', encodeURIComponent(encodeURIComponent(secret))],
    ['in JSON', JSON.stringify({ a: secret })],
    ['in JSON in JSON', JSON.stringify(JSON.stringify({ a: secret }))],
    ['in base64', Buffer.from(`id:${secret}`).toString('base64')],
    ['in base64 for addresses', Buffer.from(`i:${secret}`).toString('base64url')],
    ['in lines', secret.replaceAll(/.{7}/g, '$&\n')],
    ['in part', secret.slice(0, 17)],
  ])('finds one %s', (_name, text) => {
    expect(leaksIn(`before ${text} after`, secrets)).toEqual(['it']);
  });

  test('finds nothing where there is nothing', () => {
    expect(leaksIn(`before ${secret.slice(0, 12)} after`, secrets)).toEqual([]);
  });
});

describe('no secret is written', () => {
  test('by a scan with all formats, at the finest level of every log, nor by judging what it saved', async () => {
    const world = await plantedWorld();

    const scanned = await launch(world, ['scan', ...formats], loud);
    expect(scanned.status).toBe(0);
    expect(scanned.err).toContain('azure:identity:');
    expect(leaks(scanned.written, world.secrets)).toEqual([]);
    // Else nothing was looked for.
    const kinds = new Set([...world.secrets.keys()].map((name) => name.replace(/ \d+$/, '')));
    expect([...kinds].sort()).toEqual([
      'address of a report',
      'assertion',
      'client secret',
      'client_assertion',
      'federated token',
      'key of Google',
      'key of pseudonyms',
      'key of the certificate',
      'page token',
      'password of the proxy',
      'signature of a link',
      'token issued',
    ]);
    const files = scanned.written.map(({ place }) => place);
    expect(files.filter((place) => place.endsWith('snapshot.ndjson.gz'))).toHaveLength(2);
    const snapshots = ['sample-trading', 'kita-clinic'].map((id) => join('shisei-out', id, 'snapshot.ndjson.gz'));
    const judged = await launch(world, ['judge', ...snapshots, '--out', 'judged', ...formats], loud);
    expect(judged.status).toBe(0);
    expect(leaks(judged.written, world.secrets)).toEqual([]);
  });

  test('by a quiet scan with a federated token, nor with pseudonyms, nor by the doctor', async () => {
    const world = await plantedWorld({ second: 'federated' });
    const quiet = await launch(world, ['scan', '--quiet', ...formats]);
    expect(quiet.status).toBe(0);
    const sent = [...world.service.log].filter(({ part }) => part === 'microsoft-login');
    expect(sent.map(({ status }) => status)).toEqual([200, 200]);
    const disguised = await launch(world, ['scan', '--pseudonymise', '--out', 'disguised', ...formats]);
    expect(disguised.status).toBe(0);
    const doctor = await launch(world, ['doctor'], loud);
    expect(doctor.status).toBe(0);
    expect(leaks([...disguised.written, ...doctor.written, ...quiet.written], world.secrets)).toEqual([]);
  });

  test.runIf(spawnSync('script', ['--version']).status === 0)('on a terminal', async () => {
    const world = await plantedWorld({ hostility: refusing((sent) => sent) });
    const scanned = await launchOnTerminal(world, ['scan', ...formats]);
    expect(scanned.status).toBe(3);
    expect(scanned.out).toContain('\x1b[');
    const doctor = await launchOnTerminal(world, ['doctor']);
    expect(leaks([...scanned.written, ...doctor.written], world.secrets)).toEqual([]);
  });
});

test('a level of the log that does not exist is a mistake, and nobody is contacted', async () => {
  const world = await plantedWorld();
  const { status, err } = await launch(world, ['scan'], { SHISEI_LOG_LEVEL: 'loud' });
  expect({ status, err }).toEqual({ status: 2, err: expect.stringMatching(/^SHISEI_LOG_LEVEL: "loud".* trace\.\n$/) });
  expect(world.wanted).toEqual([]);
});

/** How somebody could repeat what he was sent. */
const spellings: ReadonlyArray<readonly [string, (sent: string) => string]> = [
  ['as it is', (sent) => sent],
  ['with its header', (sent) => `Authorization: Bearer ${sent}`],
  ['over several lines', (sent) => sent.replaceAll(/.{11}/g, '$&\r\n ')],
  ['cut off', (sent) => `${sent.slice(0, 30)}...`],
  ['in an address', (sent) => encodeURIComponent(sent)],
  ['twice in an address', (sent) => encodeURIComponent(encodeURIComponent(sent))],
  ['as a form', (sent) => `grant_type=x&client_secret=${new URLSearchParams({ a: sent }).toString().slice(2)}&b=c`],
  ['as JSON', (sent) => JSON.stringify({ headers: { Authorization: [sent] } })],
  ['as JSON in JSON', (sent) => JSON.stringify(JSON.stringify({ client_secret: sent }))],
  ['in base64', (sent) => Buffer.from(`client-id:${sent}`).toString('base64')],
  ['in base64 for addresses', (sent) => Buffer.from(`a:${sent}`).toString('base64url')],
  ['as HTML', (sent) => `<b title="${sent.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">no</b>`],
];

function errorOf(words: string): unknown {
  const errors = [{ reason: words, domain: words, message: words }];
  return { error: { code: words, status: words, message: words, errors, details: errors } };
}

/** What proves the sender: of a request its token, of a sign-in its secret or assertion. */
function proofOf({ authorization, body }: Parameters<Hostility>[0]): string {
  const form = new URLSearchParams(body);
  const inForm = form.get('client_secret') ?? form.get('client_assertion') ?? form.get('assertion');
  return inForm ?? authorization?.replace(/^Bearer /, '') ?? '';
}

/** Refuses what it is asked, but for the tenant and its accounts, and repeats the token that came. */
function refusing(spell: (sent: string) => string): Hostility {
  return (request) => {
    if (/\/token\b|\/data\/download|\/organization|\/customers|\/users(?:\?|$)|\/\$batch/.test(request.url))
      return undefined;
    const words = spell(proofOf(request));
    // Graph's errors are JSON of one shape; one in three is a page of something in between, as text.
    return request.url.length % 3 === 0 ? { status: 403, body: words } : { status: 403, body: errorOf(words) };
  };
}

/** Refuses every sign-in, and repeats the secret that came. */
function refusingSignIn(spell: (sent: string) => string): Hostility {
  return (request) => {
    if (!/\/token(?:\?|$)/.test(request.url)) return undefined;
    const words = spell(proofOf(request));
    return { status: 401, body: { error: 'invalid_client', error_description: `AADSTS7000215: ${words}` } };
  };
}

/** Answers as ever, and repeats the token in the names of accounts. */
const repeatingInRows: Hostility = (request) => {
  if (!/\/users(?:\?|$)/.test(request.url)) return undefined;
  return {
    rewrite: ({ body }) => {
      const { value, users } = Object(body) as Record<string, Array<Record<string, unknown>> | undefined>;
      const words = `${proofOf(request)} ${encodeURIComponent(proofOf(request))}`;
      for (const row of value ?? []) row.displayName = words;
      for (const row of users ?? []) row.name = { fullName: words };
      return { body };
    },
  };
};

describe('a provider that repeats what it was sent', () => {
  test('in errors, is not repeated, however it spells', async () => {
    let asked = 0;
    const world = await plantedWorld({
      hostility: refusing((sent) => {
        const [, spell = String] = spellings[asked % spellings.length] ?? [];
        asked += 1;
        return spell(sent);
      }),
    });
    const scanned = await launch(world, ['scan', ...formats], loud);
    const doctor = await launch(world, ['doctor']);
    expect([scanned.status, doctor.status]).toEqual([3, 3]);
    expect(asked).toBeGreaterThan(2 * spellings.length);
    expect(leaks([...doctor.written, ...scanned.written], world.secrets)).toEqual([]);
  });

  test.each(spellings)('when it is asked for a token, %s, is not repeated', async (_name, spell) => {
    const world = await plantedWorld({ hostility: refusingSignIn(spell) });
    const doctor = await launch(world, ['doctor'], loud);
    expect(doctor.status).toBe(3);
    expect(doctor.out).toContain('AADSTS7000215');
    expect(leaks(doctor.written, world.secrets)).toEqual([]);
  });

  test('in rows, is not repeated', async () => {
    const world = await plantedWorld({ hostility: repeatingInRows });
    const scanned = await launch(world, ['scan', ...formats], loud);
    expect(scanned.status).toBe(0);
    expect(scanned.written.filter(({ place }) => place.endsWith('report.json'))).toHaveLength(2);
    expect(leaks(scanned.written, world.secrets)).toEqual([]);
  });
});

/** Makes the program fail, in words that hold all that it ever sent and was told. */
const sabotage = `
import { registerHooks } from 'node:module';
import { readFileSync } from 'node:fs';
const told = [process.env.CLIENT_SECRET];
const send = globalThis.fetch;
globalThis.fetch = (url, options) => {
  told.push(options.headers.get('authorization'), options.body, String(url));
  return send(url, options);
};
globalThis.known = () => ['sabotage:', ...told, readFileSync(process.env.KEY_FILE, 'utf8')].join('\\n');
globalThis.everything = () => [globalThis.known(), process.env.PSEUDONYM_KEY, process.env.HTTPS_PROXY].join('\\n');
globalThis.fault = (words) => Object.assign(new Error(words), { config: told });
const [file, before, after] = JSON.parse(process.env.SABOTAGE);
registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith(file)) return loaded;
    const source = String(loaded.source);
    if (!source.includes(before)) throw new Error('nothing to sabotage in ' + url);
    return { ...loaded, source: source.replace(before, after) };
  },
});
`;

describe('a fault of the program itself tells no secret, and what to do,', () => {
  const throwing = 'throw globalThis.fault(globalThis.everything());';
  const inShaped = 'const result = shape.safeParse(body);';
  const inDeliver = 'const unread = unreadOf(';
  test.each([
    [
      'in a connector',
      [
        'connectors/microsoft365/shapes.js',
        inShaped,
        `if (/subscribedSkus|signIns/.test(place)) throw globalThis.fault(globalThis.known()); ${inShaped}`,
      ],
      'sabotage',
    ],
    ['in a renderer', ['src/commands/deliver.js', inDeliver, `${throwing} ${inDeliver}`], 'please report these lines'],
    [
      'that nobody catches',
      ['src/commands/deliver.js', inDeliver, `setTimeout(() => { ${throwing} }); ${inDeliver}`],
      'please report these lines',
    ],
    [
      'in a promise of nobody',
      ['src/commands/deliver.js', inDeliver, `Promise.reject(globalThis.fault(globalThis.everything())); ${inDeliver}`],
      'please report these lines',
    ],
    [
      'of another kind than an error',
      ['src/commands/deliver.js', inDeliver, `throw globalThis.everything(); ${inDeliver}`],
      'please report these lines',
    ],
  ])('%s', async (_name, where, told) => {
    const world = await plantedWorld();
    const hook = join(world.cwd, 'sabotage.mjs');
    await writeFile(hook, sabotage);
    const keyFile = /keyFile: (.*)/.exec(
      filesBelow(world.cwd).find(({ place }) => place.endsWith('shisei.yaml'))?.text ?? '',
    )?.[1];
    const { status, err, written } = await launch(world, ['scan', '--tenant', 'sample-trading', ...formats], {
      NODE_OPTIONS: `--import=${hook}`,
      SABOTAGE: JSON.stringify(where),
      KEY_FILE: keyFile ?? '',
      ...loud,
    });
    expect(status).toBe(3);
    expect(err).toContain(told);
    expect(leaks(written, world.secrets)).toEqual([]);
  });
});
