/**
 * Asks the registry for known weaknesses of what is installed with the package. One of moderate weight or more fails. A
 * registry that does not answer leaves it unknown, which is said, and fails nothing.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';

const counts = z.object({
  info: z.number(),
  low: z.number(),
  moderate: z.number(),
  high: z.number(),
  critical: z.number(),
});
const answerSchema = z.object({
  auditReportVersion: z.number(),
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string() })),
  metadata: z.object({ vulnerabilities: counts }),
});
const faultSchema = z.object({ message: z.string() });

/** What npm wrote as JSON; anything else is no answer. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const { stdout, stderr } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  cwd: join(import.meta.dirname, '..'),
  encoding: 'utf8',
  maxBuffer: 100_000_000,
  shell: process.platform === 'win32',
});
const said = parsed(stdout ?? '');
const answer = answerSchema.safeParse(said);
if (answer.success) {
  const { info, low, moderate, high, critical } = answer.data.metadata.vulnerabilities;
  console.log(`npm audit: ${critical} critical, ${high} high, ${moderate} moderate, ${low} low, ${info} info`);
  for (const [name, { severity, range }] of Object.entries(answer.data.vulnerabilities)) {
    console.log(`  ${severity}: ${name} ${range}`);
  }
  if (moderate + high + critical > 0) process.exitCode = 1;
} else {
  const why = faultSchema.safeParse(said).data?.message ?? (stderr || 'npm gave no answer that can be read').trim();
  console.log(`npm audit WAS NOT ANSWERED, so whether a weakness is known is unknown: ${why}`);
}
