import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    setupFiles: ['tests/setup.ts'],
    include: ['tests/**/*.test.ts'],
    // Real engines (Apertium, Redis, Chromium) have a command of their own: npm run test:engines.
    exclude: ['tests/engines/**'],
    testTimeout: 20_000,
  },
});
