import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { buildProgram } from '../../src/command-line/program.ts';
import type { World } from '../../src/command-line/world.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const read = (name: string) => readFileSync(join(root, 'docs/deploy', name), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'shisei-deploy-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Options of a command, as the program has them now. */
function optionsOf(name: string): Set<string | undefined> {
  const command = buildProgram({} as World).commands.find((one) => one.name() === name);
  return new Set(command?.options.map(({ long }) => long));
}

function directives(unit: string): string[] {
  return read(unit)
    .split('\n')
    .filter((line) => /^[A-Z]\w+=/.test(line));
}

describe('each ready file starts what the program understands', () => {
  it.each([
    ['shisei.service', 'scan'],
    ['shisei-schedule.service', 'schedule'],
    ['crontab', 'scan'],
    ['task-scheduler.xml', 'scan'],
    ['kubernetes-cronjob.yaml', 'scan'],
    ['github-actions.yml', 'scan'],
  ])('%s', (file, command) => {
    const text = read(file).replace(/^\s*#.*$/gm, '');
    const line = file.startsWith('kubernetes')
      ? (/args:\n((?:\s+- \S+\n)+)/.exec(text)?.[1] ?? '').replaceAll('- ', '')
      : (/shisei\.js (.*)/.exec(text)?.[1] ?? '');
    const words = line.trim().split(/\s+/);
    expect(words[0]).toBe(command);
    const asked = words.filter((word) => word.startsWith('--')).map((word) => word.replace(/[=<].*$/, ''));
    expect(asked).toContain('--config');
    expect(asked).toContain('--out');
    expect(asked.filter((option) => !optionsOf(command).has(option))).toEqual([]);
  });
});

describe('the units of systemd', () => {
  const hardening = /^(NoNew|Capab|Protect|Private|Lock|Restrict(?!Prevent)|SystemCall|UMask|User|Group|State)/;

  it('are equally closed', () => {
    const closed = (unit: string) => directives(unit).filter((line) => hardening.test(line));
    expect(closed('shisei-schedule.service').length).toBeGreaterThan(20);
    expect(closed('shisei-schedule.service')).toEqual(closed('shisei.service'));
  });

  it('let the program tell how it goes, and take the end by a signal for none of its faults', () => {
    expect(directives('shisei-schedule.service')).toEqual(
      expect.arrayContaining([
        ...['Type=notify', 'NotifyAccess=all', 'WatchdogSec=10min'],
        ...['SuccessExitStatus=143', 'RestartPreventExitStatus=2', 'TimeoutStopSec=15'],
      ]),
    );
  });

  const hasSystemd = spawnSync('systemd-analyze', ['--version'], { stdio: 'ignore' }).status === 0;
  it.skipIf(!hasSystemd)('are understood by systemd', async () => {
    const units = ['shisei.service', 'shisei.timer', 'shisei-schedule.service'];
    for (const unit of units) {
      // Nothing is installed here, so that another program stands in.
      await writeFile(join(folder, unit), read(unit).replace(/^(ExecStart=)\S+/m, '$1/bin/true'));
    }
    const { stderr, status } = spawnSync('systemd-analyze', ['verify', ...units.map((unit) => join(folder, unit))], {
      encoding: 'utf8',
    });
    expect(stderr.split('\n').filter((line) => line.includes('shisei'))).toEqual([]);
    expect(status).toBe(0);
  });
});

/** What the API of Kubernetes knows under these names, and what this file has to say there. */
const container = z.strictObject({
  name: z.string(),
  image: z.string(),
  args: z.array(z.string()),
  envFrom: z.array(z.strictObject({ secretRef: z.strictObject({ name: z.string() }) })),
  securityContext: z.strictObject({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.strictObject({ drop: z.tuple([z.literal('ALL')]) }),
  }),
  resources: z.strictObject({
    requests: z.strictObject({ cpu: z.string(), memory: z.string() }),
    limits: z.strictObject({ memory: z.string() }),
  }),
  volumeMounts: z.array(z.strictObject({ name: z.string(), mountPath: z.string(), readOnly: z.boolean().optional() })),
});
const pod = z.strictObject({
  restartPolicy: z.literal('Never'),
  automountServiceAccountToken: z.literal(false),
  enableServiceLinks: z.literal(false),
  terminationGracePeriodSeconds: z.number().min(10),
  securityContext: z.strictObject({
    runAsNonRoot: z.literal(true),
    runAsUser: z.literal(1000),
    runAsGroup: z.number(),
    fsGroup: z.number(),
    fsGroupChangePolicy: z.literal('OnRootMismatch'),
    seccompProfile: z.strictObject({ type: z.literal('RuntimeDefault') }),
  }),
  containers: z.tuple([container]),
  volumes: z.array(
    z.strictObject({
      name: z.string(),
      configMap: z.strictObject({ name: z.string() }).optional(),
      persistentVolumeClaim: z.strictObject({ claimName: z.string() }).optional(),
      emptyDir: z.strictObject({}).optional(),
    }),
  ),
});
const cronJob = z.strictObject({
  apiVersion: z.literal('batch/v1'),
  kind: z.literal('CronJob'),
  metadata: z.strictObject({ name: z.string() }),
  spec: z.strictObject({
    schedule: z.string(),
    timeZone: z.string(),
    concurrencyPolicy: z.literal('Forbid'),
    startingDeadlineSeconds: z.number().min(3_600),
    successfulJobsHistoryLimit: z.number(),
    failedJobsHistoryLimit: z.number(),
    jobTemplate: z.strictObject({
      spec: z.strictObject({
        backoffLimit: z.literal(0),
        activeDeadlineSeconds: z.number(),
        template: z.strictObject({ spec: pod }),
      }),
    }),
  }),
});

describe('the CronJob of Kubernetes', () => {
  const documents = parseAllDocuments(read('kubernetes-cronjob.yaml'));

  it('has known fields only, and is closed', () => {
    expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
    const job = cronJob.parse(documents.at(-1)?.toJS());
    const { containers, volumes } = job.spec.jobTemplate.spec.template.spec;
    expect(containers[0].volumeMounts.map(({ name }) => name)).toEqual(volumes.map(({ name }) => name));
  });

  it('keeps reports on the volume that it claims', () => {
    const claim = documents[0]?.toJS();
    const job = cronJob.parse(documents.at(-1)?.toJS());
    const { containers, volumes } = job.spec.jobTemplate.spec.template.spec;
    const volume = volumes.find(
      ({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === claim.metadata.name,
    );
    const mount = containers[0].volumeMounts.find(({ name }) => name === volume?.name);
    expect(containers[0].args.find((word) => word.startsWith('--out='))).toContain(`${mount?.mountPath}/`);
    expect(mount?.readOnly).toBeUndefined();
  });
});

describe('the job of GitHub', () => {
  const workflow = parse(read('github-actions.yml'));

  it('refuses a public repository before anything else, and keeps what it writes for a week', () => {
    const { steps } = workflow.jobs.scan;
    expect(steps[0].run).toContain('.private');
    expect(steps.at(-1).with['retention-days']).toBeLessThanOrEqual(7);
  });

  it('may read, and ask for a token, and nothing more', () => {
    expect(workflow.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
    expect(workflow.concurrency).toEqual({ group: 'scan', 'cancel-in-progress': false });
  });
});
