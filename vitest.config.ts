import { defineConfig } from 'vitest/config';

const packaged = [
  'test/cli-*.test.ts',
  'test/package.test.ts',
  'test/documented-commands.test.ts',
  'test/example-plugin.test.ts',
  'test/write-a-rule.test.ts',
];

export default defineConfig({
  resolve: {
    alias: {
      'azml-lint/testing': new URL('./src/testing/index.ts', import.meta.url).pathname,
      'azml-lint': new URL('./src/index.ts', import.meta.url).pathname,
    },
  },
  test: {
    testTimeout: 60_000,
    hookTimeout: 300_000,
    setupFiles: 'test/setup.ts',
    projects: [
      { extends: true, test: { name: 'sources', include: ['test/**/*.test.ts'], exclude: packaged } },
      // What is packed and installed is tested as a process.
      { extends: true, test: { name: 'package', include: packaged, globalSetup: 'test/installed.ts' } },
    ],
  },
});
