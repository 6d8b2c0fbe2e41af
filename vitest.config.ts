import { defineConfig } from 'vitest/config';

// Each file starts a whole system of its own. Two cores carry two of them while nobody talks; pictures and sound need both.
const whole = { testTimeout: 180_000, hookTimeout: 120_000 };
const alone = { ...whole, fileParallelism: false };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'tools', include: ['tools/**/*.test.ts'] } },
      {
        extends: './web/vite.config.ts',
        root: 'web',
        test: { name: 'web', include: ['src/**/*.test.{ts,tsx}'] },
      },
      { test: { ...whole, maxWorkers: 2, name: 'pages', include: ['e2e/pages/*.test.ts'] } },
      { test: { ...alone, name: 'calls', include: ['e2e/*.test.ts'] } },
      { test: { ...alone, name: 'firefox', include: ['e2e/firefox/*.test.ts'] } },
    ],
  },
});
