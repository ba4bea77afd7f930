import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    globalSetup: ['test/choose-seed.ts', 'test/build.ts'],
    setupFiles: ['test/use-seed.ts'],
  },
});
