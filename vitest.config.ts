import { defineConfig } from 'vitest/config';

// Each file starts a whole system of its own; two cores carry one at a time.
const whole = { fileParallelism: false, testTimeout: 90_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'tools', include: ['tools/**/*.test.ts'] } },
      {
        extends: './web/vite.config.ts',
        root: 'web',
        test: { name: 'web', include: ['src/**/*.test.{ts,tsx}'] },
      },
      { test: { ...whole, name: 'e2e', include: ['e2e/*.test.ts'] } },
      { test: { ...whole, name: 'firefox', include: ['e2e/firefox/*.test.ts'] } },
    ],
  },
});
