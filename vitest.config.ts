import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: {
      'azml-lint/testing': new URL('./src/testing/index.ts', import.meta.url).pathname,
      'azml-lint': new URL('./src/index.ts', import.meta.url).pathname,
    },
  },
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 300_000 },
});
