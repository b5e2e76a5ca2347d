import { defineConfig } from 'vitest/config';

/** Tests that run the real Apertium and Chromium. A missing engine fails here: it is never skipped. */
export default defineConfig({
  test: {
    setupFiles: ['tests/setup.ts'],
    include: ['tests/engines/**/*.test.ts'],
    testTimeout: 120_000,
    fileParallelism: false,
  },
});
