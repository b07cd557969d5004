import { defineConfig } from 'vitest/config';

const packaged = [
  'test/cli-*.test.ts',
  'test/ci-templates.test.ts',
  'test/contributing.test.ts',
  'test/own-image.test.ts',
  'test/package.test.ts',
  'test/documented-commands.test.ts',
  'test/example-plugin.test.ts',
  'test/write-a-rule.test.ts',
];

const windows = {
  extends: true as const,
  test: {
    name: 'windows',
    include: ['test/windows.test.ts', 'test/cli-*.test.ts'],
    globalSetup: 'test/installed.ts',
  },
};

/** With the executable that needs no Node: see `.ci/standalone`. */
const standalone = {
  extends: true as const,
  test: {
    name: 'standalone',
    include: ['test/standalone.test.ts', 'test/cli-*.test.ts'],
    // It keeps no compiled code: that is part of it.
    exclude: ['test/cli-start.test.ts'],
    globalSetup: 'test/generated.ts',
  },
};

/** With real clients, in the directory of this variable: see `.ci/install-clients`. */
const clients = {
  extends: true as const,
  test: { name: 'clients', include: ['test/clients/**/*.test.ts'], globalSetup: 'test/installed.ts' },
};

export default defineConfig({
  // `azml-lint` is what the nearest tsconfig.json says: for rules another file than for tests.
  resolve: { tsconfigPaths: true },
  test: {
    testTimeout: 60_000,
    hookTimeout: 300_000,
    setupFiles: 'test/setup.ts',
    projects: [
      {
        extends: true,
        test: {
          name: 'sources',
          include: ['test/**/*.test.ts'],
          exclude: [...packaged, 'test/windows.test.ts', 'test/standalone.test.ts', 'test/clients/**'],
          globalSetup: 'test/generated.ts',
        },
      },
      // What is packed and installed is tested as a process.
      { extends: true, test: { name: 'package', include: packaged, globalSetup: 'test/installed.ts' } },
      // The same, and what is different there, with Node for Windows: see `.ci/windows`.
      ...(process.env.AZML_LINT_WINDOWS_NODE === undefined ? [] : [windows]),
      ...(process.env.AZML_LINT_STANDALONE === undefined ? [] : [standalone]),
      ...(process.env.AZML_LINT_CLIENTS === undefined ? [] : [clients]),
    ],
  },
});
