import { randomInt } from 'node:crypto';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    seed: number;
  }
}

/** Chooses once for all tests of a run where chance begins, and says it, so that the run can be repeated. */
export default function chooseSeed({ provide }: TestProject): void {
  const seed = Number(process.env.SHISEI_TEST_SEED ?? randomInt(2 ** 31));
  process.stdout.write(`chance begins at SHISEI_TEST_SEED=${seed}\n`);
  provide('seed', seed);
}
